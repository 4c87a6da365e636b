import { checkPlan } from '../../../domain/supply/check-plan';
import { completeProblem } from '../../../domain/supply/complete-problem';
import { planAnswer } from '../../../domain/supply/plan-answer';
import { planStaffedLots } from '../../../domain/supply/plan-staffed-lots';
import type { ProblemWorkforce } from '../../../domain/supply/planning-problem';
import { solvePlan } from '../../../domain/supply/solve-plan';
import { staffLine } from '../../../domain/supply/staff-line';
import { randomProblem } from './random-problem';

describe('the workers of one line', () => {
  const workforce = {
    initialWorkers: 1,
    hireCost: 10,
    layoffCost: 30,
    wagePerPeriod: 5,
    hoursPerWorker: [100, 100],
    overtimeHoursPerWorker: 0,
    integer: true,
    idleAllowed: true,
  };
  const free = { regularCostPerHour: [0, 0], overtimeCostPerHour: [0, 0] };

  test('When hours grow, then workers are hired when they are needed', () => {
    expect(staffLine({ workforce, hours: [100, 300], ...free })).toEqual([1, 3]);
  });

  test('When laying off costs more than idling, then workers stay', () => {
    expect(staffLine({ workforce, hours: [300, 100], ...free })).toEqual([3, 3]);
    expect(staffLine({ workforce: { ...workforce, layoffCost: 1 }, hours: [300, 100], ...free })).toEqual([
      3, 1,
    ]);
  });

  test('When overtime is cheaper than hiring, then it is worked', () => {
    const withOvertime = { ...workforce, overtimeHoursPerWorker: 20 };
    expect(staffLine({ workforce: withOvertime, hours: [120, 120], ...free })).toEqual([1, 1]);
    const dear = { regularCostPerHour: [0, 0], overtimeCostPerHour: [1, 1] };
    expect(staffLine({ workforce: withOvertime, hours: [120, 120], ...dear })).toEqual([2, 2]);
  });

  test('When nobody works in a period, then no hours can be worked in it', () => {
    const closed = { ...workforce, hoursPerWorker: [100, 0] };
    expect(staffLine({ workforce: closed, hours: [100, 1], ...free })).toBeNull();
    expect(staffLine({ workforce: closed, hours: [100, 0], ...free })).toEqual([1, 1]);
  });
});

test('When lots and workers are planned, then the optimum lies between plan and bound, and all adds up', async () => {
  let planned = 0;
  for (let seed = 0; seed < 16; seed++) {
    const problem = withWorkersWhoMayIdle(seed);
    const exact = await solvePlan(problem);
    const complete = completeProblem(problem);
    let told = 0;
    const priced = planStaffedLots(
      complete,
      { timeLimitSeconds: 60, gapRatio: 0 },
      { shouldStop: () => ++told > 150 },
    );
    if (!priced || exact.status === 'infeasible') {
      expect([seed, exact.status === 'infeasible' ? priced : null]).toEqual([seed, null]);
      continue;
    }
    planned++;
    const plan = planAnswer(complete, priced.quantities, priced.valueOfOneMoreHour, -priced.costBound);
    const tolerance = 1e-6 * Math.max(1, exact.revenue, exact.cost);
    expect([seed, checkPlan(problem, plan)]).toEqual([seed, []]);
    expect(plan.margin).toBeLessThanOrEqual(exact.margin + tolerance);
    expect(plan.boundMargin).toBeGreaterThanOrEqual(exact.margin - tolerance);
  }
  expect(planned).toBeGreaterThan(8);
});

function withWorkersWhoMayIdle(seed: number) {
  const problem = randomProblem(seed, { families: 4, resources: 2, periods: 6, withIntegers: true });
  const workforce: ProblemWorkforce = {
    initialWorkers: 5,
    hireCost: 30,
    layoffCost: 20,
    wagePerPeriod: 25,
    hoursPerWorker: 20,
    overtimeHoursPerWorker: 4,
    integer: seed % 2 === 0,
  };
  const [first, ...others] = problem.resources;
  return { ...problem, resources: [{ id: first!.id, overtimeCostPerHour: 2, workforce }, ...others] };
}
