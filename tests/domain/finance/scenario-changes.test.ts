import { applyChanges } from '../../../domain/finance/scenario-changes';
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
