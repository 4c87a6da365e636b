import { BASELINE_METHODS, forecastByEachMethod, type MethodForecasts } from './baseline-methods';
import { type BothScales, firstMonths, onBothScales } from './both-scales';
import { forecastSeasonalNaive } from './naive';

/**
 * The baseline: methods which err in different ways, averaged with weights from how each did on months it had
 * not seen. Returns the expected demand of each of the next `horizon` months and the variance of its error, in
 * the units of `values`, with the backtest. Needs at least eight values.
 *
 * Backtest by rolling origin: the last months are held back four times (for a horizon of 18 months: 24, 18, 12
 * and 6, each judged up to the horizon), everything is estimated again without them, and the absolute errors are
 * added up. A method's weight is its usual weight divided by its error: twice as far off counts half.
 *
 * Source: Bates & Granger (1969), "The combination of forecasts"; Tashman (2000), "Out-of-sample tests of
 * forecasting accuracy", International Journal of Forecasting 16, 437-450.
 * Example: a history which repeats exactly is repeated.
 */
export function forecastCombination(
  values: Float64Array,
  seasonLength: number,
  horizon: number,
): Combination {
  const history = onBothScales(values);
  const tests = backtest(history, seasonLength, horizon);
  const methodErrors = errorsOfMethods(values, tests);
  const weights = weightsFromErrors(methodErrors);
  const now = forecastByEachMethod(history, seasonLength, horizon);

  const combined: number[][] = [];
  let combinationError = 0;
  let seasonalNaiveError = 0;
  let heldBackDemand = 0;
  for (const { origin, methods, seasonalNaive } of tests) {
    const forecast = weightedSum(methods.forecasts, weights);
    combined.push(forecast);
    combinationError += absoluteError(values, origin, forecast);
    seasonalNaiveError += absoluteError(values, origin, seasonalNaive);
    for (let k = 0; k < forecast.length; k++) heldBackDemand += values[origin + k]!;
  }
  const inflation = varianceInflation(values, tests, combined);
  for (let k = 0; k < horizon; k++) now.variance[k]! *= inflation;

  return {
    mean: weightedSum(now.forecasts, weights),
    variance: now.variance,
    logShare: now.logShare,
    weights,
    methodErrors,
    combinationError,
    seasonalNaiveError,
    heldBackDemand,
  };
}

export interface Combination {
  readonly mean: readonly number[];
  readonly variance: readonly number[];
  /** 0-1: how far errors grow with the level (percent) rather than staying the same (units). */
  readonly logShare: number;
  /** One for each of `BASELINE_METHODS`; they add up to 1. */
  readonly weights: readonly number[];
  /** Sums of absolute errors over all held-back months; divide by `heldBackDemand` for a WMAPE. */
  readonly methodErrors: readonly number[];
  readonly combinationError: number;
  readonly seasonalNaiveError: number;
  readonly heldBackDemand: number;
}

interface BacktestOrigin {
  /** How many months were seen. */
  readonly origin: number;
  readonly methods: MethodForecasts;
  readonly seasonalNaive: readonly number[];
}

/** Forecasts from four months of the past: at least four months, and three fifths of the history, stay seen. */
function backtest(history: BothScales, seasonLength: number, horizon: number): BacktestOrigin[] {
  const n = history.values.length;
  const longest = Math.min((4 / 3) * horizon, 0.4 * n);
  const tests: BacktestOrigin[] = [];
  for (const share of [1, 0.75, 0.5, 0.25]) {
    const origin = n - Math.max(1, Math.round(share * longest));
    const seen = firstMonths(history, origin);
    const months = Math.min(horizon, n - origin);
    const methods = forecastByEachMethod(seen, seasonLength, months);
    tests.push({ origin, methods, seasonalNaive: forecastSeasonalNaive(seen.values, seasonLength, months) });
  }
  return tests;
}

function errorsOfMethods(values: Float64Array, tests: readonly BacktestOrigin[]): number[] {
  const errors: number[] = [];
  for (let m = 0; m < BASELINE_METHODS.length; m++) {
    let error = 0;
    for (const { origin, methods } of tests) error += absoluteError(values, origin, methods.forecasts[m]!);
    errors.push(error);
  }
  return errors;
}

/** A method is never trusted without limit: this much of the average error is added to each error. */
const ERROR_FLOOR = 0.05;

function weightsFromErrors(errors: readonly number[]): number[] {
  let sum = 0;
  for (const error of errors) sum += error;
  const average = sum / errors.length;

  const weights: number[] = [];
  let total = 0;
  for (let m = 0; m < errors.length; m++) {
    const { usualWeight } = BASELINE_METHODS[m]!;
    const weight = average > 0 ? usualWeight / (errors[m]! / average + ERROR_FLOOR) : usualWeight;
    weights.push(weight);
    total += weight;
  }
  for (let m = 0; m < weights.length; m++) weights[m]! /= total;
  return weights;
}

/**
 * How much wider the errors are than exponential smoothing believes: half from what is usual for monthly
 * series, half from this series' own backtest, in which one wild month counts at most as four deviations.
 */
function varianceInflation(
  values: Float64Array,
  tests: readonly BacktestOrigin[],
  combined: readonly (readonly number[])[],
): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < tests.length; i++) {
    const { origin, methods } = tests[i]!;
    const forecast = combined[i]!;
    for (let k = 0; k < forecast.length; k++) {
      const error = values[origin + k]! - forecast[k]!;
      const variance = methods.variance[k]!;
      if (variance > 0) sum += Math.min((error * error) / variance, LARGEST_RATIO);
      else if (error !== 0) sum += LARGEST_RATIO;
      count++;
    }
  }
  const own = Math.max(sum / count, SMALLEST_OWN_INFLATION);
  return 0.5 * USUAL_INFLATION + 0.5 * own;
}

/** Measured on the development part of the M1 monthly series: see docs/forecast.md. */
const USUAL_INFLATION = 1.5;
const SMALLEST_OWN_INFLATION = 0.3;
const LARGEST_RATIO = 16;

function absoluteError(values: Float64Array, origin: number, forecast: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < forecast.length; k++) sum += Math.abs(values[origin + k]! - forecast[k]!);
  return sum;
}

function weightedSum(forecasts: readonly (readonly number[])[], weights: readonly number[]): number[] {
  const horizon = forecasts[0]!.length;
  const total = new Array<number>(horizon);
  for (let k = 0; k < horizon; k++) {
    let sum = 0;
    for (let m = 0; m < forecasts.length; m++) sum += weights[m]! * forecasts[m]![k]!;
    total[k] = sum;
  }
  return total;
}
