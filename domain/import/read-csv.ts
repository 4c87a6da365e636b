import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { breathe } from '../breathe';
import { DomainError } from '../errors';

/** A file read as text cells; nothing is judged yet. */
export interface CsvFile {
  readonly header: readonly string[];
  /** Cells of each row below the header, blank rows left out. */
  readonly rows: readonly (readonly string[])[];
  /** Number of each row as a spreadsheet shows it. */
  readonly rowNumbers: readonly number[];
  readonly delimiter: string;
  /** What was guessed about the file, in words; empty for plain UTF-8 with commas. */
  readonly notes: readonly string[];
}

const MOST_ROWS = 1_000_000;

/**
 * Reads a CSV file as a spreadsheet would write it: UTF-8 or UTF-16 with or without byte order mark, else
 * Windows-1252; columns parted by comma, semicolon or tab, whichever the header holds most of. Gives way to other
 * work between chunks. An empty file, a file that is not text or broken quoting is an `invalid-input` error.
 *
 * Example: the bytes of "item;quantity\nA01;5\n" give header [item, quantity] and one row [A01, 5] with number 2.
 */
export async function readCsv(bytes: Uint8Array): Promise<CsvFile> {
  const { text, encoding } = decode(bytes);
  if (text.trim() === '') {
    throw new DomainError(
      'invalid-input',
      'The file is empty: send one with a header row and at least one row below it.',
    );
  }
  if (text.includes('\u0000')) {
    throw new DomainError(
      'invalid-input',
      'The file is not text (it holds NUL characters): save the sheet as "CSV UTF-8" and send that.',
    );
  }
  const delimiter = delimiterOf(text);
  const rows: string[][] = [];
  const rowNumbers: number[] = [];
  const parser = Readable.from(chunksOf(text)).pipe(
    parse({ delimiter, relax_column_count: true, bom: true }),
  );
  let number = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number++;
      await breathe(number);
      if (record.every((cell) => cell.trim() === '')) continue;
      rows.push(record);
      rowNumbers.push(number);
      if (rows.length > MOST_ROWS + 1) {
        throw new DomainError(
          'invalid-input',
          `The file has more than ${MOST_ROWS.toLocaleString('en-GB')} rows: send it in parts, for example one a year.`,
        );
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? brokenQuoting(number + 1) : error;
  }
  const header = (rows.shift() ?? []).map((cell) => cell.trim());
  rowNumbers.shift();
  if (rows.length === 0) {
    throw new DomainError('invalid-input', 'The file has a header but no row below it: nothing was loaded.');
  }
  const notes: string[] = [];
  if (encoding !== 'UTF-8') notes.push(`The file was read as ${encoding}.`);
  if (delimiter !== ',') notes.push(`Columns are parted by ${DELIMITER_NAMES[delimiter]}.`);
  return { header, rows, rowNumbers, delimiter, notes };
}

const CHUNK_CHARACTERS = 64 * 1024;

function* chunksOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    let until = from + CHUNK_CHARACTERS;
    // A character of two halves stays whole.
    if (/[\uD800-\uDBFF]/.test(text[until - 1] ?? '')) until++;
    yield text.slice(from, until);
    from = until;
  }
}

const DELIMITER_NAMES: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

function decode(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16 (big-endian)' };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    // Not UTF-8: spreadsheets on Windows still write the code page.
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}

function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const header = (end < 0 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length - 1 }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}

const brokenQuoting = (row: number): DomainError =>
  new DomainError(
    'invalid-input',
    `Near row ${row} a quotation mark is opened and not closed, or stands inside a cell: write it twice ("") inside a quoted cell, and send the file again.`,
  );
