import type { CompleteProblem } from './complete-problem';
import type { MarginalDemand } from './marginal-demand';
import { planMoney } from './plan-money';
import { type PlanQuantities, regularHoursAvailable, settleResources } from './plan-quantities';
import type { PriceCoordination } from './price-coordination';
import type { SolveControl } from './solve-control';

/** A plan made by coordinating families through hour prices, with the bound that those prices prove. */
export interface PricedPlan {
  readonly quantities: PlanQuantities;
  readonly costBound: number;
  readonly gapRatio: number;
  readonly valueOfOneMoreHour: readonly (readonly number[])[];
  readonly marginalDemand: readonly MarginalDemand[];
}

/** Passes between two looks at the bound; a look costs as much as half a pass. */
const passesPerCheck = 5;

/** Assembling narrows the gap of the mixture by about a third. */
const assemblyWorthwhile = 1.5;

/** An edited plan is often good enough so soon. */
const passesPerWarmCheck = 2;

/** After so many checks without a tenth of progress on the gap, going on does not pay. */
const patience = 12;

/** Without any plan so many more are tried, each with more hours kept back. */
const mostAssemblies = 8;

/** Is the problem of the kind that can be coordinated by prices: no yes-or-no decisions, no workforce? */
export function canCoordinate(problem: CompleteProblem): boolean {
  const hasWorkforce = problem.resources.some((resource) => resource.workforce !== null);
  const hasLots = problem.families.some(
    (family) => family.minimumLot > 0 || family.setupCost.some((cost) => cost > 0),
  );
  return !hasWorkforce && !hasLots;
}

interface AssembledPlan {
  readonly quantities: PlanQuantities;
  readonly cost: number;
}

export interface PriceLimits {
  readonly timeLimitSeconds: number;
  readonly gapRatio: number;
  /** Without any plan until then, none is looked for any longer: others need the time to say why. */
  readonly firstPlanWithinSeconds?: number;
  /** Only a plan below this cost is wanted: as soon as none can be, none is looked for. */
  readonly costBelow?: number;
}

/**
 * Coordinates until the plan is proven within `gapRatio`, time is up, the caller stops it, or it gets no better.
 * Null when no plan was found: the problem may have none, which only the solver can prove.
 */
export function solveByPrices(
  problem: CompleteProblem,
  coordination: PriceCoordination,
  limits: PriceLimits,
  control: SolveControl,
): PricedPlan | null {
  if (coordination.hasImpossibleFamily || coordination.market.isOverbooked()) return null;
  const startedAt = performance.now();
  let best: AssembledPlan | null = null;
  let assembliesLeft = mostAssemblies;
  let costBound = Number.NEGATIVE_INFINITY;
  let boundPrices = coordination.market.price.slice();
  let gapAtLastProgress = Number.POSITIVE_INFINITY;
  let checksWithoutProgress = 0;
  let passes = coordination.isWarm ? passesPerWarmCheck : passesPerCheck;
  for (;;) {
    for (let pass = 0; pass < passes; pass++) coordination.pass();
    passes = passesPerCheck;
    const bound = coordination.costBound();
    if (bound > costBound) {
      costBound = bound;
      boundPrices = coordination.market.price.slice();
    }
    if (limits.costBelow !== undefined && costBound >= limits.costBelow) return null;
    const mixtureGap = ratioOfGap(coordination.mixtureCost(), costBound);
    const seconds = (performance.now() - startedAt) / 1000;
    const isOver = control.shouldStop?.() || seconds > limits.timeLimitSeconds;
    const isLate = best === null && seconds > (limits.firstPlanWithinSeconds ?? limits.timeLimitSeconds);
    const isStuck = checksWithoutProgress >= patience && (best !== null || assembliesLeft === 0);
    if (checksWithoutProgress >= patience && !isStuck) {
      assembliesLeft--;
      checksWithoutProgress = patience - 2;
      best = assembledOr(best, problem, coordination);
    }
    if (mixtureGap <= assemblyWorthwhile * limits.gapRatio || isOver || isStuck || isLate) {
      best = assembledOr(best, problem, coordination);
    }
    if (isLate && !best) return null;
    const gapRatio = best ? ratioOfGap(best.cost, costBound) : Number.POSITIVE_INFINITY;
    control.onProgress?.({
      elapsedMs: performance.now() - startedAt,
      margin: best ? -best.cost : null,
      boundMargin: -costBound,
    });
    if (mixtureGap < 0.9 * gapAtLastProgress) {
      gapAtLastProgress = mixtureGap;
      checksWithoutProgress = 0;
    } else checksWithoutProgress++;
    if (gapRatio > limits.gapRatio && !isOver && !isStuck) continue;

    if (!best) return null;
    return {
      quantities: best.quantities,
      costBound,
      gapRatio,
      valueOfOneMoreHour: hourValues(problem, best.quantities, boundPrices),
      marginalDemand: demandValues(problem, coordination),
    };
  }
}

/** The cheaper of the best plan and that of the mixture; where the mixture gives none, more hours are kept back. */
function assembledOr(best: AssembledPlan | null, problem: CompleteProblem, coordination: PriceCoordination) {
  const plan = assembled(problem, coordination);
  if (!plan) coordination.market.reserveMore();
  return cheaper(best, plan);
}

function assembled(problem: CompleteProblem, coordination: PriceCoordination) {
  const families = coordination.assemble();
  if (!families) return null;
  const quantities = { families, resources: settleResources(problem, families) };
  return { quantities, cost: -planMoney(problem, quantities).margin };
}

function cheaper<Plan extends { readonly cost: number }>(best: Plan | null, other: Plan | null): Plan | null {
  if (!best || !other) return best ?? other;
  return other.cost < best.cost ? other : best;
}

function ratioOfGap(cost: number, costBound: number): number {
  return Math.max(0, cost - costBound) / Math.max(Math.abs(cost), 1e-9);
}

/** The price of an hour above its cost, where the plan uses all regular hours. */
function hourValues(problem: CompleteProblem, plan: PlanQuantities, prices: Float64Array): number[][] {
  return problem.resources.map((resource, r) => {
    const available = regularHoursAvailable(resource, []);
    return problem.periods.map((_, t) => {
      const isFull = plan.resources[r]!.regularHours[t]! >= available[t]! * (1 - 1e-9);
      const value = prices[r * problem.periods.length + t]! - resource.regularCostPerHour[t]!;
      return isFull && value > 1e-9 ? value : 0;
    });
  });
}

function demandValues(problem: CompleteProblem, coordination: PriceCoordination): MarginalDemand[] {
  const costs = coordination.marginalCosts();
  return problem.families.map((family, f) => {
    const margin = costs[f]!.map((cost) => (family.unmetDemand === 'lost' ? Math.max(0, -cost) : -cost));
    return { family: family.id, margin, cost: margin.map((gain, t) => family.price[t]! - gain) };
  });
}
