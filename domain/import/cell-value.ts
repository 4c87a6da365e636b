import { isMonth } from '../cycle/month';
import type { ColumnType } from './import-kind';

/** A cell as understood, or what is wrong with it and how to mend it. */
export type CellReading = { readonly value: string | number } | { readonly problem: string };

/** The sign that parts whole numbers from decimals in this file. */
export type DecimalMark = '.' | ',';

/**
 * Reads one cell that is not empty. A month is written YYYY-MM, or as a day of it (YYYY-MM-DD); an amount is zero or
 * more, with thousands marks only where no other reading is possible.
 *
 * Example: readCell(' 1.234,5 ', 'amount', ',') is { value: 1234.5 }; readCell('Jan 26', 'month', '.') is a problem.
 */
export function readCell(cell: string, type: ColumnType, decimalMark: DecimalMark): CellReading {
  const text = cell.trim();
  switch (type) {
    case 'amount':
      return readAmount(text, decimalMark);
    case 'service-kind':
      return readServiceKind(text);
    case 'service-percent':
      return readServicePercent(text, decimalMark);
    case 'days':
      return readDays(text, decimalMark);
    case 'month':
      return readMonth(text);
    case 'code':
      return readCode(text);
    case 'name':
      return readText(text, 200);
  }
}

/**
 * The decimal mark of a file: a comma only where columns are not parted by commas and at least one amount holds one.
 *
 * Example: decimalMarkOf(';', ['12,5', '3']) is ','.
 */
export function decimalMarkOf(delimiter: string, amounts: Iterable<string>): DecimalMark {
  if (delimiter === ',') return '.';
  for (const amount of amounts) if (amount.includes(',')) return ',';
  return '.';
}

const LARGEST = 1e12;

function readAmount(text: string, decimalMark: DecimalMark): CellReading {
  const plain = plainNumber(text, decimalMark);
  if (plain === null) {
    const example = decimalMark === ',' ? '1234,5' : '1234.5';
    return { problem: `is not a number: write digits only, for example ${example}` };
  }
  if (plain < 0)
    return { problem: 'is below zero: write zero or more (book returns against the month of the sale)' };
  if (plain > LARGEST) return { problem: 'is larger than 1,000,000,000,000: check the unit of the column' };
  return { value: plain };
}

function readServiceKind(text: string): CellReading {
  const kind = text.toLowerCase().replaceAll(/[\s_]+/g, '-');
  if (kind === 'cycle-service' || kind === 'fill-rate') return { value: kind };
  return {
    problem:
      'is no kind of service: write cycle-service (cycles without a stock-out) or fill-rate (units from stock)',
  };
}

/** A promise of half or less, or of everything, is a slip: 0.95 is meant as 95. */
function readServicePercent(text: string, decimalMark: DecimalMark): CellReading {
  const percent = plainNumber(text.replace(/\s*%$/, ''), decimalMark);
  if (percent !== null && percent > 50 && percent < 100) return { value: percent };
  return {
    problem: 'is no service that can be promised: write a number above 50 and below 100, 95 for 95 %',
  };
}

/** Days that are counted one by one: a fraction, or more than a year, is a slip. */
function readDays(text: string, decimalMark: DecimalMark): CellReading {
  const days = plainNumber(text, decimalMark);
  if (days !== null && Number.isInteger(days) && days >= 0 && days <= 365) return { value: days };
  return { problem: 'is no number of days: write a whole number from 0 to 365' };
}

function plainNumber(text: string, decimalMark: DecimalMark): number | null {
  const [thousands, grouped] =
    decimalMark === ','
      ? ['.', /^-?\d{1,3}(\.\d{3})+(,\d+)?$/]
      : [',', /^-?\d{1,3}(,\d{3})+\.\d+$|^-?\d{1,3}(,\d{3}){2,}$/];
  const written = (grouped as RegExp).test(text) ? text.replaceAll(thousands as string, '') : text;
  const english = decimalMark === ',' ? written.replace(',', '.') : written;
  if (decimalMark === ',' && written.includes('.')) return null;
  if (!/^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/.test(english)) return null;
  const number = Number(english);
  return Number.isFinite(number) ? number : LARGEST * 10;
}

function readMonth(text: string): CellReading {
  const month = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text.slice(0, 7) : text;
  if (!isMonth(month)) return { problem: 'is not a month: write YYYY-MM, for example 2026-01' };
  if (month < '1950-01') return { problem: 'lies before 1950: check the year' };
  return { value: month };
}

/** Two codes that look the same must be the same. */
function readCode(text: string): CellReading {
  if (/\p{Cf}/u.test(text)) return { problem: 'holds an invisible character: type it anew' };
  return readText(text, 60);
}

function readText(text: string, longest: number): CellReading {
  if (text.length > longest) return { problem: `has ${text.length} characters: shorten it to ${longest}` };
  if (/\p{Surrogate}|\uFFFD/u.test(text)) {
    return { problem: 'holds a character that could not be read: save the file as UTF-8 and check the cell' };
  }
  if (/\p{Cc}/u.test(text)) return { problem: 'holds a line break or control character: remove it' };
  return { value: text };
}
