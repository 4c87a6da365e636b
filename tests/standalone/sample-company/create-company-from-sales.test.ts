import { createDatabase, type Database } from '../../../database/client';
import { monthRange } from '../../../domain/cycle/month';
import { createCompanyFromSales } from '../../../standalone/sample-company/create-company-from-sales';
import { createTestDatabase, type TestDatabase } from '../../support/database';

let place: TestDatabase;
let database: Database;

beforeEach(async () => {
  place = await createTestDatabase();
  database = createDatabase(place.url);
});

afterEach(async () => {
  await database.close();
  await place.drop();
});

const make = (text: string) =>
  createCompanyFromSales({
    database,
    clock: () => new Date('2026-11-22T09:00:00Z'),
    period: '2027-02',
    participants: 14,
    file: { name: 'Real sales 2008.csv', bytes: new TextEncoder().encode(text) },
  });

const seasonal = [100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 300];
const SALES = `month,item,family,market,quantity,revenue\n${monthRange('2007-01', 24)
  .flatMap((month, index) => [
    `${month},A1,A,East,${seasonal[index % 12]},${20 * seasonal[index % 12]!}`,
    `${month},B1,B,West,50,500`,
  ])
  .join('\n')}\n`;

test('A company is made around a sales file: months shifted, prices from revenue, capacity below the peak', async () => {
  const company = await make(SALES);
  expect(company).toMatchObject({ unitCode: 'REAL-SALES-2008', shiftedMonths: 217, salesRows: 48 });
  const { prisma } = database;
  const { unitId } = company;
  expect(await prisma.sales.aggregate({ where: { unitId }, _max: { month: true } })).toEqual({
    _max: { month: '2027-01' },
  });
  const item = await prisma.item.findFirstOrThrow({ where: { unitId, code: 'A1' } });
  expect(item).toMatchObject({ price: 20, unitCost: 11 });
  expect(await prisma.person.count()).toBe(14);
  expect(await prisma.membership.count({ where: { unitId, role: 'executive' } })).toBe(2);
  expect(await prisma.budget.count()).toBe(2 * 36);

  // 300 units in the peak month at 0.1 hours each are more than the line has.
  const line = await prisma.resource.findFirstOrThrow({
    where: { unitId, hoursPerUnit: { some: { family: { code: 'A' } } } },
    include: { capacities: true, hoursPerUnit: { include: { family: true } } },
  });
  expect(line.hoursPerUnit).toMatchObject([{ hours: 0.1, family: { code: 'A' } }]);
  expect(line.capacities.every(({ regularHours, overtimeHours }) => regularHours + overtimeHours < 30)).toBe(
    true,
  );
});

test('A wrong file leaves nothing behind', async () => {
  await expect(make(`${SALES}2008-12,C1,,East,many,5\n`)).rejects.toMatchObject({
    code: 'invalid-input',
    details: ['Row 50, quantity "many" is not a number: write digits only, for example 1234.5'],
  });
  expect(await database.prisma.unit.count()).toBe(0);
  expect(await database.prisma.sales.count()).toBe(0);
});
