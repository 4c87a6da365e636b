import { addMonths, monthsBetween } from '../cycle/month';
import { type SensedDemand, type SettledCycle, senseDemand } from './demand-sensing';
import { forecastSeries } from './forecast-series';

/**
 * What orders in hand say of the next months of one series: for each of the first three months after the order
 * book's date, the sensed demand, or the baseline where orders in hand did not help before. Units a month; an order
 * book that does not name the series holds nothing for it.
 *
 * Every earlier order book is replayed: the history up to its date is forecast again, with the promotions and working
 * days of the months that followed, and its orders for the month as far ahead are compared with what was sold: orders
 * must know more than that. See `senseDemand` for when it is believed.
 *
 * Example: without any order book, nothing is sensed.
 */
export function senseNearMonths(question: NearMonthsQuestion, seasonLengthMonths: number): SensedMonth[] {
  const { firstMonth, recorded, usedHistory, pastEffects, forecastOf, books } = question;
  const dates = [...books.keys()].sort();
  const today = dates.at(-1);
  if (today === undefined) return [];
  const soldIn = (month: string) => recorded[monthsBetween(firstMonth, month)] ?? null;
  const ordersOf = (asOf: string, month: string) => books.get(asOf)?.get(month) ?? 0;

  const replays = dates.slice(-1 - MOST_REPLAYS, -1).flatMap((asOf) => {
    const known = monthsBetween(firstMonth, asOf);
    if (known < SHORTEST_HISTORY_MONTHS || known > usedHistory.length) return [];
    const { mean } = forecastSeries(usedHistory.slice(0, known), {
      horizonMonths: NEAR_MONTHS,
      seasonLengthMonths,
      isCleaned: true,
    });
    return [{ asOf, mean }];
  });

  return Array.from({ length: NEAR_MONTHS }, (_, lag) => ({ lag, month: addMonths(today, lag) })).flatMap(
    ({ lag, month }) => {
      const baselineUnits = forecastOf(month);
      if (baselineUnits === null) return [];
      const past = replays.flatMap(({ asOf, mean }): SettledCycle[] => {
        const settled = addMonths(asOf, lag);
        const actualUnits = soldIn(settled);
        if (actualUnits === null) return [];
        const baseline = mean[lag]! * (pastEffects[monthsBetween(firstMonth, settled)] ?? 1);
        return [{ baselineUnits: baseline, ordersUnits: ordersOf(asOf, settled), actualUnits }];
      });
      const sensed = senseDemand({ baselineUnits, ordersUnits: ordersOf(today, month) }, past);
      return [{ month, baselineUnits, pastCycles: past.length, ...sensed }];
    },
  );
}

export interface NearMonthsQuestion {
  readonly firstMonth: string;
  /** As sold, from `firstMonth` on. */
  readonly recorded: readonly (number | null)[];
  /** As the baseline sees it: without outliers and promotions. */
  readonly usedHistory: readonly (number | null)[];
  /** What promotions and working days made of each of those months: 1 = a month like any other. */
  readonly pastEffects: readonly number[];
  /** The baseline of a coming month; null for a month that is not planned. */
  readonly forecastOf: (month: string) => number | null;
  /** Date of an order book → month → units ordered. */
  readonly books: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface SensedMonth extends SensedDemand {
  readonly month: string;
  readonly baselineUnits: number;
  readonly pastCycles: number;
}

/** Orders in hand say little about later months. */
const NEAR_MONTHS = 3;
const MOST_REPLAYS = 18;
const SHORTEST_HISTORY_MONTHS = 8;
