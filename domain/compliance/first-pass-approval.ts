import type { SignOffGroupRecord } from '../cycle/records';
import { type Share, shareOf } from './ratio';

/**
 * Of the steps whose sign-off has been decided at least once: in how many was the first decision a yes? Void and
 * withdrawn askings are no decisions. (Process KPI "first-pass approval".)
 *
 * Example: demand review approved at once, supply review rejected and then approved: 1 of 2.
 */
export function firstPassApproval(
  groups: readonly Pick<SignOffGroupRecord, 'stepId' | 'number' | 'state'>[],
): Share {
  const decided = groups.filter(({ state }) => state === 'approved' || state === 'rejected');
  const first = new Map<string, (typeof decided)[number]>();
  for (const group of decided) {
    const before = first.get(group.stepId);
    if (before === undefined || group.number < before.number) first.set(group.stepId, group);
  }
  return shareOf([...first.values()].map(({ state }) => state === 'approved'));
}
