import type { SignOffGroupRecord, StepRecord, TaskRecord } from '../cycle/records';
import type { StepKey } from '../cycle/template';
import type { WorkingCalendar } from '../cycle/working-time';
import { complianceIndex } from './compliance-index';
import { escalationRate } from './escalation-rate';
import { firstPassApproval } from './first-pass-approval';
import { isInAtCutOff, isRescheduled, isSignOffOnTime, isStepOnTime, isTaskOnTime } from './on-time';
import { type Share, shareOf } from './ratio';
import { type SignOffLatency, signOffLatency } from './sign-off-latency';

export interface StepCompliance {
  readonly key: StepKey;
  readonly name: string;
  /** null: not due yet, skipped or cancelled. */
  readonly isOnTime: boolean | null;
  readonly isRescheduled: boolean;
}

export interface CycleCompliance {
  readonly steps: readonly StepCompliance[];
  readonly stepsOnTime: Share;
  readonly tasksOnTime: Share;
  readonly inputsAtCutOff: Share;
  readonly signOffsOnTime: Share;
  readonly latency: SignOffLatency;
  readonly firstPass: Share;
  readonly escalations: Share;
  readonly index: number | null;
}

/**
 * The process KPIs of one cycle from its records, at `now`. Attendance and the execution of decisions are not on
 * record yet and are left out of the index (see complianceIndex).
 */
export function cycleCompliance(options: {
  readonly steps: readonly StepRecord[];
  readonly tasks: readonly TaskRecord[];
  readonly groups: readonly SignOffGroupRecord[];
  /** Tasks and sign-offs that were escalated at some time. */
  readonly escalatedIds: ReadonlySet<string>;
  /** The unit's, with its working hours. */
  readonly calendar: WorkingCalendar;
  readonly now: Date;
}): CycleCompliance {
  const { steps, tasks, groups, escalatedIds, calendar, now } = options;
  const stepsOnTime = shareOf(steps.map((step) => isStepOnTime(step, now)));
  const inputsAtCutOff = shareOf(tasks.map((task) => isInAtCutOff(task, now)));
  const signOffsOnTime = shareOf(
    groups.flatMap((group) => group.signOffs.map((signOff) => isSignOffOnTime(signOff, group, now))),
  );
  return {
    steps: steps.map((step) => ({
      key: step.key,
      name: step.name,
      isOnTime: isStepOnTime(step, now),
      isRescheduled: isRescheduled(step),
    })),
    stepsOnTime,
    tasksOnTime: shareOf(tasks.map((task) => isTaskOnTime(task, now))),
    inputsAtCutOff,
    signOffsOnTime,
    latency: signOffLatency(groups, calendar),
    firstPass: firstPassApproval(groups),
    escalations: escalationRate(tasks, groups, escalatedIds),
    index: complianceIndex({
      steps: stepsOnTime.ratio,
      inputs: inputsAtCutOff.ratio,
      signOffs: signOffsOnTime.ratio,
      attendance: null,
      decisions: null,
    }),
  };
}
