import type { CompleteFamily, CompleteProblem } from './complete-problem';
import { FamilyNetwork } from './family-network';
import { HourMarket, type HourOffer } from './hour-market';
import { type FamilyDecisions, settleFamily } from './plan-quantities';
import type { PlannedFamily } from './planning-problem';

/** One family on its way to the common plan: a mixture of its own best plans at the prices seen so far. */
interface Participant {
  readonly family: CompleteFamily;
  readonly network: FamilyNetwork;
  readonly production: Float64Array;
  /** Cost of the mixture without hours. */
  cost: number;
  /** Cost of what must be held, and of frozen production, whatever is decided. */
  readonly givenCost: number;
}

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
  private readonly scratchPrices: Float64Array;
  private passes = 0;
  /** Is there a family without any plan of its own? Then nothing below means anything. */
  hasImpossibleFamily = false;

  constructor(problem: CompleteProblem) {
    this.periodCount = problem.periods.length;
    this.market = new HourMarket(problem);
    this.scratchPrices = new Float64Array(this.market.cellCount);
    this.participants = problem.families.map((family) => this.join(family));
    setStiffness(problem, this.market);
  }

  /** Lets every family take one step towards its best plan at current prices; returns what they could still gain. */
  pass(): number {
    const count = this.participants.length;
    const stride = strideFor(count);
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
      bound += participant.givenCost + this.solveAtPrices(participant, market.price);
    }
    // Frozen production takes its hours at any price.
    for (let cell = 0; cell < market.cellCount; cell++)
      bound += market.price[cell]! * market.fixedLoad[cell]!;
    return bound;
  }

  /** Cost less revenue of the mixture, whose hours may be a little above what there is. */
  mixtureCost(): number {
    return this.participants.reduce(
      (sum, participant) => sum + participant.cost + participant.givenCost,
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
      this.solveAtPrices(participant, this.market.price);
      return participant.family.demand.map((_, t) => participant.network.costOfOneMoreUnit(t));
    });
  }

  private join(family: CompleteFamily): Participant {
    const network = new FamilyNetwork(family);
    const production = new Float64Array(this.periodCount);
    let givenCost = 0;
    family.inventoryMinimum.forEach((units, t) => {
      const frozen = family.fixedProduction[t] ?? 0;
      givenCost += units * family.holdingCost[t]! + frozen * family.productionCost[t]!;
      for (const { resource, hoursPerUnit } of family.hours) {
        const cell = resource * this.periodCount + t;
        this.market.fixedLoad[cell]! += frozen * hoursPerUnit;
        this.market.load[cell]! += frozen * hoursPerUnit;
      }
    });
    const participant = { family, network, production, cost: 0, givenCost };
    const cost = this.solveAtPrices(participant, this.market.price);
    if (!Number.isFinite(cost)) this.hasImpossibleFamily = true;
    for (let t = 0; t < this.periodCount; t++) production[t] = network.made(t);
    this.addLoad(family, production, 1);
    participant.cost = cost - this.hourCost(family, production, this.market.price);
    return participant;
  }

  private step(participant: Participant): number {
    const { family, network, production } = participant;
    const { market, periodCount } = this;
    const prices = this.scratchPrices;
    for (const { resource } of family.hours) {
      const end = (resource + 1) * periodCount;
      for (let cell = resource * periodCount; cell < end; cell++) prices[cell] = market.clearingPrice(cell);
    }
    const best = this.solveAtPrices(participant, prices);
    let gain = participant.cost - best;
    let bestHourCost = 0;
    let curvature = 0;
    for (const { resource, hoursPerUnit } of family.hours) {
      for (let t = 0; t < periodCount; t++) {
        const cell = resource * periodCount + t;
        const made = network.made(t);
        const change = (made - production[t]!) * hoursPerUnit;
        gain += prices[cell]! * hoursPerUnit * production[t]!;
        bestHourCost += prices[cell]! * hoursPerUnit * made;
        curvature += market.stiffnessOf(cell) * change * change;
      }
    }
    if (!(gain > 0)) return 0;
    const share = curvature > gain ? gain / curvature : 1;
    participant.cost += share * (best - bestHourCost - participant.cost);
    for (let t = 0; t < periodCount; t++) {
      const change = share * (network.made(t) - production[t]!);
      if (change === 0) continue;
      production[t]! += change;
      for (const { resource, hoursPerUnit } of family.hours) {
        market.load[resource * periodCount + t]! += hoursPerUnit * change;
      }
    }
    return gain;
  }

  private solveAtPrices({ family, network }: Participant, prices: Float64Array): number {
    const { periodCount } = this;
    for (let t = 0; t < periodCount; t++) {
      let hourCost = 0;
      for (const { resource, hoursPerUnit } of family.hours) {
        hourCost += hoursPerUnit * prices[resource * periodCount + t]!;
      }
      network.chargeProduction(t, hourCost);
    }
    return network.solve();
  }

  /** Prices should move as fast as plans do: stiffer while loads lag behind prices, softer while plans lag behind. */
  private balanceStiffness(gain: number): void {
    if (this.passes % 5 !== 0) return;
    const disagreement = this.market.disagreement();
    if (disagreement > gain) this.market.scaleStiffness(2);
    else if (gain > 4 * disagreement) this.market.scaleStiffness(0.5);
  }

  /** Families that must deliver and cannot buy choose first. */
  private neediestFirst(): number[] {
    const need = ({ family }: Participant) =>
      (family.unmetDemand === 'forbidden' ? 2 : 0) + (family.subcontract === null ? 1 : 0);
    return this.participants
      .map((_, f) => f)
      .sort((a, b) => need(this.participants[b]!) - need(this.participants[a]!));
  }

  private allot({ family, production }: Participant): Float64Array {
    return production.map((units, t) => {
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
    const decisions = network.decisions();
    this.addLoad(family, decisions.production, 1);
    return decisions;
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

  private hourCost(family: CompleteFamily, production: Float64Array, prices: Float64Array): number {
    let cost = 0;
    for (const { resource, hoursPerUnit } of family.hours) {
      for (let t = 0; t < this.periodCount; t++) {
        cost += prices[resource * this.periodCount + t]! * hoursPerUnit * production[t]!;
      }
    }
    return cost;
  }
}

/**
 * A first guess of how much the price of an hour must rise to move a line's whole load: about what holding, or a
 * small share of what making and selling is worth, for the units of an hour.
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
      typicalLoad > 0 ? (10 * (worth[resource]! / hours[resource]!)) / typicalLoad : 1,
    );
  }
}

/** A step through all participants that visits each once and keeps neighbours apart. */
function strideFor(count: number): number {
  const share = (a: number, b: number): number => (b === 0 ? a : share(b, a % b));
  let stride = Math.max(1, Math.round(count * 0.382));
  while (share(stride, count) !== 1) stride++;
  return stride;
}
