import type { BothScales } from './both-scales';
import { ScratchMemory } from './scratch-memory';

/**
 * How this year's growth over last year goes on: the change against the same month one season ago is explained
 * by its own last three months and by the change one season earlier, and runs on from there.
 *
 * With all values positive it works on logarithms, that is, on growth in percent. The coefficients are pulled
 * towards usual ones (ridge), and the average growth is reduced, because short histories exaggerate both. Returns
 * `horizon` values in the units of the history, or null when the history is too short (two seasons and eight
 * months are needed).
 *
 * Source: a seasonal ARIMA (3,0,0)(1,1,0) of Box & Jenkins (1970), fitted by ridge regression of Hoerl &
 * Kennard (1970), "Ridge regression: biased estimation for nonorthogonal problems".
 * Example: a year which repeats exactly is repeated.
 */
export function forecastSeasonalAutoregression(
  { values, logs }: BothScales,
  horizon: number,
  seasonLength: number,
  memory: GrowthMemory,
): Float64Array | null {
  const y = logs ?? values;
  const n = y.length;
  if (n < 2 * seasonLength + 8) return null;
  change = changeMemory.take(n + horizon);

  let growth = 0;
  for (let t = seasonLength; t < n; t++) growth += y[t]! - y[t - seasonLength]!;
  growth *= memory.trustInGrowth / (n - seasonLength);

  // Unknown changes before the first season are zero: the neutral guess, which keeps more months to learn from.
  for (let t = 0; t < seasonLength; t++) change[t] = 0;
  for (let t = seasonLength; t < n; t++) change[t] = y[t]! - y[t - seasonLength]! - growth;

  const { lags, usual } = lagsWithin(seasonLength, memory);
  const coefficients = ridgeCoefficients(n, lags, usual);
  const ahead = new Float64Array(horizon);
  for (let k = 0; k < horizon; k++) {
    let next = 0;
    for (let i = 0; i < lags.length; i++) next += coefficients[i]! * change[n + k - lags[i]!]!;
    change[n + k] = next;
    const lastYear = k < seasonLength ? y[n + k - seasonLength]! : ahead[k - seasonLength]!;
    ahead[k] = lastYear + next + growth;
  }
  if (logs) for (let k = 0; k < horizon; k++) ahead[k] = Math.exp(ahead[k]!);
  return ahead;
}

/** Growth over the same month of the season before, less the average growth; kept between calls. */
let change: Float64Array = new Float64Array(0);
const changeMemory = new ScratchMemory();

function lagsWithin(seasonLength: number, { recentMonths, usualCoefficients }: GrowthMemory) {
  const recent = recentMonths.filter((lag) => lag < seasonLength);
  const usual = [...usualCoefficients.slice(0, recent.length), usualCoefficients.at(-1)!];
  return { lags: [...recent, seasonLength], usual };
}

/** What explains the growth: recent months, and how it is expected to look before any data. */
export interface GrowthMemory {
  /** Lags in months, ascending; the season itself is always the last lag, and longer ones are left out. */
  readonly recentMonths: readonly number[];
  /** One coefficient for each recent month and one for the season: where the ridge pulls. */
  readonly usualCoefficients: readonly number[];
  /** 0-1: how much of the average growth of the past goes on. */
  readonly trustInGrowth: number;
}

/** Only last month and last year: calm, and at home in short histories. */
export const SHORT_MEMORY: GrowthMemory = {
  recentMonths: [1],
  usualCoefficients: [0, 0],
  trustInGrowth: 0.7,
};

/** The last three months, with growth that lasts and is partly taken back after a year. */
export const LONG_MEMORY: GrowthMemory = {
  recentMonths: [1, 2, 3],
  usualCoefficients: [0.5, 0.15, 0.1, -0.35],
  trustInGrowth: 0.5,
};

const productMemory = new ScratchMemory();
const coefficientMemory = new ScratchMemory();
const RIDGE = 1;
/** Changes of rounding size only: values are of the order of 1. */
const NO_CHANGE = 1e-24;

/** Least squares of `change[t]` on its lags; the ridge is RIDGE * (sum of squares) / sqrt(months). */
function ridgeCoefficients(n: number, lags: readonly number[], usual: readonly number[]): Float64Array {
  const p = lags.length;
  const first = lags[p - 1]! + 1;
  const products = productMemory.take(p * p);
  const right = coefficientMemory.take(p).fill(0);
  let squares = 0;
  for (let t = first; t < n; t++) squares += change[t]! * change[t]!;
  const ridge = (RIDGE * squares) / Math.sqrt(n - first);
  if (ridge < NO_CHANGE) return right;

  for (let i = 0; i < p; i++) {
    const lag = lags[i]!;
    right[i] = lagSum(first, n, 0, lag) + ridge * usual[i]!;
    for (let j = 0; j <= i; j++) {
      products[i * p + j] = lagSum(first, n, lags[j]!, lag);
      products[j * p + i] = products[i * p + j]!;
    }
    products[i * p + i]! += ridge;
  }
  solveInPlace(products, right);
  return right;
}

function lagSum(first: number, n: number, lagA: number, lagB: number): number {
  let sum = 0;
  for (let t = first; t < n; t++) sum += change[t - lagA]! * change[t - lagB]!;
  return sum;
}

/** Solves the symmetric positive definite system by elimination; the solution replaces `right`. */
function solveInPlace(matrix: Float64Array, right: Float64Array): void {
  const p = right.length;
  for (let i = 0; i < p; i++) {
    for (let row = i + 1; row < p; row++) {
      const factor = matrix[row * p + i]! / matrix[i * p + i]!;
      for (let k = i; k < p; k++) matrix[row * p + k]! -= factor * matrix[i * p + k]!;
      right[row]! -= factor * right[i]!;
    }
  }
  for (let i = p - 1; i >= 0; i--) {
    for (let k = i + 1; k < p; k++) right[i]! -= matrix[i * p + k]! * right[k]!;
    right[i]! /= matrix[i * p + i]!;
  }
}
