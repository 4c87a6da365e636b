import { DomainError } from '../errors';
import type { SeriesForecast } from './forecast-series';

/**
 * The forecast of an item which is sold for the last time in month `lastMonths` of the horizon (0 = it has ended
 * already): zero from then on, mean and ranges alike. The note says so.
 *
 * Example: 10, 10, 10, 10 with two months left becomes 10, 10, 0, 0.
 */
export function endItem(forecast: SeriesForecast, lastMonths: number): SeriesForecast {
  if (!Number.isInteger(lastMonths) || lastMonths < 0) {
    throw new DomainError(
      'invalid-input',
      `The item ends after ${lastMonths} months: give a whole number from 0.`,
    );
  }
  const untilTheEnd = (values: readonly number[]) => values.map((value, k) => (k < lastMonths ? value : 0));
  const ending = lastMonths === 0 ? 'ended: no demand' : `ends: no demand after month ${lastMonths}`;
  return {
    ...forecast,
    mean: untilTheEnd(forecast.mean),
    lower80: untilTheEnd(forecast.lower80),
    upper80: untilTheEnd(forecast.upper80),
    lower95: untilTheEnd(forecast.lower95),
    upper95: untilTheEnd(forecast.upper95),
    note: forecast.note === '' ? ending : `${forecast.note}; ${ending}`,
  };
}
