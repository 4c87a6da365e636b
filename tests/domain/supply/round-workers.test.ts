import { checkPlan } from '../../../domain/supply/check-plan';
import { completeProblem } from '../../../domain/supply/complete-problem';
import { loadSolver } from '../../../domain/supply/highs-solver';
import { planAnswer } from '../../../domain/supply/plan-answer';
import { buildPlanModel } from '../../../domain/supply/plan-model';
import { readQuantities } from '../../../domain/supply/plan-quantities';
import type { PlanAnswer, PlanningProblem, ProblemWorkforce } from '../../../domain/supply/planning-problem';
import { readPlanningProblem } from '../../../domain/supply/planning-problem-schema';
import { roundWorkers } from '../../../domain/supply/round-workers';
import { solvePlan } from '../../../domain/supply/solve-plan';
import { TimeAllowed } from '../../../domain/supply/time-allowed';
import optima from './cases/optima.json';
import redTomatoInteger from './cases/red-tomato-integer.problem.json';
import { randomProblem } from './random-problem';

test('When the workers of the red tomato are rounded, then they are whole and the optimum lies between plan and bound', async () => {
  const plan = (await rounded(readPlanningProblem(redTomatoInteger), 12))!;
  const { cost } = optima['red-tomato-integer'];
  expect(plan.resources[0]!.workers.every(Number.isInteger)).toBe(true);
  expect(plan.cost).toBeGreaterThanOrEqual(cost - 1e-6);
  expect(plan.cost).toBeLessThan(1.01 * cost);
  expect(-plan.boundMargin).toBeLessThanOrEqual(cost + 1e-6);
});

test('When lines are rounded one by one, then no turn makes the plan worse, and all adds up', async () => {
  for (let seed = 0; seed < 12; seed++) {
    const problem = staffed(seed);
    const exact = await solvePlan(problem);
    if (exact.status === 'infeasible') continue;
    const tolerance = 1e-6 * Math.max(1, exact.revenue, exact.cost);
    let before = Number.NEGATIVE_INFINITY;
    for (const turns of [0, 2, 6]) {
      const plan = (await rounded(problem, turns))!;
      expect([seed, checkPlan(problem, plan)]).toEqual([seed, []]);
      expect(plan.margin).toBeGreaterThanOrEqual(before - tolerance);
      expect(plan.margin).toBeLessThanOrEqual(exact.margin + tolerance);
      expect(plan.boundMargin).toBeGreaterThanOrEqual(exact.margin - tolerance);
      before = plan.margin;
    }
  }
});

test('When there is no time for rounding, then as many workers as parts of workers ask for make the plan', async () => {
  const problem = staffed(4);
  const exact = await solvePlan(problem);
  const plan = (await rounded(problem, 0, 0))!;
  expect(checkPlan(problem, plan)).toEqual([]);
  expect(plan.resources[0]!.workers.every(Number.isInteger)).toBe(true);
  expect(plan.margin).toBeLessThanOrEqual(exact.margin + 1e-6);
  expect(plan.boundMargin).toBeGreaterThanOrEqual(exact.margin - 1e-6);
});

test('When nobody may idle and there is no time for rounding, then there is no plan', async () => {
  const problem = staffed(4);
  const resources = problem.resources.map(({ id, workforce }) => ({
    id,
    workforce: { ...workforce!, idleAllowed: false },
  }));
  expect(await rounded({ ...problem, resources }, 0, 0)).toBeNull();
});

/** The plan after so many turns of rounding one line anew. */
async function rounded(
  problem: PlanningProblem,
  turns: number,
  timeLimitSeconds = 60,
): Promise<PlanAnswer | null> {
  const highs = await loadSolver();
  const complete = completeProblem(problem);
  const model = buildPlanModel(complete);
  return highs.withModel(model.linear.toModelData(false), (live) => {
    live.options.set({ output_flag: false });
    live.run();
    let asked = 0;
    const untilTurns = { shouldStop: () => asked++ >= turns };
    const found = roundWorkers(highs, live, model, untilTurns, new TimeAllowed(timeLimitSeconds));
    if (!found) return null;
    const quantities = readQuantities(complete, model, found.columns, 1);
    const noValues = complete.resources.map(() => complete.periods.map(() => 0));
    return planAnswer(complete, quantities, noValues, -found.costBound);
  });
}

function staffed(seed: number): PlanningProblem {
  const problem = randomProblem(seed, { families: 4, resources: 2, periods: 5, withIntegers: false });
  const workforce: ProblemWorkforce = {
    initialWorkers: 4,
    hireCost: 30,
    layoffCost: 20,
    wagePerPeriod: 15,
    hoursPerWorker: 20,
    overtimeHoursPerWorker: 4,
    integer: true,
  };
  return {
    ...problem,
    resources: problem.resources.map(({ id }, r) => ({
      id,
      overtimeCostPerHour: 2,
      workforce: { ...workforce, integer: r === 0 },
    })),
  };
}
