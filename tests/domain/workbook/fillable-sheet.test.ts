import { type FillableSheet, filledFigures } from '../../../domain/workbook/fillable-sheet';
import type { Sheet, SheetCell } from '../../../domain/workbook/read-workbook';

const form: FillableSheet = {
  title: 'Give your sales numbers',
  unit: 'units',
  heads: [
    { name: 'Family code', isCode: true },
    { name: 'Family', isCode: false },
    { name: 'Market code', isCode: true },
  ],
  months: ['2026-12', '2027-01'],
  rows: [
    { heads: ['TENTS', 'Tents', 'DE'], figures: [10, 20] },
    { heads: ['BAGS', 'Bags', ''], figures: [30, 40] },
  ],
};

type Written = string | number | SheetCell['kind'];
/** Rows of cells; '' is an empty one, a kind a cell of that kind. */
const sheet = (rows: readonly (readonly Written[])[], name = 'Figures'): Sheet => ({
  name,
  isHidden: false,
  cells: rows.flatMap((cells, row) =>
    cells.flatMap((value, column): SheetCell[] => {
      if (value === '') return [];
      const place = { row: row + 1, column: column + 1 };
      if (value === 'error') return [{ ...place, value: '#REF!', kind: 'error' }];
      if (value === 'not-calculated') return [{ ...place, value: '', kind: 'not-calculated' }];
      if (value === 'day') return [{ ...place, value: '2026-12-01', kind: 'day' }];
      return [{ ...place, value: String(value), kind: typeof value === 'number' ? 'number' : 'text' }];
    }),
  ),
});
const heads = ['Family code', 'Family', 'Market code', '2026-12, units', '2027-01, units'];
const mistakes = (rows: readonly (readonly Written[])[]): readonly string[] => {
  try {
    filledFigures(form, [sheet(rows)]);
    return [];
  } catch (error) {
    return (error as { details: readonly string[] }).details;
  }
};

test('figures are known by the codes of their line and the month of their column; an empty cell says nothing', () => {
  const rows = [heads, ['TENTS', 'whatever', 'DE', 12.5, ''], ['BAGS', '', '', '', '41']];
  expect(filledFigures(form, [sheet([['x']], 'How to fill it in'), sheet(rows)])).toEqual([
    { codes: ['TENTS', 'DE'], month: '2026-12', value: 12.5 },
    { codes: ['BAGS', ''], month: '2027-01', value: 41 },
  ]);
});

test('lines and columns may stand in another order, be left out, or have a blank row between', () => {
  const rows = [['2027-01, units', 'Market code', 'Family code'], [], [7, 'de', ' tents ']];
  expect(filledFigures(form, [sheet(rows)])).toEqual([
    { codes: ['TENTS', 'DE'], month: '2027-01', value: 7 },
  ]);
});

test('every mistake is named by its cell, with how to mend it', () => {
  const rows = [
    heads,
    ['TENTS', 'Tents', 'DE', 'many', -1],
    ['OARS', 'Oars', 'DE', 1, 2],
    ['TENTS', 'Tents', 'DE', 1, 2],
    ['BAGS', 'Bags', '', 'error', 'not-calculated'],
  ];
  expect(mistakes(rows)).toEqual([
    'Figures D2: "many" is no number: write digits, like 1200 or 1200.5.',
    'Figures E2: -1 is below zero: write 0 or more.',
    'Figures A3: there is no line "OARS, DE" in this task: leave the codes as they were downloaded.',
    'Figures A4: repeats row 2 (TENTS, DE): keep one of them.',
    'Figures D5: its formula gives #REF!: correct it, or write the value.',
    'Figures E5: its formula was never calculated: open the file in the spreadsheet program, save it and send it again.',
  ]);
  expect(mistakes([heads, ['BAGS', '', '', 'day', 2e12]])).toEqual([
    'Figures D2: 2026-12-01 is a day, not a number: set the format of the cell to Number.',
    'Figures E2: 2000000000000 is too large: check it.',
  ]);
});

test('columns that are unknown, twice or missing are named', () => {
  expect(
    mistakes([
      [...heads, '2027-01, units', '2030-01, units', ''],
      ['BAGS', '', '', 1, 2, 3, 4, 5],
    ]),
  ).toEqual([
    'Figures F1: the column "2027-01, units" is there twice: keep one of them.',
    'Figures G1: "2030-01, units" is no column of this task: take it out, or name it like "2026-12, units".',
    'Figures F2: stands under no column head: take it out, or name the column.',
    'Figures G2: stands under no column head: take it out, or name the column.',
    'Figures H2: stands under no column head: take it out, or name the column.',
  ]);
  expect(
    mistakes([
      ['Family code', '2026-12, units'],
      ['BAGS', 1],
    ]),
  ).toEqual([
    'Figures C1: the column "Market code" is missing in row 1: lines are known by it. Download the workbook again.',
  ]);
});

test('a workbook without the sheet, and one with very many mistakes, say so', () => {
  expect(() => filledFigures(form, [sheet([heads], 'Sheet1')])).toThrow(
    'The workbook has no sheet "Figures"',
  );
  const rows = [heads, ...Array.from({ length: 150 }, () => ['OARS', '', 'DE', 1])];
  expect(mistakes(rows)).toHaveLength(101);
  expect(mistakes(rows).at(-1)).toBe('And 50 more.');
});
