import {
  ALLOWED,
  type Allowance,
  type CycleState,
  mayActOnCycle,
  notAllowed,
  type StepState,
} from './allowed-acts';

/** A task of the step, as far as the cut-off needs to know it. */
export interface TaskOfStep {
  readonly title: string;
  /** Template keys. */
  readonly dependsOn: readonly string[];
  readonly state: string;
}

/**
 * May what was handed in still be changed? Until somebody has built on it: until the first task that waits for it is
 * done, and in any case until the step closes. Library-free.
 *
 * Example: a sales input while the consensus is open: allowed; once the consensus is done: refused, naming it.
 */
export function mayStillChange(facts: {
  readonly cycle: CycleState;
  readonly step: StepState;
  /** Template key of the task that was handed in. */
  readonly key: string;
  /** All tasks of its step. */
  readonly tasks: readonly TaskOfStep[];
}): Allowance {
  if (facts.cycle !== 'running') return mayActOnCycle(facts.cycle);
  if (facts.step !== 'open') {
    return notAllowed('Its step is over. Ask the process owner to reopen the step if it must change.');
  }
  const builtOnIt = tasksAfter(facts.key, facts.tasks).find(({ state }) => state === 'done');
  return builtOnIt === undefined
    ? ALLOWED
    : notAllowed(
        `"${builtOnIt.title}" is done and has used it. Ask the process owner to reopen the step if it must change.`,
      );
}

/**
 * The tasks that wait for this one.
 *
 * Example: after "sales-input" comes "consensus".
 */
export function tasksAfter<T extends Pick<TaskOfStep, 'dependsOn'>>(
  key: string,
  tasks: readonly T[],
): readonly T[] {
  return tasks.filter(({ dependsOn }) => dependsOn.includes(key));
}
