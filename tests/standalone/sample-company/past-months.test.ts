import { complianceView } from '../../../api/views/compliance-view';
import { listEscalatedIds } from '../../../database/audit-repository';
import { createDatabase, type Database } from '../../../database/client';
import { loadCycleFacts } from '../../../database/cycle-facts-repository';
import { findSkippedPeriods } from '../../../database/kick-off-repository';
import { loadRoster } from '../../../database/roster-repository';
import { DEFAULT_TEMPLATE } from '../../../domain/cycle/default-template';
import { isMadeUp } from '../../../domain/cycle/made-up-month';
import { dueMonth } from '../../../domain/cycle/monthly-schedule';
import { unitWorkingCalendar } from '../../../domain/people/roster';
import { seedPastMonths } from '../../../standalone/sample-company/past-months';
import { seedSampleCompany } from '../../../standalone/sample-company/seed-sample-company';
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

/** As `npm start` does it; twice, as a start that was interrupted and came again. */
async function companyWithPast(now: Date, period: string): Promise<string> {
  const { unitId } = await seedSampleCompany({ database, clock: () => now, period });
  await seedPastMonths(database, { unitId, firstPeriod: period, now });
  await seedPastMonths(database, { unitId, firstPeriod: period, now });
  return unitId;
}

const periodsOf = async (unitId: string): Promise<string[]> => {
  const cycles = await database.prisma.cycle.findMany({ where: { unitId }, orderBy: { period: 'asc' } });
  return cycles.map(({ period }) => period);
};

test('When the month before is over, the six months before are told, with lateness, a skip and a rejection', async () => {
  const now = new Date('2027-03-01T09:00:00Z');
  const unitId = await companyWithPast(now, '2027-03');
  const months = ['2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02'];
  expect(await periodsOf(unitId)).toEqual(months);

  const { prisma } = database;
  const instants = await prisma.step.findMany({ select: { openedAt: true, closedAt: true } });
  expect(instants.filter(({ openedAt, closedAt }) => !openedAt || !closedAt || closedAt <= openedAt)).toEqual(
    [],
  );
  expect(await prisma.step.count({ where: { state: 'skipped' } })).toBe(1);
  expect(await prisma.signOffGroup.count({ where: { state: 'rejected' } })).toBe(1);
  expect(await prisma.signOff.count({ where: { state: 'pending' } })).toBe(0);
  expect(await prisma.task.count({ where: { escalationLevel: { gt: 0 } } })).toBeGreaterThan(0);
  const ended = await prisma.cycle.aggregate({ where: { unitId }, _max: { closedAt: true } });
  expect(ended._max.closedAt!.getTime()).toBeLessThan(now.getTime());

  const ids = (await prisma.cycle.findMany({ select: { id: true } })).map(({ id }) => id);
  const unit = { id: unitId, code: 'EUROPE', name: 'Alpina' };
  const cycles = await loadCycleFacts(prisma, ids);
  const escalatedIds = await listEscalatedIds(prisma, ids);
  const view = complianceView({ units: [unit], months, cycles, escalatedIds, now });
  expect(view.madeUp).toMatch(/^Alpina: \w+ \d{4} to \w+ \d{4}$/);
  const seen = view.units[0]!.months;
  expect(seen.map(({ steps }) => steps.length)).toEqual([5, 5, 5, 5, 5, 5]);
  expect(seen[5]!.index!).toBeGreaterThan(seen[0]!.index!);
  expect(seen[3]!.firstPassRatio).toBe(3 / 4);
});

test('When the month before is still on, it is skipped: nobody starts it, and the past ends before it', async () => {
  const now = new Date('2027-01-03T08:00:00Z');
  const unitId = await companyWithPast(now, '2027-02');
  expect((await periodsOf(unitId)).at(-1)).toBe('2026-12');
  expect(await periodsOf(unitId)).toHaveLength(6);
  const skips = await database.prisma.scheduleSkip.findMany({ where: { unitId } });
  expect(skips.map(({ period }) => period)).toEqual(['2027-01']);
});

test('A company that has had a real month gets no past', async () => {
  const now = new Date('2027-03-01T09:00:00Z');
  const { unitId } = await seedSampleCompany({ database, clock: () => now, period: '2027-03' });
  const version = await database.prisma.templateVersion.findFirstOrThrow();
  expect(version.definition).toEqual(JSON.parse(JSON.stringify(DEFAULT_TEMPLATE)));
  await database.prisma.cycle.create({
    data: {
      unitId,
      period: '2027-03',
      templateVersionId: version.id,
      workflowId: 'cycle/EUROPE/2027-03',
      state: 'running',
      kickOffAt: now,
      publishDueAt: now,
      startedAt: now,
    },
  });
  await seedPastMonths(database, { unitId, firstPeriod: '2027-03', now });
  expect(await periodsOf(unitId)).toEqual(['2027-03']);
});

test('The schedule finds the told and the skipped months taken, and goes on with the next', async () => {
  const now = new Date('2027-01-03T08:00:00Z');
  const unitId = await companyWithPast(now, '2027-02');
  const first = await database.prisma.cycle.findFirstOrThrow();
  expect(isMadeUp(first)).toBe(true);
  const { id: _, publishedPlanVersionId: __, workflowId: ___, ...row } = first;
  await database.prisma.cycle.create({
    data: { ...row, period: '2027-02', workflowId: 'cycle/EUROPE/2027-02', state: 'running' },
  });
  const taken = [...(await periodsOf(unitId)), ...(await findSkippedPeriods(database.prisma, unitId))];
  const calendar = unitWorkingCalendar(await loadRoster(database.prisma, unitId), DEFAULT_TEMPLATE);
  const dueAt = (day: string, isTaken: (period: string) => boolean) =>
    dueMonth({ template: DEFAULT_TEMPLATE, calendar, now: new Date(`${day}T09:30:00Z`), isTaken });
  const isTaken = (period: string) => taken.includes(period);
  expect(dueAt('2026-12-30', () => false)).toBe('2027-01');
  expect(dueAt('2026-12-30', isTaken)).toBeNull();
  expect(dueAt('2027-01-28', isTaken)).toBeNull();
  expect(dueAt('2027-02-25', isTaken)).toBe('2027-03');
});
