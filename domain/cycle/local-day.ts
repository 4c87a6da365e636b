const dayMs = 86_400_000;

/**
 * A day of a calendar, "YYYY-MM-DD", without a time zone. Arithmetic is on the calendar only, so that daylight
 * saving has no say in it.
 */
export type LocalDay = string;

/**
 * The day that lies `count` days after `day`; negative counts go back.
 *
 * Example: addDays('2027-02-27', 2) is '2027-03-01'.
 */
export function addDays(day: LocalDay, count: number): LocalDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/**
 * 1 = Monday … 7 = Sunday.
 *
 * Example: weekdayOf('2027-01-01') is 5, a Friday.
 */
export function weekdayOf(day: LocalDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
