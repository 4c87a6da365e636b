import { createDatabase, type Database } from '../../database/client';
import { findProcessOwner } from '../../database/process-owner-repository';
import { loadRoster, loadRosterOfCycle } from '../../database/roster-repository';
import { processOwnerOf } from '../../domain/people/roster';
import { createTestDatabase, type TestDatabase } from '../support/database';

const at = new Date('2027-01-04T08:00:00Z');

describe('the roster of a unit', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let unitId: string;
  let cycleId: string;
  const idOf = new Map<string, string>();

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = createDatabase(testDatabase.url);
    const { prisma } = database;
    const unit = await prisma.unit.create({
      data: { code: 'EU', name: 'Europe', timeZone: 'Europe/Berlin', holidayRegion: 'DE', currency: 'EUR' },
    });
    const cycle = await prisma.cycle.create({
      data: {
        ...{ period: '2027-01', workflowId: 'cycle/EU/2027-01', state: 'running' },
        ...{ kickOffAt: at, publishDueAt: at, startedAt: at },
        unit: { connect: { id: unit.id } },
        templateVersion: {
          create: { version: 1, definition: {}, template: { create: { name: 'Month' } } },
        },
      },
    });
    unitId = unit.id;
    cycleId = cycle.id;
    await person('Boss', { holidayRegion: 'PL' });
    await person('Stand-in', {});
    await person('Deputy', { timeZone: 'Pacific/Honolulu' });
    await person('Gone', { isActive: false });
    await person('Root', { isAdministrator: true });
    await person('Stranger', { holidayRegion: 'FR' });
    await person('Zoe', { managerId: idOf.get('Boss')! });
    await person('Adam', { backupId: idOf.get('Gone')! });
    for (const [name, role, families] of [
      ['Zoe', 'sales', ['PUMPS']],
      ['Zoe', 'finance', []],
      ['Adam', 'process-owner', []],
      ['Gone', 'sales', []],
    ] as const) {
      const personId = idOf.get(name)!;
      await prisma.membership.create({ data: { unitId, personId, role, families: [...families] } });
    }
    const away = { personId: idOf.get('Zoe')!, delegateId: idOf.get('Stand-in')! };
    const standInAway = { personId: idOf.get('Stand-in')!, delegateId: idOf.get('Deputy')! };
    const strangerAway = { personId: idOf.get('Stranger')!, delegateId: idOf.get('Boss')! };
    await prisma.absence.createMany({
      data: [
        { ...away, firstDay: '2027-01-05', lastDay: '2027-01-08' },
        // In Honolulu it is still the 3rd when the month begins.
        { ...standInAway, firstDay: '2026-12-21', lastDay: '2027-01-03' },
        { ...away, delegateId: idOf.get('Stranger')!, firstDay: '2026-12-21', lastDay: '2027-01-02' },
        { ...strangerAway, firstDay: '2027-01-05', lastDay: '2027-01-08' },
      ],
    });
    await prisma.holiday.createMany({
      data: [
        { region: 'DE', date: '2027-01-01', name: 'New Year' },
        { region: 'DE', date: '2027-01-06', name: 'Epiphany' },
        { region: 'PL', date: '2027-05-03', name: 'Constitution Day' },
        { region: 'FR', date: '2027-07-14', name: 'Bastille Day' },
      ],
    });
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  async function person(name: string, facts: object): Promise<void> {
    const email = `${name.toLowerCase()}@example.com`;
    const data = { name, email, timeZone: 'Europe/Berlin', holidayRegion: 'DE', ...facts };
    idOf.set(name, (await database.prisma.person.create({ data })).id);
  }

  it('has its active members by name and role', async () => {
    const { members } = await loadRoster(database.prisma, unitId);
    expect(members).toEqual([
      { personId: idOf.get('Adam'), role: 'process-owner', families: [] },
      { personId: idOf.get('Zoe'), role: 'finance', families: [] },
      { personId: idOf.get('Zoe'), role: 'sales', families: ['PUMPS'] },
    ]);
  });

  it('knows whom members point to and the administrators, and nobody who left', async () => {
    const { people, administratorIds } = await loadRoster(database.prisma, unitId);
    expect([...people.values()].map(({ name }) => name)).toEqual([
      ...['Adam', 'Boss', 'Deputy', 'Root', 'Stand-in', 'Zoe'],
    ]);
    expect(people.get(idOf.get('Zoe')!)).toEqual({
      ...{ id: idOf.get('Zoe'), name: 'Zoe', timeZone: 'Europe/Berlin', holidayRegion: 'DE' },
      ...{ managerId: idOf.get('Boss'), backupId: null },
    });
    expect(administratorIds).toEqual([idOf.get('Root')]);
  });

  it('has the absences that a running month may meet, of its own people, and the holidays of its own and its people’s regions', async () => {
    const { absences, holidays } = await loadRoster(database.prisma, unitId);
    const away = { personId: idOf.get('Zoe'), delegateId: idOf.get('Stand-in') };
    const standInAway = { personId: idOf.get('Stand-in'), delegateId: idOf.get('Deputy') };
    expect(absences).toHaveLength(2);
    expect(absences).toEqual(
      expect.arrayContaining([
        { ...away, firstDay: '2027-01-05', lastDay: '2027-01-08' },
        { ...standInAway, firstDay: '2026-12-21', lastDay: '2027-01-03' },
      ]),
    );
    expect(holidays).toEqual(
      new Map([
        ['DE', new Set(['2027-01-01', '2027-01-06'])],
        ['PL', new Set(['2027-05-03'])],
      ]),
    );
  });

  it('is found by a cycle of the unit too', async () => {
    expect(await loadRosterOfCycle(database.prisma, cycleId)).toEqual(
      await loadRoster(database.prisma, unitId),
    );
  });

  it('has whoever stands in for a missing process owner as mails and pages name them', async () => {
    const { prisma } = database;
    const named = async () => {
      const [owner, roster] = await Promise.all([
        findProcessOwner(prisma, unitId),
        loadRoster(prisma, unitId),
      ]);
      expect(owner?.id).toBe(processOwnerOf(roster));
      return owner?.name;
    };
    expect(await named()).toBe('Adam');
    const members = await prisma.membership.findMany({ where: { role: 'process-owner' } });
    await prisma.membership.deleteMany({ where: { role: 'process-owner' } });
    expect(await named()).toBe('Root');
    const sponsor = { unitId, personId: idOf.get('Zoe')!, role: 'sponsor', families: [] };
    await prisma.membership.create({ data: sponsor });
    expect(await named()).toBe('Zoe');
    await prisma.membership.deleteMany({ where: { role: 'sponsor' } });
    await prisma.membership.createMany({ data: members });
  });

  it('is refused for a unit or a cycle that is not there', async () => {
    await expect(loadRoster(database.prisma, 'nowhere')).rejects.toThrow('There is no unit nowhere.');
    await expect(loadRosterOfCycle(database.prisma, 'never')).rejects.toThrow('There is no cycle never.');
  });
});
