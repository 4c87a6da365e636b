import { readTable } from '../../../domain/import/read-table';
import { workbookParts, zipOf } from '../workbook/made-workbook';

const cell = (value: string | number) =>
  typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (number: number, ...values: (string | number)[]) =>
  `<row r="${number}">${values.map(cell).join('')}</row>`;
const table = (xml: string, more: Readonly<Record<string, string>> = {}) =>
  readTable(zipOf(workbookParts({ Sales: xml, ...more })));

test('a sheet reads like the CSV of it, with the row numbers of the sheet', async () => {
  const read = await table(row(2, 'item', ' quantity ') + row(4, 'A01', 5.25) + row(5, 'A,02', 6));
  const csv = await readTable(new TextEncoder().encode('\nitem,quantity\n\nA01,5.25\n"A,02",6\n'));
  expect(read).toEqual({ ...csv, rowNumbers: [4, 5] });
});

test('the first visible sheet with something in it is read, and the answer says which', async () => {
  const read = await table('', { Data: row(1, 'item') + row(2, 'A01'), More: row(1, 'x') });
  expect([read.header, read.notes]).toEqual([['item'], ['Only the sheet "Data" was read.']]);
});

test('errors and formulas without a value refuse the file, each by its cell', async () => {
  const faults = '<row r="2"><c t="e"><v>#N/A</v></c><c><f>1+1</f></c></row>';
  await expect(table(row(1, 'item', 'quantity') + faults)).rejects.toMatchObject({
    code: 'invalid-input',
    details: [
      'Cell A2: its formula gives #N/A: correct it, or write the value',
      expect.stringMatching(/^Cell B2: its formula was never calculated/),
    ],
  });
});

test.each([
  ['an empty workbook', '', /no sheet with anything in it/],
  ['a header alone', row(1, 'item'), /a header but no row below it/],
  [
    'a cell far away',
    `${row(1, 'item')}<row r="2"><c r="ZZ2"><v>1</v></c></row>`,
    /Cell ZZ2 lies beyond 200/,
  ],
])('%s is refused with what to do', async (_name, xml, message) => {
  await expect(table(xml)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(message),
  });
});
