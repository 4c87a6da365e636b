import { planDifference } from '../../../domain/supply/plan-difference';
import { Planner } from '../../../domain/supply/planner';
import type { PlanningProblem } from '../../../domain/supply/planning-problem';
import { solvePlan } from '../../../domain/supply/solve-plan';
import { randomProblem } from './random-problem';

const base: PlanningProblem = {
  id: 'reasons',
  periods: ['jan', 'feb'],
  families: [
    { id: 'pumps', demand: [10, 30], price: 9, productionCost: 2, holdingCost: 1, hoursPerUnit: { line: 1 } },
    { id: 'valves', demand: [5, 5], unmetDemand: 'lost', price: 1, productionCost: 4 },
  ],
  resources: [{ id: 'line', regularHours: [25, 20] }],
};

describe('marginal cost of demand', () => {
  test('When february is full, then one more unit there costs making and holding it from january', async () => {
    const { marginalDemand } = await new Planner().plan(base);
    expect(marginalDemand[0]).toEqual({ family: 'pumps', margin: [7, 6], cost: [2, 3] });
  });

  test('When demand is lost because it does not pay, then one more unit changes nothing', async () => {
    const { marginalDemand } = await new Planner().plan(base);
    expect(marginalDemand[1]).toEqual({ family: 'valves', margin: [0, 0], cost: [1, 1] });
  });

  test.each([1, 2, 3, 4, 6, 7])(
    'When a little more is asked for (case %i), then the margin moves by the marginal margin',
    async (seed) => {
      const problem = randomProblem(seed, { families: 3, resources: 2, periods: 4, withIntegers: false });
      const { plan, marginalDemand } = await new Planner().plan(problem);
      if (plan.status === 'infeasible') throw new Error(`seed ${seed} has no plan: choose another`);
      const marginAfter = async (change: number) => {
        const families = problem.families.map((family, f) =>
          f === 0
            ? { ...family, demand: family.demand.map((units, t) => units + (t === 1 ? change : 0)) }
            : family,
        );
        return (await solvePlan({ ...problem, families })).margin;
      };
      const step = 1e-3;
      const gainUp = ((await marginAfter(step)) - plan.margin) / step;
      const gainDown = (plan.margin - (await marginAfter(-step))) / step;
      const marginal = marginalDemand[0]!.margin[1]!;
      expect(marginal).toBeGreaterThan(gainUp - 1e-4);
      expect(marginal).toBeLessThan(gainDown + 1e-4);
    },
  );
});

describe('the difference between two plans', () => {
  test('When demand grows, then the changes name family, measure, period, before and after', async () => {
    const before = await solvePlan(base);
    const after = await solvePlan({
      ...base,
      families: [{ ...base.families[0]!, demand: [12, 30] }, base.families[1]!],
    });
    const difference = planDifference(base.periods, before, after);
    expect(difference.changes).toEqual([
      { family: 'pumps', measure: 'production', period: 'jan', before: 20, after: 22 },
      { family: 'pumps', measure: 'delivered', period: 'jan', before: 10, after: 12 },
    ]);
    expect(difference.marginChange).toBe(14);
    expect(difference.stabilityRatio).toBeCloseTo(1 - 2 / 40, 12);
  });

  test('When a family comes or goes, then it is named and not compared', async () => {
    const before = await solvePlan(base);
    const after = await solvePlan({
      ...base,
      families: [{ ...base.families[0]!, id: 'fans' }, base.families[1]!],
    });
    const difference = planDifference(base.periods, before, after);
    expect(difference.familiesAdded).toEqual(['fans']);
    expect(difference.familiesRemoved).toEqual(['pumps']);
    expect(difference.stabilityRatio).toBeNull();
  });

  test('When a plan is known in part only, then its margin is not compared', async () => {
    const before = await solvePlan(base);
    const difference = planDifference(base.periods, { ...before, margin: null }, before);
    expect(difference.marginChange).toBeNull();
    expect(difference.costChange).toBe(0);
  });
});
