import type { CompleteWorkforce } from './complete-problem';

/** More head counts than this are not told apart. */
const mostLevels = 2000;

export interface StaffingQuestion {
  readonly workforce: CompleteWorkforce;
  /** Hours to be worked in each period, and what an hour costs on top of wages. */
  readonly hours: readonly number[];
  readonly regularCostPerHour: readonly number[];
  readonly overtimeCostPerHour: readonly number[];
}

/**
 * How many workers a line should have in each period to work the given hours at the least cost of wages, hiring,
 * laying off and hours: whole workers, or in steps of a thousandth of the most where parts count. Period by period,
 * for each head count the cheapest way to it (dynamic programming). Null when a period without hours per worker has
 * hours to be worked. Head counts per period.
 *
 * @example 100 and 300 hours, 100 per worker, 1 worker now, hiring costs 10, a wage 5: workers [1, 3].
 */
export function staffLine({ workforce, hours, ...costs }: StaffingQuestion): number[] | null {
  const { hoursPerWorker, overtimeHoursPerWorker, initialWorkers, wagePerPeriod } = workforce;
  let most = initialWorkers;
  for (const [t, taken] of hours.entries()) {
    if (taken === 0) continue;
    const perWorker = hoursPerWorker[t]! > 0 ? hoursPerWorker[t]! : overtimeHoursPerWorker;
    if (perWorker === 0) return null;
    most = Math.max(most, Math.ceil(taken / perWorker));
  }
  const step = workforce.integer ? Math.ceil((most + 1) / mostLevels) : Math.max(most, 1e-9) / 1000;
  const levels = Math.ceil(most / step) + 1;
  let cheapest: Float64Array = Float64Array.from({ length: levels }, (_, level) =>
    changeCost(workforce, level * step - initialWorkers),
  );
  const cameFrom = hours.map(() => new Int32Array(levels));
  for (const [t, taken] of hours.entries()) {
    if (t > 0) cheapest = moved(cheapest, step, workforce, cameFrom[t]!);
    for (let level = 0; level < levels; level++) {
      const workers = level * step;
      const regular = Math.min(taken, workers * hoursPerWorker[t]!);
      const overtime = taken - regular;
      const isEnough = overtime <= workers * overtimeHoursPerWorker + 1e-9 * Math.max(1, taken);
      cheapest[level]! += isEnough
        ? workers * wagePerPeriod +
          regular * costs.regularCostPerHour[t]! +
          overtime * costs.overtimeCostPerHour[t]!
        : Number.POSITIVE_INFINITY;
    }
  }
  let level = 0;
  for (let other = 1; other < levels; other++) if (cheapest[other]! < cheapest[level]!) level = other;
  const workers = new Array<number>(hours.length).fill(0);
  for (let t = hours.length - 1; t >= 0; t--) {
    workers[t] = level * step;
    level = cameFrom[t]![level]!;
  }
  return workers;
}

/** The cheapest way to every head count from those of the period before, and where it comes from. */
function moved(
  before: Float64Array,
  step: number,
  workforce: CompleteWorkforce,
  cameFrom: Int32Array,
): Float64Array {
  const after = before.slice();
  for (let level = 0; level < after.length; level++) cameFrom[level] = level;
  const tryFrom = (level: number, other: number, cost: number) => {
    if (after[other]! + cost >= after[level]!) return;
    after[level] = after[other]! + cost;
    cameFrom[level] = cameFrom[other]!;
  };
  for (let level = 1; level < after.length; level++) tryFrom(level, level - 1, step * workforce.hireCost);
  for (let level = after.length - 2; level >= 0; level--)
    tryFrom(level, level + 1, step * workforce.layoffCost);
  return after;
}

function changeCost({ hireCost, layoffCost }: CompleteWorkforce, change: number): number {
  return change > 0 ? change * hireCost : -change * layoffCost;
}
