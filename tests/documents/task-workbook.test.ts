import { taskWorkbook } from '../../documents/task-workbook';
import { type FillableSheet, filledFigures } from '../../domain/workbook/fillable-sheet';
import { readWorkbook } from '../../domain/workbook/read-workbook';

const form: FillableSheet = {
  title: '=Your numbers',
  unit: 'units',
  heads: [
    { name: 'Family code', isCode: true },
    { name: 'Family', isCode: false },
  ],
  months: ['2026-12', '2027-01'],
  rows: [
    { heads: ['TENTS', '=HYPERLINK("http://example.com")'], figures: [1234.567, 0] },
    { heads: ['+1', '@SUM(A1)'], figures: [1e9, 0.1] },
  ],
};
const limits = { mostUnpackedBytes: 1e6, mostCells: 1_000 };
const read = async () => readWorkbook(await taskWorkbook(form), limits);

test('a workbook that was not touched gives the figures back, exact to the last digit', async () => {
  expect(filledFigures(form, await read())).toEqual([
    { codes: ['TENTS'], month: '2026-12', value: 1234.567 },
    { codes: ['TENTS'], month: '2027-01', value: 0 },
    { codes: ['+1'], month: '2026-12', value: 1e9 },
    { codes: ['+1'], month: '2027-01', value: 0.1 },
  ]);
});

test('what looks like a formula is written as text', async () => {
  const [figures, how] = await read();
  expect(how!.cells[0]).toMatchObject({ value: '=Your numbers', kind: 'text' });
  const texts = figures!.cells
    .filter(({ kind }) => kind !== 'number')
    .map(({ value, kind }) => [value, kind]);
  expect(texts).toContainEqual(['=HYPERLINK("http://example.com")', 'text']);
  expect(texts).toContainEqual(['@SUM(A1)', 'text']);
});

test('the header names months and unit, and a second sheet says how to fill it in', async () => {
  const [figures, how] = await read();
  const header = figures!.cells.filter(({ row }) => row === 1).map(({ value }) => value);
  expect(header).toEqual(['Family code', 'Family', '2026-12, units', '2027-01, units']);
  expect(how!.name).toBe('How to fill it in');
  expect(how!.cells.map(({ value }) => value).join(' ')).toContain('nothing is sent before you press Submit');
});
