import { addMonths, monthsBetween } from '../cycle/month';
import type { PlanningInput } from './planning-input';

type SalesSeries = PlanningInput['sales'][number];

/** What is known about a unit's records as a whole, for reading the months that a series lacks. */
export interface RecordHabits {
  /** Months in which the unit recorded anything at all. */
  readonly loadedMonths: ReadonlySet<string>;
  /** The last of them; null when nothing was ever recorded. */
  readonly lastLoadedMonth: string | null;
  /** The unit writes down zeros: then a month without a record is unknown, else it means that nothing was sold. */
  readonly writesZeros: boolean;
}

/** How a unit keeps its sales: the months in which anything is on record (YYYY-MM), the last of them, and whether it writes zeros. */
export function recordHabits(sales: readonly SalesSeries[]): RecordHabits {
  const loadedMonths = new Set<string>();
  let writesZeros = false;
  let lastLoadedMonth: string | null = null;
  for (const series of sales) {
    series.quantityUnits.forEach((quantity, index) => {
      if (quantity === null) return;
      const month = addMonths(series.firstMonth, index);
      loadedMonths.add(month);
      if (lastLoadedMonth === null || month > lastLoadedMonth) lastLoadedMonth = month;
      if (quantity === 0) writesZeros = true;
    });
  }
  return { loadedMonths, lastLoadedMonth, writesZeros };
}

/**
 * Sales of a series as the forecast is to see them, up to the unit's last loaded month: null where the demand is not
 * known, 0 where nothing was sold. Unknown is a month in which the unit recorded nothing at all, and a gap inside a
 * series of a unit that writes down its zeros. After the last record of a series nothing was sold any more.
 *
 * Example: 5, null, 7, null in a unit that writes zeros, all months loaded, is 5, null, 7, 0.
 */
export function recordedDemand(series: SalesSeries, habits: RecordHabits): (number | null)[] {
  if (habits.lastLoadedMonth === null) return [];
  const count = Math.max(0, monthsBetween(series.firstMonth, habits.lastLoadedMonth) + 1);
  const lastRecord = series.quantityUnits.findLastIndex((quantity) => quantity !== null);
  return Array.from({ length: count }, (_, index) => {
    const quantity = series.quantityUnits[index] ?? null;
    if (quantity !== null) return quantity;
    if (!habits.loadedMonths.has(addMonths(series.firstMonth, index))) return null;
    return index > lastRecord || !habits.writesZeros ? 0 : null;
  });
}
