import { readCsv } from '../../../domain/import/read-csv';

const utf8 = (text: string) => new TextEncoder().encode(text);

test('A plain file gives its header, its rows and their numbers as a spreadsheet shows them', async () => {
  const file = await readCsv(utf8('item,quantity\nA01,5\n\n"B, big",6\n'));
  expect(file.header).toEqual(['item', 'quantity']);
  expect(file.rows).toEqual([
    ['A01', '5'],
    ['B, big', '6'],
  ]);
  expect(file.rowNumbers[0]).toBe(2);
  expect(file.notes).toEqual([]);
});

test('A byte order mark does not become part of the first column', async () => {
  const file = await readCsv(utf8('\uFEFFitem;quantity\r\nA01;5\r\n'));
  expect(file.header).toEqual(['item', 'quantity']);
  expect(file.delimiter).toBe(';');
});

test('UTF-16 and Windows-1252 files are read and the guess is told', async () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('item\tname\nA\tCafé\n', 'utf16le')]);
  expect(await readCsv(utf16)).toMatchObject({
    rows: [['A', 'Café']],
    notes: ['The file was read as UTF-16.', 'Columns are parted by tabs.'],
  });
  const windows = Buffer.from('item,name\nA,Café\n', 'latin1');
  expect(await readCsv(windows)).toMatchObject({
    rows: [['A', 'Café']],
    notes: ['The file was read as Windows-1252.'],
  });
});

test.each([
  ['', 'is empty'],
  ['  \n ', 'is empty'],
  ['item,quantity\n', 'no row below'],
  ['item\u0000,quantity\nA,1\n', 'is not text'],
  ['item,quantity\n"A,1\n', 'quotation mark'],
  ['item,quantity\nPipe 5" long,1\n', 'quotation mark'],
  ['item,quantity\n"A" x,1\n', 'quotation mark'],
])('The file %j is refused', async (text, message) => {
  await expect(readCsv(utf8(text))).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(message),
  });
});

test('A long file is read whole, and other work gets its turn meanwhile', async () => {
  const rows = Array.from({ length: 30_000 }, (_, row) => `I${row},\u{1F3D5}${row}`);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const file = await readCsv(utf8(`item,name\n${rows.join('\n')}\n`));
  clearInterval(timer);
  expect(file.rows.map((cells) => cells.join(','))).toEqual(rows);
  expect(turns).toBeGreaterThan(2);
});
