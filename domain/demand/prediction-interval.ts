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
  mean: ArrayLike<number>,
  variance: ArrayLike<number>,
  logShare: number,
  isNeverNegative: boolean,
): PredictionIntervals {
  const horizon = mean.length;
  const intervals = {
    lower80: new Array<number>(horizon),
    upper80: new Array<number>(horizon),
    lower95: new Array<number>(horizon),
    upper95: new Array<number>(horizon),
  };
  for (let k = 0; k < horizon; k++) {
    const centre = mean[k]!;
    const deviation = Math.sqrt(variance[k]!);
    const percentShare = centre > 0 ? logShare : 0;
    const logDeviation =
      percentShare > 0
        ? Math.min(LARGEST_LOG_DEVIATION, Math.sqrt(Math.log1p((deviation / centre) ** 2)))
        : 0;

    const bound = (deviations: number) => {
      const inUnits = centre + deviations * deviation;
      const floored = isNeverNegative && inUnits < 0 ? Math.min(0, centre) : inUnits;
      if (percentShare === 0) return floored;
      return percentShare * centre * Math.exp(deviations * logDeviation) + (1 - percentShare) * floored;
    };
    intervals.lower80[k] = bound(-DEVIATIONS_80);
    intervals.upper80[k] = bound(DEVIATIONS_80);
    intervals.lower95[k] = bound(-DEVIATIONS_95);
    intervals.upper95[k] = bound(DEVIATIONS_95);
  }
  return intervals;
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
