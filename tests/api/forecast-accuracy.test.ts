import { importFile } from '../../database/import-file';
import { storePlan } from '../../database/plan-repository';
import { storeSnapshot } from '../../database/snapshot-repository';
import { type PlanMeasure, planRow } from '../../domain/plan/plan-row';
import { summariseDemand } from '../../domain/plan/summarise-plan';
import { planningInput } from '../domain/plan/planning-input-of';
import { type Agent, type ApiUnderTest, startApi } from './api-under-test';
import { addressOf, seedTwoUnits, type TwoUnits } from './two-units';

let api: ApiUnderTest;
let units: TwoUnits;
let leader: Agent;

beforeAll(async () => {
  api = await startApi({ now: new Date('2027-01-05T10:00:00Z') });
  units = await seedTwoUnits(api.database);
  leader = await api.signIn(addressOf('leader'));
}, 60_000);

afterAll(() => api.stop());

const accuracy = async (query = '') =>
  (await leader.get(`/api/units/${units.north}/forecast-accuracy${query}`).expect(200)).body;

async function sold(text: string): Promise<void> {
  const { state, errors } = await importFile(api.database, {
    unitId: units.north,
    kind: 'sales',
    fileName: 'sales.csv',
    bytes: new TextEncoder().encode(`month,item,family,market,quantity\n${text}`),
    personId: null,
    now: api.clock.now,
  });
  expect([state, errors]).toEqual(['accepted', []]);
}

/** A cycle with a baseline and the consensus made from it; figures as [measure, family, market, month, units]. */
async function plannedMonth(
  period: string,
  baseline: readonly Figure[],
  consensus: readonly Figure[],
): Promise<void> {
  const { database, clock } = api;
  const now = clock.now;
  const version = await database.prisma.templateVersion.findFirstOrThrow();
  const { id: cycleId } = await database.prisma.cycle.create({
    data: {
      unitId: units.north,
      period,
      templateVersionId: version.id,
      workflowId: `cycle/north/${period}`,
      state: 'running',
      kickOffAt: now,
      publishDueAt: now,
      startedAt: now,
    },
  });
  const input = planningInput({ period });
  const quality = { headline: '', findings: [] };
  const { snapshotId } = await storeSnapshot(database, cycleId, { input, quality, takenAt: now });
  const common = { cycleId, snapshotId, authorIds: [], createdAt: now };
  const summary = summariseDemand(input, [period], [], []);
  const rows = (figures: readonly Figure[]) =>
    figures.map(([measure, familyCode, marketCode, month, units_]) =>
      planRow(measure, month, units_, {
        familyCode,
        marketCode,
        itemCode: measure.startsWith('change') ? '' : 'I',
      }),
    );
  const made = await storePlan(database, {
    ...common,
    kind: 'baseline',
    basedOnId: null,
    summary,
    rows: rows(baseline),
  });
  await storePlan(database, {
    ...common,
    kind: 'consensus',
    basedOnId: made.planVersionId,
    summary,
    rows: rows(consensus),
  });
}
type Figure = readonly [PlanMeasure, string, string, string, number];

test('Before anything was planned, the page says what will be here', async () => {
  const { sentence, lagMonths, steps } = await accuracy();
  expect([lagMonths, steps]).toEqual([null, []]);
  expect(sentence).toContain('There is no consensus plan yet');
});

test('Planned but not passed, it says when the first figures come', async () => {
  await sold('2026-01,A-1,A,DE,80\n2026-01,A-1,A,FR,50\n2026-02,A-1,A,DE,90\n');
  await plannedMonth(
    '2027-01',
    [
      ['baseline', 'A', 'DE', '2027-01', 110],
      ['baseline', 'A', 'FR', '2027-01', 60],
      ['baseline', 'A', 'DE', '2027-02', 100],
    ],
    [
      ['change-sales', 'A', 'DE', '2027-01', -10],
      ['change-finance', 'A', 'FR', '2027-01', -5],
      ['demand', 'A', 'DE', '2027-01', 100],
      ['demand', 'A', 'FR', '2027-01', 55],
      ['demand', 'A', 'DE', '2027-02', 100],
    ],
  );
  const { sentence, steps } = await accuracy();
  expect(steps).toEqual([]);
  expect(sentence).toContain(
    'The first figures come when January 2027 is over and its sales are loaded, from February 2027 on',
  );
});

test('A passed month is measured by hand-checked figures: lag, steps, families, months', async () => {
  api.clock.now = new Date('2027-03-05T10:00:00Z');
  leader = await api.signIn(addressOf('leader'));
  // In February an item of a family that nobody had planned was sold too: it counts as planned at zero.
  await sold('2027-01,A-1,A,DE,100\n2027-01,A-1,A,FR,50\n2027-02,A-1,A,DE,120\n2027-02,B-1,B,DE,10\n');

  const inTheMonth = await accuracy('?lag=0');
  expect(inTheMonth.byLag).toMatchObject([
    { lagMonths: 0, wmape: 5 / 150, bias: 5 / 150, biasWords: '3.3 % over-forecast' },
    { lagMonths: 1, wmape: 30 / 130, bias: -30 / 130, biasWords: '23.1 % under-forecast' },
  ]);
  // Errors of 150 sold: last year 20 + 0, baseline 10 + 10, sales 0 + 10, marketing the same, finance and all 0 + 5.
  expect(inTheMonth.steps.map(({ key, wmape }: { key: string; wmape: number }) => [key, wmape])).toEqual([
    ['naive', 20 / 150],
    ['baseline', 20 / 150],
    ['sales', 10 / 150],
    ['marketing', 10 / 150],
    ['finance', 5 / 150],
    ['consensus', 5 / 150],
  ]);
  expect(inTheMonth.steps.map(({ words }: { words: string }) => words)).toEqual([
    'to compare with',
    'changed nothing',
    'took 6.7 points off the error',
    'changed nothing',
    'took 3.3 points off the error',
    'changed nothing',
  ]);
  expect(inTheMonth.months).toMatchObject([{ month: '2027-01', accuracy: 1 - 5 / 150 }]);

  const default_ = await accuracy();
  expect(default_.lagMonths).toBe(1);
  expect(default_.families).toMatchObject([
    {
      familyCode: 'A',
      steps: expect.arrayContaining([expect.objectContaining({ key: 'consensus', wmape: 20 / 120 })]),
    },
    {
      familyCode: 'B',
      steps: expect.arrayContaining([expect.objectContaining({ key: 'consensus', wmape: 1, bias: -1 })]),
    },
  ]);
  expect(default_.sentence).toContain(
    'Forecasts made 1 month ahead were 76.9 % accurate in February 2027, 23.1 % under-forecast.',
  );
  expect(default_.sentence).toContain('No month with forecasts made 2 months ahead has passed yet.');
});

test('A cancelled cycle does not count, and the month that still runs is not measured', async () => {
  await sold('2027-03,A-1,A,DE,7\n');
  expect((await accuracy('?lag=0')).months.map(({ month }: { month: string }) => month)).toEqual(['2027-01']);
  await api.database.prisma.cycle.updateMany({ data: { state: 'cancelled' } });
  expect((await accuracy()).steps).toEqual([]);
});

test('Another unit is not seen', async () => {
  await leader.get(`/api/units/${units.south}/forecast-accuracy`).expect(404);
  await leader.get(`/api/units/${units.north}/forecast-accuracy?lag=99`).expect(400);
});
