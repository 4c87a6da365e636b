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

test('Scenarios stand side by side, figure by figure, with the best of each and the difference to the base', async () => {
  const { body } = await owner.get(`/api/cycles/${month.cycleId}/scenarios`).expect(200);
  expect(body.scenarios.map(({ scenario }: { scenario: string }) => scenario)).toEqual([
    'base',
    'overtime',
    'upside',
  ]);
  expect(body.assumes).toEqual([
    ['The consensus demand with the capacity that was stated.'],
    ['Every resource may work overtime up to 25 % of the regular hours.'],
    ['Demand is 10 % higher.'],
  ]);
  const figure = (key: string) => body.figures.find((each: { key: string }) => each.key === key);
  const demand = figure('volumeUnits');
  expect(demand.values[1]).toBe(demand.values[0]);
  expect(demand.values[2]).toBeCloseTo(1.1 * demand.values[0], 0);
  expect(demand.differences[0]).toBeNull();
  expect(demand.differences[2]).toBeCloseTo(0.1 * demand.values[0], 0);
  const margin = figure('margin');
  expect(margin.best).toEqual(margin.values.map((value: number) => value === Math.max(...margin.values)));
  expect(body.figures.map(({ key }: { key: string }) => key)).toEqual(
    expect.arrayContaining(['serviceRatio', 'inventoryDays', 'cashAtEnd', 'gapToBudget']),
  );
  expect(body.frame.families).toContainEqual({ code: 'TENTS', name: 'Tents' });
  expect(body.chosen).toBeNull();
});

test('A scenario is told apart from the base: money, stability and the largest moves', async () => {
  const base = await planOf('scenario', 'base');
  const upside = await planOf('scenario', 'upside');
  const { body } = await owner.get(`/api/plans/${upside.id}/difference`).expect(200);
  expect(body.with).toEqual({ id: base.id, name: 'Scenario "Base", version 1' });
  expect(body.months).toEqual(base.months);
  expect(body.marginChange).toBeCloseTo(upside.summary.margin - base.summary.margin, 1);
  expect(body.revenueChange).toBeCloseTo(upside.summary.revenue - base.summary.revenue, 0);
  expect(body.stabilityRatio).toBeGreaterThan(0.5);
  expect(body.stabilityRatio).toBeLessThan(1);
  const sizes = body.moves.map((move: { before: number; after: number }) =>
    Math.abs(move.after - move.before),
  );
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(body.changeCount).toBeGreaterThanOrEqual(body.moves.length);

  const back = await owner.get(`/api/plans/${base.id}/difference?with=${upside.id}`).expect(200);
  expect(back.body.marginChange).toBeCloseTo(-body.marginChange, 1);
  expect((await owner.get(`/api/plans/${base.id}/difference`).expect(200)).body.with).toBeNull();
  const baseline = await planOf('baseline');
  const wrong = await owner.get(`/api/plans/${base.id}/difference?with=${baseline.id}`).expect(400);
  expect(wrong.body.error.message).toContain('choose a supply plan, a scenario or a final plan');
});

test('A plan tells what one more unit of demand costs, which does not add up over families', async () => {
  const plan = await planOf('scenario', 'base');
  const measure = plan.measures.find(({ key }: { key: string }) => key === 'marginal-cost-of-demand');
  expect(measure).toEqual({
    key: 'marginal-cost-of-demand',
    name: 'Cost of one more unit of demand',
    unit: 'EUR per unit',
    addsUp: false,
  });
  const tents: Series = plan.series.find(
    (series: Series) => series.measure === 'marginal-cost-of-demand' && series.familyCode === 'TENTS',
  );
  // At least the material of the cheapest tent, at most what a late unit costs on top of its price.
  expect(Math.min(...tents.values)).toBeGreaterThan(62);
  expect(tents.values).toHaveLength(18);
});

describe('what the stock should be', () => {
  test('When no supply plan is computed, then it says when there will be', async () => {
    const base = await planOf('scenario', 'base');
    expect((await owner.get(`/api/plans/${base.id}/inventory`).expect(200)).body.from).toBeNull();
    const { body } = await owner.get(`/api/plans/${base.id}/reorder-points.csv`).expect(404);
    expect(body.error.message).toContain('they come with the supply plan');
  });

  test('When there is one, then items and families have targets, and the proposals are a file', async () => {
    await month.run('computeSupplyPlan');
    const plan = await planOf('supply');
    const { body } = await owner.get(`/api/plans/${plan.id}/inventory`).expect(200);
    expect(body.from.name).toBe('Supply plan, version 1');
    expect(body.items).toHaveLength(24);
    const tent = body.items.find(({ itemCode }: { itemCode: string }) => itemCode === 'T-100');
    expect(tent).toMatchObject({ itemName: 'Dome tent 2', serviceKind: 'cycle-service', serviceRatio: 0.95 });
    const tents = body.items.filter(({ familyCode }: { familyCode: string }) => familyCode === 'TENTS');
    const family = body.families.find(({ familyCode }: { familyCode: string }) => familyCode === 'TENTS');
    expect(family.proposedUnits).toBeCloseTo(
      tents.reduce((sum: number, each: { safetyStockUnits: number }) => sum + each.safetyStockUnits, 0),
      2,
    );
    const kept = plan.series.find(
      (series: Series) => series.measure === 'safety-stock' && series.familyCode === 'TENTS',
    );
    expect(family.plannedUnits).toBe(kept.values[0]);
    const placed = body.placements.find(({ familyCode }: { familyCode: string }) => familyCode === 'TENTS');
    expect(placed).toMatchObject({ familyName: 'Tents', marketsWithoutStage: [] });
    expect(placed.stages.map(({ marketName }: { marketName: string | null }) => marketName)).toEqual([
      null,
      null,
      'DE',
      'ES',
      'FR',
      'GB',
    ]);

    const csv = await owner.get(`/api/plans/${plan.id}/reorder-points.csv`).expect(200);
    expect(csv.headers['content-disposition']).toContain('reorder-points-EUROPE-1.csv');
    const [header, first, ...rest] = csv.text.trim().split('\n');
    expect(header).toMatch(/^item,location,reorder_point_old,reorder_point_proposed,/);
    expect(first).toMatch(/^K-100,EUROPE,\d+,\d+,/);
    expect(rest).toHaveLength(23);
  });
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
  expect(body.grid.sources.map(({ kind }: { kind: string }) => kind)).toEqual(['stock', 'stages']);
  expect(body.grid.sources[0].sentence).toContain('S-400 has neither stock nor orders: import a stock file');
});

test('Unknown plans and cycles lead nowhere', async () => {
  await owner.get('/api/plans/nothing').expect(404);
  await owner.get('/api/cycles/nothing/plans').expect(404);
  await owner.get('/api/cycles/nothing/publication/plan.csv').expect(404);
});
