import { largeProblem } from '../../../bench/supply/large-problem';
import { checkPlan } from '../../../domain/supply/check-plan';
import { completeProblem } from '../../../domain/supply/complete-problem';
import { planAnswer } from '../../../domain/supply/plan-answer';
import { planLots } from '../../../domain/supply/plan-lots';
import type { PlanAnswer, PlanningProblem } from '../../../domain/supply/planning-problem';
import { solvePlan } from '../../../domain/supply/solve-plan';
import { randomProblem } from './random-problem';

/** Lets a plan be looked for until it was told so often how things stand: the same on any machine. */
function untilTold(times: number) {
  const margins: number[] = [];
  let told = 0;
  return {
    margins,
    shouldStop: () => told >= times,
    onProgress: ({ margin }: { readonly margin: number | null }) => {
      told++;
      if (margin !== null) margins.push(margin);
    },
  };
}

function planByLots(problem: PlanningProblem, control = untilTold(6)): PlanAnswer | null {
  const complete = completeProblem(problem);
  const priced = planLots(complete, { timeLimitSeconds: 60, gapRatio: 0 }, control);
  return priced && planAnswer(complete, priced.quantities, priced.valueOfOneMoreHour, -priced.costBound);
}

function problemWithLots(families: number, resources: number): PlanningProblem {
  const problem = largeProblem({ families, resources, periods: 12, seed: 2 });
  return {
    ...problem,
    families: problem.families.map((family, f) => ({
      ...family,
      setupCost: 100 + 10 * (f % 20),
      minimumLot: f % 3 === 0 ? Math.round(family.demand[0]! * 0.8) : 0,
    })),
  };
}

/** A small random problem with lots and without workers. */
function smallProblem(seed: number): PlanningProblem {
  const problem = randomProblem(seed, { families: 4, resources: 2, periods: 6, withIntegers: true });
  return {
    ...problem,
    resources: problem.resources.map((resource) =>
      resource.workforce
        ? {
            id: resource.id,
            regularHours: 150,
            regularCostPerHour: 1,
            overtimeHours: 60,
            overtimeCostPerHour: 3,
          }
        : resource,
    ),
  };
}

describe('plans with many lots', () => {
  test('When small random problems are planned, then the optimum lies between plan and bound, and all adds up', async () => {
    let planned = 0;
    for (let seed = 0; seed < 40; seed++) {
      const problem = smallProblem(seed);
      const exact = await solvePlan(problem);
      const plan = planByLots(problem);
      if (exact.status === 'infeasible') {
        expect([seed, plan]).toEqual([seed, null]);
        continue;
      }
      if (!plan) continue;
      planned++;
      const tolerance = 1e-6 * Math.max(1, exact.revenue, exact.cost);
      expect([seed, checkPlan(problem, plan)]).toEqual([seed, []]);
      expect(plan.margin).toBeLessThanOrEqual(exact.margin + tolerance);
      expect(plan.boundMargin).toBeGreaterThanOrEqual(exact.margin - tolerance);
    }
    expect(planned).toBeGreaterThan(30);
  });

  test('When forty families share four lines, then the plan is proven within 3 % and gets no worse with time', () => {
    const problem = problemWithLots(40, 4);
    const control = untilTold(10);
    const plan = planByLots(problem, control)!;
    expect(checkPlan(problem, plan)).toEqual([]);
    expect(plan.gapRatio).toBeLessThan(0.03);
    expect(control.margins.length).toBeGreaterThan(4);
    expect(control.margins).toEqual([...control.margins].sort((a, b) => a - b));
  });

  test('When there are workers, then lots are not planned so', () => {
    const workforce = { initialWorkers: 1, hireCost: 1, layoffCost: 1, wagePerPeriod: 1, hoursPerWorker: 1 };
    const problem = problemWithLots(3, 1);
    const staffed = { ...problem, resources: problem.resources.map(({ id }) => ({ id, workforce })) };
    expect(planByLots(staffed)).toBeNull();
  });

  test('When lots are too many to branch, then the planner answers with the gap that is left, values and marginal costs', async () => {
    const problem = { ...problemWithLots(150, 8), options: { gapRatio: 0.02 } };
    const plan = await solvePlan(problem);
    expect(checkPlan(problem, plan)).toEqual([]);
    expect(plan.status).toBe('optimal');
    expect(plan.gapRatio).toBeLessThanOrEqual(0.02);
    expect(plan.binding.length).toBeGreaterThan(0);
  });

  test('When time is short for hundreds of lots, then a plan with its gap comes all the same', async () => {
    const problem = { ...problemWithLots(40, 4), options: { timeLimitSeconds: 2 } };
    const plan = await solvePlan(problem);
    expect(plan.status).toBe('feasible');
    expect(plan.gapRatio).toBeGreaterThan(0);
    expect(plan.gapRatio).toBeLessThan(0.1);
    expect(checkPlan(problem, plan)).toEqual([]);
  });
});
