import { solvePlan } from '../../../domain/supply/solve-plan';
import { randomProblem } from './random-problem';

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

test('When a regular hour is added anywhere, then the margin gains what the plan said it is worth', async () => {
  let worthSomething = 0;
  for (const seed of seeds) {
    const problem = randomProblem(seed, { families: 3, resources: 2, periods: 5, withIntegers: false });
    const plan = await solvePlan(problem);
    if (plan.status === 'infeasible') continue;
    for (const [r, { regularHours, workforce }] of problem.resources.entries()) {
      if (workforce || regularHours == null) continue;
      for (const t of problem.periods.keys()) {
        const hours = problem.periods.map((_, each) => {
          const there = typeof regularHours === 'number' ? regularHours : regularHours[each]!;
          return each === t ? there + 1 : there;
        });
        const resources = problem.resources.map((line, each) =>
          each === r ? { ...line, regularHours: hours } : line,
        );
        const { margin } = await solvePlan({ ...problem, resources });
        const value = plan.resources[r]!.valueOfOneMoreHour[t]!;
        if (value > 0) worthSomething++;
        expect(Math.abs(margin - plan.margin - value)).toBeLessThan(
          1e-6 * Math.max(1, Math.abs(plan.margin)),
        );
      }
    }
  }
  expect(worthSomething).toBeGreaterThan(10);
});
