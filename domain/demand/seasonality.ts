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
  if (!hasThreeSeasons(values, seasonLength)) return false;
  const mean = meanOf(values);
  const variance = lagProduct(values, mean, 0);
  if (variance === 0) return false;

  let squaredShorter = 0;
  for (let lag = 1; lag < seasonLength; lag++) {
    squaredShorter += (lagProduct(values, mean, lag) / variance) ** 2;
  }
  const atOneSeason = lagProduct(values, mean, seasonLength) / variance;
  return Math.abs(atOneSeason) > 1.645 * Math.sqrt((1 + 2 * squaredShorter) / values.length);
}

/**
 * Does an item that sells now and then do so in the same months of every season, like what sells before Christmas
 * only? The autocorrelation at one season, over the months that have one before them, is at least 0.5: chance alone
 * reaches that in one of a hundred histories of three seasons, and in hardly any longer one. Fewer than three seasons:
 * no.
 *
 * Source: Box & Jenkins (1970), the autocorrelation function and its standard error of 1 / sqrt(n) without a season.
 * Example: 0, 0, 6, 0, 0, 8, 0, 0, 7 with a season of 3 does; 6, 0, 0, 0, 8, 0, 0, 0, 7 does not.
 */
export function sellsInSeason(values: Float64Array, seasonLength: number): boolean {
  if (!hasThreeSeasons(values, seasonLength)) return false;
  const mean = meanOf(values);
  const variance = lagProduct(values, mean, 0);
  if (variance === 0) return false;
  const perMonth = lagProduct(values, mean, seasonLength) / (values.length - seasonLength);
  return perMonth / (variance / values.length) >= SEASONAL_CORRELATION;
}

const SEASONAL_CORRELATION = 0.5;

const hasThreeSeasons = (values: Float64Array, seasonLength: number): boolean =>
  seasonLength >= 2 && values.length >= 3 * seasonLength;

/**
 * The seasonal profile: one index for each position t % seasonLength. Multiplicative indices average 1 (1.2 =
 * 20 % above the year's level), additive ones average 0 and are in the units of the series.
 *
 * Classical decomposition: divide by (or subtract) the centred moving average, then average by position.
 * A position that is never observed gets the neutral index. Whoever asks often gives the `memory` for the answer.
 *
 * Source: R `decompose`, as used by the M4 benchmark code.
 * Example: 1, 3, 1, 3, 1, 3 with a season of 2 gives the indices 0.5 and 1.5.
 */
export function seasonalIndices(
  values: Float64Array,
  seasonLength: number,
  kind: 'multiplicative' | 'additive',
  memory: Float64Array = new Float64Array(seasonLength),
): Float64Array {
  return decompose(values, seasonLength, kind, memory).indices;
}

/**
 * The seasonal profile, pulled towards "no season" by as much as its own noise deserves (James-Stein).
 *
 * A clean profile stays as it is; a noisy one, from few years, is flattened, because exaggerated indices cost
 * more than flat ones. Multiplicative indices only; `memory` as above.
 *
 * Source: Miller & Williams (2003), "Shrinkage estimators of time series seasonal factors and their effect on
 * forecasting accuracy", International Journal of Forecasting 19, 669-684.
 * Example: 1, 3, 1, 3, 1, 3, ... has no noise, and keeps 0.5 and 1.5.
 */
export function shrunkSeasonalIndices(
  values: Float64Array,
  seasonLength: number,
  memory: Float64Array = new Float64Array(seasonLength),
): Float64Array {
  const { indices, ratios } = decompose(values, seasonLength, 'multiplicative', memory);
  const half = seasonLength >> 1;

  let squaredNoise = 0;
  let observed = 0;
  let position = half % seasonLength;
  for (let t = half; t < values.length - half; t++) {
    const noise = ratios[t]! - indices[position]!;
    if (Number.isFinite(noise)) {
      squaredNoise += noise * noise;
      observed++;
    }
    if (++position === seasonLength) position = 0;
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

const ratioMemory = new ScratchMemory();
const countMemory = new ScratchMemory();

/** The smallest multiplicative index: the M4 benchmark's guard against dividing by nothing. */
const SMALLEST_INDEX = 0.01;

/**
 * The indices, and for each month its ratio to (or distance from) the moving average over one season centred on it;
 * the first and last half season have none, and what is no number there counts nowhere. The average's sum rolls
 * along: one month comes in, one goes out.
 */
function decompose(
  values: Float64Array,
  seasonLength: number,
  kind: 'multiplicative' | 'additive',
  indices: Float64Array,
): { indices: Float64Array; ratios: Float64Array } {
  const n = values.length;
  const half = seasonLength >> 1;
  const isEven = seasonLength % 2 === 0;
  const isMultiplicative = kind === 'multiplicative';
  const ratios = ratioMemory.take(n);
  const counts = countMemory.take(seasonLength);
  for (let j = 0; j < seasonLength; j++) {
    indices[j] = 0;
    counts[j] = 0;
  }

  let window = 0;
  for (let t = 0; t <= 2 * half && t < n; t++) window += values[t]!;
  let position = half % seasonLength;
  for (let t = half; t < n - half; t++) {
    const first = values[t - half]!;
    const last = values[t + half]!;
    const average = (isEven ? window - 0.5 * (first + last) : window) / seasonLength;
    if (t + half + 1 < n) window += values[t + half + 1]! - first;

    const ratio = isMultiplicative ? values[t]! / average : values[t]! - average;
    ratios[t] = ratio;
    if (Number.isFinite(ratio)) {
      indices[position]! += ratio;
      counts[position]!++;
    }
    if (++position === seasonLength) position = 0;
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
