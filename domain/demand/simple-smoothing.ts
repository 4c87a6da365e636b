/**
 * Simple exponential smoothing with the best smoothing constant and the best starting level: the level which
 * the next months are expected to keep.
 *
 * `alpha` (0-1) is how much of each surprise moves the level; `level` and `startLevel` are in the units of the
 * series; `squaredError` is the sum of the squared one-month-ahead errors. Needs at least one value.
 *
 * The forecast is linear in the starting level, so for a given alpha the best one is solved exactly
 * (least squares) and only alpha is searched.
 *
 * Source: Hyndman, Koehler, Ord & Snyder (2008), "Forecasting with Exponential Smoothing", ETS(A,N,N).
 * Example: 10, 10, 10, 10 has the level 10 and no error.
 */
export function fitSimpleSmoothing(values: Float64Array): SimpleSmoothing {
  let low = 0.01;
  let high = 0.99;
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let errorLeft = smooth(values, left);
  let errorRight = smooth(values, right);
  while (high - low > ALPHA_TOLERANCE) {
    if (errorLeft <= errorRight) {
      high = right;
      right = left;
      errorRight = errorLeft;
      left = high - GOLDEN * (high - low);
      errorLeft = smooth(values, left);
    } else {
      low = left;
      left = right;
      errorLeft = errorRight;
      right = low + GOLDEN * (high - low);
      errorRight = smooth(values, right);
    }
  }

  const alpha = 0.5 * (low + high);
  const squaredError = smooth(values, alpha);
  return { alpha, level, startLevel, squaredError };
}

export interface SimpleSmoothing {
  readonly alpha: number;
  readonly level: number;
  readonly startLevel: number;
  readonly squaredError: number;
}

const GOLDEN = 0.6180339887498949;
const ALPHA_TOLERANCE = 0.01;

/** Results of the last pass, kept outside so that the search allocates nothing. */
let level = 0;
let startLevel = 0;

/** One pass: the forecast is `known + share * startLevel`, with `share` the weight the start still has. */
function smooth(values: Float64Array, alpha: number): number {
  const keep = 1 - alpha;
  let known = 0;
  let share = 1;
  let squaredError = 0;
  let errorByShare = 0;
  let squaredShare = 0;
  for (let t = 0; t < values.length; t++) {
    const error = values[t]! - known;
    squaredError += error * error;
    errorByShare += error * share;
    squaredShare += share * share;
    known += alpha * error;
    share *= keep;
  }
  startLevel = errorByShare / squaredShare;
  level = known + share * startLevel;
  return Math.max(0, squaredError - errorByShare * startLevel);
}
