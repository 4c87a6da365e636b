import { sumQuantities } from '../../../domain/demand/spread-quantity';
import { describeDifference, describeSupply } from '../../../domain/plan/describe-changes';
import { demandOfProblem, SCENARIOS, scenarioProblem } from '../../../domain/plan/scenario';
import { summariseSupply } from '../../../domain/plan/summarise-plan';
import { type SupplyResult, supplyRows } from '../../../domain/plan/supply-plan';
import {
  type SupplyQuestion,
  supplyProblem,
  withCoveredSafetyStock,
} from '../../../domain/plan/supply-problem';
import { Planner } from '../../../domain/supply/planner';
import type { PlanAnswer } from '../../../domain/supply/planning-problem';
import { demandOf, MONTHS, planningInput } from './planning-input-of';

const question = (changes: Partial<SupplyQuestion> = {}): SupplyQuestion => ({
  input: planningInput(),
  months: MONTHS,
  demand: demandOf([30, 10, 10], [10, 0, 0]),
  capacity: [],
  receipts: [],
  ...changes,
});

async function solved(asked: SupplyQuestion, problem = supplyProblem(asked)): Promise<SupplyResult> {
  const { plan, marginalDemand } = await new Planner().plan(problem);
  const demand = demandOfProblem(problem, asked.demand);
  return { months: asked.months, demand, problem, answer: plan, marginalDemand };
}

test('A family carries the stock, orders, prices and costs of its items', () => {
  const [family] = supplyProblem(question()).families;
  expect(family).toMatchObject({
    demand: [40, 10, 10],
    initialInventory: 20,
    receipts: [10, 0, 0],
    // 50 of T-1 at 100 and 10 of T-2 at 200.
    price: 7000 / 60,
    productionCost: 2800 / 60,
    safetyStock: 4,
    unmetDemand: 'backlog',
    hoursPerUnit: { SEWING: 0.5 },
  });
});

test('A family without any cost on record is delivered in time where its lines have the hours', async () => {
  const { families, items } = planningInput();
  const input = planningInput({
    families: [{ ...families[0]!, backlogCost: 0, holdingCost: 0, safetyStockUnits: 0, hoursPerUnit: {} }],
    items: items.map((item) => ({ ...item, price: 0, unitCost: 0 })),
  });
  const { answer } = await solved(question({ input }));
  expect(answer.families[0]).toMatchObject({ delivered: [40, 10, 10], backlog: [0, 0, 0] });
});

test('What operations and purchasing state replaces and adds to what is known', () => {
  const problem = supplyProblem(
    question({
      capacity: [{ resourceCode: 'SEWING', month: '2027-02', regularHours: 1, overtimeHours: 0 }],
      receipts: [
        { familyCode: 'TENTS', month: '2027-02', quantityUnits: 7 },
        { familyCode: 'TENTS', month: '2027-02', quantityUnits: 1 },
      ],
    }),
  );
  expect(problem.resources[0]).toMatchObject({ regularHours: [10, 1, 10], overtimeHours: [2, 0, 2] });
  expect(problem.families[0]!.receipts).toEqual([10, 8, 0]);
});

test('A month without a record takes the hours of the month before; no record at all is unlimited', () => {
  const { resources } = planningInput();
  const sewing = { ...resources[0]!, capacity: [{ month: '2027-02', regularHours: 5, overtimeHours: 1 }] };
  const hours = (capacity: typeof sewing.capacity) =>
    supplyProblem(question({ input: planningInput({ resources: [{ ...sewing, capacity }] }) })).resources[0]!
      .regularHours;
  expect(hours(sewing.capacity)).toEqual([5, 5, 5]);
  expect(hours([])).toBeNull();
});

test('Safety stock that cannot be kept at the start is asked for as far as stock covers it', () => {
  const input = planningInput({ families: [{ ...planningInput().families[0]!, safetyStockUnits: 50 }] });
  expect(supplyProblem(question({ input })).families[0]!.safetyStock).toBe(50);
  const covered = withCoveredSafetyStock(supplyProblem(question({ input })));
  expect(covered.families[0]!.safetyStock).toEqual([20, 20, 20]);
});

test('A plan that fits in regular time and overtime has hand-checkable figures', async () => {
  // 20 in stock, 10 arrive, 60 are asked for and 4 must be left: 34 are made in 17 hours.
  const result = await solved(question());
  const summary = summariseSupply(planningInput(), result, []);
  expect(summary).toMatchObject({
    volumeUnits: 60,
    serviceRatio: 1,
    backlogUnits: 0,
    revenue: 7000,
    solverStatus: 'proven best',
  });
  expect(summary.utilisationRatio).toBeCloseTo(17 / 30, 6);
  expect(summary.budgetRevenue).toBe(1000);
  // January's 40 units at the family's price of 116.67, less the budget.
  expect(summary.gapToBudget).toBe(3666.67);
  expect(describeSupply(planningInput(), result)[0]).toBe('All demand is delivered in its month.');
});

test('Rows keep the balance, and the items make what their family makes', async () => {
  const result = await solved(question());
  const rows = supplyRows(planningInput(), result);
  const sum = (measure: string, month?: string) =>
    sumQuantities(
      rows
        .filter((row) => row.measure === measure && (!month || row.month === month))
        .map(({ value }) => value),
    );
  expect(sum('demand')).toBe(60);
  expect(sum('item-production')).toBe(sum('production'));
  expect(20 + 10 + sum('production') - sum('delivered')).toBeCloseTo(sum('inventory', '2027-03'), 3);
  expect(sum('regular-hours-available')).toBe(30);
});

test('Without hours demand goes late, the plan says where, and overtime helps', async () => {
  const input = planningInput();
  const tight = question({
    demand: demandOf([60, 60, 0], [0, 0, 0]),
    input: { ...input, items: input.items.map((item) => ({ ...item, stockUnits: 2, onOrderUnits: 0 })) },
  });
  const base = await solved(tight, withCoveredSafetyStock(supplyProblem(tight)));
  const summary = summariseSupply(tight.input, base, []);
  // 24 units a month can be made; 4 stay in stock: 60 − 24 late in January, 120 − 48 in February, 120 − 72 in March.
  expect(base.answer.families[0]!.backlog.map(Math.round)).toEqual([36, 72, 48]);
  expect(summary.backlogUnits).toBeCloseTo(72, 3);
  expect(summary.serviceRatio).toBeCloseTo(1 - (36 + 60) / 120, 6);
  expect(describeSupply(tight.input, base)).toEqual([
    'Tents: up to 72 units late, worst in Feb 2027.',
    expect.stringMatching(
      /^Sewing hall binds in Jan to Mar 2027; one more hour in Jan 2027 is worth EUR \d+\.$/,
    ),
  ]);

  expect(summary.bottlenecks[0]).toMatchObject({ resourceCode: 'SEWING', resourceName: 'Sewing hall' });

  const overtime = scenarioProblem(base.problem, [{ kind: 'overtime-share', percent: 25 }]);
  const helped = summariseSupply(tight.input, await solved(tight, overtime), []);
  expect(helped.margin!).toBeGreaterThan(summary.margin!);
  expect(describeDifference(helped, summary, 'the base scenario')[0]).toMatch(
    /^Margin is EUR [\d,]+ higher than in the base scenario\.$/,
  );
});

test('Late is late too where a month has but a few units', async () => {
  const small = question({
    demand: demandOf([0.8, 0.2, 0.2], [0, 0, 0]),
    input: planningInput({
      families: [{ ...planningInput().families[0]!, safetyStockUnits: 0 }],
      items: planningInput().items.map((item) => ({ ...item, stockUnits: 0, onOrderUnits: 0 })),
    }),
    capacity: MONTHS.map((month) => ({ resourceCode: 'SEWING', month, regularHours: 0.2, overtimeHours: 0 })),
  });
  // Half an hour a unit: 0.4 units a month can be made.
  expect(describeSupply(small.input, await solved(small))[0]).toBe(
    'Tents: up to 0.4 units late, worst in Jan 2027.',
  );
});

test('A line without regular hours in a month binds there, and is not said to be used up', async () => {
  const stopped = question({
    demand: demandOf([30, 24, 10], [0, 0, 0]),
    capacity: [{ resourceCode: 'SEWING', month: '2027-02', regularHours: 0, overtimeHours: 0 }],
  });
  const { bottlenecks } = summariseSupply(stopped.input, await solved(stopped), []);
  expect(bottlenecks.find(({ month }) => month === '2027-02')).toMatchObject({ utilisationRatio: null });
});

test('A plan keeps what one more unit of demand costs, by family and month', async () => {
  const input = planningInput({ families: [{ ...planningInput().families[0]!, safetyStockUnits: 0 }] });
  const roomy = question({ input, demand: demandOf([30, 24, 10], [0, 0, 0]) });
  const rows = supplyRows(input, await solved(roomy));
  const costs = rows.filter(({ measure }) => measure === 'marginal-cost-of-demand');
  // A unit takes 40 of material and half an hour at 20. February's hours make 20 of its 24, the rest is made in
  // January and kept for a month at 1.
  expect(costs.map(({ familyCode, month, value }) => [familyCode, month, value])).toEqual([
    ['TENTS', '2027-01', 50],
    ['TENTS', '2027-02', 51],
    ['TENTS', '2027-03', 50],
  ]);
});

test('The scenarios of every month are lists of changes; the base is the supply problem itself', () => {
  expect(SCENARIOS.map(({ key }) => key)).toEqual(['base', 'overtime', 'upside']);
  const base = supplyProblem(question());
  expect(scenarioProblem(base, [])).toEqual(base);
  const upside = scenarioProblem(base, [{ kind: 'demand', percent: 10 }]);
  expect(upside.families[0]!.demand).toEqual([44, 11, 11]);
  expect(upside.families[0]!.finalBacklogMaximum).toBe(66);
});

test('Items and markets add up to what a scenario asks for, and stay as they are where it asks for no more', () => {
  const series = demandOf([30, 10, 10], [10, 0, 0]);
  const base = supplyProblem(question());
  const upside = scenarioProblem(base, [{ kind: 'demand', percent: 10, periods: ['2027-01'] }]);
  expect(demandOfProblem(upside, series).map(({ quantityUnits }) => quantityUnits)).toEqual([
    [33, 10, 10],
    [11, 0, 0],
  ]);
  expect(demandOfProblem(base, series)).toEqual(series);
  const odd = scenarioProblem(base, [{ kind: 'demand', percent: 33.3333 }]);
  const shared = demandOfProblem(odd, series);
  odd.families[0]!.demand.forEach((units, month) => {
    expect(sumQuantities(shared.map(({ quantityUnits }) => quantityUnits[month]!))).toBe(units);
  });
});

test('A plan that time ran out for says by how much another could be better; a proven one does not', async () => {
  const { answer, ...rest } = await solved(question());
  const cut: PlanAnswer = { ...answer, status: 'feasible', margin: 2000, boundMargin: 2050, gapRatio: 0.025 };
  const sentences = describeSupply(planningInput(), { ...rest, answer: cut });
  expect(sentences[0]).toBe(
    'Time ran out before this plan was proven best: another could earn up to EUR 50 (2.5 %) more.',
  );
  expect(sentences[1]).toBe('All demand is delivered in its month.');
  expect(summariseSupply(planningInput(), { ...rest, answer: cut }, []).solverStatus).toBe('not proven best');
  const atNothing = { ...cut, margin: 0, boundMargin: 50, gapRatio: 5e10 };
  expect(describeSupply(planningInput(), { ...rest, answer: atNothing })[0]).toMatch(/up to EUR 50 more\.$/);
});
