import type { BothScales } from './both-scales';
import { ScratchMemory } from './scratch-memory';
import { forecastSeasonalAutoregression, LONG_MEMORY, SHORT_MEMORY } from './seasonal-autoregression';
import { isSeasonal, seasonalIndices, shrunkSeasonalIndices } from './seasonality';
import { forecastSmoothingGrid } from './smoothing-grid';
import { forecastAggregatedTheta } from './theta';

/** The methods of the baseline, with the weight each has before its own errors speak. */
export const BASELINE_METHODS = [
  { name: 'exponential smoothing', usualWeight: 0.4 },
  { name: 'theta on quarters', usualWeight: 0.25 },
  { name: 'yearly growth, short memory', usualWeight: 0.175 },
  { name: 'yearly growth, long memory', usualWeight: 0.175 },
] as const;

/**
 * What each method of the baseline expects for the next `horizon` months, in the order of `BASELINE_METHODS`,
 * and the variance of the error as exponential smoothing sees it; in the units of the history. Needs at least
 * four months; with too few for yearly growth, Theta stands in for it.
 *
 * A history without negative months never gets a negative forecast, and no method may run further away than
 * three times the range of the history; nor is an error expected to be larger than that.
 *
 * Example: 7, 7, 7, 7, 7, 7 gives four times 7, 7, 7, ...
 */
export function forecastByEachMethod(
  history: BothScales,
  seasonLength: number,
  horizon: number,
): MethodForecasts {
  const { values } = history;
  let lowest = values[0]!;
  let highest = values[0]!;
  for (let t = 1; t < values.length; t++) {
    const value = values[t]!;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }

  const smoothing = forecastSmoothingGrid(history, seasonLength, horizon);
  const theta = forecastThetaWithSeason(values, seasonLength, horizon, lowest > 0);
  const short = forecastSeasonalAutoregression(history, horizon, seasonLength, SHORT_MEMORY) ?? theta;
  const long = forecastSeasonalAutoregression(history, horizon, seasonLength, LONG_MEMORY) ?? theta;
  const forecasts = [smoothing.mean, theta, short, long];

  const range = 3 * (highest - lowest);
  const floor = lowest >= 0 ? 0 : lowest - range;
  for (const forecast of forecasts) keepWithin(forecast, floor, highest + range);
  keepWithin(smoothing.variance, 0, range * range);
  return { forecasts, variance: smoothing.variance, logShare: smoothing.logShare };
}

export interface MethodForecasts {
  readonly forecasts: readonly number[][];
  readonly variance: number[];
  /** 0-1: how far errors grow with the level (percent) rather than staying the same (units). */
  readonly logShare: number;
}

const QUARTER_MONTHS = 3;
const adjustedMemory = new ScratchMemory();
const indexMemory = new ScratchMemory();

/**
 * Takes the season out, forecasts, and puts it back. In percent no test for a season is needed, because indices
 * without a season behind them are shrunk to almost nothing; in units, where they are not, the test decides. Only
 * the last ten seasons count: an older profile and direction say little about the next months.
 */
function forecastThetaWithSeason(
  history: Float64Array,
  seasonLength: number,
  horizon: number,
  isPositive: boolean,
): number[] {
  const values = history.subarray(Math.max(0, history.length - memoryMonths(seasonLength)));
  const n = values.length;
  const hasSeason = isPositive ? seasonLength > 1 && n >= 2 * seasonLength : isSeasonal(values, seasonLength);
  if (!hasSeason) return forecastAggregatedTheta(values, QUARTER_MONTHS, horizon);

  const memory = indexMemory.take(seasonLength);
  const indices = isPositive
    ? shrunkSeasonalIndices(values, seasonLength, memory)
    : seasonalIndices(values, seasonLength, 'additive', memory);
  const adjusted = adjustedMemory.take(n);
  let position = 0;
  for (let t = 0; t < n; t++) {
    const index = indices[position]!;
    adjusted[t] = isPositive ? values[t]! / index : values[t]! - index;
    if (++position === seasonLength) position = 0;
  }

  const forecast = forecastAggregatedTheta(adjusted, QUARTER_MONTHS, horizon);
  for (let k = 0; k < horizon; k++) {
    const index = indices[(n + k) % seasonLength]!;
    forecast[k] = isPositive ? forecast[k]! * index : forecast[k]! + index;
  }
  return forecast;
}

/** Ten seasons, and ten years when the season is shorter. */
const memoryMonths = (seasonLength: number): number => 10 * Math.max(12, seasonLength);

function keepWithin(forecast: number[], floor: number, ceiling: number): void {
  for (let k = 0; k < forecast.length; k++) {
    if (forecast[k]! < floor) forecast[k] = floor;
    else if (forecast[k]! > ceiling) forecast[k] = ceiling;
  }
}
