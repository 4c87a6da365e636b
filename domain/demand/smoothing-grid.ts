import type { BothScales } from './both-scales';
import { seasonalIndices } from './seasonality';

/**
 * Exponential smoothing without an optimiser: a fixed grid of level, damped trend and season, on the values and
 * (when all are positive) on their logarithms, each run once through the history and weighted by how well it
 * fitted (AICc). Returns the expected value of each of the next `horizon` months and the variance of its error,
 * both in the units of the history; needs at least four months.
 *
 * Averaging over a grid forecasts as well as the best-fitting set of constants, because it does not trust one
 * fit; and as nothing is searched, four grid points run side by side in one loop.
 *
 * Source: additive ETS forms of Hyndman, Koehler, Ord & Snyder (2008), chapters 2 and 6; Akaike weights of
 * Kolassa (2011), "Combining exponential smoothing forecasts using Akaike weights", IJF 27, 238-251.
 * Example: 5, 5, 5, 5, 5, 5 goes on at 5 with no variance.
 */
export function forecastSmoothingGrid(
  { values, logs }: BothScales,
  seasonLength: number,
  horizon: number,
): GridForecast {
  const rowLength = STATE_OFFSET + seasonLength;
  if (rows.length < LARGEST_ROW_COUNT * rowLength) rows = new Float64Array(LARGEST_ROW_COUNT * rowLength);

  const plainRows = runForms(values, seasonLength, 0, 0);
  const rowCount = logs ? runForms(logs, seasonLength, plainRows, 2 * sumOf(logs)) : plainRows;

  turnScoresIntoWeights(rowCount, rowLength);
  const mean = new Float64Array(horizon);
  const variance = new Float64Array(horizon);
  const logShare = mixRows(values.length, seasonLength, plainRows, rowCount, mean, variance);
  return { mean, variance, logShare };
}

export interface GridForecast {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** 0-1: how much of the weight lies on logarithms, that is, on errors in percent. */
  readonly logShare: number;
}

/** How much of a surprise goes into the level: the four lanes of one run. */
const ALPHAS = [0.06, 0.18, 0.4, 0.8] as const;
/** How much of the trend lasts from month to month; 0 is no trend, 1 a straight one. */
const DAMPINGS = [0, 0.93, 1] as const;
/** Share of alpha which goes into the trend. */
const TREND_SHARE = 0.1;
/** Share of the rest (1 - alpha) which goes into the season; 0 keeps the season as it was. */
const SEASON_SHARES = [0, 0.15] as const;
const LARGEST_ROW_COUNT = 2 * ALPHAS.length * DAMPINGS.length * (1 + SEASON_SHARES.length);

/** One row for each grid point: weight (first its score), constants, state at the end, then the season. */
let rows = new Float64Array(0);
const WEIGHT = 0;
const RESIDUAL_VARIANCE = 1;
const ALPHA = 2;
const GAMMA = 3;
const DAMPING = 4;
const LEVEL = 5;
const TREND = 6;
const STATE_OFFSET = 7;

/** Runs every form of the grid on one scale, and returns the next free row. */
function runForms(y: Float64Array, seasonLength: number, firstRow: number, jacobian: number): number {
  let row = firstRow;
  row = runSeasonShares(y, seasonLength, null, row, jacobian);
  if (seasonLength < 2 || y.length < 2 * seasonLength + 3) return row;
  return runSeasonShares(y, seasonLength, seasonalIndices(y, seasonLength, 'additive'), row, jacobian);
}

function runSeasonShares(
  y: Float64Array,
  seasonLength: number,
  season: Float64Array | null,
  firstRow: number,
  jacobian: number,
): number {
  const rowLength = STATE_OFFSET + seasonLength;
  const start = startingLine(y, season);
  const shareCount = season ? SEASON_SHARES.length : 1;
  let row = firstRow;
  for (const damping of DAMPINGS) {
    for (let s = 0; s < shareCount; s++) {
      const seasonShare = season ? SEASON_SHARES[s]! : 0;
      const level = damping === 0 ? start.average : start.intercept;
      const trend = damping === 0 ? 0 : start.slope;
      if (season) runFourSeasonal(y, season, damping, seasonShare, level, trend, row, rowLength);
      else runFourPlain(y, damping, level, trend, row, rowLength);

      const parameters = 3 + (damping === 0 ? 0 : 3) + (season ? seasonLength : 0);
      const gridPoints = ALPHAS.length * (damping === 0 ? 1 : DAMPINGS.length - 1) * shareCount;
      scoreFour(y.length, parameters, jacobian + 2 * Math.log(gridPoints), row, rowLength);
      row += ALPHAS.length;
    }
  }
  return row;
}

/** Where level and trend begin: the straight line (and the mean) of the first two seasons, ten months at least. */
function startingLine(y: Float64Array, season: Float64Array | null) {
  const seasonLength = season ? season.length : 1;
  const n = Math.min(Math.max(10, 2 * seasonLength), y.length);
  let sumY = 0;
  let sumTY = 0;
  for (let t = 0; t < n; t++) {
    const value = season ? y[t]! - season[t % seasonLength]! : y[t]!;
    sumY += value;
    sumTY += (t + 1) * value;
  }
  const meanT = (n + 1) / 2;
  const slope = (sumTY - meanT * sumY) / ((n * (n * n - 1)) / 12);
  return { average: sumY / n, intercept: sumY / n - slope * meanT, slope };
}

/** Four smoothing constants in one pass without season; leaves squared error and state in four rows. */
function runFourPlain(
  y: Float64Array,
  damping: number,
  level: number,
  trend: number,
  row: number,
  rowLength: number,
): void {
  const [a0, a1, a2, a3] = ALPHAS;
  const share = damping === 0 ? 0 : TREND_SHARE;
  const b0 = share * a0;
  const b1 = share * a1;
  const b2 = share * a2;
  const b3 = share * a3;
  let l0 = level;
  let l1 = level;
  let l2 = level;
  let l3 = level;
  let t0 = damping * trend;
  let t1 = t0;
  let t2 = t0;
  let t3 = t0;
  let q0 = 0;
  let q1 = 0;
  let q2 = 0;
  let q3 = 0;
  // t is the damped trend which the next month adds, so that one product a month is enough.
  for (let i = 0; i < y.length; i++) {
    const value = y[i]!;
    l0 += t0;
    l1 += t1;
    l2 += t2;
    l3 += t3;
    const e0 = value - l0;
    const e1 = value - l1;
    const e2 = value - l2;
    const e3 = value - l3;
    l0 += a0 * e0;
    l1 += a1 * e1;
    l2 += a2 * e2;
    l3 += a3 * e3;
    t0 = damping * (t0 + b0 * e0);
    t1 = damping * (t1 + b1 * e1);
    t2 = damping * (t2 + b2 * e2);
    t3 = damping * (t3 + b3 * e3);
    q0 += e0 * e0;
    q1 += e1 * e1;
    q2 += e2 * e2;
    q3 += e3 * e3;
  }
  const at = row * rowLength;
  keepRow(at, q0, a0, 0, damping, l0, t0);
  keepRow(at + rowLength, q1, a1, 0, damping, l1, t1);
  keepRow(at + 2 * rowLength, q2, a2, 0, damping, l2, t2);
  keepRow(at + 3 * rowLength, q3, a3, 0, damping, l3, t3);
  for (let lane = 0; lane < ALPHAS.length; lane++) {
    const season = at + lane * rowLength + STATE_OFFSET;
    for (let j = 0; j < rowLength - STATE_OFFSET; j++) rows[season + j] = 0;
  }
}

/** The same with a season, whose state lives in the rows themselves. */
function runFourSeasonal(
  y: Float64Array,
  season: Float64Array,
  damping: number,
  seasonShare: number,
  level: number,
  trend: number,
  row: number,
  rowLength: number,
): void {
  const seasonLength = season.length;
  const [a0, a1, a2, a3] = ALPHAS;
  const share = damping === 0 ? 0 : TREND_SHARE;
  const b0 = share * a0;
  const b1 = share * a1;
  const b2 = share * a2;
  const b3 = share * a3;
  const g0 = seasonShare * (1 - a0);
  const g1 = seasonShare * (1 - a1);
  const g2 = seasonShare * (1 - a2);
  const g3 = seasonShare * (1 - a3);
  let l0 = level;
  let l1 = level;
  let l2 = level;
  let l3 = level;
  let t0 = damping * trend;
  let t1 = t0;
  let t2 = t0;
  let t3 = t0;
  let q0 = 0;
  let q1 = 0;
  let q2 = 0;
  let q3 = 0;
  const state = rows;
  const at = row * rowLength;
  const s0 = at + STATE_OFFSET;
  const s1 = s0 + rowLength;
  const s2 = s1 + rowLength;
  const s3 = s2 + rowLength;
  for (let j = 0; j < seasonLength; j++) {
    const index = season[j]!;
    state[s0 + j] = index;
    state[s1 + j] = index;
    state[s2 + j] = index;
    state[s3 + j] = index;
  }
  let j = 0;
  for (let i = 0; i < y.length; i++) {
    const value = y[i]!;
    l0 += t0;
    l1 += t1;
    l2 += t2;
    l3 += t3;
    const e0 = value - l0 - state[s0 + j]!;
    const e1 = value - l1 - state[s1 + j]!;
    const e2 = value - l2 - state[s2 + j]!;
    const e3 = value - l3 - state[s3 + j]!;
    l0 += a0 * e0;
    l1 += a1 * e1;
    l2 += a2 * e2;
    l3 += a3 * e3;
    t0 = damping * (t0 + b0 * e0);
    t1 = damping * (t1 + b1 * e1);
    t2 = damping * (t2 + b2 * e2);
    t3 = damping * (t3 + b3 * e3);
    state[s0 + j]! += g0 * e0;
    state[s1 + j]! += g1 * e1;
    state[s2 + j]! += g2 * e2;
    state[s3 + j]! += g3 * e3;
    q0 += e0 * e0;
    q1 += e1 * e1;
    q2 += e2 * e2;
    q3 += e3 * e3;
    if (++j === seasonLength) j = 0;
  }
  keepRow(at, q0, a0, g0, damping, l0, t0);
  keepRow(at + rowLength, q1, a1, g1, damping, l1, t1);
  keepRow(at + 2 * rowLength, q2, a2, g2, damping, l2, t2);
  keepRow(at + 3 * rowLength, q3, a3, g3, damping, l3, t3);
}

function keepRow(
  at: number,
  squaredError: number,
  alpha: number,
  gamma: number,
  damping: number,
  level: number,
  nextTrend: number,
): void {
  rows[at + RESIDUAL_VARIANCE] = squaredError;
  rows[at + ALPHA] = alpha;
  rows[at + GAMMA] = gamma;
  rows[at + DAMPING] = damping;
  rows[at + LEVEL] = level;
  rows[at + TREND] = nextTrend;
}

/** AICc of the four rows; `extra` carries the change of scale and the size of the grid. */
function scoreFour(n: number, parameters: number, extra: number, row: number, rowLength: number): void {
  const freedom = Math.max(n - parameters - 1, 0.5);
  const penalty = 2 * parameters + (2 * parameters * (parameters + 1)) / freedom;
  for (let lane = 0; lane < ALPHAS.length; lane++) {
    const at = (row + lane) * rowLength;
    const squaredError = Math.max(rows[at + RESIDUAL_VARIANCE]!, NO_ERROR);
    rows[at + WEIGHT] = n * Math.log(squaredError) + penalty + extra;
    rows[at + RESIDUAL_VARIANCE] = squaredError / Math.max(n - Math.min(parameters, 5), 1);
  }
}

/** A perfect fit would have an infinite score; values are of the order of 1. */
const NO_ERROR = 1e-20;

function turnScoresIntoWeights(rowCount: number, rowLength: number): void {
  let best = Number.POSITIVE_INFINITY;
  for (let row = 0; row < rowCount; row++) best = Math.min(best, rows[row * rowLength + WEIGHT]!);
  let sum = 0;
  for (let row = 0; row < rowCount; row++) {
    const at = row * rowLength + WEIGHT;
    const weight = Math.exp(-0.5 * (rows[at]! - best));
    rows[at] = weight < NEGLIGIBLE_WEIGHT ? 0 : weight;
    sum += rows[at]!;
  }
  for (let row = 0; row < rowCount; row++) rows[row * rowLength + WEIGHT]! /= sum;
}

const NEGLIGIBLE_WEIGHT = 1e-3;

/** Adds up the rows' forecasts and variances by weight; returns the share of the rows on logarithms. */
function mixRows(
  n: number,
  seasonLength: number,
  firstLogRow: number,
  rowCount: number,
  mean: Float64Array,
  variance: Float64Array,
): number {
  const horizon = mean.length;
  const rowLength = STATE_OFFSET + seasonLength;
  let logShare = 0;
  for (let row = 0; row < rowCount; row++) {
    const at = row * rowLength;
    const weight = rows[at + WEIGHT]!;
    if (weight === 0) continue;
    const isLog = row >= firstLogRow;
    if (isLog) logShare += weight;

    const alpha = rows[at + ALPHA]!;
    const gamma = rows[at + GAMMA]!;
    const damping = rows[at + DAMPING]!;
    const residualVariance = rows[at + RESIDUAL_VARIANCE]!;
    const beta = damping === 0 ? 0 : TREND_SHARE * alpha;
    let level = rows[at + LEVEL]!;
    let trend = rows[at + TREND]!;
    let trendEffect = 0;
    let fading = damping;
    let growth = 1;
    let j = n % seasonLength;
    for (let k = 0; k < horizon; k++) {
      level += trend;
      trend *= damping;
      const point = level + rows[at + STATE_OFFSET + j]!;
      const value = isLog ? Math.exp(point) : point;
      mean[k]! += weight * value;
      variance[k]! += weight * residualVariance * growth * (isLog ? value * value : 1);
      if (++j === seasonLength) j = 0;

      trendEffect += fading;
      fading *= damping;
      const effect = alpha + beta * trendEffect + ((k + 1) % seasonLength === 0 ? gamma : 0);
      growth += effect * effect;
    }
  }
  return logShare;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t]!;
  return sum;
}
