import type { CompleteFamily, CompleteProblem } from './complete-problem';
import { FamilyLots, hasPlainLots } from './family-lots';
import { FamilyNetwork } from './family-network';
import { lotLimit } from './plan-model';

/** Finds one family's cheapest plan, or a bound on it, at prices of the hours that may change from one to the next. */
export interface FamilyPlanner {
  /** Charges a price for the hours that one unit takes in period t, on top of its production cost. */
  chargeProduction(t: number, hourCost: number): void;
  /** Cost less revenue of the cheapest plan, without what is given anyway; Infinity when there is none. */
  solve(): number;
  /** Units made in every period in the last solution, frozen production apart, written into the given list. */
  production(into: Float64Array): Float64Array;
  /** What the last solution would cost more, if one more unit were asked for in period t. */
  costOfOneMoreUnit(t: number): number;
}

/** The planner that suits the family: a flow without set-ups; lots with them. Lots may be below the minimum. */
export function familyPlanner(family: CompleteFamily, problem: CompleteProblem): FamilyPlanner {
  const hasSetups = family.setupCost.some((cost) => cost > 0);
  if (!hasSetups) return new FamilyNetwork(family);
  if (!hasPlainLots(family)) return new FamilyNetwork(spreadSetups(family, problem));
  const isLimited = family.finalBacklogMaximum > 0 || family.subcontract?.limit.some(Number.isFinite);
  return isLimited ? new LimitedLots(family, problem) : new FamilyLots(family);
}

/** Lots beside limited buying or final backlog, whose rents are those of the plan with set-ups spread over the units. */
class LimitedLots implements FamilyPlanner {
  private readonly lots: FamilyLots;
  private readonly spread: FamilyNetwork;
  private readonly rents: Float64Array;

  constructor(family: CompleteFamily, problem: CompleteProblem) {
    this.lots = new FamilyLots(family);
    this.spread = new FamilyNetwork(spreadSetups(family, problem));
    this.rents = new Float64Array(family.demand.length);
  }

  chargeProduction(t: number, hourCost: number): void {
    this.lots.chargeProduction(t, hourCost);
    this.spread.chargeProduction(t, hourCost);
  }

  solve(): number {
    if (!Number.isFinite(this.spread.solve())) return Number.POSITIVE_INFINITY;
    for (let t = 0; t < this.rents.length; t++) this.rents[t] = this.spread.rentOfBuying(t);
    this.lots.chargeRents(this.rents, this.spread.rentOfNeverDelivering());
    return this.lots.solve();
  }

  production(into: Float64Array): Float64Array {
    return this.lots.production(into);
  }

  costOfOneMoreUnit(t: number): number {
    return this.lots.costOfOneMoreUnit(t);
  }
}

/** No plan pays less for its set-ups than this share per unit; lots of any size are allowed. */
function spreadSetups(family: CompleteFamily, problem: CompleteProblem): CompleteFamily {
  return {
    ...family,
    minimumLot: 0,
    setupCost: family.setupCost.map(() => 0),
    productionCost: family.productionCost.map((cost, t) => {
      const most = lotLimit(family, t, problem);
      const isFree = family.fixedProduction[t] === null;
      return isFree && most > 0 ? cost + family.setupCost[t]! / most : cost;
    }),
  };
}
