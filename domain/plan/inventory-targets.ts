import type { DemandSeries } from '../demand/demand-plan';
import { sumQuantities } from '../demand/spread-quantity';
import { type ItemTarget, itemTarget, protectedMonths } from '../inventory/item-target';
import { replenishmentFacts } from '../inventory/replenishment-facts';
import { errorVariances } from './error-variances';
import type { PlanRow } from './plan-row';
import type { PlanningInput } from './planning-input';

/**
 * The stock target of every item: its demand is the mean of the demand plan over the months that its stock must last,
 * its error that of the statistical baseline in the last of these months (`errorVariances`). Markets err independently
 * of each other, so their deviations add up as squares. `intervals` are the baseline's rows of baseline, lower80 and
 * upper80.
 *
 * Example: an interval of 100 ± 25.6 in one market is a deviation of 20, in two such markets together 28.3.
 */
export function inventoryTargets(
  input: PlanningInput,
  months: readonly string[],
  demand: readonly DemandSeries[],
  intervals: readonly PlanRow[],
): ItemTarget[] {
  const items = input.items.map((item) => {
    const replenishment = replenishmentFacts(item.replenishment ?? {});
    const lag = Math.min(months.length, Math.max(1, Math.ceil(protectedMonths(replenishment) - 1e-9)));
    return { item, replenishment, lag };
  });
  const asked = new Set(items.map(({ lag }) => months[lag - 1]!));
  const deviationOf = errorDeviations(intervals.filter(({ month }) => asked.has(month)));
  return items.map(({ item, replenishment, lag }) => {
    const ofItem = demand.filter(({ itemCode }) => itemCode === item.code);
    const total = sumQuantities(ofItem.flatMap(({ quantityUnits }) => quantityUnits.slice(0, lag)));
    return itemTarget({
      itemCode: item.code,
      familyCode: item.familyCode,
      location: input.unitCode,
      replenishment,
      monthlyDemandUnits: total / lag,
      monthlyErrorUnits: deviationOf(item.code, months[lag - 1]!),
    });
  });
}

/** The deviation of an item's forecast error in a month, over all its markets. */
function errorDeviations(intervals: readonly PlanRow[]): (itemCode: string, month: string) => number {
  const variances = new Map<string, number>();
  for (const { itemCode, month, variance } of errorVariances(intervals)) {
    const ofItem = JSON.stringify([itemCode, month]);
    variances.set(ofItem, (variances.get(ofItem) ?? 0) + variance);
  }
  return (itemCode, month) => Math.sqrt(variances.get(JSON.stringify([itemCode, month])) ?? 0);
}
