import type { FigureRow } from '../../domain/import/figure-files';
import type { SampleItem } from './outdoor-catalogue';
import { seededRandom } from './seeded-random';

const DAYS_A_MONTH = 365 / 12;
const REVIEW_DAYS = 7;

/**
 * How an item of the sample company is replenished, from the seed: two to six weeks of lead time, a promise by what it
 * costs to keep, and a reorder point that somebody set some time ago, from a quarter too low to a third too high.
 * Columns of an items file.
 */
export function outdoorReplenishment(seed: number, item: SampleItem, monthlyUnits: number): FigureRow {
  const chance = seededRandom(seed, 'replenishment', item.code);
  const leadTimeDays = 14 + Math.round(28 * chance.uniform());
  const isPart = item.familyCode === 'PARTS';
  const promise = item.price >= 250 ? 90 : item.price < 60 ? 97 : 95;
  const monthsToCover = (leadTimeDays + REVIEW_DAYS) / DAYS_A_MONTH;
  return {
    service_kind: isPart ? 'fill-rate' : 'cycle-service',
    service_percent: isPart ? 98 : promise,
    lead_time_days: leadTimeDays,
    lead_time_deviation_days: 2 + Math.round(4 * chance.uniform()),
    review_days: REVIEW_DAYS,
    lot_units: Math.max(10, 10 * Math.round(monthlyUnits / 20)),
    reorder_point: Math.round(monthlyUnits * monthsToCover * (1.1 + 0.6 * chance.uniform())),
  };
}
