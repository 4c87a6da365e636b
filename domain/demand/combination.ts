import { BASELINE_METHODS, forecastByEachMethod, type MethodForecasts } from './baseline-methods';
import { firstMonths, onBothScales } from './both-scales';
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
  const tests = backtestOrigins(values.length, horizon).map((origin) => {
    const seen = firstMonths(history, origin);
    const months = Math.min(horizon, values.length - origin);
    return {
      origin,
      methods: forecastByEachMethod(seen, seasonLength, months),
      seasonalNaive: forecastSeasonalNaive(seen.values, seasonLength, months),
    };
  });

  const methodErrors = BASELINE_METHODS.map((_, m) =>
    sumOverTests(values, tests, (test) => test.methods.forecasts[m]!),
  );
  const weights = weightsFromErrors(methodErrors);
  const now = forecastByEachMethod(history, seasonLength, horizon);

  const combined = tests.map((test) => weightedSum(test.methods.forecasts, weights));
  const errorOf = (pick: (test: BacktestOrigin, i: number) => Float64Array) =>
    sumOverTests(values, tests, pick);
  const inflation = varianceInflation(values, tests, combined);
  for (let k = 0; k < horizon; k++) now.variance[k]! *= inflation;

  return {
    mean: weightedSum(now.forecasts, weights),
    variance: now.variance,
    logShare: now.logShare,
    weights,
    methodErrors,
    combinationError: errorOf((_, i) => combined[i]!),
    seasonalNaiveError: errorOf((test) => test.seasonalNaive),
    heldBackDemand: heldBackDemand(values, tests),
  };
}

export interface Combination {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
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
  readonly seasonalNaive: Float64Array;
}

/** Where the four tests begin: at least four months, and three fifths of the history, stay seen. */
function backtestOrigins(n: number, horizon: number): number[] {
  const longest = Math.min((4 / 3) * horizon, 0.4 * n);
  return [1, 0.75, 0.5, 0.25].map((share) => n - Math.max(1, Math.round(share * longest)));
}

/** A method is never trusted without limit: this much of the average error is added to each error. */
const ERROR_FLOOR = 0.05;

function weightsFromErrors(errors: readonly number[]): number[] {
  const average = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const raw = BASELINE_METHODS.map(({ usualWeight }, m) =>
    average > 0 ? usualWeight / (errors[m]! / average + ERROR_FLOOR) : usualWeight,
  );
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight / total);
}

/**
 * How much wider the errors are than exponential smoothing believes: half from what is usual for monthly
 * series, half from this series' own backtest, in which one wild month counts at most as four deviations.
 */
function varianceInflation(
  values: Float64Array,
  tests: readonly BacktestOrigin[],
  combined: readonly Float64Array[],
): number {
  let sum = 0;
  let count = 0;
  tests.forEach(({ origin, methods }, i) => {
    const forecast = combined[i]!;
    for (let k = 0; k < forecast.length; k++) {
      const error = values[origin + k]! - forecast[k]!;
      const variance = methods.variance[k]!;
      if (variance > 0) sum += Math.min((error * error) / variance, LARGEST_RATIO);
      else if (error !== 0) sum += LARGEST_RATIO;
      count++;
    }
  });
  const own = Math.max(sum / count, SMALLEST_OWN_INFLATION);
  return 0.5 * USUAL_INFLATION + 0.5 * own;
}

/** Measured on the development part of the M1 monthly series: see docs/forecast.md. */
const USUAL_INFLATION = 1.5;
const SMALLEST_OWN_INFLATION = 0.3;
const LARGEST_RATIO = 16;

function sumOverTests(
  values: Float64Array,
  tests: readonly BacktestOrigin[],
  pick: (test: BacktestOrigin, index: number) => Float64Array,
): number {
  let sum = 0;
  for (let i = 0; i < tests.length; i++) {
    const forecast = pick(tests[i]!, i);
    const { origin } = tests[i]!;
    for (let k = 0; k < forecast.length; k++) sum += Math.abs(values[origin + k]! - forecast[k]!);
  }
  return sum;
}

function heldBackDemand(values: Float64Array, tests: readonly BacktestOrigin[]): number {
  let sum = 0;
  for (const { origin, seasonalNaive } of tests) {
    for (let k = 0; k < seasonalNaive.length; k++) sum += values[origin + k]!;
  }
  return sum;
}

function weightedSum(forecasts: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array(forecasts[0]!.length);
  for (let m = 0; m < forecasts.length; m++) {
    const forecast = forecasts[m]!;
    const weight = weights[m]!;
    for (let k = 0; k < sum.length; k++) sum[k]! += weight * forecast[k]!;
  }
  return sum;
}
