import type { CompleteFamily } from './complete-problem';
import type { FamilyDecisions } from './plan-quantities';

/** An arc that stands for "cannot be done" costs so many times the dearest other; any way around it is cheaper. */
const impossible = 1e6;

/** A way is cheaper when it saves this share of the dearest cost. */
const worthwhile = 1e-11;

const atLower = 1;
const inTree = 0;
const atUpper = -1;

/**
 * One family's plan as a flow of units: made or bought units flow into the stock of a period, from there into the
 * next period's stock or to the demand of the period; late demand is served through later deliveries. Solved by the
 * network simplex method, which starts from the last solution when only costs have changed.
 *
 * Nodes: 0..T-1 stock at the end of a period, T..2T-1 demand of a period, 2T the outside world.
 */
export class FamilyNetwork {
  /** First arc of each kind; arc of period t = first + t; -1 where the family has none. */
  private readonly productionArc: number;
  private readonly extraProduction: number;
  readonly subcontracted: number;
  readonly delivered: number;
  readonly inventory: number;
  readonly backlog: number;
  readonly lost: number;
  readonly flow: Float64Array;

  private readonly periodCount: number;
  private readonly nodeCount: number;
  private readonly outside: number;
  private readonly arcCount: number;
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private readonly arcCost: Float64Array;
  private readonly upper: Float64Array;
  private readonly state: Int8Array;
  private readonly supply: Float64Array;
  private readonly parent: Int32Array;
  private readonly parentArc: Int32Array;
  private readonly depth: Int32Array;
  private readonly potential: Float64Array;
  private readonly baseCost: Float64Array;
  private readonly climb: Int32Array;
  private dearest = 1;
  private hasTree = false;

  constructor(
    private readonly family: CompleteFamily,
    { withExtraProduction = false }: { readonly withExtraProduction?: boolean } = {},
  ) {
    const periodCount = family.demand.length;
    this.periodCount = periodCount;
    this.outside = 2 * periodCount;
    this.nodeCount = 2 * periodCount + 1;
    let next = 0;
    const block = (wanted: boolean) => {
      if (!wanted) return -1;
      next += periodCount;
      return next - periodCount;
    };
    this.productionArc = block(true);
    this.extraProduction = block(withExtraProduction);
    this.subcontracted = block(family.subcontract !== null);
    this.delivered = block(true);
    this.inventory = block(true);
    this.backlog = block(family.unmetDemand === 'backlog');
    this.lost = block(family.unmetDemand === 'lost');
    this.arcCount = next;
    const all = next + this.nodeCount - 1;
    this.from = new Int32Array(all);
    this.to = new Int32Array(all);
    this.arcCost = new Float64Array(all);
    this.upper = new Float64Array(all).fill(Number.POSITIVE_INFINITY);
    this.flow = new Float64Array(all);
    this.state = new Int8Array(all);
    this.supply = new Float64Array(this.nodeCount);
    this.parent = new Int32Array(this.nodeCount);
    this.parentArc = new Int32Array(this.nodeCount);
    this.depth = new Int32Array(this.nodeCount);
    this.potential = new Float64Array(this.nodeCount);
    this.baseCost = new Float64Array(periodCount);
    this.climb = new Int32Array(this.nodeCount);
    this.layArcs();
    for (const cost of this.arcCost) this.dearest = Math.max(this.dearest, Math.abs(cost));
  }

  private layArcs(): void {
    const { family, periodCount: T, outside } = this;
    const lay = (arc: number, from: number, to: number, cost: number, upper = Number.POSITIVE_INFINITY) => {
      this.from[arc] = from;
      this.to[arc] = to;
      this.arcCost[arc] = cost;
      this.upper[arc] = upper;
    };
    for (let t = 0; t < T; t++) {
      const fixed = family.fixedProduction[t] ?? null;
      this.baseCost[t] = family.productionCost[t]!;
      lay(this.productionArc + t, outside, t, family.productionCost[t]!, fixed === null ? undefined : 0);
      if (this.extraProduction >= 0) lay(this.extraProduction + t, outside, t, family.productionCost[t]!, 0);
      if (family.subcontract) {
        lay(this.subcontracted + t, outside, t, family.subcontract.cost[t]!, family.subcontract.limit[t]!);
      }
      lay(this.delivered + t, t, T + t, -family.price[t]!);
      lay(this.inventory + t, t, t === T - 1 ? outside : t + 1, family.holdingCost[t]!);
      if (this.backlog >= 0) {
        const last = t === T - 1;
        lay(
          this.backlog + t,
          last ? outside : T + t + 1,
          T + t,
          family.backlogCost[t]!,
          last ? family.finalBacklogMaximum : undefined,
        );
      }
      if (this.lost >= 0) lay(this.lost + t, outside, T + t, 0);
      this.supply[t]! += family.receipts[t]! + (t === 0 ? family.initialInventory : 0);
      this.supply[t]! += this.madeAnyway(t);
      // Stock that must be there anyway leaves the period and comes back in the next.
      this.supply[t]! -= family.inventoryMinimum[t]!;
      if (t < T - 1) this.supply[t + 1]! += family.inventoryMinimum[t]!;
      this.supply[T + t]! -= family.demand[t]! + (t === 0 ? family.initialBacklog : 0);
    }
  }

  /** Charges a price for the hours that one unit takes in period t, on top of its production cost. */
  chargeProduction(t: number, hourCost: number): void {
    this.arcCost[this.productionArc + t] = this.baseCost[t]! + hourCost;
  }

  /** Makes at most `most` units at the charged hours, and up to `extra` more at `hourCost` each. */
  offerExtraProduction(t: number, most: number, extra: number, hourCost: number): void {
    if ((this.family.fixedProduction[t] ?? null) !== null) return;
    this.upper[this.productionArc + t] = most;
    this.hasTree = false;
    this.upper[this.extraProduction + t] = extra;
    this.arcCost[this.extraProduction + t] = this.baseCost[t]! + hourCost;
  }

  /** Units made in period t in the last solution, apart from what is made anyway. */
  made(t: number): number {
    const extra = this.extraProduction < 0 ? 0 : this.flow[this.extraProduction + t]!;
    return this.flow[this.productionArc + t]! + extra;
  }

  /** Units made in every period apart from what is made anyway, written into the given list. */
  production(into: Float64Array): Float64Array {
    for (let t = 0; t < into.length; t++) into[t] = this.made(t);
    return into;
  }

  /** The last solution as decisions, with what is made anyway. */
  decisions(): FamilyDecisions {
    const units = (first: number) => Array.from(this.flow.subarray(first, first + this.periodCount));
    return {
      production: this.family.demand.map((_, t) => this.madeAnyway(t) + this.made(t)),
      subcontracted:
        this.subcontracted < 0 ? new Array<number>(this.periodCount).fill(0) : units(this.subcontracted),
      delivered: units(this.delivered),
    };
  }

  private madeAnyway(t: number): number {
    return this.family.fixedProduction[t] ?? this.family.productionMinimum[t]!;
  }

  /** What the last solution would cost more, if one more unit were asked for in period t. */
  costOfOneMoreUnit(t: number): number {
    return -this.potential[this.periodCount + t]!;
  }

  /** What one more unit to be bought in period t, or never to be delivered, would save where the limit is reached. */
  rentOfBuying(t: number): number {
    return this.subcontracted < 0 ? 0 : this.rent(this.subcontracted + t);
  }

  rentOfNeverDelivering(): number {
    return this.backlog < 0 ? 0 : this.rent(this.backlog + this.periodCount - 1);
  }

  private rent(arc: number): number {
    if (this.state[arc] !== atUpper) return 0;
    const { potential, from, to, arcCost } = this;
    return Math.max(0, potential[from[arc]!]! - potential[to[arc]!]! - arcCost[arc]!);
  }

  /** Finds the cheapest flow and returns its cost (without what must be held anyway); Infinity when there is none. */
  solve(): number {
    if (!this.hasTree) this.startTree();
    this.refreshTree();
    for (let pivots = 0; pivots < 20_000; pivots++) {
      const entering = this.cheaperArc();
      if (entering < 0) return this.totalCost();
      this.pivot(entering);
    }
    throw new Error(`The flow of family "${this.family.id}" did not settle.`);
  }

  private totalCost(): number {
    let cost = 0;
    for (let arc = 0; arc < this.arcCount; arc++) cost += this.arcCost[arc]! * this.flow[arc]!;
    for (let arc = this.arcCount; arc < this.flow.length; arc++) {
      if (this.flow[arc]! > this.family.zeroBelow) return Number.POSITIVE_INFINITY;
    }
    return cost;
  }

  private startTree(): void {
    const { outside, arcCount } = this;
    this.state.fill(atLower);
    this.flow.fill(0);
    for (let node = 0; node < outside; node++) {
      const arc = arcCount + node;
      const supply = this.supply[node]!;
      this.from[arc] = supply > 0 ? node : outside;
      this.to[arc] = supply > 0 ? outside : node;
      this.flow[arc] = Math.abs(supply);
      this.arcCost[arc] = impossible * this.dearest;
      this.upper[arc] = Number.POSITIVE_INFINITY;
      this.state[arc] = inTree;
      this.parent[node] = outside;
      this.parentArc[node] = arc;
    }
    this.parent[outside] = -1;
    this.hasTree = true;
  }

  /** Depths and potentials of all nodes from the tree. */
  private refreshTree(): void {
    const { parent, parentArc, depth, potential, from, arcCost, outside, climb } = this;
    depth.fill(-1);
    depth[outside] = 0;
    potential[outside] = 0;
    for (let start = 0; start < outside; start++) {
      let height = 0;
      let node = start;
      while (depth[node]! < 0) {
        climb[height++] = node;
        node = parent[node]!;
      }
      while (height > 0) {
        const child = climb[--height]!;
        const arc = parentArc[child]!;
        depth[child] = depth[node]! + 1;
        potential[child] =
          from[arc] === child ? potential[node]! + arcCost[arc]! : potential[node]! - arcCost[arc]!;
        node = child;
      }
    }
  }

  private cheaperArc(): number {
    const { from, to, arcCost, state, potential, upper } = this;
    let best = -1;
    let bestGain = worthwhile * this.dearest;
    for (let arc = 0; arc < this.arcCount; arc++) {
      const side = state[arc]!;
      if (side === inTree) continue;
      const gain = -side * (arcCost[arc]! - potential[from[arc]!]! + potential[to[arc]!]!);
      if (gain > bestGain && upper[arc]! > 0) {
        bestGain = gain;
        best = arc;
      }
    }
    return best;
  }

  /** Sends as much as possible around the cycle that the entering arc closes; the last arc to block leaves the tree. */
  private pivot(entering: number): void {
    const { from, to, flow, upper, parent, parentArc, depth, state } = this;
    const forward = state[entering] === atLower;
    const first = forward ? from[entering]! : to[entering]!;
    const second = forward ? to[entering]! : from[entering]!;
    let change = forward ? upper[entering]! - flow[entering]! : flow[entering]!;
    let leaving = -1;
    let leavesOnFirst = false;
    let a = first;
    let b = second;
    // Flow goes apex -> first -> entering -> second -> apex. Ties: the last blocking arc in that direction
    // (strongly feasible trees, Cunningham 1976), so "<" on the first path and "<=" on the second.
    while (a !== b) {
      if (depth[a]! >= depth[b]!) {
        const arc = parentArc[a]!;
        const room = to[arc] === a ? upper[arc]! - flow[arc]! : flow[arc]!;
        if (room < change) {
          change = room;
          leaving = a;
          leavesOnFirst = true;
        }
        a = parent[a]!;
      } else {
        const arc = parentArc[b]!;
        const room = from[arc] === b ? upper[arc]! - flow[arc]! : flow[arc]!;
        if (room <= change) {
          change = room;
          leaving = b;
          leavesOnFirst = false;
        }
        b = parent[b]!;
      }
    }
    if (change > 0) this.sendAround(entering, forward, first, second, a, change);
    if (leaving < 0) {
      state[entering] = -state[entering]!;
      return;
    }
    this.exchange(entering, leaving, leavesOnFirst ? first : second, leavesOnFirst ? second : first);
  }

  private sendAround(
    entering: number,
    forward: boolean,
    first: number,
    second: number,
    apex: number,
    change: number,
  ): void {
    const { to, from, flow, parent, parentArc } = this;
    flow[entering]! += forward ? change : -change;
    for (let node = first; node !== apex; node = parent[node]!) {
      const arc = parentArc[node]!;
      flow[arc]! += to[arc] === node ? change : -change;
    }
    for (let node = second; node !== apex; node = parent[node]!) {
      const arc = parentArc[node]!;
      flow[arc]! += from[arc] === node ? change : -change;
    }
  }

  /** The part of the tree below the leaving arc now hangs on the entering arc. */
  private exchange(entering: number, cut: number, inside: number, outsideEnd: number): void {
    const { parent, parentArc, flow, upper, state } = this;
    const leavingArc = parentArc[cut]!;
    const isFull = upper[leavingArc]! - flow[leavingArc]! < flow[leavingArc]!;
    state[leavingArc] = isFull ? atUpper : atLower;
    flow[leavingArc] = isFull ? upper[leavingArc]! : 0;
    state[entering] = inTree;
    let node = inside;
    let newParent = outsideEnd;
    let newArc = entering;
    for (;;) {
      const oldParent = parent[node]!;
      const oldArc = parentArc[node]!;
      parent[node] = newParent;
      parentArc[node] = newArc;
      if (node === cut) break;
      newParent = node;
      newArc = oldArc;
      node = oldParent;
    }
    this.refreshTree();
  }
}
