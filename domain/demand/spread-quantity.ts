/** Plans are kept in thousandths of a unit, so that shares add up to their total to the last digit. */
const PER_UNIT = 1000;

/**
 * Splits a total in proportion to weights without losing a thousandth of a unit: every part is rounded down, and
 * what is left goes one thousandth each to the largest remainders (the first of equals). Negative weights count as
 * zero; with no positive weight at all the parts are equal. No weights give no parts.
 *
 * Source: largest-remainder (Hamilton) apportionment. Example: 10 over weights 1, 1, 1 is 3.334, 3.333, 3.333.
 */
export function spreadQuantity(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const positive = weights.map((weight) => Math.max(0, weight));
  const weightSum = positive.reduce((sum, weight) => sum + weight, 0);
  const shareOf = (index: number) => (weightSum > 0 ? positive[index]! / weightSum : 1 / weights.length);

  const whole = Math.round(total * PER_UNIT);
  const parts = positive.map((_, index) => Math.floor(whole * shareOf(index)));
  const remainders = positive.map((_, index) => ({ index, rest: whole * shareOf(index) - parts[index]! }));
  remainders.sort((a, b) => b.rest - a.rest || a.index - b.index);
  const left = whole - parts.reduce((sum, part) => sum + part, 0);
  for (let given = 0; given < left; given++) parts[remainders[given % remainders.length]!.index]!++;
  // A share that floating point made a hair too large may have given one thousandth too many.
  if (left < 0) parts[parts.indexOf(Math.max(...parts))]! += left;
  return parts.map((part) => part / PER_UNIT);
}

/**
 * A quantity as plans keep it: rounded to a thousandth of a unit. Example: 1.23456 is 1.235.
 */
export const toThousandths = (quantity: number): number => Math.round(quantity * PER_UNIT) / PER_UNIT;

/** Adds quantities without gathering rounding noise. Example: 0.1 and 0.2 is 0.3. */
export function sumQuantities(quantities: Iterable<number>): number {
  let thousandths = 0;
  for (const quantity of quantities) thousandths += Math.round(quantity * PER_UNIT);
  return thousandths / PER_UNIT;
}
