import type { BothScales } from './both-scales';
import { ScratchMemory } from './scratch-memory';

/**
 * How this year's growth over last year goes on: the change against the same month one season ago is explained
 * by its own last three months and by the change one season earlier, and runs on from there.
 *
 * With all values positive it works on logarithms, that is, on growth in percent. The coefficients are pulled
 * towards usual ones (ridge), and the average growth is reduced, because short histories exaggerate both. Returns
 * `horizon` values in the units of the history, or null when the history is shorter than one season (ten months where
 * there is none). With little more than one season it is last year's, with what the usual coefficients make of the
 * change since: a season seen once is still a better guess than none.
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
): number[] | null {
  const y = logs ?? values;
  const n = y.length;
  if (n < (seasonLength > 1 ? seasonLength : FEWEST_MONTHS_WITHOUT_SEASON)) return null;
  const change = changeMemory.take(n + horizon);

  let growth = 0;
  for (let t = seasonLength; t < n; t++) growth += y[t]! - y[t - seasonLength]!;
  if (n > seasonLength) growth *= memory.trustInGrowth / (n - seasonLength);

  // Unknown changes before the first season are zero: the neutral guess, which keeps more months to learn from.
  for (let t = 0; t < seasonLength; t++) change[t] = 0;
  for (let t = seasonLength; t < n; t++) change[t] = y[t]! - y[t - seasonLength]! - growth;

  const { lags, usual } = lagsWithin(seasonLength, memory);
  const coefficients = ridgeCoefficients(change, n, lags, usual);
  const ahead = new Array<number>(horizon);
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

const FEWEST_MONTHS_WITHOUT_SEASON = 10;

/** Growth over the same month of the season before, less the average growth. */
const changeMemory = new ScratchMemory();

function lagsWithin(seasonLength: number, { recentMonths, usualCoefficients }: GrowthMemory) {
  const lags: number[] = [];
  const usual: number[] = [];
  for (let i = 0; i < recentMonths.length && recentMonths[i]! < seasonLength; i++) {
    lags.push(recentMonths[i]!);
    usual.push(usualCoefficients[i]!);
  }
  lags.push(seasonLength);
  usual.push(usualCoefficients[recentMonths.length]!);
  return { lags, usual };
}

/** What explains the growth: recent months, and how it is expected to look before any data. */
export interface GrowthMemory {
  /** Three lags in months at most, ascending; the season is always the last one, and longer ones are left out. */
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
/** With fewer there is nothing to learn from, and the ridge alone speaks. */
const FEWEST_CHANGES = 2;
/** Changes of rounding size only: values are of the order of 1. */
const NO_CHANGE = 1e-24;

/** Least squares of `change[t]` on its lags; the ridge is RIDGE * (sum of squares) / sqrt(months). */
function ridgeCoefficients(
  change: Float64Array,
  n: number,
  lags: readonly number[],
  usual: readonly number[],
): Float64Array {
  const p = lags.length;
  const first = lags[p - 1]! + 1;
  const products = productMemory.take(p * p);
  const right = coefficientMemory.take(p);
  if (n - first < FEWEST_CHANGES) {
    right.set(usual);
    return right;
  }
  const squares = addUpLagged(change, first, n, lags, products, right);
  const ridge = (RIDGE * squares) / Math.sqrt(n - first);
  if (ridge < NO_CHANGE) return right.fill(0);

  for (let i = 0; i < p; i++) {
    right[i]! += ridge * usual[i]!;
    products[i * p + i]! += ridge;
  }
  solveInPlace(products, right);
  return right;
}

/**
 * The sums over all months of the products of each two lags, and of each lag with the month itself; returns the sum
 * of the months' own squares. Up to four lags go through the history together: with one pass for each sum, every
 * addition would wait for the one before.
 */
function addUpLagged(
  change: Float64Array,
  first: number,
  n: number,
  lags: readonly number[],
  products: Float64Array,
  right: Float64Array,
): number {
  const p = lags.length;
  const lagA = lags[0]!;
  const lagB = lags[Math.min(1, p - 1)]!;
  const lagC = lags[Math.min(2, p - 1)]!;
  const lagD = lags[p - 1]!;
  let squares = 0;
  let ya = 0;
  let yb = 0;
  let yc = 0;
  let yd = 0;
  let aa = 0;
  let ab = 0;
  let ac = 0;
  let ad = 0;
  let bb = 0;
  let bc = 0;
  let bd = 0;
  let cc = 0;
  let cd = 0;
  let dd = 0;
  for (let t = first; t < n; t++) {
    const y = change[t]!;
    const a = change[t - lagA]!;
    const b = change[t - lagB]!;
    const c = change[t - lagC]!;
    const d = change[t - lagD]!;
    squares += y * y;
    ya += y * a;
    yb += y * b;
    yc += y * c;
    yd += y * d;
    aa += a * a;
    ab += a * b;
    ac += a * c;
    ad += a * d;
    bb += b * b;
    bc += b * c;
    bd += b * d;
    cc += c * c;
    cd += c * d;
    dd += d * d;
  }
  const withMonth = [ya, yb, yc, yd];
  const withEachOther = [aa, ab, ac, ad, ab, bb, bc, bd, ac, bc, cc, cd, ad, bd, cd, dd];
  for (let i = 0; i < p; i++) {
    right[i] = withMonth[i]!;
    for (let j = 0; j < p; j++) products[i * p + j] = withEachOther[4 * i + j]!;
  }
  return squares;
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
