import { biasRatio, forecastAccuracy, weightedAbsoluteError } from './accuracy-measures';

/**
 * How good forecasts were by how long before the month they were made, lags in ascending order; ratios, null for
 * "n/a" (nothing was sold). Lag 2 is a forecast made two months before the month it is for.
 *
 * Source: the product's KPI list (the default lag is two months).
 * Example: for an actual of 100, a lag-1 forecast of 95 and a lag-2 forecast of 80 give WMAPE 0.05 and 0.20.
 */
export function accuracyByLag(forecasts: readonly LaggedForecast[]): LagAccuracy[] {
  const byLag = new Map<number, { actual: number[]; forecast: number[] }>();
  for (const { lagMonths, actual, forecast } of forecasts) {
    const pairs = byLag.get(lagMonths) ?? { actual: [], forecast: [] };
    pairs.actual.push(actual);
    pairs.forecast.push(forecast);
    byLag.set(lagMonths, pairs);
  }
  return [...byLag.entries()]
    .sort(([a], [b]) => a - b)
    .map(([lagMonths, { actual, forecast }]) => ({
      lagMonths,
      count: actual.length,
      wmape: weightedAbsoluteError(actual, forecast),
      accuracy: forecastAccuracy(actual, forecast),
      bias: biasRatio(actual, forecast),
    }));
}

export interface LaggedForecast {
  readonly lagMonths: number;
  readonly forecast: number;
  readonly actual: number;
}

export interface LagAccuracy {
  readonly lagMonths: number;
  readonly count: number;
  readonly wmape: number | null;
  readonly accuracy: number | null;
  readonly bias: number | null;
}
