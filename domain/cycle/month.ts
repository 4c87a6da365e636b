/**
 * The month that lies `count` months after `month` ("YYYY-MM"; negative counts go back).
 *
 * Example: addMonths('2026-11', 3) is '2027-02'.
 */
export function addMonths(month: string, count: number): string {
  return monthOf(monthNumber(month) + count);
}

/**
 * How many months `until` lies after `from`; negative when it lies before.
 *
 * Example: monthsBetween('2026-11', '2027-02') is 3.
 */
export function monthsBetween(from: string, until: string): number {
  return monthNumber(until) - monthNumber(from);
}

/**
 * `count` months in a row, the first one included; none for a count below 1.
 *
 * Example: monthRange('2026-11', 3) is ['2026-11', '2026-12', '2027-01'].
 */
export function monthRange(first: string, count: number): string[] {
  const start = monthNumber(first);
  return Array.from({ length: Math.max(0, count) }, (_, index) => monthOf(start + index));
}

/** True for "YYYY-MM" with a month from 01 to 12. */
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

function monthOf(number: number): string {
  const year = Math.floor(number / 12);
  return `${String(year).padStart(4, '0')}-${String(number - year * 12 + 1).padStart(2, '0')}`;
}
