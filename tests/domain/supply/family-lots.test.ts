import { type CompleteFamily, completeProblem } from '../../../domain/supply/complete-problem';
import { FamilyLots, hasPlainLots } from '../../../domain/supply/family-lots';
import { familyPlanner } from '../../../domain/supply/family-planner';
import { setupsOfFixedProduction } from '../../../domain/supply/plan-model';
import type { PlanningProblem, ProblemFamily } from '../../../domain/supply/planning-problem';
import { readPlanningProblem } from '../../../domain/supply/planning-problem-schema';
import { solvePlan } from '../../../domain/supply/solve-plan';
import wagnerWhitin from './cases/wagner-whitin.problem.json';
import { randomProblem } from './random-problem';

describe('the lots of one family', () => {
  test('When the case of Wagner and Whitin is planned, then its published optimum comes out', () => {
    const family = completeProblem(readPlanningProblem(wagnerWhitin)).families[0]!;
    const lots = new FamilyLots(family);
    expect(lots.solve()).toBe(864);
    const made = lots.production(new Float64Array(12));
    expect(made.filter((units) => units > 0)).toHaveLength(6);
    expect(made.reduce((sum, units) => sum + units)).toBe(630);
  });

  test('When waiting is cheaper than a set-up or holding, then one lot serves the months before it', () => {
    const lots = lotsOf({
      demand: [10, 10, 10],
      unmetDemand: 'backlog',
      backlogCost: 1,
      holdingCost: 5,
      setupCost: 100,
    });
    expect(lots.solve()).toBe(100 + 20 + 10);
    expect([...lots.production(new Float64Array(3))]).toEqual([0, 0, 30]);
  });

  test('When hours get dearer in a month, then the lot moves out of it', () => {
    const lots = lotsOf({ demand: [10, 10], holdingCost: 1, setupCost: 5 });
    expect(lots.solve()).toBe(10);
    lots.chargeProduction(1, 3);
    expect(lots.solve()).toBe(5 + 10);
    expect([...lots.production(new Float64Array(2))]).toEqual([20, 0]);
    expect(lots.costOfOneMoreUnit(1)).toBe(1);
  });

  test('When stock covers the first month, then the first lot comes in the second', () => {
    const lots = lotsOf({ demand: [10, 10], initialInventory: 12, holdingCost: 1, setupCost: 30 });
    expect(lots.solve()).toBe(30 + 2);
    expect([...lots.production(new Float64Array(2))]).toEqual([0, 8]);
  });

  test('When lost demand would cost more than it earns, then there is no lot', () => {
    const lots = lotsOf({
      demand: [10, 10],
      unmetDemand: 'lost',
      price: 4,
      productionCost: 2,
      setupCost: 50,
    });
    expect(lots.solve()).toBe(0);
    expect([...lots.production(new Float64Array(2))]).toEqual([0, 0]);
  });

  test('When demand must be met and nothing can be made, then there is no plan', () => {
    expect(lotsOf({ demand: [10], setupCost: 1, fixedProduction: [4] }).solve()).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  test('When stock might better be kept for dearer demand, then the family is no plain one', () => {
    const family = { demand: [10, 10], unmetDemand: 'lost', setupCost: 5 } as const;
    expect(hasPlainLots(complete({ ...family, price: [4, 4] }))).toBe(true);
    expect(hasPlainLots(complete({ ...family, price: [4, 9] }))).toBe(false);
    expect(hasPlainLots(complete({ ...family, price: 4, finalInventoryMinimum: 5 }))).toBe(false);
  });
});

describe('families beside exact plans', () => {
  const seeds = Array.from({ length: 120 }, (_, seed) => seed);

  test('When families have any mixture of fields, then no exact plan is cheaper than the lots say', async () => {
    const compared = await Promise.all(seeds.map((seed) => compare(seed, (family) => family)));
    for (const { bound, optimum } of compared) {
      if (optimum === null) continue;
      expect(bound).toBeLessThanOrEqual(optimum + 1e-6 * Math.max(1, Math.abs(optimum)));
    }
    expect(compared.filter(({ optimum }) => optimum !== null).length).toBeGreaterThan(100);
  });

  test('When nothing is limited and nothing arrives later, then the lots cost what the exact plan costs', async () => {
    const plain = (family: ProblemFamily): ProblemFamily => ({
      ...family,
      receipts: 0,
      fixedProduction: null,
      safetyStock: 0,
      finalInventoryMinimum: 0,
      finalBacklogMaximum: 0,
      price: typeof family.price === 'number' ? family.price : 20,
      subcontract: family.subcontract ? { ...family.subcontract, limit: null } : null,
    });
    for (const { seed, bound, optimum } of await Promise.all(seeds.map((each) => compare(each, plain)))) {
      if (optimum === null) throw new Error(`Problem ${seed} has a plan.`);
      expect(Math.abs(bound - optimum)).toBeLessThan(1e-6 * Math.max(1, Math.abs(optimum)));
    }
  });

  async function compare(seed: number, change: (family: ProblemFamily) => ProblemFamily) {
    const random = randomProblem(seed, { families: 1, resources: 0, periods: 7, withIntegers: true });
    const family = { ...random.families[0]!, minimumLot: 0, setupCost: random.families[0]!.setupCost || 100 };
    const problem = { ...random, families: [change(family)] };
    const whole = completeProblem(problem);
    const planned = whole.families[0]!;
    const plan = await solvePlan(problem);
    return {
      seed,
      bound: familyPlanner(planned, whole).solve() + givenCost(planned),
      optimum: plan.status === 'infeasible' ? null : -plan.margin,
    };
  }
});

/** Stock that must be held, and frozen production with its set-ups. */
function givenCost(family: CompleteFamily): number {
  return family.demand.reduce(
    (cost, _, t) =>
      cost +
      family.inventoryMinimum[t]! * family.holdingCost[t]! +
      (family.fixedProduction[t] ?? 0) * family.productionCost[t]!,
    setupsOfFixedProduction(family),
  );
}

function complete(family: Omit<ProblemFamily, 'id'>): CompleteFamily {
  const problem: PlanningProblem = {
    id: 'p',
    periods: family.demand.map((_, t) => `month ${t + 1}`),
    families: [{ id: 'f', ...family }],
    resources: [],
  };
  return completeProblem(problem).families[0]!;
}

function lotsOf(family: Omit<ProblemFamily, 'id'>): FamilyLots {
  return new FamilyLots(complete(family));
}
