import type { PlanRow } from './plan-row';

/** Half an 80 % interval of a normal distribution is so many standard deviations. */
const DEVIATIONS_80 = 1.2816;

/** Variance of the forecast error of an item in a market and month, in units squared. */
export interface ErrorVariance {
  readonly itemCode: string;
  readonly marketCode: string;
  readonly month: string;
  readonly variance: number;
}

/**
 * How far the statistical baseline errs, read from its 80 % intervals (which rest on its rolling-origin backtest).
 * Items and markets err independently of each other: variances add up. `intervals` are the baseline's rows of baseline,
 * lower80 and upper80.
 *
 * Example: an interval of 100 ± 25.632 is a variance of 400, two such markets together deviate by 28.3.
 */
export function errorVariances(intervals: readonly PlanRow[]): ErrorVariance[] {
  const cells = new Map<string, { lower: number; middle: number; upper: number }>();
  for (const { measure, itemCode, marketCode, month, value } of intervals) {
    const key = JSON.stringify([itemCode, marketCode, month]);
    const cell = cells.get(key) ?? { lower: 0, middle: 0, upper: 0 };
    if (measure === 'lower80') cell.lower = value;
    if (measure === 'baseline') cell.middle = value;
    if (measure === 'upper80') cell.upper = value;
    cells.set(key, cell);
  }
  return [...cells].map(([key, { lower, middle, upper }]) => {
    const [itemCode, marketCode, month] = JSON.parse(key) as [string, string, string];
    // An interval that ends at zero is cut off there: its upper half tells the width.
    const halfWidth = lower > 0 ? (upper - lower) / 2 : upper - middle;
    return { itemCode, marketCode, month, variance: (Math.max(0, halfWidth) / DEVIATIONS_80) ** 2 };
  });
}
