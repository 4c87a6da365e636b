import { cellName, cellPlace } from '../../../domain/workbook/cell-name';
import { readWorkbook } from '../../../domain/workbook/read-workbook';
import { bomb, packedText, workbookParts, zipOf } from './made-workbook';

const MEGABYTE = 1024 * 1024;
const limits = { mostUnpackedBytes: 8 * MEGABYTE, mostCells: 1_000 };
const read = (parts: Parameters<typeof zipOf>[0], other = {}) =>
  readWorkbook(zipOf(parts), { ...limits, ...other });
const values = async (parts: Parameters<typeof zipOf>[0]) =>
  (await read(parts))[0]!.cells.map(({ row, column, value, kind }) => [cellName(row, column), value, kind]);
const refused = (message: RegExp) => ({ code: 'invalid-input', message: expect.stringMatching(message) });

test('cells have names like AB5', () => {
  expect([cellName(5, 28), cellName(1, 26), cellName(9, 27), cellName(1, 703)]).toEqual([
    'AB5',
    'Z1',
    'AA9',
    'AAA1',
  ]);
  expect(cellPlace('AB5')).toEqual({ row: 5, column: 28 });
  expect(cellPlace('nowhere')).toBeNull();
});

test('every kind of cell is read as it shows; a formula counts with the value that it was saved with', async () => {
  const row = [
    '<c r="A1" t="s"><v>1</v></c>',
    '<c r="B1"><f>1+1</f><v>2</v></c>',
    '<c t="inlineStr"><is><t>here &amp; now</t></is></c>',
    '<c r="D1" t="str"><f>A1</f><v>text</v></c>',
    '<c r="E1" t="b"><v>1</v></c>',
    '<c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    '<c r="G1"><f>NOW()</f></c>',
    '<c r="H1"><v>0.30000000000000004</v></c>',
    '<c r="I1" s="3"/>',
    '<c r="J1" t="str"><f>""</f><v></v></c>',
  ].join('');
  const strings =
    '<si><t>no</t></si><si><r><t>Te</t></r><r><t xml:space="preserve">nts_x0041_</t></r><rPh><t>x</t></rPh></si>';
  expect(await values(workbookParts({ One: `<row r="1">${row}</row>` }, { strings }))).toEqual([
    ['A1', 'TentsA', 'text'],
    ['B1', '2', 'number'],
    ['C1', 'here & now', 'text'],
    ['D1', 'text', 'text'],
    ['E1', 'TRUE', 'text'],
    ['F1', '#DIV/0!', 'error'],
    ['G1', '', 'not-calculated'],
    ['H1', '0.3', 'number'],
  ]);
});

test('a number that is shown as a day or a month is that day; other formats leave it a number', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="mmm\\ yy"/><numFmt numFmtId="165" formatCode="[Red]#,##0&quot; days&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>';
  const cells = [0, 1, 2, 3].map((style) => `<c s="${style}"><v>46357.5</v></c>`).join('');
  const one = { One: `<row>${cells}</row>` };
  expect((await values(workbookParts(one, { styles }))).map(([, value]) => value)).toEqual([
    '46357.5',
    '2026-12-01',
    '2026-12-01',
    '46357.5',
  ]);
  const properties = '<workbookPr date1904="1"/>';
  expect((await values(workbookParts(one, { styles, properties })))[1]).toEqual(['B1', '2030-12-02', 'day']);
});

test('all sheets are read in their order, and a hidden one says so', async () => {
  const cell = '<row><c><v>1</v></c></row>';
  const parts = workbookParts({ First: cell, Second: cell });
  const hidden = parts['xl/workbook.xml']!.replace('sheetId="1"', 'sheetId="1" state="hidden"');
  const sheets = await read({ ...parts, 'xl/workbook.xml': hidden });
  expect(sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([
    ['First', true],
    ['Second', false],
  ]);
});

test('a bomb is refused before it takes memory, whatever size it claims to have', async () => {
  for (const toldBytes of [64 * 16 * MEGABYTE, 100]) {
    const parts = { ...workbookParts({ One: '' }), 'xl/worksheets/sheet1.xml': bomb(64, toldBytes) };
    const file = zipOf(parts);
    expect(file.byteLength).toBeLessThan(2 * MEGABYTE);
    const before = process.memoryUsage();
    let highest = 0;
    const watch = setInterval(() => {
      const now = process.memoryUsage();
      highest = Math.max(highest, now.arrayBuffers - before.arrayBuffers, now.external - before.external);
    }, 1);
    await expect(readWorkbook(file, limits)).rejects.toMatchObject(refused(/more than 8 MB when unpacked/));
    clearInterval(watch);
    expect(highest).toBeLessThan(64 * MEGABYTE);
  }
});

test('many parts below the limit are refused when they are above it together', async () => {
  const blanks = packedText(`<worksheet>${' '.repeat(3 * MEGABYTE)}</worksheet>`);
  const parts = workbookParts({ One: '', Two: '', Three: '' });
  for (const index of [1, 2, 3]) Object.assign(parts, { [`xl/worksheets/sheet${index}.xml`]: blanks });
  await expect(read(parts)).rejects.toMatchObject(refused(/more than 8 MB/));
});

test('entities and document types are refused, so that nothing is fetched or blown up', async () => {
  const evil =
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>';
  const parts = { ...workbookParts({ One: '' }), 'xl/worksheets/sheet1.xml': evil };
  await expect(read(parts)).rejects.toMatchObject(refused(/declares types or entities of its own/));
  const unknown = '<row><c t="inlineStr"><is><t>&a;</t></is></c></row>';
  expect(await values(workbookParts({ One: unknown }))).toEqual([['A1', '&a;', 'text']]);
});

test('a cell at the far end of the sheet takes no more than itself; too many cells are refused', async () => {
  const far = workbookParts({ One: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' });
  expect(await values(far)).toEqual([['XFD1048576', '1', 'number']]);
  const many = workbookParts({ One: `<row>${'<c><v>1</v></c>'.repeat(1_001)}</row>` });
  await expect(read(many)).rejects.toMatchObject(refused(/more than 1,000 filled cells/));
});

test('reading stops when its time is over', async () => {
  const long = workbookParts({ One: `<row>${'<c/>'.repeat(20_000)}</row>` });
  await expect(read(long, { signal: AbortSignal.abort() })).rejects.toMatchObject(refused(/takes too long/));
  await expect(read(long, { signal: new AbortController().signal })).resolves.toHaveLength(1);
});

test.each([
  ['a text', new TextEncoder().encode('item,quantity\nA,1\n'), /no workbook that can be read/],
  ['nothing', new Uint8Array(), /no workbook that can be read/],
  ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), /old workbook \(\.xls\)/],
  ['a zip of something else', zipOf({ 'a.txt': 'a' }), /no workbook that can be read/],
  [
    'one with a password',
    zipOf({ 'xl/workbook.xml': { ...packedText('<workbook/>'), flags: 1 } }),
    /protected by a password/,
  ],
  ['one that is cut off', zipOf(workbookParts({ One: '' })).slice(0, -30), /no workbook that can be read/],
  [
    'one whose sheet is cut off',
    zipOf({ ...workbookParts({ One: '' }), 'xl/worksheets/sheet1.xml': '<worksheet><row><c r="A1"' }),
    /breaks off in the middle/,
  ],
])('%s is refused with what to do', async (_name, bytes, message) => {
  await expect(readWorkbook(bytes, limits)).rejects.toMatchObject(refused(message));
});
