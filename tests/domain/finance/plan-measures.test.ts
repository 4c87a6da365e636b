import { budgetGap } from '../../../domain/finance/budget-gap';
import { cashAtEnd, monthlyPaymentTerms } from '../../../domain/finance/cash-flow';
import { measurePlan } from '../../../domain/finance/plan-measures';
import type { PlanningProblem } from '../../../domain/supply/planning-problem';
import { solvePlan } from '../../../domain/supply/solve-plan';

/** 20 hours a month for pumps: 5 of the 45 asked for stay late at the end. Valves need no hours. */
const problem: PlanningProblem = {
  id: 'base',
  periods: ['jan', 'feb'],
  families: [
    {
      id: 'pumps',
      demand: [10, 35],
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

test('When a plan is measured, then every figure can be added up by hand', async () => {
  const plan = await solvePlan(problem);
  const measures = measurePlan(problem, plan, {
    daysPerPeriod: 30,
    payment: { receivablePeriods: 1, payablePeriods: 0 },
    budget: [
      { family: 'pumps', period: 'jan', volumeUnits: 12, revenue: 110 },
      { family: 'pumps', period: 'mar', volumeUnits: 900, revenue: 9000 },
    ],
  });
  expect(plan.families[0]!.production).toEqual([20, 20]);
  expect(measures).toMatchObject({
    demandUnits: 85,
    deliveredUnits: 80,
    serviceRatio: 80 / 85,
    inventoryUnits: 5,
    finalInventoryUnits: 0,
    inventoryValue: 20,
    inventoryDays: (20 * 60) / (40 * 4 + 40 * 2),
    utilisationRatio: 1,
    utilisationOfResource: { line: 1 },
    largestBacklogUnits: 5,
    finalBacklogUnits: 5,
    lostUnits: 0,
    revenue: 640,
    cost: 160 + 80 + 40 + 10 + 25,
    cash: [-80 - 40 - 20, -80 - 40 - 20 + 220 - 80 - 40 - 20],
    lowestCash: -140,
    finalCash: -60,
    // January's ten pumps alone: no other family or month of the plan has a budget.
    budgetRevenue: 110,
    revenueGap: -10,
    volumeGapUnits: -2,
  });
});

test('When nothing is asked for, then ratios are not defined instead of 0 or 1', async () => {
  const idle: PlanningProblem = {
    id: 'none',
    periods: ['jan'],
    families: [{ id: 'f', demand: [0] }],
    resources: [{ id: 'line', regularHours: 0 }],
  };
  const measures = measurePlan(idle, await solvePlan(idle));
  expect([measures.serviceRatio, measures.inventoryDays, measures.utilisationRatio]).toEqual([
    null,
    null,
    null,
  ]);
  expect([measures.budgetRevenue, measures.revenueGap, measures.volumeGapUnits]).toEqual([null, null, null]);
});

test('Hours without a limit are in no utilisation', async () => {
  const free: PlanningProblem = {
    ...problem,
    resources: [...problem.resources, { id: 'anywhere', regularHours: null }],
    families: problem.families.map((family) => ({ ...family, hoursPerUnit: { line: 1, anywhere: 1 } })),
  };
  const measures = measurePlan(free, await solvePlan(free));
  expect(measures.utilisationOfResource).toEqual({ line: 1, anywhere: null });
  expect(measures.utilisationRatio).toBe(1);
});

test('Cash follows the payment terms: 45 days are one month for half of it, and two for the other half', async () => {
  const sold: PlanningProblem = {
    id: 'sold',
    periods: ['jan', 'feb', 'mar'],
    families: [{ id: 'f', demand: [10, 10, 10], price: 10, productionCost: 2, hoursPerUnit: { line: 1 } }],
    resources: [{ id: 'line', regularHours: 10, regularCostPerHour: 1 }],
  };
  const plan = await solvePlan(sold);
  const terms = monthlyPaymentTerms(45, 30);
  expect(terms).toEqual({ receivablePeriods: 1.5, payablePeriods: 1 });
  // Wages at once, material a month later, customers half of January's 100 in February and half in March.
  expect(cashAtEnd(sold, plan, terms)).toEqual([-10, -10 - 10 - 20 + 50, 10 - 10 - 20 + 50 + 50]);
  expect(cashAtEnd(sold, plan, monthlyPaymentTerms(0, 0))).toEqual([70, 140, 210]);
});

test('A budget counts only where the plan and the budget both say something', () => {
  const sold = [{ family: 'f', units: [9, 5], revenue: [90, 50] }];
  const budget = [{ family: 'f', period: 'jan', volumeUnits: 8, revenue: 100 }];
  expect(budgetGap(['jan', 'feb'], sold, budget)).toEqual({
    budgetRevenue: 100,
    revenueGap: -10,
    volumeGapUnits: 1,
  });
  expect(budgetGap(['jan'], [], budget).revenueGap).toBeNull();
});
