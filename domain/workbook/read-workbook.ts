import { breathe } from '../breathe';
import { DomainError } from '../errors';
import { dateStyles, dayOfSerial } from './cell-dates';
import { cellPlace } from './cell-name';
import { attribute, xmlEvents } from './xml-events';
import { openZip, type ZipParts } from './zip-parts';

/** A cell that holds something; row and column as a spreadsheet counts them, from 1. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  /** Numbers with a point, days as YYYY-MM-DD, all else as it is written. */
  readonly value: string;
  readonly kind: 'text' | 'number' | 'day' | 'error' | 'not-calculated';
}

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Row by row. */
  readonly cells: readonly SheetCell[];
}

export interface WorkbookLimits {
  readonly mostUnpackedBytes: number;
  readonly mostCells: number;
  /** Ends the reading when it takes too long. */
  readonly signal?: AbortSignal;
}

/**
 * Reads the cells of a workbook (.xlsx), all sheets in their order. Of a formula the value counts that it had when the
 * file was saved; nothing is calculated, fetched or run. Gives way to other work on the way. What is no workbook, is
 * larger than the limits or takes longer than the signal allows is an `invalid-input` error which says what to do.
 *
 * Source: ECMA-376 part 1, chapter 18. Example: a sheet with "a" in A1 and =1+1 in B1 gives the cells
 * { row: 1, column: 1, value: 'a', kind: 'text' } and { row: 1, column: 2, value: '2', kind: 'number' }.
 */
export async function readWorkbook(bytes: Uint8Array, limits: WorkbookLimits): Promise<Sheet[]> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw new DomainError(
      'invalid-input',
      'The file is an old workbook (.xls) or protected by a password: save it without one as "Excel workbook (.xlsx)" and send that.',
    );
  }
  const parts = openZip(bytes, limits.mostUnpackedBytes);
  const book = (await relations(parts, '')).find(({ type }) => type === 'officeDocument')?.target;
  const bookPath = book ?? 'xl/workbook.xml';
  const links = await relations(parts, bookPath);
  const partOf = (type: string) => links.find((link) => link.type === type)?.target;
  const reading: Reading = { limits, cellsLeft: limits.mostCells, pieces: 0 };
  const { sheets, isFrom1904 } = bookParts(await parts.text(bookPath));
  const strings = partOf('sharedStrings');
  const styles = partOf('styles');
  const shared = {
    strings: strings ? await sharedStrings(reading, await parts.text(strings)) : [],
    dates: styles ? dateStyles(await parts.text(styles)) : new Set<number>(),
    isFrom1904,
  };
  const read: Sheet[] = [];
  for (const { name, isHidden, relationId } of sheets) {
    const path = links.find(({ id, type }) => id === relationId && type === 'worksheet')?.target;
    if (path) read.push({ name, isHidden, cells: await sheetCells(reading, shared, await parts.text(path)) });
  }
  return read;
}

interface Reading {
  readonly limits: WorkbookLimits;
  cellsLeft: number;
  pieces: number;
}

interface Shared {
  readonly strings: readonly string[];
  /** Indexes of the cell styles that show a day. */
  readonly dates: ReadonlySet<number>;
  readonly isFrom1904: boolean;
}

async function relations(parts: ZipParts, of: string) {
  const slash = of.lastIndexOf('/') + 1;
  const folder = of.slice(0, slash);
  const path = `${folder}_rels/${of.slice(slash)}.rels`;
  if (!parts.has(path)) return [];
  return [...xmlEvents(await parts.text(path))].flatMap((event) => {
    if (event.kind !== 'open' || event.name !== 'Relationship') return [];
    const target = attribute(event.attributes, 'Target') ?? '';
    return {
      id: attribute(event.attributes, 'Id'),
      type: (attribute(event.attributes, 'Type') ?? '').split('/').at(-1),
      target: target.startsWith('/') ? target.slice(1) : folder + target,
    };
  });
}

function bookParts(xml: string) {
  const sheets: { name: string; isHidden: boolean; relationId: string | null }[] = [];
  let isFrom1904 = false;
  for (const event of xmlEvents(xml)) {
    if (event.kind !== 'open') continue;
    const { name, attributes } = event;
    if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
    if (name !== 'sheet') continue;
    sheets.push({
      name: attribute(attributes, 'name') ?? '',
      isHidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
      relationId: attribute(attributes, 'id'),
    });
  }
  return { sheets, isFrom1904 };
}

async function sharedStrings(reading: Reading, xml: string): Promise<string[]> {
  const strings: string[] = [];
  const text = new TextInside();
  for (const event of xmlEvents(xml)) {
    await goOn(reading);
    text.take(event);
    if (event.kind === 'close' && event.name === 'si') strings.push(readable(text.whole()));
  }
  return strings;
}

async function sheetCells(reading: Reading, shared: Shared, xml: string): Promise<SheetCell[]> {
  const cells: SheetCell[] = [];
  let [row, column, type, style, inside, value] = [0, 0, 'n', 0, '', ''];
  let isFormula = false;
  const text = new TextInside();
  for (const event of xmlEvents(xml)) {
    await goOn(reading);
    if (event.kind === 'text') {
      if (inside === 'v') value += event.text;
      else text.take(event);
      continue;
    }
    if (event.kind === 'open') {
      inside = event.name;
      if (event.name === 'row') {
        row = Number(attribute(event.attributes, 'r') ?? row + 1);
        column = 0;
      } else if (event.name === 'c') {
        const place = cellPlace(attribute(event.attributes, 'r') ?? '');
        row = place?.row ?? row;
        column = place?.column ?? column + 1;
        type = attribute(event.attributes, 't') ?? 'n';
        style = Number(attribute(event.attributes, 's') ?? 0);
        value = '';
        isFormula = false;
        text.whole();
      } else if (event.name === 'f') isFormula = true;
      else text.take(event);
      continue;
    }
    inside = '';
    if (event.name === 'sheetData') break;
    if (event.name !== 'c') {
      text.take(event);
      continue;
    }
    const written = type === 'inlineStr' ? text.whole() : value;
    const known = cellOf(shared, type, style, written, isFormula);
    if (known === null) continue;
    reading.cellsLeft--;
    if (reading.cellsLeft < 0) throw tooManyCells(reading.limits.mostCells);
    cells.push({ row, column, ...known });
  }
  return cells;
}

/** What a cell holds; null when it holds nothing. */
function cellOf(
  { strings, dates, isFrom1904 }: Shared,
  type: string,
  style: number,
  written: string,
  isFormula: boolean,
): Pick<SheetCell, 'value' | 'kind'> | null {
  if (written === '') return isFormula && type !== 'str' ? { value: '', kind: 'not-calculated' } : null;
  switch (type) {
    case 's':
      return asText(strings[Number(written)] ?? '');
    case 'inlineStr':
    case 'str':
      return asText(readable(written));
    case 'b':
      return { value: written === '1' ? 'TRUE' : 'FALSE', kind: 'text' };
    case 'e':
      return { value: written, kind: 'error' };
    case 'd':
      return { value: written.slice(0, 10), kind: 'day' };
    default: {
      const number = Number(written);
      if (!Number.isFinite(number)) return { value: written, kind: 'text' };
      if (dates.has(style)) return { value: dayOfSerial(number, isFrom1904), kind: 'day' };
      // Spreadsheets show fifteen digits and write seventeen.
      return { value: String(Number(number.toPrecision(15))), kind: 'number' };
    }
  }
}

const asText = (value: string): Pick<SheetCell, 'value' | 'kind'> | null =>
  value === '' ? null : { value, kind: 'text' };

/** No figure and no name is longer; what is cut off here is refused for its length. */
const LONGEST_TEXT = 1_000;

/** Characters that XML cannot hold are written as _x000D_. */
const readable = (written: string): string =>
  written
    .slice(0, LONGEST_TEXT)
    .replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The text of `t` elements, in one piece or in runs; readings of Asian characters (`rPh`) are no part of it. */
class TextInside {
  private text = '';
  private isText = false;
  private isReading = false;

  take(event: { readonly kind: string; readonly name?: string; readonly text?: string }): void {
    if (event.kind === 'text') {
      if (this.isText && !this.isReading) this.text += event.text;
    } else if (event.name === 't') this.isText = event.kind === 'open';
    else if (event.name === 'rPh') this.isReading = event.kind === 'open';
  }

  /** And begins anew. */
  whole(): string {
    const { text } = this;
    this.text = '';
    return text;
  }
}

async function goOn(reading: Reading): Promise<void> {
  reading.pieces++;
  if (reading.pieces % 20_000 !== 0) return;
  await breathe(reading.pieces);
  if (!reading.limits.signal?.aborted) return;
  throw new DomainError(
    'invalid-input',
    'The workbook takes too long to read: remove the sheets and columns that are not needed, or save it as CSV.',
  );
}

const tooManyCells = (most: number): DomainError =>
  new DomainError(
    'invalid-input',
    `The workbook has more than ${most.toLocaleString('en-GB')} filled cells: send it in parts, or save it as CSV.`,
  );
