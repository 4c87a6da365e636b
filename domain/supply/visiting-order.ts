/**
 * A step around a circle of so many places, about `share` of it, that visits each place once and keeps neighbours apart.
 *
 * @example strideFor(10, 0.382) is 7: 0, 7, 4, 1, 8, 5, 2, 9, 6, 3.
 */
export function strideFor(count: number, share: number): number {
  const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));
  let stride = Math.max(1, Math.round(count * share));
  while (commonDivisor(stride, count) !== 1) stride++;
  return stride;
}
