/**
 * Symmetric absolute percentage error, 0-200 %: the mean of 200 |A - F| / (|A| + |F|). A month where both are
 * zero counts as no error. Empty input gives null.
 *
 * Source: the M4 competition's definition. Example: actual 100, forecast 50 gives 66.67.
 */
export function symmetricPercentageError(actual: Numbers, forecast: Numbers): number | null {
  if (actual.length === 0) return null;
  let sum = 0;
  for (let t = 0; t < actual.length; t++) {
    const size = Math.abs(actual[t]!) + Math.abs(forecast[t]!);
    if (size > 0) sum += (200 * Math.abs(actual[t]! - forecast[t]!)) / size;
  }
  return sum / actual.length;
}

/**
 * Scaled error (MASE): the mean absolute error over that of "as in the same month last year" within the
 * history; below 1 is better than that. A history which never changed from year to year gives null.
 *
 * Source: Hyndman & Koehler (2006), "Another look at measures of forecast accuracy".
 * Example: history 1, 2, 3, 4 (season 1: steps of 1), actual 5, forecast 7 gives 2.
 */
export function scaledError(
  history: Numbers,
  actual: Numbers,
  forecast: Numbers,
  seasonLength: number,
): number | null {
  const steps = history.length - seasonLength;
  if (steps <= 0 || actual.length === 0) return null;
  let scale = 0;
  for (let t = seasonLength; t < history.length; t++) {
    scale += Math.abs(history[t]! - history[t - seasonLength]!);
  }
  if (scale === 0) return null;
  return meanAbsoluteError(actual, forecast) / (scale / steps);
}

/**
 * Overall weighted average (OWA) of the M4 competition: how a method does against Naive2 over many series; below
 * 1 is better. Averages of both measures are taken first, then their ratios, then the mean of the two ratios.
 *
 * Source: Makridakis, Spiliotis & Assimakopoulos (2020). Example: sMAPE 12 against 15 and MASE 0.9 against 1
 * gives 0.85.
 */
export function overallWeightedAverage(method: AveragedErrors, naive2: AveragedErrors): number {
  return 0.5 * (method.smape / naive2.smape + method.mase / naive2.mase);
}

export interface AveragedErrors {
  readonly smape: number;
  readonly mase: number;
}

/**
 * Weighted absolute percentage error as a ratio: sum |A - F| / sum A. Null ("n/a") when nothing was sold.
 *
 * Source: the product's KPI list. Example: actual 10, 30 and forecast 12, 26 gives 6 / 40 = 0.15.
 */
export function weightedAbsoluteError(actual: Numbers, forecast: Numbers): number | null {
  const total = sumOf(actual);
  if (!(total > 0)) return null;
  return (meanAbsoluteError(actual, forecast) * actual.length) / total;
}

/**
 * Bias as a ratio: sum (F - A) / sum A. Positive is over-forecast. Null ("n/a") when nothing was sold.
 *
 * Example: actual 10, 30 and forecast 12, 26 gives -2 / 40 = -0.05.
 */
export function biasRatio(actual: Numbers, forecast: Numbers): number | null {
  const total = sumOf(actual);
  if (!(total > 0)) return null;
  return (sumOf(forecast) - total) / total;
}

/**
 * Forecast accuracy as a ratio: max(0, 1 - WMAPE). Null ("n/a") when nothing was sold.
 *
 * Example: actual 10, 30 and forecast 12, 26 gives 0.85.
 */
export function forecastAccuracy(actual: Numbers, forecast: Numbers): number | null {
  const error = weightedAbsoluteError(actual, forecast);
  return error === null ? null : Math.max(0, 1 - error);
}

type Numbers = ArrayLike<number>;

function meanAbsoluteError(actual: Numbers, forecast: Numbers): number {
  let sum = 0;
  for (let t = 0; t < actual.length; t++) sum += Math.abs(actual[t]! - forecast[t]!);
  return sum / actual.length;
}

function sumOf(values: Numbers): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t]!;
  return sum;
}
