import { isDeepStrictEqual } from 'node:util';
import type { CompleteFamily, CompleteProblem } from './complete-problem';
import { FamilyNetwork } from './family-network';
import { type FamilyPlanner, familyPlanner } from './family-planner';
import { HourMarket, type HourOffer } from './hour-market';
import { PlanMixture } from './plan-mixture';
import { setupsOfFixedProduction } from './plan-model';
import { type FamilyDecisions, settleFamily } from './plan-quantities';
import type { PlannedFamily } from './planning-problem';
import { strideFor } from './visiting-order';

/** One family on its way to the common plan: a mixture of its own best plans at the prices seen so far. */
interface Participant {
  readonly family: CompleteFamily;
  readonly planner: FamilyPlanner;
  readonly mixture: PlanMixture;
  /** Cost of what must be held, and of frozen production, whatever is decided. */
  readonly givenCost: number;
}

/** Prices that came to rest must move again after an edit. */
const stifferAfterEdit = 4;

/** After each new plan, weights are shifted so many times more among the plans there are. */
const corrections = 8;

/**
 * Plans many families that share the hours of few lines, without one model for all of them. Each family finds its own
 * cheapest plan at the prices of the hours (a network flow), moves part of the way to it, and the prices follow the
 * hours asked for: block-coordinate Frank-Wolfe (Lacoste-Julien et al. 2013) on the augmented Lagrangian of the
 * capacity constraints. Any prices prove a bound on the cost of every plan (Lagrangean duality).
 *
 * For problems without yes-or-no decisions and workforces; money as cost less revenue.
 */
export class PriceCoordination {
  readonly market: HourMarket;
  private readonly participants: Participant[];
  private readonly periodCount: number;
  private readonly unitCost: Float64Array;
  private readonly bestProduction: Float64Array;
  private readonly change: Float64Array;
  private passes = 0;
  /** Does it go on from an earlier plan, so that few passes may be enough? */
  readonly isWarm: boolean;
  /** Is there a family without any plan of its own? Then nothing below means anything. */
  hasImpossibleFamily = false;

  /** Starts afresh, or from `previous`: its prices, and the plans of families that are the same. It is used up. */
  constructor(
    private readonly problem: CompleteProblem,
    previous: PriceCoordination | null = null,
  ) {
    this.periodCount = problem.periods.length;
    this.market = new HourMarket(problem);
    this.unitCost = new Float64Array(this.periodCount);
    this.bestProduction = new Float64Array(this.periodCount);
    this.change = new Float64Array(this.periodCount);
    setStiffness(problem, this.market);
    const earlier = previous?.isOfSameShape(problem) ? previous : null;
    this.isWarm = earlier !== null;
    if (earlier) {
      this.market.startFrom(earlier.market);
      this.market.scaleStiffness(stifferAfterEdit);
    }
    const known = new Map(earlier?.participants.map((participant) => [participant.family.id, participant]));
    this.participants = problem.families.map((family) => this.join(family, known.get(family.id)));
    if (!earlier) this.market.startFromLoad();
  }

  /** Lets every family take one step towards its best plan at current prices; returns what they could still gain. */
  pass(): number {
    const count = this.participants.length;
    const stride = strideFor(count, 0.382);
    let gain = 0;
    this.passes++;
    for (let i = 0; i < count; i++)
      gain += this.step(this.participants[(i * stride + this.passes * 131) % count]!);
    this.market.settlePrices();
    this.balanceStiffness(gain);
    return gain;
  }

  /** Cost less revenue that no plan can go below, at the current prices. */
  costBound(): number {
    const { market } = this;
    let bound = -market.surplus(market.price);
    for (const participant of this.participants) {
      bound += participant.givenCost + this.solveAtSettledPrices(participant);
    }
    // What is made anyway takes its hours at any price.
    for (let cell = 0; cell < market.cellCount; cell++)
      bound += market.price[cell]! * market.fixedLoad[cell]!;
    return bound;
  }

  /** The families' mixtures, in the order of the problem. */
  mixtures(): readonly PlanMixture[] {
    return this.participants.map(({ mixture }) => mixture);
  }

  /** Cost less revenue of the mixture, whose hours may be a little above what there is. */
  mixtureCost(): number {
    return this.participants.reduce(
      (sum, { mixture, givenCost }) => sum + mixture.cost + givenCost,
      this.market.costOfLoad(),
    );
  }

  /**
   * Turns the mixture into plans that keep every limit: each family keeps its share of the hours where there are too
   * few, may use what others left, and plans anew within that. Null when a family does not manage.
   */
  assemble(): PlannedFamily[] | null {
    const { market, participants } = this;
    const mixtureLoad = market.load.slice();
    const allotted = participants.map((participant) => this.allot(participant));
    market.load.set(market.fixedLoad);
    for (const [f, { family }] of participants.entries()) this.addLoad(family, allotted[f]!, 1);
    const plans: PlannedFamily[] = [];
    for (const f of this.neediestFirst()) {
      const { family } = participants[f]!;
      const decisions = this.planWithin(family, allotted[f]!);
      if (!decisions) break;
      plans[f] = settleFamily(family, decisions);
    }
    market.load.set(mixtureLoad);
    return participants.every((_, f) => plans[f]) ? plans : null;
  }

  /** What one more unit of demand costs each family at current prices; see `MarginalDemand`. */
  marginalCosts(): readonly (readonly number[])[] {
    return this.participants.map((participant) => {
      this.solveAtSettledPrices(participant);
      return participant.family.demand.map((_, t) => participant.planner.costOfOneMoreUnit(t));
    });
  }

  private isOfSameShape(problem: CompleteProblem): boolean {
    const resources = problem.resources.map((resource) => resource.id).join('\n');
    return (
      problem.periods.length === this.periodCount &&
      resources === this.problem.resources.map((resource) => resource.id).join('\n')
    );
  }

  private join(family: CompleteFamily, earlier: Participant | undefined): Participant {
    this.bookHoursAnyway(family);
    if (earlier && isDeepStrictEqual(earlier.family, family)) {
      this.addLoad(family, earlier.mixture.production, 1);
      return earlier;
    }
    const planner = familyPlanner(family, this.problem);
    this.lookUp(family, (cell) => this.market.price[cell]!);
    const cost = this.solveAt(planner, this.unitCost);
    if (!Number.isFinite(cost)) this.hasImpossibleFamily = true;
    const production = planner.production(this.bestProduction);
    this.addLoad(family, production, 1);
    const mixture = new PlanMixture(production, cost - dot(production, this.unitCost));
    return { family, planner, mixture, givenCost: givenCost(family) };
  }

  private bookHoursAnyway(family: CompleteFamily): void {
    for (const { resource, hoursPerUnit } of family.hours) {
      for (let t = 0; t < this.periodCount; t++) {
        const cell = resource * this.periodCount + t;
        const hours = madeAnyway(family, t) * hoursPerUnit;
        this.market.fixedLoad[cell]! += hours;
        this.market.load[cell]! += hours;
      }
    }
  }

  /** One family finds its best plan at current prices, and shifts weight to it from its worst one. */
  private step({ family, planner, mixture }: Participant): number {
    const { unitCost } = this;
    this.lookUp(family, (cell) => this.market.clearingPrice(cell));
    const best = this.solveAt(planner, unitCost);
    const bestProduction = planner.production(this.bestProduction);
    const gain = mixture.cost + dot(mixture.production, unitCost) - best;
    if (!(gain > 0)) return 0;

    mixture.add(bestProduction, best - dot(bestProduction, unitCost));
    this.shiftWeight(family, mixture);
    for (let i = 0; i < corrections; i++) {
      this.lookUp(family, (cell) => this.market.clearingPrice(cell));
      this.shiftWeight(family, mixture);
    }
    return gain;
  }

  /** Shifts weight from the dearest plan to the cheapest, as far as it pays while prices respond. */
  private shiftWeight(family: CompleteFamily, mixture: PlanMixture): void {
    const { market, periodCount, change } = this;
    const { cheapest, dearest, spread } = mixture.extremes(this.unitCost);
    if (!(spread > 0) || cheapest === dearest) return;
    mixture.difference(dearest, cheapest, change);
    let curvature = 0;
    for (const { resource, hoursPerUnit } of family.hours) {
      for (let t = 0; t < periodCount; t++) {
        const hours = change[t]! * hoursPerUnit;
        if (hours !== 0) curvature += market.stiffnessOf(resource * periodCount + t) * hours * hours;
      }
    }
    const most = mixture.weightOf(dearest);
    const weight = curvature * most > spread ? spread / curvature : most;
    mixture.shift(dearest, cheapest, weight);
    for (let t = 0; t < periodCount; t++) change[t]! *= weight;
    this.addLoad(family, change, 1);
  }

  /** What the hours of one unit cost in each period. */
  private lookUp(family: CompleteFamily, priceOf: (cell: number) => number): void {
    const { unitCost, periodCount } = this;
    unitCost.fill(0);
    for (const { resource, hoursPerUnit } of family.hours) {
      for (let t = 0; t < periodCount; t++)
        unitCost[t]! += hoursPerUnit * priceOf(resource * periodCount + t);
    }
  }

  private solveAt(planner: FamilyPlanner, unitCost: Float64Array): number {
    for (let t = 0; t < this.periodCount; t++) planner.chargeProduction(t, unitCost[t]!);
    return planner.solve();
  }

  private solveAtSettledPrices({ family, planner }: Participant): number {
    this.lookUp(family, (cell) => this.market.price[cell]!);
    return this.solveAt(planner, this.unitCost);
  }

  /** Prices should move as fast as plans do: stiffer while loads lag behind prices, softer while plans lag behind. */
  private balanceStiffness(gain: number): void {
    if (this.passes % 3 !== 0) return;
    const ratio = Math.sqrt(this.market.disagreement() / Math.max(gain, 1e-12));
    if (ratio > 1.2 || ratio < 0.6) this.market.scaleStiffness(Math.min(2, Math.max(0.5, ratio)));
  }

  /** Families that must deliver and cannot buy choose first. */
  private neediestFirst(): number[] {
    const need = ({ family }: Participant) =>
      (family.unmetDemand === 'forbidden' ? 2 : 0) + (family.subcontract === null ? 1 : 0);
    return this.participants
      .map((_, f) => f)
      .sort((a, b) => need(this.participants[b]!) - need(this.participants[a]!));
  }

  private allot({ family, mixture }: Participant): Float64Array {
    return mixture.production.map((units, t) => {
      let share = 1;
      for (const { resource } of family.hours) {
        share = Math.min(share, this.market.fittingShare(resource * this.periodCount + t));
      }
      return units * share;
    });
  }

  /** Plans within the allotted hours and what is still free: of the cheaper hours only, if that is enough. */
  private planWithin(family: CompleteFamily, allotted: Float64Array): FamilyDecisions | null {
    const network = new FamilyNetwork(family, { withExtraProduction: true });
    this.offerHours(family, network, allotted, (cell) => this.market.nextHours(cell));
    let cost = network.solve();
    if (!Number.isFinite(cost)) {
      this.offerHours(family, network, allotted, (cell) => this.market.allFreeHours(cell));
      cost = network.solve();
    }
    if (!Number.isFinite(cost)) return null;
    this.addLoad(family, allotted, -1);
    this.addLoad(family, network.production(this.bestProduction), 1);
    return network.decisions();
  }

  private offerHours(
    family: CompleteFamily,
    network: FamilyNetwork,
    allotted: Float64Array,
    offer: (cell: number) => HourOffer,
  ): void {
    for (let t = 0; t < this.periodCount; t++) {
      let hourCost = 0;
      let extra = Number.POSITIVE_INFINITY;
      for (const { resource, hoursPerUnit } of family.hours) {
        const { hours, costPerHour } = offer(resource * this.periodCount + t);
        hourCost += hoursPerUnit * costPerHour;
        extra = Math.min(extra, hours / hoursPerUnit);
      }
      network.offerExtraProduction(t, allotted[t]!, extra, hourCost);
    }
  }

  private addLoad(family: CompleteFamily, production: ArrayLike<number>, sign: 1 | -1): void {
    for (const { resource, hoursPerUnit } of family.hours) {
      for (let t = 0; t < this.periodCount; t++) {
        this.market.load[resource * this.periodCount + t]! += sign * hoursPerUnit * production[t]!;
      }
    }
  }
}

/** Units of the frozen fence, or made at least. */
function madeAnyway(family: CompleteFamily, t: number): number {
  return family.fixedProduction[t] ?? family.productionMinimum[t]!;
}

/** Cost of the stock that must be held, and of what is made anyway with its set-ups. */
function givenCost(family: CompleteFamily): number {
  return family.inventoryMinimum.reduce(
    (cost, units, t) =>
      cost + units * family.holdingCost[t]! + madeAnyway(family, t) * family.productionCost[t]!,
    setupsOfFixedProduction(family),
  );
}

/**
 * A first guess of how much the price of an hour rises for the hours that are too many: by a multiple of what holding,
 * or a small share of making and selling, is worth for the units of an hour, when the whole load is too much.
 */
function setStiffness(problem: CompleteProblem, market: HourMarket): void {
  const periodCount = problem.periods.length;
  const worth = new Float64Array(problem.resources.length);
  const hours = new Float64Array(problem.resources.length);
  for (const family of problem.families) {
    const units = family.demand.reduce((sum, demand) => sum + demand, 0);
    const value = family.holdingCost[0]! + 0.01 * (family.productionCost[0]! + family.price[0]!) + 1e-6;
    for (const { resource, hoursPerUnit } of family.hours) {
      worth[resource]! += units * value;
      hours[resource]! += units * hoursPerUnit;
    }
  }
  for (let cell = 0; cell < market.cellCount; cell++) {
    const resource = Math.floor(cell / periodCount);
    const typicalLoad = hours[resource]! / periodCount;
    market.setStiffness(
      cell,
      typicalLoad > 0 ? (100 * (worth[resource]! / hours[resource]!)) / typicalLoad : 1,
    );
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!;
  return sum;
}
