/**
 * Finds months which fit neither their neighbours nor the same month of other years, and puts what would have
 * been usual in their place. Nothing is lost: every correction keeps the recorded value and the reason, and
 * `undoCleaning` returns the history as recorded.
 *
 * A month is an outlier when it lies more than `threshold` robust deviations (1.4826 times the median distance)
 * from the median of the six months before it, from that of the six months after it, and from the median of the
 * same month in other years. A season's peak fits the other years; a new level fits one of its sides. Values in
 * the units of the series; needs thirteen months, else nothing is judged. Default threshold: 5.
 *
 * Source: Hampel (1974), "The influence curve and its role in robust estimation" (median and MAD).
 * Example: twenty-four months of about 10 with one of 500: that one becomes 10, "500 far above the usual 10".
 */
export function cleanOutliers(
  values: readonly number[],
  seasonLength: number,
  threshold = 5,
): { cleaned: number[]; corrections: OutlierCorrection[] } {
  const cleaned = [...values];
  const corrections: OutlierCorrection[] = [];
  if (values.length < 2 * NEIGHBOURS + 1) return { cleaned, corrections };

  const usual = values.map((_, t) => medianOf(neighboursOf(values, t)));
  const distances = values.map((value, t) => Math.abs(value - usual[t]!));
  const deviation = DEVIATIONS_PER_MEDIAN * medianOf(distances);
  // More than half of the months exactly usual: measure by the usual size instead of by a spread of zero.
  const yardstick = deviation > 0 ? deviation : 0.1 * Math.abs(medianOf(values));
  if (yardstick === 0) return { cleaned, corrections };

  const isFar = (recorded: number, expected: number) => Math.abs(recorded - expected) > threshold * yardstick;
  values.forEach((recorded, t) => {
    const sides = [values.slice(Math.max(0, t - NEIGHBOURS), t), values.slice(t + 1, t + 1 + NEIGHBOURS)];
    if (sides.some((side) => side.length > 0 && !isFar(recorded, medianOf(side)))) return;
    const otherYears = sameMonthOfOtherYears(values, t, seasonLength);
    const replacement = otherYears.length > 0 ? medianOf(otherYears) : usual[t]!;
    if (!isFar(recorded, replacement)) return;

    cleaned[t] = replacement;
    const direction = recorded > replacement ? 'above' : 'below';
    corrections.push({
      monthIndex: t,
      recorded,
      replacement,
      reason: `${recorded} far ${direction} the usual ${replacement}`,
    });
  });
  return { cleaned, corrections };
}

export interface OutlierCorrection {
  /** 0 is the first month of the history. */
  readonly monthIndex: number;
  readonly recorded: number;
  readonly replacement: number;
  readonly reason: string;
}

/**
 * The history as recorded: puts back all corrections, or only those of the given months.
 *
 * Example: undoing the correction of month 7 leaves the other corrections in place.
 */
export function undoCleaning<Value extends number | null>(
  cleaned: readonly (Value | number)[],
  corrections: readonly OutlierCorrection[],
  monthIndices: readonly number[] = corrections.map(({ monthIndex }) => monthIndex),
): (Value | number)[] {
  const restored = [...cleaned];
  for (const { monthIndex, recorded } of corrections) {
    if (monthIndices.includes(monthIndex)) restored[monthIndex] = recorded;
  }
  return restored;
}

const NEIGHBOURS = 6;
/** Makes the median distance of normal errors equal to their standard deviation. */
const DEVIATIONS_PER_MEDIAN = 1.4826;

function neighboursOf(values: readonly number[], t: number): number[] {
  return [...values.slice(Math.max(0, t - NEIGHBOURS), t), ...values.slice(t + 1, t + 1 + NEIGHBOURS)];
}

function sameMonthOfOtherYears(values: readonly number[], t: number, seasonLength: number): number[] {
  const others: number[] = [];
  for (let i = t % seasonLength; i < values.length; i += seasonLength) if (i !== t) others.push(values[i]!);
  return others;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : 0.5 * (sorted[middle - 1]! + sorted[middle]!);
}
