import { ScratchMemory } from './scratch-memory';
import { fitSimpleSmoothing } from './simple-smoothing';

/**
 * The Theta method for a series without season: half way between the straight line through the history and
 * simple smoothing of the history with its curvature doubled. Returns `horizon` values in the units of the
 * series. Needs at least two values.
 *
 * Source: Assimakopoulos & Nikolopoulos (2000), "The theta model", International Journal of Forecasting 16,
 * 521-530; the best single method of the M3 competition.
 * Example: 1, 2, 3, 4, 5, 6 goes on with half the slope: it adds 0.5 a month.
 */
export function forecastTheta(values: Float64Array, horizon: number): number[] {
  const n = values.length;
  let sumY = 0;
  let sumTY = 0;
  for (let t = 0; t < n; t++) {
    sumY += values[t]!;
    sumTY += t * values[t]!;
  }
  const meanT = (n - 1) / 2;
  const slope = (sumTY - meanT * sumY) / ((n * (n * n - 1)) / 12);
  const intercept = sumY / n - slope * meanT;

  const doubled = doubledMemory.take(n);
  for (let t = 0; t < n; t++) doubled[t] = 2 * values[t]! - (intercept + slope * t);
  const { level } = fitSimpleSmoothing(doubled);

  const forecast = new Array<number>(horizon);
  for (let k = 0; k < horizon; k++) forecast[k] = 0.5 * (level + intercept + slope * (n + k));
  return forecast;
}

/**
 * Theta on blocks of `blockMonths` months: the noise of single months averages out, and the direction shows.
 * The last block ends at the last month; the block forecasts are joined by straight lines between the blocks'
 * middles. With fewer than six blocks it is Theta on the months themselves.
 *
 * Source: Kourentzes, Petropoulos & Trapero (2014), "Improving forecasting by estimating time series
 * structural components across multiple frequencies", International Journal of Forecasting 30, 291-302.
 * Example: two years of 5 in quarters go on at 5.
 */
export function forecastAggregatedTheta(
  values: Float64Array,
  blockMonths: number,
  horizon: number,
): number[] {
  const blockCount = Math.floor(values.length / blockMonths);
  if (blockCount < 6) return forecastTheta(values, horizon);

  const blocks = blockMemory.take(blockCount);
  const start = values.length - blockCount * blockMonths;
  for (let b = 0; b < blockCount; b++) {
    let sum = 0;
    for (let j = 0; j < blockMonths; j++) sum += values[start + b * blockMonths + j]!;
    blocks[b] = sum / blockMonths;
  }

  const ahead = forecastTheta(blocks, Math.ceil(horizon / blockMonths) + 1);
  const forecast = new Array<number>(horizon);
  for (let k = 0; k < horizon; k++) {
    const position = (k + 0.5) / blockMonths - 0.5;
    const block = Math.floor(position);
    const from = block < 0 ? blocks[blockCount - 1]! : ahead[block]!;
    const to = ahead[block + 1]!;
    forecast[k] = from + (position - block) * (to - from);
  }
  return forecast;
}

const doubledMemory = new ScratchMemory();
const blockMemory = new ScratchMemory();
