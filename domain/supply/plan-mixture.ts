/** Plans kept apart in a mixture; the two lightest are merged when there is one more. */
const mostPlans = 30;

/**
 * A mixture of one family's plans: production per period and cost without hours, each plan with its weight (the
 * weights add up to 1). A mixture of plans is itself a plan.
 */
export class PlanMixture {
  /** Production of the mixture, per period. */
  readonly production: Float64Array;
  private readonly plans: Float64Array[] = [];
  private readonly costs: number[] = [];
  private readonly weights: number[] = [];
  private readonly merged = new WeakSet<Float64Array>();

  constructor(production: Float64Array, cost: number) {
    this.production = production.slice();
    this.plans.push(production.slice());
    this.costs.push(cost);
    this.weights.push(1);
  }

  /** Cost of the mixture without hours. */
  get cost(): number {
    let cost = 0;
    for (let i = 0; i < this.costs.length; i++) cost += this.weights[i]! * this.costs[i]!;
    return cost;
  }

  /** The plans it is made of that were taken in as they are. */
  wholePlans(): { readonly production: Float64Array; readonly cost: number }[] {
    return this.plans.flatMap((production, i) =>
      this.merged.has(production) ? [] : [{ production, cost: this.costs[i]! }],
    );
  }

  /** Takes a plan in, without weight as yet. */
  add(production: Float64Array, cost: number): void {
    for (let i = 0; i < this.plans.length; i++) {
      if (Math.abs(this.costs[i]! - cost) <= 1e-9 * Math.abs(cost) && isSame(this.plans[i]!, production))
        return;
    }
    this.dropUnused();
    if (this.plans.length >= mostPlans) this.mergeLightest();
    this.plans.push(production.slice());
    this.costs.push(cost);
    this.weights.push(0);
  }

  /** The plans that are cheapest and dearest when a unit of period t costs `unitCost[t]` more; dearest of those with weight. */
  extremes(unitCost: Float64Array): {
    readonly cheapest: number;
    readonly dearest: number;
    readonly spread: number;
  } {
    let cheapest = 0;
    let dearest = 0;
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < this.plans.length; i++) {
      const cost = this.costs[i]! + dot(this.plans[i]!, unitCost);
      if (cost < least) {
        least = cost;
        cheapest = i;
      }
      if (cost > most && this.weights[i]! > 0) {
        most = cost;
        dearest = i;
      }
    }
    return { cheapest, dearest, spread: most - least };
  }

  /** What production would change by, per period, if all weight of one plan went to another. */
  difference(from: number, to: number, into: Float64Array): void {
    const source = this.plans[from]!;
    const target = this.plans[to]!;
    for (let t = 0; t < into.length; t++) into[t] = target[t]! - source[t]!;
  }

  weightOf(plan: number): number {
    return this.weights[plan]!;
  }

  shift(from: number, to: number, weight: number): void {
    this.weights[from] = Math.max(0, this.weights[from]! - weight);
    this.weights[to]! += weight;
    const source = this.plans[from]!;
    const target = this.plans[to]!;
    for (let t = 0; t < this.production.length; t++)
      this.production[t]! += weight * (target[t]! - source[t]!);
  }

  private dropUnused(): void {
    for (let i = this.plans.length - 1; i >= 0; i--) if (this.weights[i] === 0) this.remove(i);
  }

  private mergeLightest(): void {
    const [a, b] = this.weights.map((_, i) => i).sort((i, j) => this.weights[i]! - this.weights[j]!) as [
      number,
      number,
    ];
    const weight = this.weights[a]! + this.weights[b]!;
    const share = this.weights[a]! / weight;
    const merged = this.plans[a]!.map((units, t) => share * units + (1 - share) * this.plans[b]![t]!);
    this.merged.add(merged);
    this.plans[b] = merged;
    this.costs[b] = share * this.costs[a]! + (1 - share) * this.costs[b]!;
    this.weights[b] = weight;
    this.remove(a);
  }

  private remove(plan: number): void {
    this.plans.splice(plan, 1);
    this.costs.splice(plan, 1);
    this.weights.splice(plan, 1);
  }
}

function isSame(one: Float64Array, other: Float64Array): boolean {
  for (let t = 0; t < one.length; t++)
    if (Math.abs(one[t]! - other[t]!) > 1e-9 * Math.max(1, one[t]!)) return false;
  return true;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!;
  return sum;
}
