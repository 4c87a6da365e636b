/**
 * The ranges in which demand falls 80 and 95 times in 100, around an expected `mean` with the given `variance`
 * of its error, both in the same units. Always nested: lower95 <= lower80 <= mean <= upper80 <= upper95.
 *
 * `logShare` (0-1) says how far errors are percentages: 1 gives a lognormal range, longer upwards; 0 a symmetric
 * one. Errors have longer tails than the normal distribution, so the 95 % range uses 2.2 deviations instead of
 * 1.96. With `isNeverNegative` no bound is below zero.
 *
 * Source: Hyndman et al. (2008), chapter 6; the tail factor was measured (docs/forecast.md).
 * Example: mean 100, variance 100 (10 units), logShare 0: 80 % from 87.2 to 112.8, 95 % from 78 to 122.
 */
export function predictionIntervals(
  mean: readonly number[],
  variance: readonly number[],
  logShare: number,
  isNeverNegative: boolean,
): PredictionIntervals {
  const horizon = mean.length;
  const lower80 = new Array<number>(horizon);
  const upper80 = new Array<number>(horizon);
  const lower95 = new Array<number>(horizon);
  const upper95 = new Array<number>(horizon);
  for (let k = 0; k < horizon; k++) {
    const centre = mean[k]!;
    const deviation = Math.sqrt(variance[k]!);
    const percentShare = centre > 0 ? logShare : 0;
    const logDeviation =
      percentShare > 0
        ? Math.min(LARGEST_LOG_DEVIATION, Math.sqrt(Math.log1p((deviation / centre) ** 2)))
        : 0;
    const lowest = isNeverNegative ? Math.min(0, centre) : Number.NEGATIVE_INFINITY;
    lower80[k] = bound(-DEVIATIONS_80, centre, deviation, lowest, percentShare, logDeviation);
    upper80[k] = bound(DEVIATIONS_80, centre, deviation, lowest, percentShare, logDeviation);
    lower95[k] = bound(-DEVIATIONS_95, centre, deviation, lowest, percentShare, logDeviation);
    upper95[k] = bound(DEVIATIONS_95, centre, deviation, lowest, percentShare, logDeviation);
  }
  return { lower80, upper80, lower95, upper95 };
}

/** So many deviations from the centre: in units, not below `lowest`, mixed with the same in percent. */
function bound(
  deviations: number,
  centre: number,
  deviation: number,
  lowest: number,
  percentShare: number,
  logDeviation: number,
): number {
  const inUnits = Math.max(lowest, centre + deviations * deviation);
  if (percentShare === 0) return inUnits;
  return percentShare * centre * Math.exp(deviations * logDeviation) + (1 - percentShare) * inUnits;
}

export interface PredictionIntervals {
  lower80: number[];
  upper80: number[];
  lower95: number[];
  upper95: number[];
}

const DEVIATIONS_80 = 1.2816;
const DEVIATIONS_95 = 2.2;
/** Beyond this a lognormal range says nothing: its upper end would be 27 times its middle. */
const LARGEST_LOG_DEVIATION = 1.5;
