import type { DemandSeries } from '../demand/demand-plan';
import type { PlanRow } from './plan-row';

/**
 * Rows of one measure as series by item and market along the months, in the order of the rows; a month without a row
 * is zero.
 *
 * Example: two rows of item A in DE for 2027-01 and 2027-02 give one series of two quantities.
 */
export function demandSeries(months: readonly string[], rows: readonly PlanRow[]): DemandSeries[] {
  const position = new Map(months.map((month, index) => [month, index]));
  const byKey = new Map<string, DemandSeries & { readonly quantityUnits: number[] }>();
  for (const { familyCode, itemCode, marketCode, month, value } of rows) {
    const index = position.get(month);
    if (index === undefined) continue;
    const key = `${itemCode}\u0000${marketCode}`;
    let series = byKey.get(key);
    if (!series) {
      series = { familyCode, itemCode, marketCode, quantityUnits: months.map(() => 0) };
      byKey.set(key, series);
    }
    series.quantityUnits[index] = value;
  }
  return [...byKey.values()];
}
