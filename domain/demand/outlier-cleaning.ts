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
  if (values.length < FEWEST_JUDGED_MONTHS) return { cleaned, corrections };

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

/**
 * Is this month more than twice as large as each of the six months before and after it, and as the same month of
 * every other year? A typing error is; steep growth, a new level and a strong season are not, however far they lie from
 * the median. Sizes count, not signs.
 *
 * Example: 10, 12, 900, 11 stands alone at its third month; 10, 400, 900, 700 does not.
 */
export function standsAlone(values: readonly number[], t: number, seasonLength: number): boolean {
  const size = Math.abs(values[t]!);
  const others = [...neighboursOf(values, t), ...sameMonthOfOtherYears(values, t, seasonLength)];
  return others.every((other) => size > ALONE_TIMES * Math.abs(other));
}

/**
 * Finds the one size beyond belief where `cleanOutliers` cannot judge, because a history is short or most of its months
 * are without a sale: more than a hundred times the largest of all others, whose median takes its place. That is a
 * misplaced decimal point or a wrong unit, not a large order, and no launch, which has more than one large month. Months
 * without a sale have no size; with fewer than four sizes nothing is judged.
 *
 * Example: 5, 0, 6, 0, 0, 7, 0, 60000: the last becomes 6.
 */
export function cleanAbsurdSize(values: readonly number[]): {
  cleaned: number[];
  corrections: OutlierCorrection[];
} {
  const bySize = values.filter((value) => value !== 0).sort((a, b) => Math.abs(a) - Math.abs(b));
  const recorded = bySize.pop();
  const nextLargest = bySize.at(-1);
  if (recorded === undefined || nextLargest === undefined || bySize.length < FEWEST_OTHER_SIZES) {
    return { cleaned: [...values], corrections: [] };
  }
  if (Math.abs(recorded) <= ABSURD_TIMES * Math.abs(nextLargest)) {
    return { cleaned: [...values], corrections: [] };
  }
  const monthIndex = values.indexOf(recorded);
  const replacement = medianOf(bySize);
  const reason = `${recorded} is more than ${ABSURD_TIMES} times any other size`;
  return {
    cleaned: values.with(monthIndex, replacement),
    corrections: [{ monthIndex, recorded, replacement, reason }],
  };
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

const ALONE_TIMES = 2;
const FEWEST_OTHER_SIZES = 3;
const ABSURD_TIMES = 100;

const NEIGHBOURS = 6;
/** With fewer months `cleanOutliers` judges nothing. */
export const FEWEST_JUDGED_MONTHS = 2 * NEIGHBOURS + 1;
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
