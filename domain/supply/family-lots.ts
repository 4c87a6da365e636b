import type { CompleteFamily } from './complete-problem';

/**
 * One family's cheapest plan with set-ups at given prices of the hours, without limits: in which periods to make a
 * lot, and which demand each lot serves. Making and holding a unit from period s, and delivering it for the demand of
 * t, add a part of s and a part of t to the cost. So the periods that a lot serves lie side by side, and the cheapest
 * plan is found period by period: for each, the cheapest so far whose last lot is that of s. Takes time in the square
 * of the periods. Wagner & Whitin (1958); with late delivery Zangwill (1969).
 *
 * What is given (stock at the start, receipts, frozen production) serves the earliest demand. Bought units and demand
 * that is never delivered are limited: they are charged a rent, and the rents of all there is are paid back. So the
 * cost is a bound that no real plan goes below, and where nothing is limited it is that of a real plan, but for lots
 * below the minimum. Money as cost less revenue; units as in the problem.
 *
 * @example Demand 69, 29, 36, 61, … and set-up costs 85, 102, 102, 101, … of Wagner and Whitin: cost 864 in 6 lots.
 */
export class FamilyLots {
  private readonly periodCount: number;
  /** Cost to hold a unit from the start until period t, and to let demand wait from the start until then. */
  private readonly held: Float64Array;
  private readonly waited: Float64Array;
  /** The cheapest delivery from t on: held and waited from the start until then, less the price. */
  private readonly delivery: Float64Array;
  /** What lots must cover: demand, and stock that has to be there, less what is given. */
  private readonly demand: Float64Array;
  private readonly stock: Float64Array;
  private readonly givenCost: number;
  private readonly unitCost: Float64Array;
  /** Cost of a unit for the demand, or for the stock, of period t that no lot serves. */
  private readonly demandOtherwise: Float64Array;
  private readonly stockOtherwise: Float64Array;
  private rentsPaidBack = 0;
  /** Cheapest plans up to the last period looked at, by their last lot: that of period s, or none (last place). */
  private readonly cheapest: Float64Array;
  /** The lot before, where a plan goes over to a new lot; by period and lot. */
  private readonly lotBefore: Int16Array;
  /** The lot that serves each period in the last solution; periodCount where there is none. */
  private readonly lotOf: Int16Array;

  constructor(private readonly family: CompleteFamily) {
    const periodCount = family.demand.length;
    const zeros = () => new Float64Array(periodCount);
    this.periodCount = periodCount;
    this.held = cumulated(family.holdingCost);
    this.waited = cumulated(mayBeLate(family) ? family.backlogCost : zeros());
    this.delivery = cheapestDelivery(family, this.held, this.waited);
    this.unitCost = Float64Array.from(family.productionCost);
    this.demandOtherwise = zeros();
    this.stockOtherwise = zeros();
    const { demand, stock, cost } = this.servedByGiven();
    this.demand = demand;
    this.stock = stock;
    this.givenCost = cost;
    this.cheapest = new Float64Array(periodCount + 1);
    this.lotBefore = new Int16Array(periodCount * (periodCount + 1));
    this.lotOf = new Int16Array(periodCount);
    this.chargeRents(zeros(), 0);
  }

  /** Charges a price for the hours that one unit takes in period t, on top of its production cost. */
  chargeProduction(t: number, hourCost: number): void {
    this.unitCost[t] = this.family.productionCost[t]! + hourCost;
  }

  /** Charges a rent per unit that is bought in each period, and that is never delivered. */
  chargeRents(bought: ArrayLike<number>, neverDelivered: number): void {
    const { family, periodCount, held, waited, delivery, demandOtherwise, stockOtherwise } = this;
    this.rentsPaidBack = 0;
    const isLost = family.unmetDemand === 'lost';
    demandOtherwise.fill(isLost ? 0 : Number.POSITIVE_INFINITY);
    stockOtherwise.fill(Number.POSITIVE_INFINITY);
    if (mayBeLate(family) && family.finalBacklogMaximum > 0) {
      for (let t = 0; t < periodCount; t++)
        demandOtherwise[t] = waited[periodCount]! - waited[t]! + neverDelivered;
      this.rentsPaidBack += paidBack(neverDelivered, family.finalBacklogMaximum);
    }
    if (!family.subcontract) return;
    const { cost, limit } = family.subcontract;
    let cheapest = Number.POSITIVE_INFINITY;
    for (let t = 0; t < periodCount; t++) {
      if (limit[t]! > 0) cheapest = Math.min(cheapest, cost[t]! + bought[t]! - held[t]!);
      this.rentsPaidBack += paidBack(bought[t]!, limit[t]!);
      demandOtherwise[t] = Math.min(demandOtherwise[t]!, cheapest + delivery[t]! - waited[t]!);
      stockOtherwise[t] = cheapest + held[t]!;
    }
    if (!mayBeLate(family)) return;
    cheapest = Number.POSITIVE_INFINITY;
    for (let t = periodCount - 1; t >= 0; t--) {
      demandOtherwise[t] = Math.min(demandOtherwise[t]!, cheapest - waited[t]!);
      if (limit[t]! > 0) cheapest = Math.min(cheapest, cost[t]! + bought[t]! - held[t]! + delivery[t]!);
    }
  }

  /** Finds the cheapest plan and returns its cost (without what is given anyway); Infinity when there is none. */
  solve(): number {
    const { periodCount, cheapest, lotBefore } = this;
    const none = periodCount;
    cheapest.fill(Number.POSITIVE_INFINITY);
    cheapest[none] = 0;
    for (let t = 0; t < periodCount; t++) {
      // Lots that come after the one so far; the cheapest plan whose last lot is an earlier one.
      let before = none;
      let costBefore: number = cheapest[none]!;
      cheapest[none] = costBefore + this.costWithout(t);
      const last = mayBeLate(this.family) ? periodCount - 1 : t;
      for (let s = 0; s <= last; s++) {
        const soFar = cheapest[s]!;
        const afterSetup = costBefore + this.setupCost(s);
        const isNew = afterSetup < soFar;
        lotBefore[t * periodCount + s] = isNew ? before : s;
        if (soFar < costBefore) {
          costBefore = soFar;
          before = s;
        }
        cheapest[s] = (isNew ? afterSetup : soFar) + this.costWith(s, t);
      }
    }
    const total = this.traceBack();
    return total + this.givenCost - this.rentsPaidBack;
  }

  /** Units made in every period in the last solution, frozen production apart, written into the given list. */
  production(into: Float64Array): Float64Array {
    into.fill(0);
    for (let t = 0; t < this.periodCount; t++) {
      const s = this.lotOf[t]!;
      if (s === this.periodCount) continue;
      if (this.demandCost(s, t) <= this.demandOtherwise[t]!) into[s]! += this.demand[t]!;
      if (this.stockCost(s, t) <= this.stockOtherwise[t]!) into[s]! += this.stock[t]!;
    }
    return into;
  }

  /** What the last solution would cost more, if one more unit were asked for in period t. */
  costOfOneMoreUnit(t: number): number {
    const s = this.lotOf[t]!;
    if (s === this.periodCount) return this.demandOtherwise[t]!;
    return Math.min(this.demandCost(s, t), this.demandOtherwise[t]!);
  }

  private traceBack(): number {
    const { periodCount, cheapest, lotBefore, lotOf } = this;
    let lot = 0;
    for (let s = 1; s <= periodCount; s++) if (cheapest[s]! < cheapest[lot]!) lot = s;
    const total = cheapest[lot]!;
    for (let t = periodCount - 1; t >= 0; t--) {
      lotOf[t] = lot;
      if (lot < periodCount) lot = lotBefore[t * periodCount + lot]!;
    }
    return total;
  }

  private setupCost(s: number): number {
    return this.family.fixedProduction[s] === null ? this.family.setupCost[s]! : Number.POSITIVE_INFINITY;
  }

  private costWith(s: number, t: number): number {
    let cost = 0;
    if (this.demand[t]! > 0)
      cost = this.demand[t]! * Math.min(this.demandCost(s, t), this.demandOtherwise[t]!);
    if (this.stock[t]! > 0) cost += this.stock[t]! * Math.min(this.stockCost(s, t), this.stockOtherwise[t]!);
    return cost;
  }

  private costWithout(t: number): number {
    let cost = 0;
    if (this.demand[t]! > 0) cost = this.demand[t]! * this.demandOtherwise[t]!;
    if (this.stock[t]! > 0) cost += this.stock[t]! * this.stockOtherwise[t]!;
    return cost;
  }

  /** A unit made in s for the demand of t. */
  private demandCost(s: number, t: number): number {
    return this.unitCost[s]! - this.held[s]! + this.delivery[Math.max(s, t)]! - this.waited[t]!;
  }

  /** A unit made in s that stays in stock from t on; made later, it is charged as a late delivery would be. */
  private stockCost(s: number, t: number): number {
    const late = s > t ? this.delivery[s]! - this.delivery[t]! : 0;
    return this.unitCost[s]! - this.held[s]! + this.held[t]! + late;
  }

  /** Lets what is given serve the earliest demand; returns what is left for lots, and what the given part costs. */
  private servedByGiven() {
    const { family, periodCount, held, waited, delivery } = this;
    const demand = Float64Array.from(family.demand);
    demand[0]! += family.initialBacklog;
    const given = family.receipts.map((units, t) => units + (family.fixedProduction[t] ?? 0));
    given[0]! += family.initialInventory;
    // Stock that must be there anyway leaves the period and comes back in the next.
    const arriving = given.map(
      (units, t) => units - family.inventoryMinimum[t]! + (t > 0 ? family.inventoryMinimum[t - 1]! : 0),
    );
    const stock = Float64Array.from(arriving, (units) => Math.max(0, -units));
    const end = held[periodCount]!;
    let cost = 0;
    let there = 0;
    const serve = (needs: Float64Array, t: number, costOfUnit: number) => {
      const units = Math.min(there, needs[t]!);
      there -= units;
      cost += units * costOfUnit;
      needs[t]! -= units;
      if (needs[t]! < family.zeroBelow) needs[t] = 0;
    };
    for (let t = 0; t < periodCount; t++) cost += Math.max(0, arriving[t]!) * (end - held[t]!);
    if (mayBeLate(family)) there = sumAbove0(arriving);
    for (let t = 0; t < periodCount; t++) {
      if (!mayBeLate(family)) there += Math.max(0, arriving[t]!);
      serve(stock, t, held[t]! - end);
      serve(demand, t, delivery[t]! - waited[t]! - end);
    }
    return { demand, stock, cost };
  }
}

/**
 * Can the family be planned so? Where demand may be lost, given units should serve the earliest demand: what a
 * delivery is worth must not rise faster than holding costs, and no stock may be asked for that they would be kept for.
 */
export function hasPlainLots(family: CompleteFamily): boolean {
  if (family.unmetDemand !== 'lost') return true;
  return family.demand.every((_, t) => {
    if (t === 0) return true;
    const rise = family.price[t]! - family.price[t - 1]!;
    const stockRise = family.inventoryMinimum[t]! - family.inventoryMinimum[t - 1]!;
    const arriving = family.receipts[t]! + (family.fixedProduction[t] ?? 0);
    return rise <= family.holdingCost[t - 1]! && stockRise <= arriving;
  });
}

function mayBeLate(family: CompleteFamily): boolean {
  return family.unmetDemand === 'backlog';
}

function cheapestDelivery(family: CompleteFamily, held: Float64Array, waited: Float64Array): Float64Array {
  const delivery = Float64Array.from(family.price, (price, t) => held[t]! + waited[t]! - price);
  if (!mayBeLate(family)) return delivery;
  for (let t = delivery.length - 2; t >= 0; t--) delivery[t] = Math.min(delivery[t]!, delivery[t + 1]!);
  return delivery;
}

function cumulated(costs: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(costs.length + 1);
  for (let t = 0; t < costs.length; t++) sums[t + 1] = sums[t]! + costs[t]!;
  return sums;
}

function sumAbove0(amounts: readonly number[]): number {
  return amounts.reduce((sum, units) => sum + Math.max(0, units), 0);
}

/** Rents on sources without a limit would not be a bound: there they are 0. */
function paidBack(rent: number, limit: number): number {
  return rent > 0 ? rent * limit : 0;
}
