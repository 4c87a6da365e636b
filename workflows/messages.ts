import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { RequestMoved } from '../activities/process/process-activities';
import type { Decision } from '../domain/approval/sign-off-rule';
import type { StepKey } from '../domain/cycle/template';

/**
 * What may be said to a running cycle, in one place. All instants are ISO UTC strings. Ids are database ids: no
 * names, addresses or amounts travel through Temporal.
 */

// ── Inputs ───────────────────────────────────────────────────────────────────

export interface KickOffInput {
  readonly unitId: string;
  /** Left out by the Schedule: the month that begins after the scheduled time. */
  readonly period?: string;
  /** null: the Schedule. */
  readonly startedById: string | null;
}

/** What a kick-off did; `cycleId` null: no month has its kick-off day (yet), or it is skipped. */
export interface KickOffResult {
  readonly period: string | null;
  readonly cycleId: string | null;
  /** False when the month had been started before. */
  readonly isNew: boolean;
}

export interface MonthlyCycleInput {
  readonly cycleId: string;
}

// ── Acts of participants and approvers: Updates, first valid one wins ────────

/** By whom: the person who acts, and through which door. Who-may-do-what is checked in the API and the activity. */
export interface ActBy {
  readonly byId: string;
}

export interface SubmitTask extends ActBy {
  readonly submissionId: string;
  /** The round the person saw; another one is refused as stale. */
  readonly round: number;
}

export interface DecideSignOff extends ActBy {
  readonly signOffId: string;
  /** Hash of the plan version that the person saw. */
  readonly planHash: string;
  readonly decision: Decision;
  readonly comment: string;
}

/** The recorded answer; a repeated act gets the first one back with `isRepeat` true. */
export interface Receipt {
  readonly recordedAt: string;
  readonly isLate: boolean;
  readonly isRepeat: boolean;
  /** What stands: "done", or the decision that was recorded. */
  readonly outcome: string;
}

/** To a task's request workflow. Update id: `{taskId}:{round}:{personId}:{submissionId}`. */
export const submitTask = defineUpdate<Receipt, [SubmitTask]>('submitTask');
export interface ChangeSubmission extends SubmitTask {
  readonly taskId: string;
  /** When the task was due: a change after it is recorded as late. */
  readonly dueAt: string;
}
/** To an open step: what was handed in for a task that is done is replaced. Update id as of `submitTask`. */
export const changeSubmission = defineUpdate<Receipt, [ChangeSubmission]>('changeSubmission');
/** To a sign-off group's request workflow. Update id: `{signOffId}:{planHash}:{personId}:{decision}`. */
export const decideSignOff = defineUpdate<Receipt, [DecideSignOff]>('decideSignOff');

// ── Acts of the process owner ────────────────────────────────────────────────

export interface RemindNow extends ActBy {
  /** Sign-offs: whom of the group; left out, everyone still pending. */
  readonly personIds?: readonly string[];
}
export interface Reassign extends ActBy {
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly reason: string;
}
export interface MoveDue extends ActBy {
  readonly dueAt: string;
  readonly reason: string;
}
export interface SkipRequest extends ActBy {
  readonly reason: string;
}

/** To a request workflow (task or sign-off group). */
export const remindNow = defineUpdate<{ readonly remindedIds: readonly string[] }, [RemindNow]>('remindNow');
export const reassign = defineUpdate<void, [Reassign]>('reassign');
export const moveDue = defineUpdate<void, [MoveDue]>('moveDue');
/** To the request workflow of an open task: the step goes on without it. */
export const skipTask = defineUpdate<void, [SkipRequest]>('skipTask');

export interface MoveStep extends ActBy {
  readonly step: StepKey;
  readonly openAt?: string;
  readonly dueAt?: string;
  readonly reason: string;
}
export interface AddTask extends ActBy {
  readonly taskId: string;
  readonly step: StepKey;
  readonly title: string;
  readonly instructions: string;
  readonly assigneeId: string;
  readonly dueAt: string;
  readonly minutes: number;
  /** Template key of the tasks of the same step that come first; null: it opens with its step. */
  readonly waitsFor: string | null;
}
export interface SkipWaitingTask extends SkipRequest {
  readonly step: StepKey;
  readonly taskId: string;
}

/** A task that the template does not have: to its step when that is open, to the cycle while it waits. Update id: `{taskId}`. */
export const addTask = defineUpdate<void, [AddTask]>('addTask');
/** A task that is not open yet: to its step when that is open, to the cycle while it waits. */
export const skipWaitingTask = defineUpdate<void, [SkipWaitingTask]>('skipWaitingTask');

export interface StepAct extends ActBy {
  readonly step: StepKey;
  readonly reason: string;
}
export interface CancelCycle extends ActBy {
  readonly reason: string;
}

/** To the cycle workflow. */
export const moveStep = defineUpdate<void, [MoveStep]>('moveStep');
export const reopenStep = defineUpdate<void, [StepAct]>('reopenStep');
export const skipStep = defineUpdate<void, [StepAct]>('skipStep');
export const cancelCycle = defineUpdate<void, [CancelCycle]>('cancelCycle');

export interface AddScenario extends ActBy {
  readonly scenarioId: string;
}
/** To an open pre-S&OP step: compute the plan of a scenario that is kept already. Update id: `scenario:{scenarioId}`. */
export const addScenario = defineUpdate<{ readonly isRepeat: boolean }, [AddScenario]>('addScenario');
/** To an open pre-S&OP step: a scenario is no longer compared. Update id: `remove-scenario:{scenarioId}`. */
export const removeScenario = defineUpdate<{ readonly isRepeat: boolean }, [AddScenario]>('removeScenario');

// ── Between workflows, and from the API to a step ────────────────────────────

/** Cycle to step: the due date was moved; open requests got these new dates. */
export const stepMoved = defineSignal<[{ readonly requests: readonly RequestMoved[] }]>('stepMoved');
/** Cycle to an open step: work that was handed in is asked for again; a sign-off under way is void. */
export const reopenWork = defineSignal<[{ readonly byId: string; readonly reason: string }]>('reopenWork');

/** Step to a request. */
export const requestMoved = defineSignal<[RequestMoved]>('requestMoved');
/** Step to a sign-off group: the plan it was about is no longer the plan. */
export const voidSignOff = defineSignal<[{ readonly reason: string }]>('voidSignOff');

// ── What is happening right now ──────────────────────────────────────────────

export interface CycleProgress {
  readonly state: 'running' | 'published' | 'cancelled' | 'closed-without-plan';
  readonly steps: readonly {
    readonly step: StepKey;
    readonly state: 'waiting' | 'open' | 'closed' | 'skipped' | 'cancelled';
    readonly round: number;
    readonly openAt: string;
    readonly dueAt: string;
  }[];
}
export const cycleProgress = defineQuery<CycleProgress>('cycleProgress');
