import { applyChanges } from '../../../domain/finance/scenario-changes';
import { resolveChanges } from '../../../domain/finance/stored-change';
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
      { kind: 'overtime-share', percent: 40 },
      { kind: 'hour-cost', resource: 'line', percent: 50 },
      { kind: 'capacity', resource: 'line', percent: -10 },
    ]);
    expect(changed.families[0]!.price).toEqual([6, 5]);
    expect(changed.families[1]!.productionCost).toEqual([2.5, 2.5]);
    expect(changed.resources[0]).toMatchObject({
      regularHours: [18, 18],
      overtimeHours: [7.2, 7.2],
      regularCostPerHour: [1.5, 1.5],
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

  test('When overtime is allowed by share, then what was allowed already stays', () => {
    const lines = {
      ...base,
      resources: [...base.resources, { id: 'press', regularHours: [8, 40], overtimeHours: 4 }],
    };
    const changed = applyChanges(lines, [{ kind: 'overtime-share', percent: 25 }]);
    expect(changed.resources.map(({ overtimeHours }) => overtimeHours)).toEqual([
      [5, 5],
      [4, 10],
    ]);
    const inFebruary = applyChanges(lines, [
      { kind: 'overtime-share', percent: 50, resources: ['press'], periods: ['feb'] },
    ]);
    expect(inFebruary.resources.map(({ overtimeHours }) => overtimeHours)).toEqual([undefined, [4, 20]]);
  });

  test('When safety stock is proposed, then those families keep it and the others theirs', () => {
    const changes = resolveChanges([{ kind: 'proposed-safety-stock' }], { pumps: 7 });
    expect(changes).toEqual([{ kind: 'safety-stock', units: { pumps: 7 } }]);
    const changed = applyChanges(base, changes);
    expect(changed.families.map(({ safetyStock }) => safetyStock)).toEqual([7, undefined]);
    expect(resolveChanges([{ kind: 'proposed-safety-stock', families: ['valves'] }], { pumps: 7 })).toEqual([
      { kind: 'safety-stock', units: { valves: 0 } },
    ]);
  });

  test('When everything must be delivered in its month and cannot, then the plan says what stands against it', async () => {
    const strict = applyChanges(base, [
      { kind: 'unmet-demand', unmetDemand: 'forbidden' },
      { kind: 'line-lost', resource: 'line' },
    ]);
    const plan = await solvePlan({
      ...strict,
      families: strict.families.map((family) => ({ ...family, finalBacklogMaximum: 0 })),
    });
    expect(plan.status).toBe('infeasible');
    expect(plan.conflict.join(' ')).toContain('pumps');
  });

  test.each([
    [
      { kind: 'demand', percent: 5, families: ['fans'] } as const,
      /no family "fans" in the plan: use one of "pumps", "valves"/,
    ],
    [{ kind: 'line-lost', resource: 'press' } as const, /no resource "press"/],
    [{ kind: 'demand', percent: 5, periods: ['mar'] } as const, /no period "mar"/],
    [{ kind: 'demand', percent: -120 } as const, /-120 %/],
    [{ kind: 'overtime-share', percent: -1 } as const, /give 0 or more/],
    [{ kind: 'overtime-share', percent: 5, resources: ['press'] } as const, /no resource "press"/],
    [{ kind: 'safety-stock', units: { fans: 5 } } as const, /no family "fans"/],
  ])('When %j names something wrong, then it is refused by name', (change, reason) => {
    expect(() => applyChanges(base, [change])).toThrow(reason);
  });
});
