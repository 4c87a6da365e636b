import type { BothScales } from './both-scales';
import { ScratchMemory } from './scratch-memory';
import { seasonalIndices } from './seasonality';
import {
  type FourLanes,
  type LaneEnds,
  type LaneSeasons,
  smoothFourLanes,
  smoothFourSeasonalLanes,
} from './smoothing-lanes';

/**
 * Exponential smoothing without an optimiser: a fixed grid of level, damped trend and season, on the values and
 * (when all are positive) on their logarithms, each run once through the history and weighted by how well it
 * fitted (AICc). Returns the expected value of each of the next `horizon` months and the variance of its error,
 * both in the units of the history; needs at least four months.
 *
 * Averaging over a grid forecasts as well as the best-fitting set of constants, because it does not trust one
 * fit; and as nothing is searched, four grid points run side by side in one loop (`smoothing-lanes.ts`).
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
  const mean = new Array<number>(horizon).fill(0);
  const variance = new Array<number>(horizon).fill(0);
  const logShare = mixRows(values.length, seasonLength, plainRows, rowCount, mean, variance);
  return { mean, variance, logShare };
}

export interface GridForecast {
  readonly mean: number[];
  readonly variance: number[];
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

const ends: LaneEnds = {
  squaredErrors: new Float64Array(ALPHAS.length),
  levels: new Float64Array(ALPHAS.length),
  nextTrends: new Float64Array(ALPHAS.length),
};
const laneMemories = [
  new ScratchMemory(),
  new ScratchMemory(),
  new ScratchMemory(),
  new ScratchMemory(),
] as const;
const noSeasonMemory = new ScratchMemory();
const seasonMemory = new ScratchMemory();
const adjustedMemory = new ScratchMemory();

/** Runs every form of the grid on one scale, and returns the next free row. */
function runForms(y: Float64Array, seasonLength: number, firstRow: number, jacobian: number): number {
  let row = firstRow;
  const start = startingLine(y, SHORTEST_START_MONTHS);
  const noSeason = noSeasonMemory.take(seasonLength).fill(0);
  for (const damping of DAMPINGS) {
    smoothFourLanes(y, fourLanes(start, damping), ends);
    for (let lane = 0; lane < ALPHAS.length; lane++) keepRow(row + lane, lane, damping, 0, noSeason);
    const parameters = damping === 0 ? 3 : 6;
    scoreFour(y.length, parameters, jacobian + 2 * Math.log(gridPoints(damping)), row, seasonLength);
    row += ALPHAS.length;
  }
  if (seasonLength < 2 || y.length < 2 * seasonLength) return row;
  const season = seasonalIndices(y, seasonLength, 'additive', seasonMemory.take(seasonLength));
  return runSeasonalForms(y, season, row, jacobian);
}

function runSeasonalForms(y: Float64Array, season: Float64Array, firstRow: number, jacobian: number): number {
  const seasonLength = season.length;
  const adjusted = withoutSeason(y, season);
  const start = startingLine(adjusted, Math.max(SHORTEST_START_MONTHS, 2 * seasonLength));
  const seasons = laneSeasons(seasonLength);
  let row = firstRow;
  for (const damping of DAMPINGS) {
    const lanes = fourLanes(start, damping);
    for (const seasonShare of SEASON_SHARES) {
      const isFixed = seasonShare === 0;
      if (isFixed) smoothFourLanes(adjusted, lanes, ends);
      else smoothFourSeasonalLanes(y, season, seasonShare, lanes, ends, seasons);
      for (let lane = 0; lane < ALPHAS.length; lane++) {
        keepRow(row + lane, lane, damping, seasonShare, isFixed ? season : seasons[lane]!);
      }
      const parameters = (damping === 0 ? 3 : 6) + seasonLength;
      const points = gridPoints(damping) * SEASON_SHARES.length;
      scoreFour(y.length, parameters, jacobian + 2 * Math.log(points), row, seasonLength);
      row += ALPHAS.length;
    }
  }
  return row;
}

function laneSeasons(seasonLength: number): LaneSeasons {
  const [m0, m1, m2, m3] = laneMemories;
  return [m0.take(seasonLength), m1.take(seasonLength), m2.take(seasonLength), m3.take(seasonLength)];
}

/** How many grid points share one form: the trend's damping, where there is a trend, is part of the grid. */
const gridPoints = (damping: number): number => ALPHAS.length * (damping === 0 ? 1 : DAMPINGS.length - 1);

/** In months: where level and trend begin is read off at least so many, or two seasons. */
const SHORTEST_START_MONTHS = 10;

/** The straight line (and the mean) of the first months. */
function startingLine(y: Float64Array, months: number): StartingLine {
  const n = Math.min(months, y.length);
  let sumY = 0;
  let sumTY = 0;
  for (let t = 0; t < n; t++) {
    sumY += y[t]!;
    sumTY += (t + 1) * y[t]!;
  }
  const meanT = (n + 1) / 2;
  const slope = (sumTY - meanT * sumY) / ((n * (n * n - 1)) / 12);
  return { average: sumY / n, intercept: sumY / n - slope * meanT, slope };
}

interface StartingLine {
  readonly average: number;
  readonly intercept: number;
  readonly slope: number;
}

function fourLanes({ average, intercept, slope }: StartingLine, damping: number): FourLanes {
  return damping === 0
    ? { alphas: ALPHAS, trendShare: TREND_SHARE, damping, level: average, trend: 0 }
    : { alphas: ALPHAS, trendShare: TREND_SHARE, damping, level: intercept, trend: slope };
}

function withoutSeason(y: Float64Array, season: Float64Array): Float64Array {
  const adjusted = adjustedMemory.take(y.length);
  let j = 0;
  for (let t = 0; t < y.length; t++) {
    adjusted[t] = y[t]! - season[j]!;
    if (++j === season.length) j = 0;
  }
  return adjusted;
}

/** How a lane ended, in a row of the grid. */
function keepRow(
  row: number,
  lane: number,
  damping: number,
  seasonShare: number,
  season: Float64Array,
): void {
  const at = row * (STATE_OFFSET + season.length);
  const alpha = ALPHAS[lane]!;
  rows[at + RESIDUAL_VARIANCE] = ends.squaredErrors[lane]!;
  rows[at + ALPHA] = alpha;
  rows[at + GAMMA] = seasonShare * (1 - alpha);
  rows[at + DAMPING] = damping;
  rows[at + LEVEL] = ends.levels[lane]!;
  rows[at + TREND] = ends.nextTrends[lane]!;
  for (let j = 0; j < season.length; j++) rows[at + STATE_OFFSET + j] = season[j]!;
}

/** AICc of the four rows; `extra` carries the change of scale and the size of the grid. */
function scoreFour(n: number, parameters: number, extra: number, row: number, seasonLength: number): void {
  const freedom = Math.max(n - parameters - 1, 0.5);
  const penalty = 2 * parameters + (2 * parameters * (parameters + 1)) / freedom;
  for (let lane = 0; lane < ALPHAS.length; lane++) {
    const at = (row + lane) * (STATE_OFFSET + seasonLength);
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
  mean: number[],
  variance: number[],
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
  // The weights add up to 1 only within rounding, and what is left for the errors in units must not be negative.
  return Math.min(1, logShare);
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t]!;
  return sum;
}
