import { DomainError } from '../errors';

/**
 * Demand as it would have been in months of the average number of working days, so that a long month does not
 * look like growth. `values` in units a month (null = missing), `workingDays` one number for each month.
 *
 * Example: 200 in 20 days and 230 in 23 days are both 215 in an average month of 21.5 days.
 */
export function perAverageMonth(
  values: readonly (number | null)[],
  workingDays: readonly number[],
  averageDays = averageOf(workingDays),
): (number | null)[] {
  refuseBadDays(values.length, workingDays);
  return values.map((value, t) => (value === null ? null : (value * averageDays) / workingDays[t]!));
}

/**
 * The reverse: demand of average months turned into that of the coming months with their own working days.
 *
 * Example: 215 in an average month of 21.5 days is 200 in a month of 20 days.
 */
export function perActualMonth(
  values: readonly number[],
  workingDays: readonly number[],
  averageDays: number,
): number[] {
  refuseBadDays(values.length, workingDays);
  return values.map((value, k) => (value * workingDays[k]!) / averageDays);
}

/** The mean number of working days a month. Example: 20 and 23 give 21.5. */
export function averageOf(workingDays: readonly number[]): number {
  return workingDays.reduce((sum, days) => sum + days, 0) / workingDays.length;
}

function refuseBadDays(months: number, workingDays: readonly number[]): void {
  if (workingDays.length !== months) {
    throw new DomainError(
      'invalid-input',
      `There are ${workingDays.length} months of working days for ${months} months of demand: give one for each.`,
    );
  }
  const wrong = workingDays.findIndex((days) => !(days > 0) || !Number.isFinite(days));
  if (wrong >= 0) {
    throw new DomainError(
      'invalid-input',
      `Month ${wrong + 1} has ${workingDays[wrong]} working days: give a number above zero.`,
    );
  }
}
