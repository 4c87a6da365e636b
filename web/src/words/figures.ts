const MINUS = '−';

/** `-` of the number formatter becomes the real minus, so that columns of figures align. */
function withMinus(text: string): string {
  return text.replace(/-/g, MINUS);
}

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const upToHundredths = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const typedFigure = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 });
const tenths = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/**
 * A figure as it is shown, here as in mails: from a hundred on in whole units, below with a decimal, below ten with two, so
 * that small quantities do not vanish. Example: 123.4 → 123, 12.34 → 12.3, 2.416 → 2.42, -0.002 → 0.
 */
export function shownFigure(value: number): number {
  const size = Math.abs(value);
  const steps = size < 10 ? 100 : size < 100 ? 10 : 1;
  return Math.round(value * steps) / steps + 0;
}

/** 12345.6 → "12,346"; 2.4 → "2.4"; 7 → "7"; -0.002 → "0". */
export function formatUnits(value: number | null | undefined): string {
  if (value === null || value === undefined) return 'n/a';
  return withMinus(upToHundredths.format(shownFigure(value)));
}

/** 1234.5 → "1,234.5", 7 → "7": as it was typed, so that nobody reads another figure than the one that is sent. */
export const formatTyped = (value: number): string => withMinus(typedFigure.format(value));

/** 24.36 → "24.4": for days, of which a few tell. */
export function formatTenths(value: number | null | undefined): string {
  return value === null || value === undefined ? 'n/a' : withMinus(tenths.format(value));
}

/** 12345 → "12,345"; 1234567 → "1.23 M", as in mails: for figures that are read at a glance; the exact one stands in the table. */
export function formatShort(value: number | null | undefined): string {
  if (value === null || value === undefined) return 'n/a';
  if (Math.abs(value) < 1_000_000) return formatUnits(value);
  return `${withMinus(hundredths.format(value / 1_000_000))} M`;
}

/** 0.9634 → "96.3 %". null (a denominator of zero) → "n/a", never 0 %. */
export function formatRatio(value: number | null | undefined, digits = 1): string {
  if (value === null || value === undefined) return 'n/a';
  return `${withMinus((value * 100).toFixed(digits))} %`;
}

export function formatMoney(value: number | null | undefined, currency: string): string {
  if (value === null || value === undefined) return 'n/a';
  return `${formatShort(value)} ${currency}`;
}

/** A change always carries its sign: "+120", "−3", "±0". */
export function formatChange(value: number, format: (value: number) => string = formatUnits): string {
  const size = format(Math.abs(value));
  if (size === format(0)) return `±${size}`;
  return `${value > 0 ? '+' : MINUS}${size}`;
}

/** Change in per cent of what stood before; null when nothing stood there. */
function changeRatio(value: number, before: number): number | null {
  return before === 0 ? null : value / before - 1;
}

/** "+4.2 %"; "new" when nothing stood there before. */
export function formatChangeRatio(value: number, before: number): string {
  const ratio = changeRatio(value, before);
  if (ratio === null) return value === 0 ? '±0.0 %' : 'new';
  return formatChange(ratio, (r) => formatRatio(r));
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}

/**
 * A figure as people type or paste it: "1,234", "1 234.5", "−12", "1.234,5", "1234,567". null when it is not a number.
 * A comma groups thousands where all groups have three digits, else it is the decimal sign; a dot is the decimal sign
 * unless it is there twice or stands before a comma. Example: "123,456" is 123456, "0,125" is 0.125.
 */
export function parseFigure(text: string): number | null {
  const compact = text
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^[−–]/, '-');
  const groupedByComma = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(compact);
  const groupedByDot = /^-?[1-9]\d{0,2}(\.\d{3})+,\d+$|^-?[1-9]\d{0,2}(\.\d{3}){2,}$/.test(compact);
  const digits = groupedByComma
    ? compact.replace(/,/g, '')
    : groupedByDot
      ? compact.replace(/\./g, '')
      : compact;
  const normal = digits.replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(normal) ? Number(normal) : null;
}

/** "reminded once", "reminded 3 times" */
export const remindedWords = (times: number): string =>
  times === 1 ? 'reminded once' : `reminded ${plural(times, 'time')}`;
