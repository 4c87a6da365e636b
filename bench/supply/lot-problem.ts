import type { PlanningProblem, ProblemFamily } from '../../domain/supply/planning-problem';
import { seededRandom } from './large-problem';

export interface LotProblemShape {
  readonly families: number;
  readonly resources: number;
  readonly periods: number;
  readonly seed: number;
  readonly timeLimitSeconds: number;
}

/**
 * A plan in which every family has set-ups, a minimum lot and demand that may be late, and all compete for lines that
 * have a tenth more hours than they need. Each line serves every so manyth family. The same seed, the same problem.
 */
export function lotProblem(shape: LotProblemShape): PlanningProblem {
  const random = seededRandom(shape.seed);
  const hoursNeeded = new Array<number>(shape.resources).fill(0);
  const families = Array.from({ length: shape.families }, (_, f): ProblemFamily => {
    const demand = Array.from({ length: shape.periods }, () => Math.round(50 + 100 * random()));
    const hours = Math.round((0.5 + random()) * 1000) / 1000;
    const line = f % shape.resources;
    hoursNeeded[line]! += (hours * demand.reduce((sum, units) => sum + units)) / shape.periods;
    return {
      id: `family-${f + 1}`,
      demand,
      unmetDemand: 'backlog',
      backlogCost: 20,
      productionCost: 5,
      holdingCost: 1,
      setupCost: 300,
      minimumLot: 80,
      hoursPerUnit: { [`line-${line + 1}`]: hours },
    };
  });
  return {
    id: `lots-${shape.families}x${shape.resources}x${shape.periods}-${shape.seed}`,
    periods: Array.from({ length: shape.periods }, (_, t) => `month ${t + 1}`),
    families,
    resources: hoursNeeded.map((hours, r) => ({
      id: `line-${r + 1}`,
      regularHours: Math.round(1.1 * hours),
    })),
    options: { timeLimitSeconds: shape.timeLimitSeconds },
  };
}
