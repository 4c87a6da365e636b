import type { PerPeriod } from './planning-problem';

/** The value in period t; 0 where nothing is given. Example: at(3, 1) and at([1, 3], 1) are both 3. */
export function at(value: PerPeriod | undefined, t: number): number {
  if (value === undefined) return 0;
  return typeof value === 'number' ? value : value[t]!;
}
