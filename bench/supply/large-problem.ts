import type { PlanningProblem, ProblemFamily } from '../../domain/supply/planning-problem';

export interface LargeProblemShape {
  readonly families: number;
  readonly resources: number;
  readonly periods: number;
  readonly seed: number;
}

/**
 * A plan of the size of a real company: seasonal families over shared lines whose regular hours are short in the
 * peaks, so that overtime, subcontracting, pre-build and backlog compete. The same seed gives the same problem.
 */
export function largeProblem({ families, resources, periods, seed }: LargeProblemShape): PlanningProblem {
  const random = seededRandom(seed);
  const between = (least: number, most: number) => least + random() * (most - least);
  const load = Array.from({ length: resources }, () => new Array<number>(periods).fill(0));
  const made = Array.from({ length: families }, (_, f): ProblemFamily => {
    const level = between(50, 500);
    const season = between(0.1, 0.5);
    const peak = Math.floor(between(0, 12));
    const demand = Array.from({ length: periods }, (__, t) =>
      Math.round(level * (1 + season * Math.cos(((t - peak) * Math.PI) / 6)) * between(0.8, 1.2)),
    );
    const lines = new Set(
      Array.from({ length: 1 + Math.floor(random() * 3) }, () => Math.floor(random() * resources)),
    );
    const hoursPerUnit = Object.fromEntries(
      [...lines].map((line) => {
        const hours = Math.round(between(0.1, 1) * 1000) / 1000;
        demand.forEach((units, t) => {
          load[line]![t]! += units * hours;
        });
        return [`line-${line + 1}`, hours];
      }),
    );
    const cost = Math.round(between(5, 30) * 100) / 100;
    const unmetDemand = random() < 0.6 ? 'backlog' : random() < 0.5 ? 'lost' : 'forbidden';
    return {
      id: `family-${f + 1}`,
      demand,
      unmetDemand,
      backlogCost: Math.round(between(1, 4) * 100) / 100,
      price: unmetDemand === 'forbidden' ? 0 : Math.round(cost * between(2, 3) * 100) / 100,
      initialInventory: Math.round(level * between(0, 1)),
      safetyStock: Math.round(level * between(0, 0.3)),
      productionCost: cost,
      holdingCost: Math.round(cost * between(0.01, 0.03) * 1000) / 1000,
      subcontract:
        unmetDemand === 'forbidden' || random() < 0.5
          ? {
              cost: Math.round(cost * between(1.3, 1.8) * 100) / 100,
              limit: unmetDemand === 'forbidden' ? null : Math.round(level * 0.3),
            }
          : null,
      hoursPerUnit,
    };
  });
  return {
    id: `large-${families}x${resources}x${periods}-${seed}`,
    periods: Array.from({ length: periods }, (_, t) => `month ${t + 1}`),
    families: made,
    resources: load.map((hours, r) => {
      const mean = hours.reduce((sum, one) => sum + one, 0) / periods;
      return {
        id: `line-${r + 1}`,
        regularHours: Math.round(mean * between(0.9, 1.05)),
        overtimeHours: Math.round(mean * 0.1),
        overtimeCostPerHour: Math.round(between(3, 12) * 100) / 100,
      };
    }),
    options: { gapRatio: 0.001 },
  };
}

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
