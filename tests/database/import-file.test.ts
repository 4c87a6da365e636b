import { createDatabase, type Database } from '../../database/client';
import { type ImportRequest, importFile } from '../../database/import-file';
import { createTestDatabase, type TestDatabase } from '../support/database';

let place: TestDatabase;
let database: Database;
let unitId: string;

beforeAll(async () => {
  place = await createTestDatabase();
  database = createDatabase(place.url);
});

afterAll(async () => {
  await database.close();
  await place.drop();
});

beforeEach(async () => {
  const unit = await database.prisma.unit.create({
    data: {
      code: `U-${Math.random().toString(36).slice(2)}`,
      name: 'Unit',
      timeZone: 'Europe/Berlin',
      holidayRegion: 'DE',
      currency: 'EUR',
    },
  });
  unitId = unit.id;
});

const send = (kind: ImportRequest['kind'], text: string, rest: Partial<ImportRequest> = {}) =>
  importFile(database, {
    unitId,
    kind,
    fileName: `${kind}.csv`,
    bytes: new TextEncoder().encode(text),
    personId: null,
    now: new Date('2026-11-22T09:00:00Z'),
    ...rest,
  });

const SALES = `month,item,item_name,family,market,quantity,revenue
2026-08,T-1,Dome tent,TENTS,DE,10,1000
2026-09,T-1,Dome tent,TENTS,DE,20,2400
2026-09,T-2,Big tent,TENTS,FR,1,500
`;

test('A sales file with families fills an empty unit: items, family, markets, prices of the last year', async () => {
  const result = await send('sales', SALES);
  expect(result).toMatchObject({ state: 'accepted', insertedCount: 3, updatedCount: 0, unchangedCount: 0 });
  expect(result.notes).toEqual([
    'New families made from this file: 1.',
    'New items made from this file: 2.',
    'New markets made from this file: 2.',
  ]);
  const items = await database.prisma.item.findMany({ where: { unitId }, orderBy: { code: 'asc' } });
  expect(items.map(({ code, name, price }) => [code, name, price])).toEqual([
    ['T-1', 'Dome tent', 3400 / 30],
    ['T-2', 'Big tent', 500],
  ]);
});

test('The same file again changes nothing and says so', async () => {
  await send('sales', SALES);
  const again = await send('sales', SALES);
  expect(again).toMatchObject({ insertedCount: 0, updatedCount: 0, unchangedCount: 3, notes: [] });
  expect(again.message).toBe('Nothing changed: 3 rows of sales.csv are already there as they are.');
});

test('A corrected file changes only the rows that differ; an empty optional cell keeps what is there', async () => {
  const first = await send('sales', SALES);
  const second = await send(
    'sales',
    'month,item,market,quantity,revenue\n2026-08,T-1,DE,12,\n2026-09,T-1,DE,20,2400\n',
  );
  expect(second).toMatchObject({ insertedCount: 0, updatedCount: 1, unchangedCount: 1 });
  const rows = await database.prisma.sales.findMany({
    where: { unitId, itemCode: 'T-1' },
    orderBy: { month: 'asc' },
  });
  expect(rows.map(({ quantity, revenue, importId }) => [quantity, revenue, importId])).toEqual([
    [12, 1000, second.importId],
    [20, 2400, first.importId],
  ]);
});

test('One wrong row refuses the whole file, and the refusal is on record', async () => {
  const result = await send('sales', `${SALES}2026-09,T-3,Odd tent,TENTS,FR,many,5\n`);
  expect(result).toMatchObject({ state: 'rejected', rowCount: 4, errorCount: 1, insertedCount: 0 });
  expect(result.errors).toEqual([
    { row: 5, column: 'quantity', value: 'many', message: expect.stringContaining('is not a number') },
  ]);
  expect(await database.prisma.sales.count({ where: { unitId } })).toBe(0);
  expect(await database.prisma.item.count({ where: { unitId } })).toBe(0);
  expect(await database.prisma.import.findMany({ where: { unitId } })).toMatchObject([
    { state: 'rejected', errorCount: 1, errors: result.errors },
  ]);
});

test('A file with the wrong columns is refused with what is missing', async () => {
  const result = await send('stock', 'article,pieces\nA,1\n');
  expect(result.state).toBe('rejected');
  expect(result.errors.map(({ message }) => message).join(' ')).toMatch(
    /"item" .* is missing.*"quantity" .* is missing/,
  );
});

test('Months are shifted together so that the last one is the one asked for', async () => {
  const result = await send('sales', SALES, { lastMonth: '2026-11' });
  expect(result.shiftedMonths).toBe(2);
  const months = await database.prisma.sales.findMany({
    where: { unitId },
    distinct: ['month'],
    orderBy: { month: 'asc' },
  });
  expect(months.map(({ month }) => month)).toEqual(['2026-10', '2026-11']);
  expect(await send('sales', SALES, { lastMonth: '2027-03' })).toMatchObject({ state: 'rejected' });
});

test('Families, items, stock, capacity, hours and budget load one after the other and again without a change', async () => {
  const files: [ImportRequest['kind'], string][] = [
    ['families', 'family,family_name,holding_cost,backlog_cost,safety_stock\nTENTS,Tents,0.5,20,30\n'],
    ['items', 'item,family,item_name,price,unit_cost\nT-1,TENTS,Dome tent,120,70\n'],
    ['stock', 'item,quantity,on_order\nT-1,40,10\n'],
    [
      'capacity',
      'resource,month,regular_hours,overtime_hours,regular_cost_per_hour\nSEWING,2026-12,400,40,20\nSEWING,2027-01,380,40,20\n',
    ],
    ['hours-per-unit', 'resource,family,hours\nSEWING,TENTS,0.8\n'],
    ['budget', 'family,month,quantity,revenue\nTENTS,2026-12,50,6000\n'],
  ];
  for (const [kind, text] of files)
    expect(await send(kind, text)).toMatchObject({ errors: [], updatedCount: 0 });
  for (const [kind, text] of files) {
    expect(await send(kind, text)).toMatchObject({ insertedCount: 0, updatedCount: 0, state: 'accepted' });
  }
  const resource = await database.prisma.resource.findFirstOrThrow({
    where: { unitId },
    include: { capacities: true, hoursPerUnit: true },
  });
  expect(resource).toMatchObject({ code: 'SEWING', regularCostPerHour: 20, hoursPerUnit: [{ hours: 0.8 }] });
  expect(resource.capacities.map(({ regularHours }) => regularHours)).toEqual([400, 380]);
  expect(await send('items', 'item,family,price\nT-1,TENTS,130\n')).toMatchObject({ updatedCount: 1 });
  expect(await database.prisma.item.findFirst({ where: { unitId } })).toMatchObject({
    price: 130,
    unitCost: 70,
    name: 'Dome tent',
  });
});

test('Two files at once are loaded one after the other', async () => {
  const results = await Promise.all([send('sales', SALES), send('sales', SALES), send('sales', SALES)]);
  expect(results.map(({ insertedCount }) => insertedCount).sort()).toEqual([0, 0, 3]);
});

test('A text that would break the load stays text', async () => {
  const odd = 'a\\tb "c"';
  const result = await send('items', `item,family,item_name\nT-1,TENTS,"${odd.replaceAll('"', '""')}"\n`);
  expect(result.state).toBe('accepted');
  expect(await database.prisma.item.findFirst({ where: { unitId } })).toMatchObject({ name: odd });
});

test('How items are replenished is kept, an empty cell leaves it, and a wrong one says how to write it', async () => {
  const header =
    'item,family,service_kind,service_percent,lead_time_days,lead_time_deviation_days,review_days,lot_units,reorder_point';
  expect(await send('items', `${header}\nT-1,TENTS,Fill rate,97.5 %,21,4,0,200,950\n`)).toMatchObject({
    state: 'accepted',
  });
  const stated = () => database.prisma.item.findFirstOrThrow({ where: { unitId, code: 'T-1' } });
  const asStated = {
    serviceKind: 'fill-rate',
    servicePercent: 97.5,
    leadTimeDays: 21,
    leadTimeDeviationDays: 4,
    reviewDays: 0,
    lotUnits: 200,
    reorderPoint: 950,
  };
  expect(await stated()).toMatchObject(asStated);
  await send('items', `${header}\nT-1,TENTS,,,30,,,,\n`);
  expect(await stated()).toMatchObject({ ...asStated, leadTimeDays: 30 });

  const wrong = await send('items', `${header}\nT-1,TENTS,often,0.95,soon,,,,\n`);
  expect(wrong).toMatchObject({ state: 'rejected', errorCount: 3 });
  expect(wrong.errors.map(({ column, message }) => `${column} ${message}`)).toEqual([
    expect.stringMatching(/^service_kind is no kind of service: write cycle-service/),
    expect.stringMatching(/^service_percent is no service that can be promised: .* 95 for 95 %$/),
    expect.stringMatching(/^lead_time_days is not a number/),
  ]);
});

test('What planners know of items, promotions and orders is kept, and an order book replaces itself', async () => {
  await send('sales', SALES);
  await send('items', 'item,family,like_item,like_item_percent,launch_month\nT-9,TENTS,T-1,60,2027-02\n');
  const item = await database.prisma.item.findFirstOrThrow({ where: { unitId, code: 'T-9' } });
  expect(item).toMatchObject({
    likeItemCode: 'T-1',
    likeItemPercent: 60,
    launchMonth: '2027-02',
    lastMonth: null,
  });

  await send('promotions', 'item,month,kind,uplift_percent\nT-1,2027-03,flyer,30\n');
  const called = await send('promotions', 'item,month,kind,uplift_percent\nT-1,2027-03,flyer,0\n');
  expect(called).toMatchObject({ insertedCount: 0, updatedCount: 1 });

  await send('open-orders', 'item,market,month,quantity\nT-1,DE,2026-12,4\nT-2,FR,2026-12,1\n');
  await send('open-orders', 'item,market,month,quantity,as_of\nT-1,DE,2026-10,9,2026-09\n');
  const again = await send('open-orders', 'item,market,month,quantity\nT-1,DE,2026-12,6\n');
  expect(again).toMatchObject({ insertedCount: 0, updatedCount: 1, unchangedCount: 0 });
  const orders = await database.prisma.openOrder.findMany({ where: { unitId }, orderBy: { asOf: 'asc' } });
  expect(orders.map(({ itemCode, month, asOf, quantity }) => [itemCode, month, asOf, quantity])).toEqual([
    ['T-1', '2026-10', '2026-09', 9],
    ['T-1', '2026-12', '2026-11', 6],
  ]);
});

test('Places are loaded as a whole network: what a later file leaves out or empties is gone', async () => {
  await send('sales', SALES);
  const header = 'family,stage,name,supplied_by,lead_time_days,holding_cost,market,service_days';
  const places = `TENTS,PLANT,Plant Brno,,20,0.5,,\nTENTS,HUB,Hub,PLANT,3,0.7,,\nTENTS,DE,,HUB,2,1,DE,1\n`;
  const first = await send('stages', `${header}\n${places}`);
  expect(first).toMatchObject({ state: 'accepted', insertedCount: 3, errors: [] });
  expect(await send('stages', `${header}\n${places}`)).toMatchObject({ unchangedCount: 3 });

  const wrong = await send('stages', `${header}\nTENTS,PLANT,,DE,20,0.5,,\nTENTS,DE,,PLANT,2,1,DE,\n`);
  expect(wrong).toMatchObject({ state: 'rejected', errorCount: 2 });
  expect(wrong.errors[0]).toEqual({
    row: 2,
    column: 'supplied_by',
    value: 'DE',
    message: 'goes round in a circle (PLANT, DE, PLANT): leave the cell empty at the source',
  });

  const later = await send('stages', `${header}\nTENTS,DE,Depot,,2,1,DE,\nTENTS,FR,,DE,4,1,FR,0\n`);
  expect(later).toMatchObject({ insertedCount: 1, updatedCount: 1, unchangedCount: 0 });
  const stages = await database.prisma.stage.findMany({ where: { unitId }, orderBy: { code: 'asc' } });
  expect(stages).toMatchObject([
    { code: 'DE', name: 'Depot', suppliedBy: '', leadTimeDays: 2, marketCode: 'DE', serviceDays: 0 },
    { code: 'FR', name: 'FR', suppliedBy: 'DE', leadTimeDays: 4, marketCode: 'FR', importId: later.importId },
  ]);
});
