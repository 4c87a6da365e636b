import { ScratchMemory } from './scratch-memory';

/**
 * Does the series repeat itself every season, at 90 % confidence?
 *
 * The M4 benchmark's test: the autocorrelation at one season is larger than Bartlett's limit
 * 1.645 * sqrt((1 + 2 * sum of the squared shorter autocorrelations) / n). Fewer than three seasons, or a
 * constant series: no.
 *
 * Source: Makridakis, Spiliotis & Assimakopoulos (2020), "The M4 Competition", and its benchmark code.
 * Example: 1, 5 eight times over, with a season of 2, is seasonal; 1, 2, 3, 4, 5, 6, 7, 8 is not.
 */
export function isSeasonal(values: Float64Array, seasonLength: number): boolean {
  const n = values.length;
  if (seasonLength < 2 || n < 3 * seasonLength) return false;

  const mean = meanOf(values);
  let variance = 0;
  for (let t = 0; t < n; t++) variance += (values[t]! - mean) ** 2;
  if (variance === 0) return false;

  let squaredShorter = 0;
  for (let lag = 1; lag < seasonLength; lag++) {
    squaredShorter += (lagProduct(values, mean, lag) / variance) ** 2;
  }
  const atOneSeason = lagProduct(values, mean, seasonLength) / variance;
  return Math.abs(atOneSeason) > 1.645 * Math.sqrt((1 + 2 * squaredShorter) / n);
}

/**
 * The seasonal profile: one index for each position t % seasonLength. Multiplicative indices average 1 (1.2 =
 * 20 % above the year's level), additive ones average 0 and are in the units of the series.
 *
 * Classical decomposition: divide by (or subtract) the centred moving average, then average by position.
 * A position that is never observed gets the neutral index.
 *
 * Source: R `decompose`, as used by the M4 benchmark code.
 * Example: 1, 3, 1, 3, 1, 3 with a season of 2 gives the indices 0.5 and 1.5.
 */
export function seasonalIndices(
  values: Float64Array,
  seasonLength: number,
  kind: 'multiplicative' | 'additive',
): Float64Array {
  return decompose(values, seasonLength, kind).indices;
}

/**
 * The seasonal profile, pulled towards "no season" by as much as its own noise deserves (James-Stein).
 *
 * A clean profile stays as it is; a noisy one, from few years, is flattened, because exaggerated indices cost
 * more than flat ones. Multiplicative indices only.
 *
 * Source: Miller & Williams (2003), "Shrinkage estimators of time series seasonal factors and their effect on
 * forecasting accuracy", International Journal of Forecasting 19, 669-684.
 * Example: 1, 3, 1, 3, 1, 3, ... has no noise, and keeps 0.5 and 1.5.
 */
export function shrunkSeasonalIndices(values: Float64Array, seasonLength: number): Float64Array {
  const { indices, ratios } = decompose(values, seasonLength, 'multiplicative');
  const half = seasonLength >> 1;

  let squaredNoise = 0;
  let observed = 0;
  for (let t = half; t < values.length - half; t++) {
    const noise = ratios[t]! - indices[t % seasonLength]!;
    if (!Number.isFinite(noise)) continue;
    squaredNoise += noise * noise;
    observed++;
  }
  const freedom = Math.max(observed - seasonLength, 1);
  const perPosition = Math.max(observed / seasonLength, 1);
  const noiseOfAnIndex = squaredNoise / freedom / perPosition;

  let spread = 0;
  for (let j = 0; j < seasonLength; j++) spread += (indices[j]! - 1) ** 2;
  if (spread === 0) return indices;

  const signal = Math.max(0, spread / (seasonLength - 1) - noiseOfAnIndex);
  const pull = Math.max(0, (seasonLength - 3) / (seasonLength - 1));
  const shrinkage =
    noiseOfAnIndex === 0 ? 0 : Math.min(1, (pull * noiseOfAnIndex) / (noiseOfAnIndex + signal));
  for (let j = 0; j < seasonLength; j++) indices[j] = shrinkage + (1 - shrinkage) * indices[j]!;
  return indices;
}

/**
 * Moving average over one season centred on each month; NaN for the first and last half season. The sum rolls
 * along: one month comes in, one goes out.
 */
function centredMovingAverage(values: Float64Array, seasonLength: number): Float64Array {
  const n = values.length;
  const half = seasonLength >> 1;
  const isEven = seasonLength % 2 === 0;
  const trend = trendMemory.take(n).fill(Number.NaN);
  if (n <= 2 * half) return trend;

  let window = 0;
  for (let t = 0; t <= 2 * half; t++) window += values[t]!;
  for (let t = half; t < n - half; t++) {
    const first = values[t - half]!;
    const last = values[t + half]!;
    trend[t] = (isEven ? window - 0.5 * (first + last) : window) / seasonLength;
    if (t + half + 1 < n) window += values[t + half + 1]! - first;
  }
  return trend;
}

const trendMemory = new ScratchMemory();
const countMemory = new ScratchMemory();

/** The smallest multiplicative index: the M4 benchmark's guard against dividing by nothing. */
const SMALLEST_INDEX = 0.01;

function decompose(values: Float64Array, seasonLength: number, kind: 'multiplicative' | 'additive') {
  const n = values.length;
  const isMultiplicative = kind === 'multiplicative';
  const ratios = centredMovingAverage(values, seasonLength);
  const indices = new Float64Array(seasonLength);
  const counts = countMemory.take(seasonLength).fill(0);

  for (let t = 0; t < n; t++) {
    const ratio = isMultiplicative ? values[t]! / ratios[t]! : values[t]! - ratios[t]!;
    ratios[t] = ratio;
    if (!Number.isFinite(ratio)) continue;
    indices[t % seasonLength]! += ratio;
    counts[t % seasonLength]!++;
  }

  const neutral = isMultiplicative ? 1 : 0;
  for (let j = 0; j < seasonLength; j++) indices[j] = counts[j]! > 0 ? indices[j]! / counts[j]! : neutral;
  const average = meanOf(indices);
  for (let j = 0; j < seasonLength; j++) {
    indices[j] = isMultiplicative ? Math.max(indices[j]! / average, SMALLEST_INDEX) : indices[j]! - average;
  }
  return { indices, ratios };
}

function lagProduct(values: Float64Array, mean: number, lag: number): number {
  let sum = 0;
  for (let t = lag; t < values.length; t++) sum += (values[t]! - mean) * (values[t - lag]! - mean);
  return sum;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t]!;
  return sum / values.length;
}
