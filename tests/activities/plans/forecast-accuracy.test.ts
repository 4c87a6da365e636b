import { createDatabase, type Database } from '../../../database/client';
import { listForecastRecords } from '../../../database/forecast-record-repository';
import { importFile } from '../../../database/import-file';
import { addMonths, monthRange } from '../../../domain/cycle/month';
import { forecastQuality } from '../../../domain/demand/forecast-quality';
import { passedMonthFiles } from '../../../standalone/rehearsal/passed-month';
import { seedSampleCompany } from '../../../standalone/sample-company/seed-sample-company';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { beginMonth } from './month-of-plans';

const FIRST = '2027-01';
const PERIODS = monthRange(FIRST, 3);

let place: TestDatabase;
let database: Database;
let unitId: string;

/** Three months are planned one after the other, each with the sales of the one before; March is over at the end. */
beforeAll(async () => {
  place = await createTestDatabase();
  database = createDatabase(place.url);
  let now = new Date('2026-12-28T09:00:00Z');
  ({ unitId } = await seedSampleCompany({ database, clock: () => now, period: FIRST, participants: 12 }));
  for (const period of PERIODS) {
    now = new Date(`${period}-05T09:00:00Z`);
    const month = await beginMonth(database, { unitId, period, clock: () => now });
    await month.run('freezeSnapshot');
    await month.run('computeBaseline');
    await month.submit('sales', 'demand-input', {
      kind: 'demand-input',
      adjustments: [
        {
          familyCode: 'TENTS',
          marketCode: 'DE',
          itemCode: null,
          month: addMonths(period, 1),
          change: { kind: 'percent', value: 20 },
          reasonCode: 'market-trend',
          comment: '',
        },
      ],
    });
    await month.run('buildConsensus');
    now = new Date(`${addMonths(period, 1)}-02T09:00:00Z`);
    for (const { kind, fileName, content } of await passedMonthFiles(database, {
      unitId,
      month: period,
      seed: 7,
    })) {
      const bytes = new TextEncoder().encode(content);
      const result = await importFile(database, { unitId, kind, fileName, bytes, personId: null, now });
      expect(result.state).toBe('accepted');
    }
  }
}, 120_000);

afterAll(async () => {
  await database.close();
  await place.drop();
});

const records = () =>
  listForecastRecords(database, { unitId, firstMonth: FIRST, lastMonth: PERIODS.at(-1)! });

test('Three months give lags 0, 1 and 2: three, two and one month by six families in four markets', async () => {
  const { byLag } = forecastQuality(await records(), 2);
  expect(byLag.map(({ lagMonths, count }) => [lagMonths, count])).toEqual([
    [0, 3 * 24],
    [1, 2 * 24],
    [2, 24],
  ]);
  for (const { accuracy } of byLag) expect(accuracy!).toBeGreaterThan(0.6);
});

test('The error of the consensus is what adding up plans and sales by hand gives', async () => {
  const { prisma } = database;
  const [period, month] = [FIRST, addMonths(FIRST, 2)];
  const familyOf = new Map(
    (await prisma.item.findMany({ where: { unitId }, include: { family: true } })).map((item) => [
      item.code,
      item.family.code,
    ]),
  );
  const planned = await prisma.planRow.findMany({
    where: { measure: 'demand', month, planVersion: { kind: 'consensus', cycle: { unitId, period } } },
  });
  const sold = await prisma.sales.findMany({ where: { unitId, month } });
  const misses = new Map<string, number>();
  const add = (family: string, market: string, units: number) =>
    misses.set(`${family} ${market}`, (misses.get(`${family} ${market}`) ?? 0) + units);
  for (const { familyCode, marketCode, value } of planned) add(familyCode, marketCode, value);
  for (const { itemCode, marketCode, quantity } of sold) add(familyOf.get(itemCode)!, marketCode, -quantity);
  const missed = [...misses.values()].reduce((sum, units) => sum + Math.abs(units), 0);
  const total = sold.reduce((sum, { quantity }) => sum + quantity, 0);

  const { byLag, steps } = forecastQuality(await records(), 2);
  expect(byLag[2]!.wmape).toBeCloseTo(missed / total, 9);
  expect(steps.at(-1)!.wmape).toBeCloseTo(missed / total, 9);
});

test('What sales changed shows at their step, for the month and family that they changed', async () => {
  const { families, lagMonths } = forecastQuality(await records(), 1);
  expect(lagMonths).toBe(1);
  const added = (familyCode: string) =>
    families.find((family) => family.familyCode === familyCode)!.steps.find(({ key }) => key === 'sales')!
      .valueAdded;
  expect(added('TENTS')).not.toBe(0);
  expect(added('LAMPS')).toBe(0);
  const inTheMonth = forecastQuality(await records(), 0).steps.find(({ key }) => key === 'sales')!;
  expect(inTheMonth.valueAdded).toBe(0);
});

test('The second month was forecast with the sales of the first', async () => {
  const snapshots = await database.prisma.cycle.findMany({
    where: { unitId },
    orderBy: { period: 'asc' },
    include: { planVersions: { where: { kind: 'baseline' }, include: { rows: { take: 1 } } } },
  });
  expect(snapshots.map(({ planVersions }) => planVersions.length)).toEqual([1, 1, 1]);
  expect(new Set(snapshots.map(({ planVersions }) => planVersions[0]!.sha256)).size).toBe(3);
});
