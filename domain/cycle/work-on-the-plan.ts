import type { TaskKind } from './template';

/** Tasks whose answer is the plan itself; the others give input to it. */
const planKinds: readonly TaskKind[] = ['consensus', 'supply-plan', 'scenario-choice'];

/**
 * Which tasks that were handed in are asked for again when their step is reopened: those that make the plan, so that
 * inputs stand; all of them in a step that has none of that kind (data gathering). Inputs that were skipped stay
 * skipped. Library-free.
 *
 * Example: of two demand inputs and the consensus, all done, the consensus alone.
 */
export function tasksToAskAgain<T extends { readonly kind: TaskKind; readonly state: string }>(
  tasks: readonly T[],
): readonly T[] {
  const isOver = ({ state }: T) => state === 'done' || state === 'skipped';
  const planWork = tasks.filter(({ kind }) => planKinds.includes(kind));
  return planWork.length > 0 ? planWork.filter(isOver) : tasks.filter(({ state }) => state === 'done');
}

/**
 * Does a submission of this kind change what the plan is computed from?
 *
 * Example: a capacity check does, an attestation does not.
 */
export function changesThePlan(kind: TaskKind): boolean {
  switch (kind) {
    case 'demand-input':
    case 'consensus':
    case 'capacity-check':
    case 'supply-input':
    case 'scenario-choice':
      return true;
    case 'attest':
    case 'supply-plan':
    case 'finance-review':
    case 'general':
      return false;
  }
}
