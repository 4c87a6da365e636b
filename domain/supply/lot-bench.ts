import type { CompleteFamily, CompleteProblem } from './complete-problem';
import { FamilyNetwork } from './family-network';
import { HourMarket } from './hour-market';
import { type FamilyDecisions, type PlanQuantities, settleFamily, settleResources } from './plan-quantities';

/** Per period: null = a lot of any size may be made, a number = exactly this is made. */
type LotPattern = readonly (number | null)[];

interface LotPlan {
  readonly pattern: LotPattern;
  readonly decisions: FamilyDecisions;
  readonly cost: number;
}

/** All families' plans on the bench together; one is taken off, planned anew in the hours left, and put back. */
export class LotBench {
  private readonly market: HourMarket;
  private readonly decisions: FamilyDecisions[];
  private readonly patterns: LotPattern[];

  constructor(
    private readonly problem: CompleteProblem,
    start: PlanQuantities,
  ) {
    this.market = new HourMarket(problem);
    this.decisions = [...start.families];
    this.patterns = problem.families.map((family, f) => {
      const { production } = this.decisions[f]!;
      return family.fixedProduction.map(
        (fixed, t) => fixed ?? (production[t]! >= family.zeroBelow ? null : 0),
      );
    });
    for (const [f, family] of problem.families.entries()) this.addLoad(family, this.decisions[f]!, 1);
  }

  /** Drops or fills up every lot below the minimum; false when a family cannot. */
  keepMinimumLots(): boolean {
    return this.problem.families.every((family, f) => {
      if (family.minimumLot === 0) return true;
      return this.planAnew(f, () => this.withoutSmallLots(family, this.patterns[f]!));
    });
  }

  /** Drops set-ups that cost more than they save; false when there was none. */
  dropSetups(isOver: () => boolean): boolean {
    let dropped = 0;
    for (const [f, family] of this.problem.families.entries()) {
      if (isOver()) return false;
      if (family.setupCost.every((cost) => cost === 0)) continue;
      this.planAnew(f, () => {
        let best = this.withoutSmallLots(family, this.patterns[f]!);
        for (const t of family.demand.keys()) {
          if (!best || best.pattern[t] !== null) continue;
          const other = this.withoutSmallLots(family, best.pattern.with(t, 0));
          if (!other || other.cost >= best.cost - 1e-9 * Math.abs(best.cost)) continue;
          best = other;
          dropped++;
        }
        return best;
      });
    }
    return dropped > 0;
  }

  quantities(): PlanQuantities {
    const families = this.problem.families.map((family, f) =>
      settleFamily({ ...family, fixedProduction: this.patterns[f]! }, this.decisions[f]!),
    );
    return { families, resources: settleResources(this.problem, families) };
  }

  private planAnew(f: number, plan: () => LotPlan | null): boolean {
    const family = this.problem.families[f]!;
    this.addLoad(family, this.decisions[f]!, -1);
    const found = plan();
    if (found) {
      this.decisions[f] = found.decisions;
      this.patterns[f] = found.pattern;
    }
    this.addLoad(family, this.decisions[f]!, 1);
    return found !== null;
  }

  /** The best plan in a pattern, where the smallest lot that is too small is dropped or else filled up, and so on. */
  private withoutSmallLots(family: CompleteFamily, start: LotPattern): LotPlan | null {
    let plan = this.planIn(family, start);
    for (;;) {
      const smallest = plan && smallestBelowMinimum(family, plan);
      if (!plan || smallest === null) return plan;
      plan = cheaper(
        this.planIn(family, plan.pattern.with(smallest, 0)),
        this.planIn(family, plan.pattern.with(smallest, family.minimumLot)),
      );
    }
  }

  /** The family's cheapest plan in a pattern and the hours that are left; null when there is none. */
  private planIn(family: CompleteFamily, pattern: LotPattern): LotPlan | null {
    const network = new FamilyNetwork({ ...family, fixedProduction: pattern }, { withExtraProduction: true });
    let fixedCost = 0;
    for (const [t, fixed] of pattern.entries()) {
      const offer = this.offer(family, t);
      network.chargeProduction(t, offer.cheapCost);
      network.offerExtraProduction(t, offer.cheapUnits, offer.dearUnits, offer.dearCost);
      if (fixed === null) continue;
      if (fixed > offer.cheapUnits + offer.dearUnits + family.zeroBelow) return null;
      const cheap = Math.min(fixed, offer.cheapUnits);
      fixedCost +=
        fixed * family.productionCost[t]! + cheap * offer.cheapCost + (fixed - cheap) * offer.dearCost;
    }
    const flowCost = network.solve();
    if (!Number.isFinite(flowCost)) return null;
    const decisions = network.decisions();
    const setups = decisions.production.reduce(
      (sum, units, t) => sum + (units >= family.zeroBelow ? family.setupCost[t]! : 0),
      0,
    );
    return { pattern, decisions, cost: flowCost + fixedCost + setups };
  }

  /** Units that the free hours of all its lines allow, at the cheaper and at the dearer hours. */
  private offer(family: CompleteFamily, t: number) {
    let cheapUnits = Number.POSITIVE_INFINITY;
    let allUnits = Number.POSITIVE_INFINITY;
    let cheapCost = 0;
    let dearCost = 0;
    for (const { resource, hoursPerUnit } of family.hours) {
      const cell = resource * this.problem.periods.length + t;
      const next = this.market.nextHours(cell);
      const all = this.market.allFreeHours(cell);
      cheapUnits = Math.min(cheapUnits, next.hours / hoursPerUnit);
      allUnits = Math.min(allUnits, all.hours / hoursPerUnit);
      cheapCost += hoursPerUnit * next.costPerHour;
      dearCost += hoursPerUnit * all.costPerHour;
    }
    const dearUnits = family.hours.length === 0 ? 0 : Math.max(0, allUnits - cheapUnits);
    return { cheapUnits, dearUnits, cheapCost, dearCost };
  }

  private addLoad(family: CompleteFamily, { production }: FamilyDecisions, sign: 1 | -1): void {
    for (const { resource, hoursPerUnit } of family.hours) {
      for (const [t, units] of production.entries()) {
        this.market.load[resource * this.problem.periods.length + t]! += sign * hoursPerUnit * units;
      }
    }
  }
}

function smallestBelowMinimum(family: CompleteFamily, { pattern, decisions }: LotPlan): number | null {
  let smallest: number | null = null;
  for (const [t, units] of decisions.production.entries()) {
    if (pattern[t] !== null || units < family.zeroBelow || units >= family.minimumLot) continue;
    if (smallest === null || units < decisions.production[smallest]!) smallest = t;
  }
  return smallest;
}

function cheaper(one: LotPlan | null, other: LotPlan | null): LotPlan | null {
  if (!one || !other) return one ?? other;
  return other.cost < one.cost ? other : one;
}
