import { createDatabase, type Database } from '../../database/client';
import { readPlanRows, storePlan } from '../../database/plan-repository';
import { type PlanRow, planRow } from '../../domain/plan/plan-row';
import { createTestDatabase, type TestDatabase } from '../support/database';

const at = new Date('2027-01-04T08:00:00Z');

describe('rows of a stored plan', () => {
  let testDatabase: TestDatabase;
  let database: Database;
  let planVersionId: string;

  const pump = { familyCode: 'PUMPS', itemCode: 'P-1', marketCode: 'DE' };
  const valve = { familyCode: 'VALVES', itemCode: 'V-1', marketCode: 'DE' };
  /** In the order of their keys: capitals before small letters, as their codes stand. */
  const inOrder: readonly PlanRow[] = [
    planRow('baseline', '2027-01', 0.1, pump),
    planRow('baseline', '2027-02', 1e21, pump),
    planRow('baseline', '2027-03', -2.5, pump),
    planRow('baseline', '2027-02', 7, valve),
    planRow('baseline', '2027-01', 3, { ...valve, itemCode: 'a small letter, with blanks' }),
    planRow('demand', '2027-01', 12, pump),
    planRow('overtime-hours', '2027-01', 1 / 3, { resourceCode: 'LINE' }),
  ];

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = createDatabase(testDatabase.url);
    const { id: cycleId } = await database.prisma.cycle.create({
      data: {
        period: '2027-01',
        workflowId: 'cycle/EU/2027-01',
        state: 'running',
        ...{ kickOffAt: at, publishDueAt: at, startedAt: at },
        unit: {
          create: { code: 'EU', name: 'Europe', timeZone: 'UTC', holidayRegion: 'DE', currency: 'EUR' },
        },
        templateVersion: {
          create: { version: 1, definition: {}, template: { create: { name: 'Month' } } },
        },
      },
    });
    const { id: snapshotId } = await database.prisma.snapshot.create({
      data: { cycleId, sha256: 'frozen', takenAt: at, content: new Uint8Array(), quality: {} },
    });
    const months = { firstMonth: '2027-01', lastMonth: '2027-03' };
    ({ planVersionId } = await storePlan(database, {
      ...{ cycleId, snapshotId, kind: 'baseline', basedOnId: null, authorIds: [], createdAt: at },
      summary: { ...months, changes: [] } as unknown as Parameters<typeof storePlan>[1]['summary'],
      rows: [...inOrder].reverse(),
    }));
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('come in the order of their keys and months, whatever order they were stored in', async () => {
    expect(await readPlanRows(database, planVersionId)).toEqual(inOrder);
  });

  it('come for the measures and the family that were asked for', async () => {
    const asked = { measures: ['baseline', 'demand'], familyCode: 'PUMPS' } as const;
    const rows = await readPlanRows(database, planVersionId, asked);
    expect(rows.map(({ measure, month }) => `${measure} ${month}`)).toEqual([
      'baseline 2027-01',
      'baseline 2027-02',
      'baseline 2027-03',
      'demand 2027-01',
    ]);
  });

  it('are none for a plan that is not there', async () => {
    expect(await readPlanRows(database, 'unknown')).toEqual([]);
  });
});
