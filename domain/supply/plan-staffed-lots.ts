import type { CompleteProblem, CompleteResource } from './complete-problem';
import { type LotLimits, planLots } from './plan-lots';
import { planMoney } from './plan-money';
import { settleResources } from './plan-quantities';
import type { PlannedFamily } from './planning-problem';
import type { PricedPlan } from './solve-by-prices';
import type { SolveControl } from './solve-control';
import { staffLine } from './staff-line';

/** Workers for so many times the hours of the plan that need not keep to any; more when lots do not fit. */
const margins = [1.03, 1.1, 1.25, 1.6];

/** Periods over which the hours of lots are evened out before workers are counted. */
const eveningPeriods = 5;

/**
 * Lots (`planLots`) on lines with workforces, in two steps, which is not the best of both: lots for hours that can be
 * had at what a worker's hour costs at least, which proves a bound; workers for those hours, evened out; lots again
 * within the hours of these workers; and no more workers than those need. Null where nobody may idle, or when no plan
 * is found.
 */
export function planStaffedLots(
  problem: CompleteProblem,
  limits: LotLimits,
  control: SolveControl,
): PricedPlan | null {
  if (problem.resources.some(({ workforce }) => workforce?.idleAllowed === false)) return null;
  const startedAt = performance.now();
  const secondsLeft = () => limits.timeLimitSeconds - (performance.now() - startedAt) / 1000;
  const quiet: SolveControl = { shouldStop: () => control.shouldStop?.() === true };

  const atWill = { ...problem, resources: problem.resources.map(withHoursAtWill) };
  const free = planLots(atWill, { timeLimitSeconds: limits.timeLimitSeconds / 4, gapRatio: 0.005 }, quiet);
  if (!free) return null;
  const wanted = settleResources(atWill, free.quantities.families).map(({ regularHours }) =>
    evenedOut(regularHours),
  );
  for (const margin of margins) {
    const workers = staffed(
      problem,
      wanted.map((hours) => hours.map((each) => each * margin)),
    );
    if (!workers) return null;
    const lots = planLots(
      { ...problem, resources: problem.resources.map((resource, r) => withHoursOf(resource, workers[r]!)) },
      { ...limits, timeLimitSeconds: Math.max(0.1, secondsLeft()) },
      quiet,
    );
    if (lots) return finished(problem, lots, free.costBound, workers);
    if (control.shouldStop?.() || secondsLeft() <= 0) return null;
  }
  return null;
}

/** Hours without limit, each at the least that any number of workers could work it for. */
function withHoursAtWill(resource: CompleteResource): CompleteResource {
  const { workforce } = resource;
  if (!workforce) return resource;
  const { wagePerPeriod, overtimeHoursPerWorker: overtime } = workforce;
  const costs = workforce.hoursPerWorker.map((regular, t) => {
    const regularCost = resource.regularCostPerHour[t]!;
    const overtimeCost = resource.overtimeCostPerHour[t]!;
    return Math.min(
      regularCost + wagePerPeriod / regular,
      overtimeCost + wagePerPeriod / overtime,
      (wagePerPeriod + regular * regularCost + overtime * overtimeCost) / (regular + overtime),
    );
  });
  return {
    ...resource,
    workforce: null,
    regularHours: workforce.hoursPerWorker.map((regular) =>
      regular + overtime > 0 ? Number.POSITIVE_INFINITY : 0,
    ),
    regularCostPerHour: costs.map((cost) => (Number.isFinite(cost) ? cost : 0)),
    overtimeHours: costs.map(() => 0),
  };
}

/** The hours of given workers; on other lines the hours there are. */
function withHoursOf(resource: CompleteResource, workers: readonly number[]): CompleteResource {
  const { workforce } = resource;
  if (!workforce) return resource;
  return {
    ...resource,
    workforce: null,
    regularHours: workforce.hoursPerWorker.map((hours, t) => hours * workers[t]!),
    overtimeHours: workers.map((count) => count * workforce.overtimeHoursPerWorker),
  };
}

/** Workers for the hours wanted of each line; none where a line has no workforce. */
function staffed(problem: CompleteProblem, wanted: readonly (readonly number[])[]): number[][] | null {
  const workers: number[][] = [];
  for (const [r, resource] of problem.resources.entries()) {
    const { workforce } = resource;
    const count = workforce ? staffLine({ ...resource, workforce, hours: wanted[r]! }) : [];
    if (!count) return null;
    workers.push(count);
  }
  return workers;
}

/** With no more workers than the lots need, where that is cheaper. */
function finished(
  problem: CompleteProblem,
  lots: PricedPlan,
  costBound: number,
  workers: readonly (readonly number[])[],
): PricedPlan {
  const { families } = lots.quantities;
  const hours = settleResources(problem, families, workers).map(({ regularHours, overtimeHours }) =>
    regularHours.map((regular, t) => regular + overtimeHours[t]!),
  );
  const fewer = staffed(problem, hours);
  const isCheaper = fewer !== null && costOf(problem, families, fewer) < costOf(problem, families, workers);
  const kept = isCheaper ? fewer : workers;
  const cost = costOf(problem, families, kept);
  return {
    ...lots,
    quantities: { families, resources: settleResources(problem, families, kept) },
    costBound,
    gapRatio: Math.max(0, cost - costBound) / Math.max(Math.abs(cost), 1e-9),
  };
}

function costOf(
  problem: CompleteProblem,
  families: readonly PlannedFamily[],
  workers: readonly (readonly number[])[],
): number {
  return -planMoney(problem, { families, resources: settleResources(problem, families, workers) }).margin;
}

/** Each period's hours as the mean of the periods around it. */
function evenedOut(hours: readonly number[]): number[] {
  const reach = Math.floor(eveningPeriods / 2);
  return hours.map((_, t) => {
    const around = hours.slice(Math.max(0, t - reach), t + reach + 1);
    return around.reduce((sum, each) => sum + each, 0) / around.length;
  });
}
