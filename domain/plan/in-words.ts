import { addMonths } from '../cycle/month';

// Numbers as the plans' sentences write them.

/** Example: 12345.6 is "12,346"; 3.25 is "3.3". */
export const quantityInWords = (quantity: number): string =>
  Math.abs(quantity) < 10 && !Number.isInteger(quantity)
    ? quantity.toLocaleString('en-GB', { maximumFractionDigits: 1 })
    : Math.round(quantity).toLocaleString('en-GB');

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

/** Example: ["2027-03", "2027-04", "2027-05", "2027-09"] is "2027-03 to 2027-05 and 2027-09". */
export function monthsInWords(months: readonly string[]): string {
  const runs: string[][] = [];
  for (const month of months) {
    const run = runs.at(-1);
    if (run && addMonths(run.at(-1)!, 1) === month) run.push(month);
    else runs.push([month]);
  }
  const words = runs.map((run) => (run.length > 2 ? `${run[0]} to ${run.at(-1)}` : run.join(' and ')));
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? '');
}
