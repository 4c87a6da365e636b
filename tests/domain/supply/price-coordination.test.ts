import { largeProblem } from '../../../bench/supply/large-problem';
import { checkPlan } from '../../../domain/supply/check-plan';
import { completeProblem } from '../../../domain/supply/complete-problem';
import { FamilyNetwork } from '../../../domain/supply/family-network';
import { planAnswer } from '../../../domain/supply/plan-answer';
import { Planner } from '../../../domain/supply/planner';
import type { PlanningProblem } from '../../../domain/supply/planning-problem';
import { PriceCoordination } from '../../../domain/supply/price-coordination';
import { canCoordinate, solveByPrices } from '../../../domain/supply/solve-by-prices';
import { solvePlan } from '../../../domain/supply/solve-plan';
import { randomProblem } from './random-problem';

const seeds = Array.from({ length: 25 }, (_, seed) => seed);

describe('one family as a network flow', () => {
  test.each(seeds)(
    'When family %i plans alone without lines, then its flow costs what the exact plan costs',
    async (seed) => {
      const random = randomProblem(seed, { families: 1, resources: 0, periods: 8, withIntegers: false });
      const complete = completeProblem(random).families[0]!;
      const given = complete.demand.reduce(
        (cost, _, t) =>
          cost +
          complete.inventoryMinimum[t]! * complete.holdingCost[t]! +
          (complete.fixedProduction[t] ?? 0) * complete.productionCost[t]!,
        0,
      );
      const cost = new FamilyNetwork(complete).solve() + given;
      const plan = await solvePlan(random);
      if (plan.status === 'infeasible') expect(cost).toBe(Number.POSITIVE_INFINITY);
      else expect(cost).toBeCloseTo(-plan.margin, 6);
    },
  );
});

/** A random problem of the kind that prices can coordinate. */
function coordinable(seed: number, families: number): PlanningProblem {
  const problem = randomProblem(seed, { families, resources: 3, periods: 6, withIntegers: false });
  return {
    ...problem,
    options: { gapRatio: 0.001 },
    resources: problem.resources.map((resource) =>
      resource.workforce
        ? {
            id: resource.id,
            regularHours: families * 30,
            regularCostPerHour: 1,
            overtimeHours: families * 15,
            overtimeCostPerHour: 3,
          }
        : resource,
    ),
  };
}

describe('families coordinated by hour prices', () => {
  test.each(seeds)(
    'When problem %i is coordinated, then the plan adds up, and the optimum lies between plan and bound',
    async (seed) => {
      const problem = coordinable(seed, 5);
      const exact = await solvePlan({ ...problem, options: {} });
      const complete = completeProblem(problem);
      const priced = solveByPrices(complete, new PriceCoordination(complete), complete, {});
      if (exact.status === 'infeasible') {
        expect(priced).toBeNull();
        return;
      }
      if (!priced) throw new Error(`Problem ${seed} has a plan, but coordination found none.`);
      const plan = planAnswer(complete, priced.quantities, priced.valueOfOneMoreHour, -priced.costBound);
      const tolerance = 1e-6 * Math.max(1, Math.abs(exact.margin));
      expect(checkPlan(problem, plan)).toEqual([]);
      expect(plan.margin).toBeLessThanOrEqual(exact.margin + tolerance);
      expect(plan.boundMargin).toBeGreaterThanOrEqual(exact.margin - tolerance);
      expect(plan.gapRatio).toBeLessThanOrEqual(0.001);
    },
  );

  test('When there are lots or workers, then prices alone cannot coordinate', () => {
    const problem = coordinable(1, 2);
    const [first, second] = problem.families;
    const workforce = { initialWorkers: 1, hireCost: 1, layoffCost: 1, wagePerPeriod: 1, hoursPerWorker: 1 };
    expect(canCoordinate(completeProblem(problem))).toBe(true);
    expect(
      canCoordinate(completeProblem({ ...problem, families: [first!, { ...second!, minimumLot: 3 }] })),
    ).toBe(false);
    expect(
      canCoordinate(completeProblem({ ...problem, families: [first!, { ...second!, setupCost: 3 }] })),
    ).toBe(false);
    expect(
      canCoordinate(
        completeProblem({ ...problem, resources: problem.resources.map(({ id }) => ({ id, workforce })) }),
      ),
    ).toBe(false);
  });
});

describe('a planner', () => {
  const large = largeProblem({ families: 200, resources: 10, periods: 24, seed: 3 });

  test('When a large plan may be 0.1 % from the optimum, then it is, and the exact plan lies within its bound', async () => {
    const { plan, marginalDemand } = await new Planner().plan(large);
    const exact = await solvePlan({ ...large, options: { gapRatio: 0 } });
    expect([plan.status, exact.status, exact.gapRatio]).toEqual(['optimal', 'optimal', 0]);
    expect(plan.gapRatio).toBeLessThanOrEqual(0.001);
    expect(plan.boundMargin).toBeGreaterThanOrEqual(exact.margin - 1);
    expect(plan.margin).toBeLessThanOrEqual(exact.margin + 1);
    expect(checkPlan(large, plan)).toEqual([]);
    expect(checkPlan(large, exact)).toEqual([]);
    expect(marginalDemand).toHaveLength(200);
  });

  test('When large plans are edited, then planning again is as good as planning afresh', async () => {
    const planner = new Planner();
    await planner.plan(large);
    const edits: PlanningProblem[] = [
      {
        ...large,
        families: large.families.map((family, f) =>
          f === 3 ? { ...family, demand: family.demand.map((units) => 2 * units) } : family,
        ),
      },
      {
        ...large,
        resources: large.resources.map((line, r) => (r === 0 ? { ...line, regularHours: null } : line)),
      },
      { ...large, families: large.families.slice(1) },
    ];
    for (const edited of edits) {
      const { plan } = await planner.plan(edited);
      const exact = await solvePlan({ ...edited, options: { gapRatio: 0 } });
      expect(plan.gapRatio).toBeLessThanOrEqual(0.001);
      expect(plan.boundMargin).toBeGreaterThanOrEqual(exact.margin - 1);
      expect(plan.margin).toBeLessThanOrEqual(exact.margin + 1);
      expect(checkPlan(edited, plan)).toEqual([]);
    }
  });

  test('When a small plan is edited, then planning again finds the same optimum as planning afresh', async () => {
    const planner = new Planner();
    for (const seed of [1, 2, 3]) {
      const problem = randomProblem(seed, { families: 3, resources: 2, periods: 5, withIntegers: false });
      await planner.plan(problem);
      const edited = {
        ...problem,
        families: problem.families.map((family) => ({
          ...family,
          demand: family.demand.map((units) => units * 0.9),
        })),
      };
      const { plan } = await planner.plan(edited);
      const fresh = await solvePlan(edited);
      expect([plan.status, plan.gapRatio]).toEqual([fresh.status, 0]);
      expect(plan.margin).toBeCloseTo(fresh.margin, 6);
    }
  });

  test('When time is up before the optimum is proven, then the best plan so far comes with its gap', async () => {
    const { plan } = await new Planner().plan({ ...large, options: { timeLimitSeconds: 0.01 } });
    expect(plan.status).toBe('feasible');
    expect(plan.gapRatio).toBeGreaterThan(0);
    expect(plan.boundMargin).toBeGreaterThan(plan.margin);
    expect(checkPlan(large, plan)).toEqual([]);
  });

  test('When the caller stops it, then the best plan so far comes out, and progress was told before', async () => {
    let told = 0;
    const { plan } = await new Planner().plan(
      { ...large, options: {} },
      { shouldStop: () => told >= 2, onProgress: () => void told++ },
    );
    expect(plan.status).toBe('feasible');
    expect(told).toBeGreaterThanOrEqual(2);
    expect(checkPlan(large, plan)).toEqual([]);
  });

  test('When a large problem has no plan, then the conflict stays with the family and line concerned', async () => {
    const impossible = {
      ...large,
      families: large.families.map((family, f) =>
        f === 7
          ? {
              ...family,
              unmetDemand: 'forbidden' as const,
              subcontract: null,
              demand: family.demand.map((units) => 1000 * units),
            }
          : family,
      ),
    };
    const { plan } = await new Planner().plan(impossible);
    expect(plan.status).toBe('infeasible');
    expect(plan.conflict.length).toBeLessThanOrEqual(4);
    expect(plan.conflict[0]).toContain('"family-8"');
  });
});
