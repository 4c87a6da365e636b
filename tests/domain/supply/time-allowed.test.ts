import { lotProblem } from '../../../bench/supply/lot-problem';
import { completeProblem } from '../../../domain/supply/complete-problem';
import { explainConflict } from '../../../domain/supply/explain-conflict';
import { loadSolver } from '../../../domain/supply/highs-solver';
import type { PlanningProblem } from '../../../domain/supply/planning-problem';
import { isCutShort, runSolver } from '../../../domain/supply/run-solver';
import { solvePlan } from '../../../domain/supply/solve-plan';
import { TimeAllowed } from '../../../domain/supply/time-allowed';

/** Lots of a minimum that no month has the hours for; February has enough for both months, had lots no minimum. */
const lotsDoNotFit: PlanningProblem = {
  id: 'lots',
  periods: ['jan', 'feb'],
  families: [
    { id: 'pumps', demand: [5, 5], minimumLot: 25, hoursPerUnit: { line: 1 } },
    { id: 'valves', demand: [5, 5], minimumLot: 5, hoursPerUnit: { line: 1 } },
  ],
  resources: [{ id: 'line', regularHours: 20 }],
};

/** Full-size with lots; `hours` as a multiple of the hours needed. */
function manyLots(hours: (line: number) => number, families = 1000, resources = 50): PlanningProblem {
  const problem = lotProblem({ families, resources, periods: 24, seed: 1, timeLimitSeconds: 10 });
  return {
    ...problem,
    resources: problem.resources.map(({ id, regularHours }, r) => ({
      id,
      regularHours: Math.round(((regularHours as number) / 1.1) * hours(r)),
    })),
  };
}

/** 'Family "pumps": demand of 5 units …' is 'pumps: demand'. */
function aboutWhat(sentence: string): string {
  const [, owner, what] = /"(.*)": (demand|a lot|.*?(?= time| in ))/.exec(sentence)!;
  return `${owner}: ${what}`;
}

describe('no plan, within the time allowed', () => {
  test('When one of fifty lines has too few hours for a thousand families, then its conflict is told', async () => {
    const plan = await solvePlan(manyLots((line) => (line === 30 ? 0.9 : 1.1)));
    expect(plan.status).toBe('infeasible');
    expect(plan.conflict).toHaveLength(3);
    expect(plan.conflict[0]).toMatch(/^Families "family-31".* may still be waiting at the end of month 24/);
    expect(plan.conflict[1]).toMatch(/^Resource "line-31": at most 1630 hours of regular time/);
  });

  test('When time is up before a plan or a proof, then that is said, and not that there is none', async () => {
    const problem = manyLots(() => 1.1, 400, 20);
    const workforce = {
      initialWorkers: 10,
      hireCost: 1,
      layoffCost: 1,
      wagePerPeriod: 1,
      hoursPerWorker: 160,
      integer: true,
      idleAllowed: false,
    };
    const busy = {
      ...problem,
      resources: problem.resources.map(({ id }) => ({ id, workforce })),
      options: { timeLimitSeconds: 0.01 },
    };
    await expect(solvePlan(busy)).rejects.toMatchObject({
      code: 'conflict',
      message:
        'No plan for "lots-400x20x24-1" was found in the 0.01 seconds it was allowed, nor proof that there is none: ' +
        'allow more time (options.timeLimitSeconds), or ask for less.',
    });
  });

  test('When time runs out while a conflict is made small, then it has all that it takes and maybe more', async () => {
    const highs = await loadSolver();
    const complete = completeProblem(lotsDoNotFit);
    const smallest = explainConflict(highs, complete, () => 60)!;
    expect(smallest.map(aboutWhat)).toEqual([
      'pumps: demand',
      'pumps: a lot',
      'line: at most 20 hours of regular',
      'line: at most 0 hours of overtime',
    ]);
    const sizes: number[] = [];
    for (let times = 0; times < 40; times++) {
      let asked = 0;
      const conflict = explainConflict(highs, complete, () => (asked++ < times ? 60 : 0));
      if (!conflict) continue;
      sizes.push(conflict.length);
      expect(conflict.map(aboutWhat)).toEqual(expect.arrayContaining(smallest.map(aboutWhat)));
    }
    expect(sizes.at(-1)).toBe(smallest.length);
  });

  test('When there is a plan, then no conflict is told', async () => {
    const families = [{ ...lotsDoNotFit.families[0]!, minimumLot: 15 }, lotsDoNotFit.families[1]!];
    const possible = completeProblem({ ...lotsDoNotFit, families });
    expect((await solvePlan({ ...lotsDoNotFit, families })).status).toBe('optimal');
    expect(explainConflict(await loadSolver(), possible, () => 60)).toBeNull();
  });
});

describe('the time allowed', () => {
  test('When ten seconds are allowed, then an answer may take one more; and half a second of a short time', () => {
    const long = new TimeAllowed(10);
    expect(long.leftForAnswer() - long.left()).toBeCloseTo(1, 2);
    const brief = new TimeAllowed(1);
    expect(brief.leftForAnswer() - brief.left()).toBeCloseTo(0.5, 2);
    expect(brief.left()).toBeLessThanOrEqual(1);
  });

  test('When the solver has no time, then it is cut short and finds nothing wrong', async () => {
    const highs = await loadSolver();
    highs.withModel((live) => {
      const status = runSolver(highs, live, 0);
      expect(isCutShort(highs, status)).toBe(true);
    });
  });
});
