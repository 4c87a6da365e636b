import { DateTime } from 'luxon';
import { quantityInWords } from '../domain/plan/in-words';

/** How mails write dates, months, figures and money, the same in the HTML and the text part. */

/** "Thu 10 Dec, 17:00" on the reader's clock. */
export function moment(at: Date, timeZone: string): string {
  return local(at, timeZone).toFormat('ccc d LLL, HH:mm');
}

/** "Thu 10 Dec, 17:00 (Berlin time)": where the reader might wonder whose hour it is. */
export function momentInZone(at: Date, timeZone: string): string {
  return `${moment(at, timeZone)} (${zoneName(timeZone)})`;
}

/** "Europe/Berlin" → "Berlin time", "America/New_York" → "New York time". */
export function zoneName(timeZone: string): string {
  const city = timeZone.split('/').at(-1) ?? timeZone;
  return /^(UTC|GMT)$/i.test(city) ? 'UTC' : `${city.replaceAll('_', ' ')} time`;
}

/** "2026-12" → "December 2026". */
export function month(period: string): string {
  return DateTime.fromISO(`${period}-01`, { zone: 'utc', locale: 'en-US' }).toFormat('LLLL yyyy');
}

/** "2026-12" → "Dec 2026". */
export function shortMonth(period: string): string {
  return DateTime.fromISO(`${period}-01`, { zone: 'utc', locale: 'en-US' }).toFormat('LLL yyyy');
}

const MINUS = '−';
const UNKNOWN = 'n/a';

/** 12345 → "12,345"; 2.4 → "2.4"; 12345678 → "12.35 M"; null → "n/a". A real minus for negatives. */
export function quantity(value: number | null): string {
  if (value === null) return UNKNOWN;
  const size = Math.abs(value);
  const digits = size >= 1_000_000 ? `${grouped(size / 1_000_000, 2)} M` : quantityInWords(size);
  return withSign(value, digits);
}

/** 12345678, "EUR" → "12.35 M EUR". */
export function money(value: number | null, currency: string): string {
  return value === null ? UNKNOWN : `${quantity(value)} ${currency}`;
}

/** 0.974 → "97.4 %". */
export function percent(ratio: number | null): string {
  return ratio === null ? UNKNOWN : withSign(ratio, `${grouped(Math.abs(ratio) * 100, 1)} %`);
}

/** Change from `before` to `now` as a share of `before`: 110, 100 → "+10.0 %"; null where either is unknown or zero. */
export function change(now: number | null, before: number | null): string | null {
  if (now === null || before === null || before === 0) return null;
  return signed((now - before) / Math.abs(before), (size) => `${grouped(size * 100, 1)} %`);
}

/** Difference of two ratios: 0.974, 0.962 → "+1.2 points". */
export function points(now: number | null, before: number | null): string | null {
  if (now === null || before === null) return null;
  return signed(now - before, (size) => `${grouped(size * 100, 1)} points`);
}

/** ["Ana", "Bo", "Cem"] → "Ana, Bo and Cem". */
export function listing(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** 1, "input" → "1 input"; 3, "input" → "3 inputs". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function local(at: Date, timeZone: string): DateTime {
  return DateTime.fromJSDate(at, { zone: timeZone }).setLocale('en-US');
}

function grouped(size: number, decimals: number): string {
  return size.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

function withSign(value: number, digits: string): string {
  const isZero = !/[1-9]/.test(digits);
  return value < 0 && !isZero ? `${MINUS}${digits}` : digits;
}

function signed(value: number, write: (size: number) => string): string {
  const digits = write(Math.abs(value));
  if (!/[1-9]/.test(digits)) return '±0';
  return `${value < 0 ? MINUS : '+'}${digits}`;
}

/** "Demand review" → "demand review"; "Pre-S&OP" → "pre-S&OP". */
export function inSentence(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
