import { seedSampleCompany } from '../../standalone/sample-company/seed-sample-company';
import { beginMonth, type MonthOfPlans } from '../activities/plans/month-of-plans';
import { type Agent, type ApiUnderTest, startApi } from './api-under-test';

let api: ApiUnderTest;
let month: MonthOfPlans;
let owner: Agent;

beforeAll(async () => {
  api = await startApi({ now: new Date('2026-12-05T10:00:00Z') });
  const { database } = api;
  const clock = () => api.clock.now;
  const { unitId } = await seedSampleCompany({ database, clock, period: '2026-12', participants: 12 });
  month = await beginMonth(database, { unitId, period: '2026-12', clock });
  for (const name of ['freezeSnapshot', 'buildConsensus', 'computeScenarios'] as const) await month.run(name);
  owner = await api.signIn('maria.keller@alpina.example');
}, 60_000);

afterAll(() => api.stop());

interface Series {
  readonly measure: string;
  readonly familyCode: string;
  readonly values: readonly number[];
}

const plansOf = async () => (await owner.get(`/api/cycles/${month.cycleId}/plans`).expect(200)).body;
const planOf = async (kind: string, scenario = '') => {
  const plans: { id: string; kind: string; scenario: string }[] = await plansOf();
  const { id } = plans.find((plan) => plan.kind === kind && plan.scenario === scenario)!;
  return (await owner.get(`/api/plans/${id}`).expect(200)).body;
};

test('Every version of a cycle is listed with its figures', async () => {
  const plans: { name: string; summary: { volumeUnits: number } }[] = await plansOf();
  expect(plans.map(({ name }) => name).sort()).toEqual([
    'Baseline forecast, version 1',
    'Consensus demand plan, version 1',
    'Scenario "Base", version 1',
    'Scenario "Demand upside", version 1',
    'Scenario "More overtime", version 1',
  ]);
  expect(plans.every(({ summary }) => summary.volumeUnits > 0)).toBe(true);
});

test('A baseline by family has its bounds around it and sales before it', async () => {
  const plan = await planOf('baseline');
  expect(plan.months).toHaveLength(18);
  const values = (measure: string) =>
    plan.series.find((series: Series) => series.measure === measure && series.familyCode === 'TENTS').values;
  const [expected, lower, upper] = [values('baseline'), values('lower80'), values('upper80')];
  expect(expected.every((value: number, at: number) => lower[at] <= value && value <= upper[at])).toBe(true);
  const history = plan.history.find(({ familyCode }: Series) => familyCode === 'TENTS');
  expect(history.months.at(-1)).toBe('2026-11');
  const sold = await api.database.prisma.sales.aggregate({
    where: { month: '2026-11', itemCode: { startsWith: 'T-' } },
    _sum: { quantity: true },
  });
  expect(history.values.at(-1)).toBe(sold._sum.quantity);
});

test('A scenario shows the hours of its resources, and its rows add up to its families', async () => {
  const plan = await planOf('scenario', 'base');
  const sewing = plan.resources.find(({ code }: { code: string }) => code === 'SEWING');
  sewing.regularHours.forEach((hours: number, at: number) => {
    expect(hours).toBeLessThanOrEqual(sewing.regularHoursAvailable[at] + 0.001);
  });
  const { body } = await owner.get(`/api/plans/${plan.id}/rows?family=TENTS&measure=demand`).expect(200);
  expect(body.rows).toHaveLength(16);
  const family = plan.series.find(
    (series: Series) => series.measure === 'demand' && series.familyCode === 'TENTS',
  );
  const sum = body.rows.reduce((total: number, row: { values: number[] }) => total + row.values[0]!, 0);
  expect(sum).toBeCloseTo(family.values[0], 2);
  const wrong = await owner.get(`/api/plans/${plan.id}/rows?measure=weather`).expect(400);
  expect(wrong.body.error.message).toContain('There is no measure "weather"');
});

test('How each series was forecast can be looked up from any plan of the cycle', async () => {
  const plan = await planOf('consensus');
  const { body } = await owner.get(`/api/plans/${plan.id}/models?family=PARTS`).expect(200);
  expect(body.models).toHaveLength(16);
  expect(body.models[0]).toMatchObject({ itemCode: 'R-100', itemName: 'Pole set', familyCode: 'PARTS' });
});

test('Scenarios stand side by side, figure by figure', async () => {
  const { body } = await owner.get(`/api/cycles/${month.cycleId}/scenarios`).expect(200);
  expect(body.scenarios.map(({ scenario }: { scenario: string }) => scenario)).toEqual([
    'base',
    'overtime',
    'upside',
  ]);
  const demand = body.figures.find(({ key }: { key: string }) => key === 'volumeUnits');
  expect(demand.values[1]).toBe(demand.values[0]);
  expect(demand.values[2]).toBeCloseTo(1.1 * demand.values[0], 0);
  expect(body.chosen).toBeNull();
});

test('The published files are there once the executives approved, and not before', async () => {
  const before = await owner.get(`/api/cycles/${month.cycleId}/publication/plan.csv`).expect(404);
  expect(before.body.error.message).toContain('has not published a plan yet');
  const final = await month.run('selectFinalPlan');
  await month.approve(final);
  const published = await month.run('publishPlan', { planVersionId: final.planVersionId });
  const csv = await owner.get(`/api/cycles/${month.cycleId}/publication/plan.csv`).expect(200);
  expect(csv.headers['content-type']).toContain('text/csv');
  expect(csv.text.trim().split('\n')).toHaveLength(published.rowCount + 1);
  const manifest = await owner.get(`/api/cycles/${month.cycleId}/publication/manifest.json`).expect(200);
  expect(manifest.body.file.sha256).toBe(published.planCsvSha256);
});

test('Who confirms the stock is told what to look at in it', async () => {
  const { personId } = await month.submit('logistics', 'attest', { kind: 'attest', isAttested: true });
  const task = await api.database.prisma.task.findFirstOrThrow({
    where: { assigneeId: personId, kind: 'attest' },
  });
  const { body } = await owner.get(`/api/tasks/${task.id}`).expect(200);
  expect(body.grid.sources.map(({ kind }: { kind: string }) => kind)).toEqual(['stock']);
  expect(body.grid.sources[0].sentence).toContain('S-400 has neither stock nor orders: import a stock file');
});

test('Unknown plans and cycles lead nowhere', async () => {
  await owner.get('/api/plans/nothing').expect(404);
  await owner.get('/api/cycles/nothing/plans').expect(404);
  await owner.get('/api/cycles/nothing/publication/plan.csv').expect(404);
});
