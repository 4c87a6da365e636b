import { isSeasonal, seasonalIndices } from './seasonality';

/**
 * "As in the same month last year": the last season repeated; with less than a season of history, the last
 * month repeated. In the units of the series. Needs at least one value.
 *
 * Example: 1, 2, 3, 4 with a season of 2 goes on 3, 4, 3, 4.
 */
export function forecastSeasonalNaive(values: Float64Array, seasonLength: number, horizon: number): number[] {
  const n = values.length;
  const period = n >= seasonLength ? seasonLength : 1;
  const forecast = new Array<number>(horizon);
  for (let k = 0; k < horizon; k++)
    forecast[k] = k < period ? values[n - period + k]! : forecast[k - period]!;
  return forecast;
}

/**
 * Naive2, the yardstick of the M4 competition: the last month without its season, with the season put back on.
 * In the units of the series. Needs at least one value.
 *
 * Source: the M4 competition's benchmark code. Example: an unseasonal series goes on at its last value.
 */
export function forecastNaive2(values: Float64Array, seasonLength: number, horizon: number): Float64Array {
  const n = values.length;
  const last = values[n - 1]!;
  const forecast = new Float64Array(horizon).fill(last);
  if (!isSeasonal(values, seasonLength)) return forecast;

  const indices = seasonalIndices(values, seasonLength, 'multiplicative');
  const lastWithoutSeason = last / indices[(n - 1) % seasonLength]!;
  for (let k = 0; k < horizon; k++) forecast[k] = lastWithoutSeason * indices[(n + k) % seasonLength]!;
  return forecast;
}
