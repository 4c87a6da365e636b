import { addMonths } from '../cycle/month';

// Numbers as the plans' sentences write them.

/**
 * From a hundred on in whole units, below with a decimal, below ten with two, so that small quantities do not vanish; the pages
 * show figures alike.
 *
 * Example: 12345.6 is "12,346", 12.34 is "12.3", 3.256 is "3.26", 7 is "7".
 */
export function quantityInWords(quantity: number): string {
  const size = Math.abs(quantity);
  const digits = size < 10 ? 2 : size < 100 ? 1 : 0;
  const rounded = Math.round(quantity * 10 ** digits) / 10 ** digits + 0;
  return rounded.toLocaleString('en-GB', { maximumFractionDigits: digits });
}

/** With its sign. Example: 5 is "+5". */
export const changeInWords = (quantity: number): string =>
  `${quantity < 0 ? '−' : '+'}${quantityInWords(Math.abs(quantity))}`;

/** Example: 0.0412 is "4.1 %". */
export const percentInWords = (ratio: number): string =>
  `${(100 * ratio).toLocaleString('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`;

/** Example: 1234567 in EUR is "EUR 1.23 million", 52.4 is "EUR 52". */
export function moneyInWords(amount: number, currency: string): string {
  const size = Math.abs(amount);
  const sign = amount < 0 ? '−' : '';
  if (size >= 1e6)
    return `${sign}${currency} ${(size / 1e6).toLocaleString('en-GB', { maximumFractionDigits: 2 })} million`;
  return `${sign}${currency} ${Math.round(size).toLocaleString('en-GB')}`;
}

const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const nameOf = (month: string): string => MONTH_NAMES[Number(month.slice(5)) - 1]!;
const yearOf = (month: string): string => month.slice(0, 4);

/** Example: "2027-02" is "Feb 2027". */
export const monthInWords = (month: string): string => `${nameOf(month)} ${yearOf(month)}`;

/**
 * Months in their order; three or more in a row become a range, and a year is written once for its neighbours.
 *
 * Example: ["2026-12", "2027-03", "2027-04", "2027-05", "2027-09"] is "Dec 2026, Mar to May and Sep 2027".
 */
export function monthsInWords(months: readonly string[]): string {
  const ranges = rangesOf(months);
  const words = ranges.map(({ first, last }, index) => {
    const next = ranges[index + 1];
    if (yearOf(first) !== yearOf(last)) return `${monthInWords(first)} to ${monthInWords(last)}`;
    const name = first === last ? nameOf(first) : `${nameOf(first)} to ${nameOf(last)}`;
    const nextSaysYear = next && yearOf(next.first) === yearOf(first) && yearOf(next.last) === yearOf(first);
    return nextSaysYear ? name : `${name} ${yearOf(first)}`;
  });
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? '');
}

/** Months in a row; two alone are said one by one. */
function rangesOf(months: readonly string[]): { first: string; last: string }[] {
  const runs: string[][] = [];
  for (const month of months) {
    const run = runs.at(-1);
    if (run && addMonths(run.at(-1)!, 1) === month) run.push(month);
    else runs.push([month]);
  }
  return runs.flatMap((run) =>
    run.length > 2
      ? [{ first: run[0]!, last: run.at(-1)! }]
      : run.map((month) => ({ first: month, last: month })),
  );
}
