import { checkPlan } from '../../../domain/supply/check-plan';
import type { PerPeriod, PlanAnswer, PlanningProblem } from '../../../domain/supply/planning-problem';
import { readPlanningProblem } from '../../../domain/supply/planning-problem-schema';
import { solvePlan } from '../../../domain/supply/solve-plan';
import { randomProblem } from './random-problem';

const seeds = Array.from({ length: 12 }, (_, seed) => seed + 1);
const shape = { families: 3, resources: 2, periods: 5 };

function problemOf(seed: number, withIntegers: boolean): PlanningProblem {
  return readPlanningProblem(randomProblem(seed, { ...shape, withIntegers }));
}

/** A change which takes something away that stood in the way of the plan. */
const relaxations: readonly [string, (problem: PlanningProblem) => PlanningProblem][] = [
  [
    'more regular hours',
    (problem) => ({
      ...problem,
      resources: problem.resources.map((resource) => ({
        ...resource,
        regularHours: resource.regularHours == null ? null : scaled(resource.regularHours, 1.2),
      })),
    }),
  ],
  [
    'unlimited overtime',
    (problem) => ({
      ...problem,
      resources: problem.resources.map((resource) => ({ ...resource, overtimeHours: null })),
    }),
  ],
  [
    'no safety stock and no final stock',
    (problem) => ({
      ...problem,
      families: problem.families.map((family) => ({ ...family, safetyStock: 0, finalInventoryMinimum: 0 })),
    }),
  ],
  [
    'no minimum lots',
    (problem) => ({ ...problem, families: problem.families.map((family) => ({ ...family, minimumLot: 0 })) }),
  ],
  [
    'unlimited subcontracting',
    (problem) => ({
      ...problem,
      families: problem.families.map((family) => ({
        ...family,
        subcontract: family.subcontract ? { ...family.subcontract, limit: null } : null,
      })),
    }),
  ],
];

describe.each([false, true])('properties of plans (lots and whole workers: %p)', (withIntegers) => {
  test.each(seeds)(
    'When problem %i is planned, then the plan adds up and stays within every limit',
    async (seed) => {
      const problem = problemOf(seed, withIntegers);
      const plan = await solvePlan(problem);
      expect(checkPlan(problem, plan)).toEqual([]);
      if (plan.status === 'infeasible') expect(plan.conflict).not.toEqual([]);
      else expect([plan.status, plan.gapRatio]).toEqual(['optimal', 0]);
    },
  );

  test.each(seeds)(
    'When a requirement of problem %i is relaxed, then the plan never earns less',
    async (seed) => {
      const problem = problemOf(seed, withIntegers);
      const plan = await solvePlan(problem);
      for (const [name, relax] of relaxations) {
        const relaxed = await solvePlan(relax(problem));
        if (plan.status === 'infeasible') continue;
        expect([name, relaxed.status]).toEqual([name, 'optimal']);
        expect(relaxed.margin).toBeGreaterThanOrEqual(
          plan.margin - 1e-6 * Math.max(1, Math.abs(plan.margin)),
        );
      }
    },
  );

  test.each([1e-3, 1e6])(
    'When every quantity and hour is scaled by %p, then so is the margin',
    async (factor) => {
      for (const seed of seeds.slice(0, 5)) {
        const problem = problemOf(seed, withIntegers);
        const plan = await solvePlan(problem);
        const scaledProblem = scaleProblem(problem, factor);
        const other = await solvePlan(scaledProblem);
        expect(other.status).toBe(plan.status);
        expect(other.margin / factor).toBeCloseTo(plan.margin, 4);
        expect(checkPlan(scaledProblem, other)).toEqual([]);
      }
    },
  );
});

test('When a conflict is named, then without the demand it names there is a plan', async () => {
  const conflicts: PlanAnswer[] = [];
  for (let seed = 100; seed < 160; seed++) {
    const problem = problemOf(seed, true);
    const plan = await solvePlan(problem);
    if (plan.status !== 'infeasible') continue;
    conflicts.push(plan);
    const named = problem.families.filter((family) =>
      plan.conflict.some((line) => line.includes(`"${family.id}"`)),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(plan.conflict.length).toBeLessThanOrEqual(12);
    const alone = { ...problem, families: named };
    expect((await solvePlan(alone)).status).toBe('infeasible');
  }
  expect(conflicts.length).toBeGreaterThan(3);
});

function scaled(value: PerPeriod, factor: number): PerPeriod {
  return typeof value === 'number' ? value * factor : value.map((one) => one * factor);
}

function scaleProblem(problem: PlanningProblem, factor: number): PlanningProblem {
  const scale = (value: PerPeriod | undefined) => scaled(value ?? 0, factor);
  const scaleNumber = (value: number | undefined) => (value ?? 0) * factor;
  return {
    ...problem,
    families: problem.families.map((family) => ({
      ...family,
      demand: family.demand.map((units) => units * factor),
      initialInventory: scaleNumber(family.initialInventory),
      initialBacklog: scaleNumber(family.initialBacklog),
      finalInventoryMinimum: scaleNumber(family.finalInventoryMinimum),
      finalBacklogMaximum: scaleNumber(family.finalBacklogMaximum),
      safetyStock: scale(family.safetyStock),
      receipts: scale(family.receipts),
      setupCost: scale(family.setupCost),
      minimumLot: scaleNumber(family.minimumLot),
      fixedProduction:
        family.fixedProduction?.map((units) => (units === null ? null : units * factor)) ?? null,
      subcontract: family.subcontract
        ? {
            ...family.subcontract,
            limit: family.subcontract.limit == null ? null : scaled(family.subcontract.limit, factor),
          }
        : null,
    })),
    resources: problem.resources.map((resource) => ({
      ...resource,
      regularHours: resource.regularHours == null ? null : scaled(resource.regularHours, factor),
      overtimeHours: resource.overtimeHours == null ? null : scaled(resource.overtimeHours, factor),
      workforce: resource.workforce
        ? {
            ...resource.workforce,
            hoursPerWorker: scaled(resource.workforce.hoursPerWorker, factor),
            overtimeHoursPerWorker: scaleNumber(resource.workforce.overtimeHoursPerWorker),
            wagePerPeriod: resource.workforce.wagePerPeriod * factor,
            hireCost: resource.workforce.hireCost * factor,
            layoffCost: resource.workforce.layoffCost * factor,
          }
        : null,
    })),
  };
}
