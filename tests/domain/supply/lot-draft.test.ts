import { largeProblem } from '../../../bench/supply/large-problem';
import { checkPlan } from '../../../domain/supply/check-plan';
import { completeProblem } from '../../../domain/supply/complete-problem';
import { draftLots } from '../../../domain/supply/lot-draft';
import { planAnswer } from '../../../domain/supply/plan-answer';
import type { PlanningProblem } from '../../../domain/supply/planning-problem';
import { solvePlan } from '../../../domain/supply/solve-plan';

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

describe('a draft with lots', () => {
  test('When lots are drafted, then every rule is kept and the optimum lies between draft and bound', async () => {
    const problem = problemWithLots(4, 2);
    const complete = completeProblem(problem);
    const draft = draftLots(complete, 20, {});
    const exact = await solvePlan({ ...problem, options: { gapRatio: 0.005 } });
    if (!draft) throw new Error('There is a draft for this problem.');
    const noValues = complete.resources.map(() => complete.periods.map(() => 0));
    const plan = planAnswer(complete, draft.quantities, noValues, -draft.costBound);
    expect(checkPlan(problem, plan)).toEqual([]);
    expect(plan.margin).toBeLessThanOrEqual(exact.boundMargin + 1e-6 * Math.abs(exact.boundMargin));
    expect(plan.boundMargin).toBeGreaterThanOrEqual(exact.margin - 1e-6 * Math.abs(exact.margin));
    expect(plan.margin).toBeGreaterThan(exact.margin - 0.1 * Math.abs(exact.margin));
  });

  test('When there are workers, then there is no draft', () => {
    const workforce = { initialWorkers: 1, hireCost: 1, layoffCost: 1, wagePerPeriod: 1, hoursPerWorker: 1 };
    const problem = problemWithLots(3, 1);
    const staffed = { ...problem, resources: problem.resources.map(({ id }) => ({ id, workforce })) };
    expect(draftLots(completeProblem(staffed), 5, {})).toBeNull();
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
