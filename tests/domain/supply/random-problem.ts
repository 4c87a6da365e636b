import type {
  PlanningProblem,
  ProblemFamily,
  ProblemResource,
} from '../../../domain/supply/planning-problem';

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface RandomProblemShape {
  readonly families: number;
  readonly resources: number;
  readonly periods: number;
  /** With lots, set-ups and whole workers. */
  readonly withIntegers: boolean;
}

/** A small planning problem that uses every field now and then; most have a plan, some do not. */
export function randomProblem(seed: number, shape: RandomProblemShape): PlanningProblem {
  const random = seededRandom(seed);
  const between = (least: number, most: number) =>
    Math.round((least + random() * (most - least)) * 100) / 100;
  const chance = (ratio: number) => random() < ratio;
  const series = (least: number, most: number) =>
    Array.from({ length: shape.periods }, () => between(least, most));
  const perPeriod = (least: number, most: number) =>
    chance(0.5) ? between(least, most) : series(least, most);

  const resources = Array.from({ length: shape.resources }, (_, r): ProblemResource => {
    const id = `line-${r + 1}`;
    const hours = shape.families * 60;
    if (chance(0.3)) {
      return {
        id,
        regularCostPerHour: between(0, 1),
        overtimeCostPerHour: perPeriod(1, 3),
        workforce: {
          initialWorkers: Math.round(between(1, hours / 20)),
          hireCost: between(0, 50),
          layoffCost: between(0, 50),
          wagePerPeriod: between(1, 40),
          hoursPerWorker: perPeriod(15, 25),
          overtimeHoursPerWorker: between(0, 5),
          integer: shape.withIntegers && chance(0.5),
          idleAllowed: chance(0.8),
        },
      };
    }
    return {
      id,
      regularHours: chance(0.9) ? perPeriod(hours * 0.5, hours * 1.2) : null,
      regularCostPerHour: perPeriod(0, 2),
      overtimeHours: chance(0.2) ? null : perPeriod(0, hours * 0.5),
      overtimeCostPerHour: perPeriod(0, 4),
    };
  });
  const families = Array.from({ length: shape.families }, (_, f): ProblemFamily => {
    const unmetDemand = (['forbidden', 'backlog', 'lost'] as const)[Math.floor(random() * 3)]!;
    return {
      id: `family-${f + 1}`,
      demand: series(0, 100),
      unmetDemand,
      backlogCost: perPeriod(0, 8),
      price: perPeriod(0, 40),
      initialInventory: chance(0.5) ? between(0, 80) : 0,
      initialBacklog: unmetDemand === 'backlog' && chance(0.3) ? between(0, 40) : 0,
      finalInventoryMinimum: chance(0.3) ? between(0, 50) : 0,
      finalBacklogMaximum: chance(0.3) ? between(0, 50) : 0,
      safetyStock: chance(0.3) ? perPeriod(0, 30) : 0,
      productionCost: perPeriod(0, 15),
      holdingCost: perPeriod(0, 3),
      setupCost: shape.withIntegers && chance(0.5) ? perPeriod(0, 200) : 0,
      minimumLot: shape.withIntegers && chance(0.4) ? between(5, 120) : 0,
      subcontract: chance(0.5)
        ? { cost: perPeriod(10, 30), limit: chance(0.3) ? null : perPeriod(0, 60) }
        : null,
      hoursPerUnit: Object.fromEntries(
        resources.filter(() => chance(0.6)).map((resource) => [resource.id, between(0.1, 1.5)]),
      ),
      fixedProduction: chance(0.2)
        ? Array.from({ length: shape.periods }, (__, t) => (t === 0 ? between(0, 60) : null))
        : null,
      receipts: chance(0.3) ? series(0, 20) : 0,
    };
  });
  const periods = Array.from({ length: shape.periods }, (_, t) => `month ${t + 1}`);
  return { id: `random-${seed}`, periods, families, resources };
}
