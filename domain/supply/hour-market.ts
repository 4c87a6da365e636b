import type { CompleteProblem } from './complete-problem';

/** Hours that can be had, each at the same cost. */
export interface HourOffer {
  readonly hours: number;
  readonly costPerHour: number;
}

/** Prices are looked up at so many places within a lot. */
const partsOfLot = 4;

/**
 * The hours of all lines in all periods, and the price at which they are shared out. A cell is one line in one period
 * (cell = line x periods + period). Each offers regular hours and overtime, the cheaper first; its price rises while
 * more is asked for than there is (method of multipliers; `stiffness` is the price rise per hour too many).
 */
export class HourMarket {
  readonly cellCount: number;
  /** Hours taken by the families' plans, frozen production included. */
  readonly load: Float64Array;
  readonly fixedLoad: Float64Array;
  readonly price: Float64Array;
  private readonly stiffness: Float64Array;
  private readonly firstHours: Float64Array;
  private readonly firstCost: Float64Array;
  private readonly allHours: Float64Array;
  private readonly secondCost: Float64Array;
  /** Share of the hours that prices act as if they were not there, so that plans fit without being cut. */
  private reserveRatio = 0;

  constructor(problem: CompleteProblem) {
    const periodCount = problem.periods.length;
    this.cellCount = problem.resources.length * periodCount;
    const zeros = () => new Float64Array(this.cellCount);
    this.load = zeros();
    this.fixedLoad = zeros();
    this.stiffness = zeros();
    this.firstHours = zeros();
    this.firstCost = zeros();
    this.allHours = zeros();
    this.secondCost = zeros();
    problem.resources.forEach((resource, r) => {
      for (let t = 0; t < periodCount; t++) {
        const cell = r * periodCount + t;
        const regular = { hours: resource.regularHours[t]!, cost: resource.regularCostPerHour[t]! };
        const overtime = { hours: resource.overtimeHours[t]!, cost: resource.overtimeCostPerHour[t]! };
        const [first, second] = regular.cost <= overtime.cost ? [regular, overtime] : [overtime, regular];
        this.firstHours[cell] = first.hours;
        this.firstCost[cell] = first.cost;
        this.allHours[cell] = first.hours + second.hours;
        this.secondCost[cell] = second.cost;
      }
    });
    this.price = Float64Array.from(this.firstCost);
  }

  /** Prices and stiffness of an earlier market of the same cells, where such prices can still be. */
  startFrom(earlier: HourMarket): void {
    this.stiffness.set(earlier.stiffness);
    for (let cell = 0; cell < this.cellCount; cell++) {
      const atMost = Number.isFinite(this.allHours[cell]!)
        ? Number.POSITIVE_INFINITY
        : this.secondCost[cell]!;
      const highest = Number.isFinite(this.firstHours[cell]!) ? atMost : this.firstCost[cell]!;
      this.price[cell] = Math.max(this.firstCost[cell]!, Math.min(highest, earlier.price[cell]!));
    }
  }

  /** The price at which the cell offers as much as is asked for, if prices may move by the stiffness. */
  clearingPrice(cell: number): number {
    return this.clearingPriceAt(cell, this.load[cell]!);
  }

  /** What an hour costs on average, when so many more are taken and the price rises meanwhile. */
  averagePrice(cell: number, hours: number): number {
    if (hours === 0) return this.clearingPrice(cell);
    let sum = 0;
    for (let part = 0; part < partsOfLot; part++) {
      sum += this.clearingPriceAt(cell, this.load[cell]! + ((part + 0.5) / partsOfLot) * hours);
    }
    return sum / partsOfLot;
  }

  private clearingPriceAt(cell: number, load: number): number {
    const stiffness = this.stiffness[cell]!;
    const price = this.price[cell]!;
    const first = price + stiffness * (load - this.firstHours[cell]!);
    if (!(first > this.secondCost[cell]!)) return Math.max(this.firstCost[cell]!, first);
    const offered =
      (1 - this.reserveRatio) * this.allHours[cell]! + this.reserveRatio * this.fixedLoad[cell]!;
    const second = price + stiffness * (load - offered);
    return Math.max(second, this.secondCost[cell]!);
  }

  stiffnessOf(cell: number): number {
    return this.stiffness[cell]!;
  }

  setStiffness(cell: number, stiffness: number): void {
    this.stiffness[cell] = stiffness;
  }

  scaleStiffness(factor: number): void {
    for (let cell = 0; cell < this.cellCount; cell++) this.stiffness[cell]! *= factor;
  }

  /** Takes over the clearing prices. */
  settlePrices(): void {
    for (let cell = 0; cell < this.cellCount; cell++) this.price[cell] = this.clearingPrice(cell);
  }

  /** What the lines earn at best at given prices: hours sold above their cost. */
  surplus(prices: Float64Array): number {
    let surplus = 0;
    for (let cell = 0; cell < this.cellCount; cell++) {
      const price = prices[cell]!;
      const second = this.allHours[cell]! - this.firstHours[cell]!;
      if (price > this.firstCost[cell]!) surplus += (price - this.firstCost[cell]!) * this.firstHours[cell]!;
      if (price > this.secondCost[cell]!) surplus += (price - this.secondCost[cell]!) * second;
    }
    return surplus;
  }

  /** What the hours taken cost; hours that there are not are charged at the dearer cost. */
  costOfLoad(): number {
    let cost = 0;
    for (let cell = 0; cell < this.cellCount; cell++) {
      const load = this.load[cell]!;
      const cheap = Math.min(load, this.firstHours[cell]!);
      cost += cheap * this.firstCost[cell]! + (load - cheap) * this.secondCost[cell]!;
    }
    return cost;
  }

  /** Keeps a little more back, up to one hour in a hundred. */
  reserveMore(): void {
    this.reserveRatio = Math.min(0.01, Math.max(1e-4, 2 * this.reserveRatio));
  }

  /** First prices: what the last hour taken costs. */
  startFromLoad(): void {
    for (let cell = 0; cell < this.cellCount; cell++) {
      const isFull = this.load[cell]! > this.firstHours[cell]!;
      this.price[cell] = isFull ? this.secondCost[cell]! : this.firstCost[cell]!;
    }
  }

  /** How far prices and loads are from agreeing, in money: unsold hours that have a price, and hours sold twice. */
  disagreement(): number {
    let money = 0;
    for (let cell = 0; cell < this.cellCount; cell++) {
      const price = this.clearingPrice(cell);
      const load = this.load[cell]!;
      if (price > this.firstCost[cell]!) {
        money += (price - this.firstCost[cell]!) * Math.max(0, this.firstHours[cell]! - load);
      }
      if (price > this.secondCost[cell]!) {
        money +=
          (price - this.secondCost[cell]!) *
          Math.abs(this.allHours[cell]! - Math.max(load, this.firstHours[cell]!));
      }
    }
    return money;
  }

  /** Share of the families' hours (frozen production apart) that fits into the cell. */
  fittingShare(cell: number): number {
    const asked = this.load[cell]! - this.fixedLoad[cell]!;
    const there = this.allHours[cell]! - this.fixedLoad[cell]!;
    return asked <= there ? 1 : Math.max(0, there) / asked;
  }

  /** The hours still free at the cost of the very next one. */
  nextHours(cell: number): HourOffer {
    const load = this.load[cell]!;
    const first = this.firstHours[cell]!;
    if (load < first) return { hours: first - load, costPerHour: this.firstCost[cell]! };
    return this.allFreeHours(cell);
  }

  /** All hours still free, at the cost of the dearest. */
  allFreeHours(cell: number): HourOffer {
    return {
      hours: Math.max(0, this.allHours[cell]! - this.load[cell]!),
      costPerHour: this.secondCost[cell]!,
    };
  }

  /** Can frozen production alone not be made in the hours there are? */
  isOverbooked(): boolean {
    for (let cell = 0; cell < this.cellCount; cell++) {
      if (this.fixedLoad[cell]! > this.allHours[cell]! * (1 + 1e-9) + 1e-9) return true;
    }
    return false;
  }
}
