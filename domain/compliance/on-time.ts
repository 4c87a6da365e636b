import { signOffDueAt } from '../approval/sign-off-due';
import type { SignOffGroupRecord, SignOffRecord, StepRecord, TaskRecord } from '../cycle/records';

/**
 * Was a step closed by the date first planned? A moved date does not make a late step punctual. null: not yet due and
 * not closed, skipped, or cancelled. (Process KPI "step on time".)
 *
 * Example: planned due Monday 17:00, closed Tuesday 09:00: false. Still open on Monday 16:00: null, at 18:00: false.
 */
export function isStepOnTime(
  step: Pick<StepRecord, 'state' | 'plannedDueAt' | 'closedAt'>,
  now: Date,
): boolean | null {
  if (step.state === 'skipped' || step.state === 'cancelled') return null;
  if (step.state === 'closed' && step.closedAt) return step.closedAt <= step.plannedDueAt;
  return now > step.plannedDueAt ? false : null;
}

/** The owner gave the step another due date than the one first planned: reported apart. */
export const isRescheduled = (step: Pick<StepRecord, 'dueAt' | 'plannedDueAt'>): boolean =>
  step.dueAt.getTime() !== step.plannedDueAt.getTime();

/**
 * Was a task done by the due time in force, which moves with work upstream that is late? null: not due yet, skipped or
 * cancelled. (Process KPI "task on time".)
 */
export function isTaskOnTime(
  task: Pick<TaskRecord, 'state' | 'dueAt' | 'completedAt'>,
  now: Date,
): boolean | null {
  return isDoneBy(task, task.dueAt, now);
}

/**
 * Was a task done by the date first planned, whoever was late before it? null as above. (Process KPI "inputs complete at
 * cut-off".)
 */
export function isInAtCutOff(
  task: Pick<TaskRecord, 'state' | 'plannedDueAt' | 'completedAt'>,
  now: Date,
): boolean | null {
  return isDoneBy(task, task.plannedDueAt, now);
}

function isDoneBy(task: Pick<TaskRecord, 'state' | 'completedAt'>, dueAt: Date, now: Date): boolean | null {
  if (task.state === 'skipped' || task.state === 'cancelled') return null;
  if (task.state === 'done' && task.completedAt) return task.completedAt <= dueAt;
  return now > dueAt ? false : null;
}

/**
 * Was a sign-off answered by its due time? An answer counts, also when the plan changed after it. null: not answered, since it
 * was not needed, became void, or is not due yet.
 */
export function isSignOffOnTime(
  signOff: Pick<SignOffRecord, 'state' | 'decidedAt' | 'dueAt'>,
  group: Pick<SignOffGroupRecord, 'dueAt'>,
  now: Date,
): boolean | null {
  const dueAt = signOffDueAt(group, signOff);
  if (signOff.decidedAt) return signOff.decidedAt <= dueAt;
  return signOff.state === 'pending' && now > dueAt ? false : null;
}
