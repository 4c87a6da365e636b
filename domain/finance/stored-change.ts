import type { ScenarioChange } from './scenario-changes';

/**
 * A change as a planner states it and as it is kept with a scenario. What a figure of the month stands for is looked
 * up when the scenario is computed: the proposed safety stock is not the same after a new consensus.
 */
export type StoredChange =
  | Exclude<ScenarioChange, { readonly kind: 'safety-stock' }>
  | { readonly kind: 'proposed-safety-stock'; readonly families?: readonly string[] };

/**
 * Stored changes with the figures of the month filled in.
 *
 * @example resolveChanges([{ kind: 'proposed-safety-stock' }], { TENTS: 90 }) keeps 90 units of TENTS in stock.
 */
export function resolveChanges(
  changes: readonly StoredChange[],
  proposedSafetyStock: Readonly<Record<string, number>>,
): ScenarioChange[] {
  return changes.map((change): ScenarioChange => {
    if (change.kind !== 'proposed-safety-stock') return change;
    const families = change.families ?? Object.keys(proposedSafetyStock);
    const units = families.map((family): [string, number] => [family, proposedSafetyStock[family] ?? 0]);
    return { kind: 'safety-stock', units: Object.fromEntries(units) };
  });
}
