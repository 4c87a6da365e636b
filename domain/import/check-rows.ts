import { breathe } from '../breathe';
import { decimalMarkOf, readCell } from './cell-value';
import { stageProblems } from './check-stages';
import { IMPORT_KEYS, type ImportColumn, type ImportKind, isNumberColumn } from './import-kind';
import { type RowError, TOLD_ERRORS } from './import-result';
import type { ImportRow } from './import-row';
import type { MatchedColumns } from './match-columns';
import type { CsvFile } from './read-csv';

/** What the unit already knows, for the checks that reach beyond the row. */
export interface KnownRecords {
  readonly families: ReadonlySet<string>;
  /** item code → family code */
  readonly items: ReadonlyMap<string, string>;
  readonly resources: ReadonlySet<string>;
  readonly markets: ReadonlySet<string>;
  /** The month of today, "YYYY-MM": sales later than it are refused. */
  readonly currentMonth: string;
}

export interface CheckedRows {
  readonly rows: readonly ImportRow[];
  /** The first hundred of `errorCount`. */
  readonly errors: readonly RowError[];
  readonly errorCount: number;
}

/**
 * Checks a file row by row: every cell by its type, no two rows with the same key, and nothing that the unit does
 * not know or that contradicts it. One wrong row refuses the whole file, so `rows` counts only when `errorCount`
 * is 0. Gives way to other work between rows.
 *
 * Example: a stock row "A01,many" gives { row: 2, column: 'quantity', value: 'many', message: 'is not a number: …' }.
 */
export async function checkRows(
  kind: ImportKind,
  file: CsvFile,
  columns: MatchedColumns,
  known: KnownRecords,
): Promise<CheckedRows> {
  const present = [...columns.positions].filter(([, position]) => position >= 0);
  const decimalMark = decimalMarkOf(file.delimiter, amountCells(file, present));
  const checkAgainstKnown = RULES[kind](known, itemsOf(file, present));
  const rowOfKey = new Map<string, number>();
  const rows: ImportRow[] = [];
  const errors: RowError[] = [];
  let errorCount = 0;

  const report = (row: number, column: string, value: string, message: string) => {
    errorCount++;
    if (errors.length < TOLD_ERRORS) errors.push({ row, column, value: shortened(value), message });
  };

  const checkRow = (cells: readonly string[], number: number) => {
    const row: Record<string, string | number | null> = {};
    let isSound = true;
    const refuse = (column: string, value: string, message: string) => {
      isSound = false;
      report(number, column, value, message);
    };
    if (cells.length > file.header.length) {
      refuse(
        '',
        '',
        `has ${cells.length} cells under ${file.header.length} columns: put quotation marks around cells that hold the separator`,
      );
      return;
    }
    for (const [column, position] of present) {
      const cell = cells[position] ?? '';
      if (cell.trim() === '') {
        row[column.name] = null;
        if (column.isRequired) refuse(column.name, '', `is empty: fill in the ${column.meaning}`);
        continue;
      }
      const reading = readCell(cell, column.type, decimalMark);
      if ('problem' in reading) refuse(column.name, cell, reading.problem);
      else row[column.name] = reading.value;
    }
    if (!isSound) return;
    // An order book without a date is today's.
    if (kind === 'open-orders') row.as_of ??= known.currentMonth;

    const key = keyOf(kind, row);
    const earlier = rowOfKey.get(key);
    if (earlier !== undefined) {
      const names = IMPORT_KEYS[kind]
        .flatMap((name) => (row[name] ? [`${name} ${row[name]}`] : []))
        .join(', ');
      refuse('', '', `repeats row ${earlier} (${names}): keep one of them, or add them up`);
      return;
    }
    rowOfKey.set(key, number);
    checkAgainstKnown(row, refuse);
    if (isSound) rows.push(row);
  };

  for (const [index, cells] of file.rows.entries()) {
    await breathe(index);
    checkRow(cells, file.rowNumbers[index]!);
  }
  if (kind === 'stages' && errorCount === 0) {
    const cellOf = (row: ImportRow, column: string) => String(row[column] ?? '');
    for (const { row, column, message } of stageProblems(rows)) {
      report(rowOfKey.get(keyOf(kind, row))!, column, cellOf(row, column), message);
    }
  }
  return { rows, errors, errorCount };
}

const keyOf = (kind: ImportKind, row: ImportRow): string =>
  IMPORT_KEYS[kind].map((name) => row[name] ?? '').join('\u0000');

type Refuse = (column: string, value: string, message: string) => void;
type RowRule = (row: ImportRow, refuse: Refuse) => void;

const RULES: Readonly<
  Record<ImportKind, (known: KnownRecords, itemsInFile: ReadonlySet<string>) => RowRule>
> = {
  families: () => () => {},
  items: (known, itemsInFile) => (row, refuse) => {
    const like = (row.like_item ?? null) as string | null;
    if (like === null) return;
    if (like === row.item) {
      refuse('like_item', like, 'is the item itself: name an item that has been sold before');
    } else if (!known.items.has(like) && !itemsInFile.has(like)) {
      refuse('like_item', like, 'is not known here: correct it, or add a row for it to this file');
    }
  },
  sales: (known) => {
    const familyOfItem = new Map(known.items);
    return (row, refuse) => {
      const month = row.month as string;
      if (month > known.currentMonth) {
        refuse('month', month, `lies in the future (today is in ${known.currentMonth}): check the year`);
      }
      const item = row.item as string;
      const family = (row.family ?? null) as string | null;
      const knownFamily = familyOfItem.get(item);
      if (knownFamily === undefined && family === null) {
        refuse('item', item, 'is not known here: import an items file first, or add a family column');
      } else if (knownFamily === undefined) {
        familyOfItem.set(item, family!);
      } else if (family !== null && family !== knownFamily) {
        refuse(
          'family',
          family,
          `item ${item} belongs to family ${knownFamily}: correct the cell, or move the item with an items file first`,
        );
      }
    };
  },
  stock: (known) => (row, refuse) => mustKnow('item', known.items, row, refuse),
  capacity: () => () => {},
  'hours-per-unit': (known) => (row, refuse) => {
    mustKnow('resource', known.resources, row, refuse);
    mustKnow('family', known.families, row, refuse);
  },
  budget: (known) => (row, refuse) => mustKnow('family', known.families, row, refuse),
  promotions: (known) => (row, refuse) => {
    mustKnow('item', known.items, row, refuse);
    if ((row.market ?? null) !== null) mustKnow('market', known.markets, row, refuse);
  },
  'open-orders': (known) => (row, refuse) => {
    mustKnow('item', known.items, row, refuse);
    mustKnow('market', known.markets, row, refuse);
    const asOf = row.as_of as string;
    if (asOf > known.currentMonth) {
      refuse('as_of', asOf, `lies in the future (today is in ${known.currentMonth}): check the year`);
    } else if ((row.month as string) < asOf) {
      refuse(
        'month',
        row.month as string,
        `lies before ${asOf}, when the book stood so: it is sales by then`,
      );
    }
  },
  stages: (known) => (row, refuse) => {
    mustKnow('family', known.families, row, refuse);
    if ((row.market ?? null) !== null) mustKnow('market', known.markets, row, refuse);
  },
};

/** Items that the file itself brings. */
function itemsOf(file: CsvFile, present: readonly (readonly [ImportColumn, number])[]): ReadonlySet<string> {
  const position = present.find(([column]) => column.name === 'item')?.[1];
  if (position === undefined) return new Set();
  return new Set(file.rows.map((cells) => (cells[position] ?? '').trim()));
}

const FILE_THAT_MAKES: Readonly<Record<string, string>> = {
  item: 'an items file',
  family: 'an items or families file',
  resource: 'a capacity file',
  market: 'a sales file',
};

function mustKnow(
  column: string,
  known: { has(code: string): boolean },
  row: ImportRow,
  refuse: Refuse,
): void {
  const code = row[column] as string;
  if (known.has(code)) return;
  refuse(column, code, `is not known here: correct it, or import ${FILE_THAT_MAKES[column]} with it first`);
}

function* amountCells(
  file: CsvFile,
  present: readonly (readonly [ImportColumn, number])[],
): Generator<string> {
  const positions = present.filter(([column]) => isNumberColumn(column)).map(([, position]) => position);
  for (const cells of file.rows) for (const position of positions) yield cells[position] ?? '';
}

const shortened = (value: string): string => (value.length > 80 ? `${value.slice(0, 79)}…` : value);
