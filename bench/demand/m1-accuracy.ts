import { readFileSync } from 'node:fs';
import {
  type AveragedErrors,
  overallWeightedAverage,
  scaledError,
  symmetricPercentageError,
} from '../../domain/demand/accuracy-measures';
import { forecastSeries } from '../../domain/demand/forecast-series';
import { forecastNaive2 } from '../../domain/demand/naive';

const SEASON_MONTHS = 12;

/** A public series: its history `x`, and `xx`, what then happened. */
export interface JudgedSeries {
  readonly x: readonly number[];
  readonly xx: readonly number[];
}

export interface AccuracyResult {
  readonly seriesCount: number;
  readonly owa: number;
  readonly smape: number;
  readonly mase: number;
  readonly coverage80: number;
  readonly coverage95: number;
}

/**
 * Reads M1 monthly (`[{ "x", "xx" }]`) and keeps the part for judging: every second series from the second on. The
 * others were used for development, so their figures would flatter.
 */
export function readJudgingPart(path: string): JudgedSeries[] {
  const all = JSON.parse(readFileSync(path, 'utf8')) as JudgedSeries[];
  return all.filter((_, i) => i % 2 === 1);
}

/** OWA against Naive2 as in the M4 competition, and how often what happened lay within the ranges. */
export function judge(series: readonly JudgedSeries[]): AccuracyResult {
  const ours = { smape: 0, mase: 0 };
  const naive2 = { smape: 0, mase: 0 };
  let months = 0;
  let within80 = 0;
  let within95 = 0;
  for (const { x, xx } of series) {
    const forecast = forecastSeries(x, { horizonMonths: xx.length, seasonLengthMonths: SEASON_MONTHS });
    addErrors(ours, x, xx, forecast.mean, series.length);
    addErrors(naive2, x, xx, forecastNaive2(Float64Array.from(x), SEASON_MONTHS, xx.length), series.length);
    xx.forEach((actual, k) => {
      months++;
      if (actual >= forecast.lower80[k]! && actual <= forecast.upper80[k]!) within80++;
      if (actual >= forecast.lower95[k]! && actual <= forecast.upper95[k]!) within95++;
    });
  }
  return {
    seriesCount: series.length,
    owa: overallWeightedAverage(ours, naive2),
    ...ours,
    coverage80: within80 / months,
    coverage95: within95 / months,
  };
}

function addErrors(
  average: { -readonly [K in keyof AveragedErrors]: number },
  history: readonly number[],
  actual: readonly number[],
  forecast: ArrayLike<number>,
  count: number,
): void {
  average.smape += symmetricPercentageError(actual, forecast)! / count;
  average.mase += (scaledError(history, actual, forecast, SEASON_MONTHS) ?? 0) / count;
}
