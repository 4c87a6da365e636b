import type { z } from 'zod';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import {
  type CycleCompliance,
  cycleCompliance,
  type StepCompliance,
} from '../../domain/compliance/cycle-compliance';
import { isMadeUp } from '../../domain/cycle/made-up-month';
import type { StepRecord } from '../../domain/cycle/records';
import { type WorkingCalendar, workingHoursBetween } from '../../domain/cycle/working-time';
import { unitWorkingCalendar } from '../../domain/people/roster';
import { counted, month, percent } from '../../email/wording';
import type { Compliance, ComplianceMonth, ComplianceUnit } from '../schemas/compliance';

export interface ComplianceFacts {
  readonly units: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  /** Oldest first. */
  readonly months: readonly string[];
  readonly cycles: readonly CycleFacts[];
  /** Tasks and sign-offs of theirs that were escalated at some time. */
  readonly escalatedIds: ReadonlySet<string>;
  readonly now: Date;
}

/** Is the process kept: unit by month by step, in words beside every figure. */
export function complianceView(facts: ComplianceFacts): z.input<typeof Compliance> {
  const { units, months, cycles } = facts;
  const rows = units.map(({ id, code, name }) => {
    const monthsOfUnit = months.map((period) => {
      const ofMonth = cycles.find(({ unit, cycle }) => unit.id === id && cycle.period === period);
      return ofMonth ? measuredMonth(ofMonth, facts) : emptyMonth(period);
    });
    return { id, code, name, months: monthsOfUnit, trend: trendWords(monthsOfUnit) };
  });
  return {
    months: [...months],
    units: rows,
    sentence: overallWords(rows),
    madeUp: madeUpWords(facts),
  };
}

type MonthView = z.input<typeof ComplianceMonth>;

function measuredMonth(
  facts: CycleFacts,
  { escalatedIds, now }: Pick<ComplianceFacts, 'escalatedIds' | 'now'>,
): MonthView {
  const calendar = unitWorkingCalendar(facts.roster, facts.template);
  const { steps, tasks, groups, cycle } = facts;
  const kept = cycleCompliance({ steps, tasks, groups, escalatedIds, calendar, now });
  return {
    period: cycle.period,
    cycleId: cycle.id,
    state: cycle.state,
    words: monthWords(facts, kept),
    steps: steps.map((step) =>
      stepView(step, kept.steps.find(({ key }) => key === step.key)!, calendar, now),
    ),
    stepsOnTimeRatio: kept.stepsOnTime.ratio,
    tasksOnTimeRatio: kept.tasksOnTime.ratio,
    inputsAtCutOffRatio: kept.inputsAtCutOff.ratio,
    signOffsOnTimeRatio: kept.signOffsOnTime.ratio,
    signOffMedianHours: kept.latency.medianHours,
    signOffP90Hours: kept.latency.p90Hours,
    firstPassRatio: kept.firstPass.ratio,
    escalationRatio: kept.escalations.ratio,
    index: kept.index,
  };
}

function emptyMonth(period: string): MonthView {
  return {
    period,
    cycleId: null,
    state: null,
    words: 'no cycle',
    steps: [],
    stepsOnTimeRatio: null,
    tasksOnTimeRatio: null,
    inputsAtCutOffRatio: null,
    signOffsOnTimeRatio: null,
    signOffMedianHours: null,
    signOffP90Hours: null,
    firstPassRatio: null,
    escalationRatio: null,
    index: null,
  };
}

function monthWords({ cycle }: CycleFacts, { stepsOnTime }: CycleCompliance): string {
  if (cycle.state === 'cancelled') return 'cancelled';
  const { kept, measured } = stepsOnTime;
  const steps = measured === 0 ? 'no step due yet' : `${kept} of ${counted(measured, 'step')} on time`;
  if (cycle.state === 'closed-without-plan') return `${steps}, ended without a plan`;
  return cycle.state === 'running' ? `${steps}, running` : steps;
}

function stepView(
  step: StepRecord,
  { isOnTime, isRescheduled }: StepCompliance,
  calendar: WorkingCalendar,
  now: Date,
): MonthView['steps'][number] {
  const { key, name } = step;
  return {
    key,
    name,
    words: `${stepWords(step, isOnTime, calendar, now)}${isRescheduled ? ', date moved' : ''}`,
    isOnTime,
    plannedDueAt: step.plannedDueAt.toISOString(),
    dueAt: step.dueAt.toISOString(),
    closedAt: step.closedAt?.toISOString() ?? null,
    isRescheduled,
  };
}

function stepWords(step: StepRecord, isOnTime: boolean | null, calendar: WorkingCalendar, now: Date): string {
  if (step.state === 'skipped' || step.state === 'cancelled') return step.state;
  if (isOnTime === null) return 'not due yet';
  if (isOnTime) return 'on time';
  const isOver = step.state === 'closed' && step.closedAt !== null;
  const late = lateWords(
    workingHoursBetween(calendar, step.plannedDueAt, isOver ? step.closedAt! : now),
    calendar,
  );
  return isOver ? `${late} late` : `${late} late, not closed`;
}

/** Working time as people say it: "3 hours", "2 days". */
function lateWords(hours: number, { workingHours }: WorkingCalendar): string {
  const hoursOf = (time: string) => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;
  const dayHours = hoursOf(workingHours.until) - hoursOf(workingHours.from);
  if (hours < 1) return 'less than an hour';
  return hours < dayHours ? counted(Math.round(hours), 'hour') : counted(Math.round(hours / dayHours), 'day');
}

function trendWords(months: readonly MonthView[]): string {
  const measured = months.filter(({ stepsOnTimeRatio }) => stepsOnTimeRatio !== null);
  const last = measured.at(-1);
  const before = measured.at(-2);
  if (!last) return 'Nothing is measured yet: the first step is not due.';
  const now = `Steps on time in ${month(last.period)}: ${percent(last.stepsOnTimeRatio)}`;
  if (!before) return `${now}. There is no month before to compare with.`;
  const change = (last.stepsOnTimeRatio ?? 0) - (before.stepsOnTimeRatio ?? 0);
  if (change === 0) return `${now}, as in ${month(before.period)}.`;
  const words = change > 0 ? 'up from' : 'down from';
  return `${now}, ${words} ${percent(before.stepsOnTimeRatio)} in ${month(before.period)}.`;
}

/** The sample company has months that nobody worked in: who looks at figures has to know. */
function madeUpWords({ units, cycles }: ComplianceFacts): string | null {
  const words = units.flatMap(({ id, name }) => {
    const periods = cycles
      .flatMap(({ unit, cycle }) => (unit.id === id && isMadeUp(cycle) ? [cycle.period] : []))
      .sort();
    const [first, last] = [periods[0], periods.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [`${name}: ${first === last ? month(first) : `${month(first)} to ${month(last)}`}`];
  });
  return words.length === 0 ? null : words.join('; ');
}

function overallWords(units: readonly z.input<typeof ComplianceUnit>[]): string {
  const latest = units.flatMap(({ name, months }) => {
    const last = months.findLast(({ stepsOnTimeRatio }) => stepsOnTimeRatio !== null);
    return last ? [{ name, last }] : [];
  });
  if (latest.length === 0) return 'Nothing is measured yet: no step has come due.';
  const keeping = latest.filter(({ last }) => last.stepsOnTimeRatio === 1);
  if (keeping.length === latest.length) {
    return latest.length === 1
      ? `${latest[0]!.name} keeps its process: every step on time in ${month(latest[0]!.last.period)}.`
      : `All ${latest.length} units keep their process: every step on time.`;
  }
  const worst = latest.reduce((a, b) => (b.last.stepsOnTimeRatio! < a.last.stepsOnTimeRatio! ? b : a));
  const words = `${worst.name}: ${worst.last.words} in ${month(worst.last.period)}`;
  return latest.length === 1
    ? `${words}.`
    : `${keeping.length} of ${latest.length} units had every step on time. Look at ${words}.`;
}
