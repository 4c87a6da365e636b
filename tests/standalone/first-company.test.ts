import { createDatabase, type Database } from '../../database/client';
import { findSampleSignIns, firstPeriod, seedFirstCompany } from '../../standalone/first-company';
import { createTestDatabase, type TestDatabase } from '../support/database';

describe('the month that a visitor finds running', () => {
  it.each([
    ['2026-11-22T12:00:00Z', '2026-11'],
    ['2026-11-06T00:30:00+01:00', '2026-11'],
    ['2026-11-05T23:30:00+01:00', '2026-10'],
    ['2027-01-01T12:00:00Z', '2026-12'],
  ])('at %s is %s', (now, period) => {
    expect(firstPeriod(new Date(now))).toBe(period);
  });
});

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

  it('is not put beside a company that is there', async () => {
    await database.prisma.unit.create({
      data: { code: 'OWN', name: 'Own company', timeZone: 'UTC', holidayRegion: 'DE', currency: 'EUR' },
    });
    await seedFirstCompany(place.url, () => undefined);
    expect(await database.prisma.unit.count()).toBe(1);
    expect(await findSampleSignIns(place.url)).toEqual([]);
  });
});
