import { measurePlan } from '../../../domain/finance/plan-measures';
import { applyChanges } from '../../../domain/finance/scenario-changes';
import { compareScenarios } from '../../../domain/finance/scenarios';
import { checkPlan } from '../../../domain/supply/check-plan';
import type { PlanningProblem } from '../../../domain/supply/planning-problem';
import { readPlanningProblem } from '../../../domain/supply/planning-problem-schema';
import { solvePlan } from '../../../domain/supply/solve-plan';

const base: PlanningProblem = {
  id: 'base',
  periods: ['jan', 'feb'],
  families: [
    {
      id: 'pumps',
      demand: [10, 30],
      unmetDemand: 'backlog',
      backlogCost: 5,
      finalBacklogMaximum: 100,
      price: 10,
      productionCost: 4,
      holdingCost: 1,
      hoursPerUnit: { line: 1 },
    },
    { id: 'valves', demand: [20, 20], unmetDemand: 'lost', price: 6, productionCost: 2 },
  ],
  resources: [{ id: 'line', regularHours: 20, regularCostPerHour: 1 }],
};

describe('changing a planning problem', () => {
  test('When demand grows in one month for one family, then nothing else changes', () => {
    const changed = applyChanges(base, [
      { kind: 'demand', percent: 10, families: ['pumps'], periods: ['feb'] },
    ]);
    expect(changed.families[0]!.demand).toEqual([10, 33]);
    expect(changed.families[1]).toBe(base.families[1]);
    expect(base.families[0]!.demand).toEqual([10, 30]);
  });

  test('When changes are combined, then each works on what the one before left', () => {
    const changed = applyChanges(base, [
      { kind: 'price', percent: -50, families: ['pumps'] },
      { kind: 'price', percent: 20, families: ['pumps'], periods: ['jan'] },
      { kind: 'cost', cost: 'production', percent: 25 },
      { kind: 'overtime-allowed', resource: 'line', hours: 8, costPerHour: 3 },
      { kind: 'capacity', resource: 'line', percent: -10 },
    ]);
    expect(changed.families[0]!.price).toEqual([6, 5]);
    expect(changed.families[1]!.productionCost).toEqual([2.5, 2.5]);
    expect(changed.resources[0]).toMatchObject({
      regularHours: [18, 18],
      overtimeHours: [7.2, 7.2],
      overtimeCostPerHour: 3,
    });
    expect(() => readPlanningProblem(changed)).not.toThrow();
  });

  test('When a line is lost, then what needs it is not made, frozen or not', async () => {
    const changed = applyChanges(
      { ...base, families: [{ ...base.families[0]!, fixedProduction: [5, 5] }, base.families[1]!] },
      [{ kind: 'line-lost', resource: 'line', periods: ['jan'] }],
    );
    const plan = await solvePlan(readPlanningProblem(changed));
    expect(plan.families[0]!.production).toEqual([0, 5]);
    expect(checkPlan(changed, plan)).toEqual([]);
  });

  test('When a staffed line is lost, then its workers are paid or laid off but make nothing', async () => {
    const workforce = {
      initialWorkers: 2,
      hireCost: 1,
      layoffCost: 50,
      wagePerPeriod: 3,
      hoursPerWorker: 10,
      overtimeHoursPerWorker: 2,
    };
    const staffed = { ...base, resources: [{ id: 'line', workforce }] };
    const changed = applyChanges(staffed, [{ kind: 'line-lost', resource: 'line', periods: ['jan'] }]);
    const plan = await solvePlan(readPlanningProblem(changed));
    expect(plan.families[0]!.production[0]).toBe(0);
    expect(plan.resources[0]!.workers[0]).toBe(2);
  });

  test.each([
    [
      { kind: 'demand', percent: 5, families: ['fans'] } as const,
      /no family "fans" in the plan: use one of "pumps", "valves"/,
    ],
    [{ kind: 'line-lost', resource: 'press' } as const, /no resource "press"/],
    [{ kind: 'demand', percent: 5, periods: ['mar'] } as const, /no period "mar"/],
    [{ kind: 'demand', percent: -120 } as const, /-120 %/],
  ])('When %j names something wrong, then it is refused by name', (change, reason) => {
    expect(() => applyChanges(base, [change])).toThrow(reason);
  });
});

describe('measuring a plan', () => {
  test('When the plan of the base is measured, then every figure can be added up by hand', async () => {
    const problem = { ...base, families: [{ ...base.families[0]!, demand: [10, 35] }, base.families[1]!] };
    const plan = await solvePlan(problem);
    const measures = measurePlan(problem, plan, {
      daysPerPeriod: 30,
      receivablePeriods: 1,
      openingCash: 100,
      budget: { revenue: 700, volumeUnits: 80 },
    });
    expect(plan.families[0]!.production).toEqual([20, 20]);
    expect(measures).toMatchObject({
      volumeUnits: 80,
      serviceRatio: 80 / 85,
      averageInventoryUnits: 5,
      finalInventoryUnits: 0,
      averageInventoryValue: 20,
      inventoryDays: (20 * 60) / (40 * 4 + 40 * 2),
      utilisationRatio: { line: 1 },
      largestBacklogUnits: 5,
      finalBacklogUnits: 5,
      lostUnits: 0,
      revenue: 640,
      cost: 160 + 80 + 40 + 10 + 25,
      cash: [100 - 80 - 40 - 20, 100 - 80 - 40 - 20 + 220 - 80 - 40 - 20],
      lowestCash: -40,
      gapToBudget: { revenue: -60, volumeUnits: 0, margin: null },
    });
  });

  test('When nothing is asked for, then ratios are not defined instead of 0 or 1', async () => {
    const problem = { id: 'none', periods: ['jan'], families: [{ id: 'f', demand: [0] }], resources: [] };
    const measures = measurePlan(problem, await solvePlan(problem));
    expect([measures.serviceRatio, measures.inventoryDays]).toEqual([null, null]);
  });
});

describe('scenarios side by side', () => {
  test('When scenarios are compared, then each has its plan, and the margin beside the first', async () => {
    const results = await compareScenarios(base, [
      { name: 'base', changes: [] },
      { name: 'demand +10 %', changes: [{ kind: 'demand', percent: 10 }] },
      {
        name: 'overtime',
        changes: [{ kind: 'overtime-allowed', resource: 'line', hours: 20, costPerHour: 1.5 }],
      },
      {
        name: 'price -10 % and a line lost',
        changes: [
          { kind: 'price', percent: -10 },
          { kind: 'line-lost', resource: 'line', periods: ['jan'] },
        ],
      },
    ]);
    expect(results.map((result) => result.marginChange === null)).toEqual([false, false, false, false]);
    expect(results[0]!.marginChange).toBe(0);
    expect(results[2]!.marginChange).toBe(5);
    expect(results[3]!.marginChange).toBeLessThan(0);
    for (const { problem, plan } of results) expect(checkPlan(problem, plan)).toEqual([]);
  });

  test('When a scenario has no plan, then it says why and the others still stand', async () => {
    const strict = applyChanges(base, [{ kind: 'unmet-demand', unmetDemand: 'forbidden' }]);
    const results = await compareScenarios(strict, [
      { name: 'base', changes: [] },
      { name: 'line lost', changes: [{ kind: 'line-lost', resource: 'line' }] },
    ]);
    expect(results[0]!.measures).not.toBeNull();
    expect(results[1]!.measures).toBeNull();
    expect(results[1]!.plan.conflict.join(' ')).toContain('pumps');
  });
});
