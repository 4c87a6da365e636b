import { createDatabase, type Database } from '../../../database/client';
import { monthRange } from '../../../domain/cycle/month';
import { outdoorFigures } from '../../../standalone/sample-company/outdoor-figures';
import { samplePeople } from '../../../standalone/sample-company/people';
import { seedSampleCompany } from '../../../standalone/sample-company/seed-sample-company';
import { createTestDatabase, type TestDatabase } from '../../support/database';

let place: TestDatabase;
let database: Database;

beforeAll(async () => {
  place = await createTestDatabase();
  database = createDatabase(place.url);
});

afterAll(async () => {
  await database.close();
  await place.drop();
});

const clock = () => new Date('2026-11-22T09:00:00Z');

test('When an empty database is seeded, the company is complete; a second time nothing changes', async () => {
  const first = await seedSampleCompany({ database, clock, period: '2027-01' });
  expect(first).toMatchObject({ unitCode: 'EUROPE', isNew: true, firstPlannedMonth: '2027-01' });
  const { prisma } = database;
  const { unitId } = first;
  const count = async () => ({
    people: await prisma.person.count(),
    holidays: (await prisma.holiday.count()) > 100,
    items: await prisma.item.count({ where: { unitId } }),
    markets: await prisma.market.count({ where: { unitId } }),
    sales: await prisma.sales.count({ where: { unitId } }),
    stock: await prisma.stock.count({ where: { unitId } }),
    capacity: await prisma.capacity.count(),
    budget: await prisma.budget.count(),
    promotions: (await prisma.promotion.count({ where: { unitId } })) > 300,
    orders: await prisma.openOrder.count({ where: { unitId } }),
    stages: await prisma.stage.count({ where: { unitId } }),
    imports: await prisma.import.count({ where: { unitId, state: 'accepted' } }),
    templates: await prisma.template.count(),
  });
  const counted = await count();
  expect(counted).toEqual({
    people: 25,
    holidays: true,
    items: 24,
    markets: 4,
    sales: 22 * 4 * 60 + 4 * (7 + 47),
    stock: 23,
    capacity: 108,
    budget: 216,
    promotions: true,
    // 13 books of three months: 22 items, and the new one from its launch on
    orders: 22 * 39 + 24,
    stages: 2 * 6,
    imports: 10,
    templates: 1,
  });
  const last = await prisma.sales.aggregate({
    where: { unitId },
    _max: { month: true },
    _min: { month: true },
  });
  expect(last).toEqual({ _max: { month: '2026-12' }, _min: { month: '2022-01' } });

  expect(await seedSampleCompany({ database, clock, period: '2027-01' })).toMatchObject({
    unitId,
    isNew: false,
  });
  expect(await count()).toEqual(counted);
});

test('Everybody has a backup, and a manager but for the sponsor', async () => {
  const people = await database.prisma.person.findMany({ include: { backup: true, manager: true } });
  expect(people.filter(({ backup, id }) => !backup || backup.id === id)).toEqual([]);
  expect(people.filter(({ manager }) => !manager).map(({ name }) => name)).toEqual(['Henrik Brandt']);
});

test('The same seed gives the same figures, another seed others', () => {
  const months = { history: monthRange('2025-01', 12), outlook: monthRange('2026-01', 12) };
  expect(outdoorFigures({ seed: 7, ...months })).toEqual(outdoorFigures({ seed: 7, ...months }));
  expect(outdoorFigures({ seed: 8, ...months })).not.toEqual(outdoorFigures({ seed: 7, ...months }));
});

test.each([12, 25, 60])(
  'A company of %d people fills every function and repeats no address',
  (participants) => {
    const people = samplePeople(participants, ['A', 'B', 'C'], 'x.example');
    expect(new Set(people.map(({ email }) => email)).size).toBe(participants);
    expect(new Set(people.flatMap(({ roles }) => roles)).size).toBe(12);
  },
);

test('Too few people are refused with the reason', () => {
  expect(() => samplePeople(5, ['A'], 'x.example')).toThrow('needs from 12 to 2000 participants, not 5');
});
