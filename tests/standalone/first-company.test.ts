import { createDatabase, type Database } from '../../database/client';
import { MONDAY_TO_FRIDAY } from '../../domain/cycle/business-calendar';
import { plannedDates } from '../../domain/cycle/planned-dates';
import type { CycleTemplate } from '../../domain/cycle/template';
import { findSampleSignIns, firstPeriod, seedFirstCompany } from '../../standalone/first-company';
import { ONE_SITTING_TEMPLATE } from '../../standalone/sample-company/one-sitting-template';
import { createTestDatabase, type TestDatabase } from '../support/database';

describe('the month that a visitor finds running', () => {
  it.each([
    ['2026-11-22T12:00:00Z', '2026-12'],
    ['2026-12-02T23:30:00+01:00', '2026-12'],
    ['2026-12-03T00:30:00+01:00', '2027-01'],
    ['2027-01-01T12:00:00Z', '2027-01'],
  ])('at %s is %s', (now, period) => {
    expect(firstPeriod(new Date(now))).toBe(period);
  });
});

test('On no day of a year is a date of its tasks behind the visitor', () => {
  const calendar = { timeZone: 'Europe/Berlin', holidays: new Set<string>(), workingDays: MONDAY_TO_FRIDAY };
  const daysWithLateWork = everyDayOf(2027).filter((day) => {
    const now = new Date(`${day}T21:00:00Z`);
    const { steps } = plannedDates(ONE_SITTING_TEMPLATE, firstPeriod(now), calendar);
    return steps.some(({ dueAt, tasks }) =>
      [dueAt, ...tasks.map((task) => task.dueAt)].some((at) => at <= now),
    );
  });
  expect(daysWithLateWork).toEqual([]);
});

function everyDayOf(year: number): string[] {
  const first = Date.UTC(year, 0, 1);
  return Array.from({ length: 365 }, (_, day) =>
    new Date(first + day * 86_400_000).toISOString().slice(0, 10),
  );
}

describe('the first company', () => {
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

  it('is made once, with people to sign in as', async () => {
    const said: string[] = [];
    await seedFirstCompany(place.url, (line) => said.push(line));
    await seedFirstCompany(place.url, (line) => said.push(line));
    expect(said).toEqual(['Sample company …']);
    expect((await findSampleSignIns(place.url)).map(({ role }) => role)).toEqual([
      'process-owner',
      'executive',
      'sales',
    ]);
  });

  it('opens each step when the one before is signed off, and has a past', async () => {
    await seedFirstCompany(place.url, () => undefined);
    const { definition } = await database.prisma.templateVersion.findFirstOrThrow();
    const { steps } = definition as unknown as CycleTemplate;
    expect(steps.map(({ opening }) => opening)).toEqual(Array(5).fill('predecessor'));
    const cycles = await database.prisma.cycle.findMany({ where: { state: 'published' } });
    expect(cycles).toHaveLength(6);
  });

  it('is not put beside a company that is there', async () => {
    await database.prisma.unit.create({
      data: { code: 'OWN', name: 'Own company', timeZone: 'UTC', holidayRegion: 'DE', currency: 'EUR' },
    });
    await seedFirstCompany(place.url, () => undefined);
    expect(await database.prisma.unit.count()).toBe(1);
    expect(await findSampleSignIns(place.url)).toEqual([]);
  });
});
