import { DomainError } from '../errors';
import { faultWords } from './cell-fault';
import { cellName } from './cell-name';
import type { Sheet, SheetCell } from './read-workbook';

/** The sheet of a task: a line for each thing, a column for each month, figures where they cross. */
export interface FillableSheet {
  readonly title: string;
  /** "units" or "hours", as it stands in the header of each month. */
  readonly unit: string;
  readonly heads: readonly { readonly name: string; readonly isCode: boolean }[];
  /** YYYY-MM */
  readonly months: readonly string[];
  readonly rows: readonly { readonly heads: readonly string[]; readonly figures: readonly number[] }[];
}

export const FIGURES_SHEET = 'Figures';

/** What stands above a month. Example: "2026-12, units". */
export const monthHead = ({ unit }: Pick<FillableSheet, 'unit'>, month: string): string =>
  `${month}, ${unit}`;

/** A figure that a cell held. */
export interface FilledFigure {
  /** The codes of its line, in the order of the heads. */
  readonly codes: readonly string[];
  readonly month: string;
  readonly value: number;
}

const LARGEST = 1e12;
const TOLD_MISTAKES = 100;

/**
 * The figures of a filled-in workbook, or an `invalid-input` error which names every mistake by its cell and says how to
 * mend it: all of them or none. Lines are known by their codes, columns by their heads, so that both may be moved about or
 * left out; an empty cell says nothing.
 *
 * Example: "many" in the cell F7 gives "Figures F7: "many" is no number: write digits, like 1200 or 1200.5."
 */
export function filledFigures(form: FillableSheet, sheets: readonly Sheet[]): FilledFigure[] {
  const sheet = sheets.find(({ name }) => name.trim().toLowerCase() === FIGURES_SHEET.toLowerCase());
  if (!sheet) {
    throw new DomainError(
      'invalid-input',
      `The workbook has no sheet "${FIGURES_SHEET}": download it here, fill it in and send that one.`,
    );
  }
  const mistakes: string[] = [];
  const refuse = ({ row, column }: Pick<SheetCell, 'row' | 'column'>, what: string) =>
    mistakes.push(`${FIGURES_SHEET} ${cellName(row, column)}: ${what}`);
  const rows = new Map<number, SheetCell[]>();
  for (const cell of sheet.cells) {
    const row = rows.get(cell.row);
    if (row) row.push(cell);
    else rows.set(cell.row, [cell]);
  }
  const columns = readHeads(form, rows.get(1) ?? [], refuse);
  const figures = columns ? readRows(form, columns, rows, refuse) : [];
  if (mistakes.length === 0) return figures;
  const told = mistakes.slice(0, TOLD_MISTAKES);
  const more = mistakes.length - told.length;
  throw new DomainError(
    'invalid-input',
    `Nothing was taken over: ${mistakes.length === 1 ? 'one cell' : `${mistakes.length} cells`} must be mended first.`,
    more > 0 ? [...told, `And ${more} more.`] : told,
  );
}

type Refuse = (cell: Pick<SheetCell, 'row' | 'column'>, what: string) => void;

interface Columns {
  readonly codes: readonly number[];
  readonly months: ReadonlyMap<number, string>;
  /** All that have a head. */
  readonly headed: ReadonlySet<number>;
}

function readHeads(form: FillableSheet, cells: readonly SheetCell[], refuse: Refuse): Columns | null {
  const known = new Map<string, number>();
  const months = new Map<number, string>();
  for (const cell of cells) {
    const name = plain(cell.value);
    const month = form.months.find((each) => plain(monthHead(form, each)) === name || each === name);
    const head = form.heads.find((each) => plain(each.name) === name);
    if (!month && !head) {
      refuse(
        cell,
        `"${shortened(cell.value)}" is no column of this task: take it out, or ${headWords(form)}.`,
      );
    } else if (known.has(name)) {
      refuse(cell, `the column "${shortened(cell.value)}" is there twice: keep one of them.`);
    } else {
      known.set(name, cell.column);
      if (month) months.set(cell.column, month);
    }
  }
  const codes = form.heads.filter(({ isCode }) => isCode).map(({ name }) => known.get(plain(name)));
  const missing = form.heads.filter(({ isCode, name }) => isCode && !known.has(plain(name)));
  for (const { name } of missing) {
    refuse(
      { row: 1, column: 1 + form.heads.findIndex((head) => head.name === name) },
      `the column "${name}" is missing in row 1: lines are known by it. Download the workbook again.`,
    );
  }
  return missing.length > 0
    ? null
    : { codes: codes.map((column) => column ?? 0), months, headed: new Set(known.values()) };
}

const headWords = (form: FillableSheet): string =>
  `name it like "${monthHead(form, form.months[0] ?? '2026-12')}"`;

function readRows(
  form: FillableSheet,
  { codes, months, headed }: Columns,
  rows: ReadonlyMap<number, readonly SheetCell[]>,
  refuse: Refuse,
): FilledFigure[] {
  const isCode = form.heads.map((head) => head.isCode);
  const keyOf = (of: readonly string[]) => JSON.stringify(of.map(plain));
  const known = new Map(
    form.rows.map(({ heads }) => {
      const own = heads.filter((_, index) => isCode[index]);
      return [keyOf(own), own];
    }),
  );
  const rowOf = new Map<string, number>();
  const figures: FilledFigure[] = [];
  for (const [row, cells] of rows) {
    if (row === 1) continue;
    const at = (column: number) => cells.find((cell) => cell.column === column)?.value ?? '';
    const written = codes.map(at);
    const line = known.get(keyOf(written));
    const first = { row, column: codes[0] ?? 1 };
    if (!line) {
      refuse(
        first,
        `there is no line "${shortened(written.filter(Boolean).join(', '))}" in this task: leave the codes as they were downloaded.`,
      );
      continue;
    }
    const earlier = rowOf.get(keyOf(line));
    if (earlier !== undefined) {
      refuse(first, `repeats row ${earlier} (${line.filter(Boolean).join(', ')}): keep one of them.`);
      continue;
    }
    rowOf.set(keyOf(line), row);
    for (const cell of cells) {
      const month = months.get(cell.column);
      if (!headed.has(cell.column))
        refuse(cell, 'stands under no column head: take it out, or name the column.');
      if (month === undefined) continue;
      const value = figureIn(cell);
      if (typeof value === 'string') refuse(cell, value);
      else if (value !== null) figures.push({ codes: line, month, value });
    }
  }
  return figures;
}

/** The figure, null for a blank, or what is wrong with the cell. */
function figureIn(cell: SheetCell): number | string | null {
  if (cell.kind === 'error' || cell.kind === 'not-calculated') return `${faultWords(cell)}.`;
  const text = cell.value.trim();
  if (text === '') return null;
  if (cell.kind === 'day') return `${text} is a day, not a number: set the format of the cell to Number.`;
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) {
    return `"${shortened(text)}" is no number: write digits, like 1200 or 1200.5.`;
  }
  const value = Number(text);
  if (value < 0) return `${text} is below zero: write 0 or more.`;
  return value > LARGEST ? `${text} is too large: check it.` : value;
}

const plain = (text: string): string => text.trim().toLowerCase();
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
