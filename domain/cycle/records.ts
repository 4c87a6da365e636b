import type { CycleState, SignOffGroupState, SignOffRowState, StepState, TaskState } from './allowed-acts';
import type { SignOffRule, StepKey, TaskKind } from './template';

/** What the database keeps of a running or ended cycle, as the domain sees it. */

export interface CycleRecord {
  readonly id: string;
  readonly unitId: string;
  readonly period: string;
  /** 1, and one more each time a cancelled month is started again. */
  readonly attempt: number;
  readonly templateVersionId: string;
  readonly workflowId: string;
  readonly state: CycleState;
  readonly kickOffAt: Date;
  readonly publishDueAt: Date;
  readonly startedAt: Date;
  readonly closedAt: Date | null;
  readonly cancelReason: string | null;
  readonly publishedPlanVersionId: string | null;
}

export type StepOutcome = 'signed-off' | 'completed' | 'skipped' | 'cancelled';

export interface StepRecord {
  readonly id: string;
  readonly cycleId: string;
  readonly key: StepKey;
  readonly name: string;
  readonly position: number;
  readonly state: StepState;
  readonly round: number;
  readonly plannedOpenAt: Date;
  readonly plannedDueAt: Date;
  readonly openAt: Date;
  readonly dueAt: Date;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly outcome: StepOutcome | null;
  readonly skipReason: string | null;
  readonly workflowId: string | null;
}

export interface TaskRecord {
  readonly id: string;
  readonly cycleId: string;
  readonly stepId: string;
  readonly key: string;
  readonly kind: TaskKind;
  readonly title: string;
  readonly instructions: string;
  readonly role: string;
  readonly families: readonly string[];
  /** Template keys of tasks of the same step. */
  readonly dependsOn: readonly string[];
  readonly assigneeId: string;
  readonly backupId: string | null;
  readonly state: TaskState;
  readonly round: number;
  readonly dueAt: Date;
  readonly plannedDueAt: Date;
  readonly openedAt: Date | null;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly completedById: string | null;
  readonly skipReason: string | null;
  readonly escalationLevel: number;
  readonly remindersSent: number;
  readonly workflowId: string | null;
  /** Of a task that the template does not have. */
  readonly minutes: number | null;
  /** Who added it to the running cycle; null: the template has it. */
  readonly addedById: string | null;
}

export interface SubmissionRecord {
  readonly id: string;
  readonly taskId: string;
  readonly round: number;
  readonly personId: string;
  readonly content: unknown;
  readonly comment: string;
  readonly submittedAt: Date;
  readonly isLate: boolean;
  /** What counts for its round. */
  readonly isAccepted: boolean;
  /** The one that this was sent to take the place of. */
  readonly replacesId: string | null;
}

export interface SignOffRecord {
  readonly id: string;
  readonly groupId: string;
  readonly personId: string;
  readonly role: string;
  readonly state: SignOffRowState;
  readonly decidedAt: Date | null;
  readonly decidedById: string | null;
  readonly comment: string;
  readonly isLate: boolean;
  readonly escalationLevel: number;
  readonly remindersSent: number;
  /** When their turn came in a sequence; null: asked with the group, or not yet. */
  readonly askedAt: Date | null;
  /** Due no earlier than this, since their turn came late; null: with the group. */
  readonly dueAt: Date | null;
}

export interface SignOffGroupRecord {
  readonly id: string;
  readonly cycleId: string;
  readonly stepId: string;
  readonly number: number;
  readonly rule: SignOffRule;
  readonly planVersionId: string;
  readonly planHash: string;
  readonly state: SignOffGroupState;
  readonly requestedAt: Date;
  readonly dueAt: Date;
  readonly closedAt: Date | null;
  readonly closedReason: string | null;
  readonly workflowId: string;
  readonly signOffs: readonly SignOffRecord[];
}

/**
 * The template's task key of a task's own: "sales-input/2" is the second of "sales-input".
 *
 * Example: templateKeyOf('sales-input/2') is 'sales-input'.
 */
export const templateKeyOf = (taskKey: string): string => taskKey.split('/')[0]!;

/**
 * The key of a task that was added to a running cycle.
 *
 * Example: addedTaskKey('b5b1c9a4-5a0e-4c4f-9a60-1f6f6f0c2f11') is 'added-b5b1c9a4'.
 */
export const addedTaskKey = (taskId: string): string => `added-${taskId.slice(0, 8)}`;
