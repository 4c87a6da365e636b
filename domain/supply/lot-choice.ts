import type { CompleteFamily, CompleteProblem } from './complete-problem';
import { type FamilyPlanner, familyPlanner } from './family-planner';
import type { HourMarket } from './hour-market';
import type { LotPattern } from './lot-pattern';
import type { PlanMixture } from './plan-mixture';

/** One whole plan of a family: units made in each period, and its cost without hours. */
interface WholePlan {
  readonly production: Float64Array;
  readonly cost: number;
}

/** Hours of a lot at which prices are looked up: of so many times the average lot. */
const lotSizes = [0, 0.5, 1, 1.5, 2, 0.75];

/**
 * From mixtures of plans to one whole plan for each family. In turn, each is taken off the market, looks up what lots
 * of several sizes would cost there, and settles on the cheapest of its plans so far and of the best plans at those
 * prices. The market's prices respond to every settlement; hours may still be taken that there are not.
 */
export class LotChoice {
  /** The families with set-up costs for which lots of the minimum are worth making. */
  private readonly families: readonly CompleteFamily[];
  private readonly planners: readonly FamilyPlanner[];
  private readonly plans: WholePlan[];
  private readonly unitCost: Float64Array;

  constructor(
    private readonly problem: CompleteProblem,
    private readonly market: HourMarket,
    private readonly mixtures: readonly PlanMixture[],
  ) {
    this.families = problem.families.map(withWorthwhileLots);
    this.planners = this.families.map((family) => familyPlanner(family, problem));
    this.plans = mixtures.map(({ production, cost }) => ({ production: production.slice(), cost }));
    this.unitCost = new Float64Array(problem.periods.length);
  }

  /** Every family settles on one of its plans in the mixture. */
  settleOnMixtures(order: readonly number[]): void {
    for (const f of order) {
      this.settle(f, () => {
        const plans = this.mixtures[f]!.wholePlans();
        return plans.length > 0 ? plans : this.newPlans(f);
      });
    }
  }

  /** Every family settles once more, on what it has or on new plans. */
  settleAgain(order: readonly number[]): void {
    for (const f of order) this.settle(f, () => [this.plans[f]!, ...this.newPlans(f)]);
    this.market.settlePrices();
  }

  patterns(): LotPattern[] {
    return this.problem.families.map((family, f) =>
      Array.from(this.plans[f]!.production, (units) => units >= family.zeroBelow),
    );
  }

  private settle(f: number, candidates: () => readonly WholePlan[]): void {
    const family = this.problem.families[f]!;
    this.addLoad(family, this.plans[f]!.production, -1);
    let best = this.plans[f]!;
    let least = Number.POSITIVE_INFINITY;
    for (const plan of candidates()) {
      const cost =
        plan.cost + this.costOfHours(family, plan.production) + costOfFillingUp(family, plan.production);
      if (cost >= least) continue;
      least = cost;
      best = plan;
    }
    this.plans[f] = best;
    this.addLoad(family, best.production, 1);
  }

  /** The best plans when all hours cost what a lot of some size would pay for them. */
  private newPlans(f: number): WholePlan[] {
    const family = this.problem.families[f]!;
    const planner = this.planners[f]!;
    const averageLot = averageLotOf(this.plans[f]!.production);
    return lotSizes.map((times) => {
      const { unitCost } = this;
      for (const t of family.demand.keys()) {
        unitCost[t] = this.unitCostAt(family, t, times * averageLot);
        planner.chargeProduction(t, unitCost[t]!);
      }
      const cost = planner.solve();
      const production = planner.production(new Float64Array(family.demand.length));
      let paid = 0;
      for (const [t, units] of production.entries()) {
        paid += units * unitCost[t]!;
        if (units >= family.zeroBelow) paid += this.families[f]!.setupCost[t]! - family.setupCost[t]!;
      }
      return { production, cost: cost - paid };
    });
  }

  private unitCostAt(family: CompleteFamily, t: number, units: number): number {
    return family.hours.reduce(
      (cost, { resource, hoursPerUnit }) =>
        cost +
        hoursPerUnit *
          this.market.averagePrice(resource * this.problem.periods.length + t, units * hoursPerUnit),
      0,
    );
  }

  private costOfHours(family: CompleteFamily, production: Float64Array): number {
    let cost = 0;
    for (const [t, units] of production.entries()) {
      if (units > 0) cost += units * this.unitCostAt(family, t, units);
    }
    return cost;
  }

  private addLoad(family: CompleteFamily, production: Float64Array, sign: 1 | -1): void {
    for (const { resource, hoursPerUnit } of family.hours) {
      for (const [t, units] of production.entries()) {
        this.market.load[resource * this.problem.periods.length + t]! += sign * hoursPerUnit * units;
      }
    }
  }
}

function averageLotOf(production: Float64Array): number {
  let units = 0;
  let lots = 0;
  for (const made of production) {
    units += made;
    if (made > 0) lots++;
  }
  return lots === 0 ? 0 : units / lots;
}

/** Units that are left, held for as long as they take to be asked for, pay for a set-up when the lot is of that size. */
function holdingOfLot(family: CompleteFamily, t: number, units: number): number {
  const asked = family.demand.reduce((sum, demand) => sum + demand, 0) / family.demand.length;
  return asked > 0 ? (family.holdingCost[t]! * units * units) / (2 * asked) : 0;
}

function withWorthwhileLots(family: CompleteFamily): CompleteFamily {
  if (family.minimumLot === 0) return family;
  const setupCost = family.setupCost.map((cost, t) =>
    Math.max(cost, holdingOfLot(family, t, family.minimumLot)),
  );
  return { ...family, setupCost };
}

/** What it costs about to fill lots up to the minimum. */
function costOfFillingUp(family: CompleteFamily, production: Float64Array): number {
  if (family.minimumLot === 0) return 0;
  let cost = 0;
  for (const [t, units] of production.entries()) {
    if (units < family.zeroBelow || units >= family.minimumLot) continue;
    cost += holdingOfLot(family, t, family.minimumLot - units);
  }
  return cost;
}
