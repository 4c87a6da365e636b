import { checkRows, type KnownRecords } from '../../../domain/import/check-rows';
import type { ImportKind } from '../../../domain/import/import-kind';
import { matchColumns } from '../../../domain/import/match-columns';
import { readCsv } from '../../../domain/import/read-csv';

const KNOWN: KnownRecords = {
  families: new Set(['TENTS']),
  items: new Map([['T-1', 'TENTS']]),
  resources: new Set(['SEWING']),
  markets: new Set(['DE']),
  currentMonth: '2026-11',
};

async function check(kind: ImportKind, text: string, known = KNOWN) {
  const file = await readCsv(new TextEncoder().encode(text));
  return checkRows(kind, file, matchColumns(kind, file.header), known);
}

test('A sound sales file passes with its values read', async () => {
  const { rows, errorCount } = await check(
    'sales',
    'month,item,market,quantity,revenue\n2026-10,T-1,DE,5,\n',
  );
  expect(errorCount).toBe(0);
  expect(rows).toEqual([{ month: '2026-10', item: 'T-1', market: 'DE', quantity: 5, revenue: null }]);
});

test('Each wrong cell is told with its row, column, value and how to mend it', async () => {
  const { errors, errorCount } = await check(
    'sales',
    'month,item,market,quantity\nJan,T-1,DE,many\n2026-10,,DE,1\n2031-01,T-1,DE,1\n2026-10,T-9,DE,1\n',
  );
  expect(errorCount).toBe(5);
  expect(errors.map(({ row, column, value }) => [row, column, value])).toEqual([
    [2, 'month', 'Jan'],
    [2, 'quantity', 'many'],
    [3, 'item', ''],
    [4, 'month', '2031-01'],
    [5, 'item', 'T-9'],
  ]);
  expect(errors[0]!.message).toBe('is not a month: write YYYY-MM, for example 2026-01');
  expect(errors[4]!.message).toContain('import an items file first');
});

test('A family column lets a sales file bring new items, but only into one family each', async () => {
  const sound = 'month,item,market,quantity,family\n2026-09,N,DE,1,NEW\n2026-10,N,DE,1,NEW\n';
  expect((await check('sales', sound)).errorCount).toBe(0);
  const torn =
    'month,item,market,quantity,family\n2026-09,N,DE,1,NEW\n2026-10,N,DE,1,OTHER\n2026-10,T-1,DE,1,NEW\n';
  expect((await check('sales', torn)).errors.map(({ row, value }) => [row, value])).toEqual([
    [3, 'OTHER'],
    [4, 'NEW'],
  ]);
});

test('A repeated key is told with the row that it repeats', async () => {
  const { errors } = await check('stock', 'item,quantity\nT-1,5\nT-1,6\n');
  expect(errors).toEqual([
    { row: 3, column: '', value: '', message: 'repeats row 2 (item T-1): keep one of them, or add them up' },
  ]);
});

test('A row with more cells than the header is refused as a whole', async () => {
  const { errors } = await check('stock', 'item,quantity\nT-1,1,234\n');
  expect(errors[0]!.message).toContain('has 3 cells under 2 columns');
});

test('Only the first hundred errors are told, all are counted', async () => {
  const { errors, errorCount } = await check('stock', `item,quantity\n${'T-9,x\n'.repeat(250)}`);
  expect(errors).toHaveLength(100);
  expect(errorCount).toBe(250);
});

test('Hours and budgets must name what is known', async () => {
  const hours = await check('hours-per-unit', 'resource,family,hours\nSEWING,TENTS,0.5\nWELDING,BIKES,1\n');
  expect(hours.errors.map(({ column, value }) => [column, value])).toEqual([
    ['resource', 'WELDING'],
    ['family', 'BIKES'],
  ]);
});

test('A like item may stand later in the same file, but must exist and be another item', async () => {
  const { errors } = await check(
    'items',
    'item,family,like_item\nN-1,TENTS,T-1\nN-2,TENTS,N-3\nN-3,TENTS,\nN-4,TENTS,N-4\nN-5,TENTS,N-9\n',
  );
  expect(errors.map(({ row, value, message }) => [row, value, message])).toEqual([
    [5, 'N-4', 'is the item itself: name an item that has been sold before'],
    [6, 'N-9', 'is not known here: correct it, or add a row for it to this file'],
  ]);
});

test('A promotion holds in all markets or in a known one; two kinds may meet in a month', async () => {
  const sound = 'item,month,kind,market\nT-1,2026-12,flyer,\nT-1,2026-12,trade fair,DE\n';
  expect((await check('promotions', sound)).rows).toEqual([
    { item: 'T-1', month: '2026-12', kind: 'flyer', market: null },
    { item: 'T-1', month: '2026-12', kind: 'trade fair', market: 'DE' },
  ]);
  const twice = 'item,month,kind,market\nT-1,2026-12,flyer,\nT-1,2026-12,flyer,\nT-1,2026-12,flyer,FR\n';
  expect((await check('promotions', twice)).errors.map(({ row, message }) => [row, message])).toEqual([
    [3, 'repeats row 2 (item T-1, month 2026-12, kind flyer): keep one of them, or add them up'],
    [4, 'is not known here: correct it, or import a sales file with it first'],
  ]);
});

test('An order book without a date is that of this month, and holds no orders of months before it', async () => {
  const { rows, errors } = await check(
    'open-orders',
    'item,market,month,quantity,as_of\nT-1,DE,2026-12,5,\nT-1,DE,2026-09,5,2026-08\nT-1,DE,2026-07,5,2026-08\nT-1,DE,2027-02,1,2027-01\n',
  );
  expect(rows.map(({ month, as_of }) => [month, as_of])).toEqual([
    ['2026-12', '2026-11'],
    ['2026-09', '2026-08'],
  ]);
  expect(errors.map(({ row, column }) => [row, column])).toEqual([
    [4, 'month'],
    [5, 'as_of'],
  ]);
});
