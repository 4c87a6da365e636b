import type { CompleteProblem } from './complete-problem';
import { LotBench } from './lot-bench';
import { LotChoice } from './lot-choice';
import { neighbourhoodOf } from './lot-neighbourhood';
import { type LotPattern, patternsOf, setupsOf, withLots } from './lot-pattern';
import { planMoney } from './plan-money';
import { settleResources } from './plan-quantities';
import type { PlannedFamily } from './planning-problem';
import { PriceCoordination } from './price-coordination';
import { type PricedPlan, solveByPrices } from './solve-by-prices';
import type { SolveControl } from './solve-control';
import { strideFor } from './visiting-order';

/** Rounds of choosing whole plans; afterwards families hardly change their minds. */
const rounds = 6;

/** How much stiffer prices answer to whole plans than to parts of plans; another try, another answer. */
const stiffnesses = [4, 2, 8, 3, 6, 1.5];

/** When mixture and bound are so close, whole plans cannot use what lies between. */
const mixtureGapRatio = 2e-4;

const passesPerCheck = 10;

export interface LotLimits {
  readonly timeLimitSeconds: number;
  readonly gapRatio: number;
}

/**
 * A plan for many families with set-ups and lots, and a bound that no plan can beat, without branching:
 * 1. Families are coordinated by hour prices, each finding its best lots (`FamilyLots`): mixtures of plans, and a bound.
 * 2. Each family settles on one whole plan (`LotChoice`); with the lots so decided, quantities are coordinated again.
 * 3. Until time is up or the gap is reached: a few families of one line choose their lots anew, together with the
 *    quantities of all families of that line, in the hours that other lines' families leave; what is better stays.
 *
 * More time goes on from where less time ends. Null with a workforce, or when no plan is found.
 */
export function planLots(
  problem: CompleteProblem,
  limits: LotLimits,
  control: SolveControl,
): PricedPlan | null {
  if (problem.resources.some((resource) => resource.workforce !== null)) return null;
  const run = new LotRun(problem, limits, control);
  return run.start() ? run.improved() : null;
}

class LotRun {
  private readonly startedAt = performance.now();
  private costBound = Number.NEGATIVE_INFINITY;
  private families: PlannedFamily[] = [];
  private cost = Number.POSITIVE_INFINITY;
  /** What the quantities took when the lots were first decided: so much is kept back for the end. */
  private secondsForQuantities = 0;
  private turn = 1;

  constructor(
    private readonly problem: CompleteProblem,
    private readonly limits: LotLimits,
    private readonly control: SolveControl,
  ) {}

  /** The first plan; false when there is none. */
  start(): boolean {
    const { problem, limits } = this;
    const isLate = () => this.isStopped() || this.secondsLeft() < (2 / 3) * limits.timeLimitSeconds;
    const coordination = new PriceCoordination(problem);
    if (coordination.hasImpossibleFamily || coordination.market.isOverbooked()) return false;
    this.costBound = coordinate(coordination, 150, isLate);
    this.tell();
    const before = this.secondsLeft();
    const quantityLimits = { timeLimitSeconds: before / 2, gapRatio: 5e-4 };
    const mixtures = coordination.mixtures();
    const decided = withLots(problem, chosenLots(problem, coordination, 0));
    const families =
      solveByPrices(decided, new PriceCoordination(decided), quantityLimits, this.stopping())?.quantities
        .families ?? this.planWithAllLots(mixtures.map(({ production }) => production));
    this.secondsForQuantities = before - this.secondsLeft();
    if (!families) return false;
    this.families = [...families];
    this.cost = costOf(problem, families);
    this.tell();
    return true;
  }

  /** Looks for something better until the end, and values hours and demand with the lots as they are then. */
  improved(): PricedPlan {
    let reserve = Math.min(this.limits.timeLimitSeconds / 4, this.secondsForQuantities);
    for (;;) {
      this.improveUntil(reserve);
      const before = this.secondsLeft();
      const plan = this.finished(Math.max(0.2, Math.min(reserve, before)));
      reserve = before - this.secondsLeft();
      if (this.isStopped() || this.isCloseEnough() || this.secondsLeft() < 1.2 * reserve) return plan;
    }
  }

  private improveUntil(secondsLeft: number): void {
    const isOver = () => this.isStopped() || this.secondsLeft() < secondsLeft || this.isCloseEnough();
    for (; !isOver(); this.turn++) {
      for (const line of this.problem.resources.keys()) {
        if (isOver()) break;
        this.improve(line, this.turn, isOver);
      }
      this.cost = costOf(this.problem, this.families);
      this.tell();
    }
  }

  private isCloseEnough(): boolean {
    return this.gapRatio() <= this.limits.gapRatio;
  }

  /** A few families that use the line choose their lots anew. */
  private improve(line: number, turn: number, isOver: () => boolean): void {
    const { members, problem } = neighbourhoodOf(this.problem, this.families, line, turn);
    if (members.length === 0) return;
    const families = members.map((f) => this.families[f]!);
    const patterns = patternsOf(problem, families);
    const isFree = members.map((_, i) => choosesAnew(i, members.length, turn));
    const decided = withLots(problem, patterns).families;
    const open = {
      ...problem,
      families: problem.families.map((each, i) => (isFree[i] ? each : decided[i]!)),
    };
    const setups = setupsOf(problem, patterns) - setupsOf(open, patterns);
    const cost = costOf(problem, families);
    const costBelow = cost - 1e-6 * Math.abs(cost);

    const coordination = new PriceCoordination(open);
    if (coordination.hasImpossibleFamily || coordination.market.isOverbooked()) return;
    if (coordinate(coordination, 60, isOver) + setups >= costBelow || isOver()) return;
    const chosen = chosenLots(open, coordination, turn).map((lots, i) => (isFree[i] ? lots : patterns[i]!));
    const other = withLots(problem, chosen);
    const quantities = solveByPrices(
      other,
      new PriceCoordination(other),
      {
        timeLimitSeconds: Math.max(0, this.secondsLeft()),
        gapRatio: 2e-4,
        costBelow: costBelow - setupsOf(problem, chosen),
      },
      { shouldStop: isOver },
    )?.quantities;
    if (!quantities) return;
    const otherCost = costOf(problem, quantities.families);
    if (otherCost >= costBelow) return;
    for (const [i, f] of members.entries()) this.families[f] = quantities.families[i]!;
    this.cost += otherCost - cost;
  }

  /** Quantities once more with all lots decided, which also tells what hours and demand are worth. */
  private finished(timeLimitSeconds: number): PricedPlan {
    const { problem } = this;
    const decided = withLots(problem, patternsOf(problem, this.families));
    const limits = { timeLimitSeconds, gapRatio: Math.max(1e-4, this.limits.gapRatio / 10) };
    const last = solveByPrices(decided, new PriceCoordination(decided), limits, this.stopping());
    const isBetter = last !== null && costOf(problem, last.quantities.families) < this.cost;
    if (isBetter) this.families = [...last.quantities.families];
    const { families } = this;
    this.cost = costOf(problem, families);
    this.tell();
    return {
      quantities: { families, resources: settleResources(problem, families) },
      costBound: this.costBound,
      gapRatio: this.gapRatio(),
      valueOfOneMoreHour:
        last?.valueOfOneMoreHour ?? problem.resources.map(() => problem.periods.map(() => 0)),
      marginalDemand: last?.marginalDemand ?? [],
    };
  }

  /** Where the chosen lots were too few for the hours: lots wherever it helps, then without those that do not pay. */
  private planWithAllLots(production: readonly Float64Array[]): readonly PlannedFamily[] | null {
    const { problem } = this;
    const patterns = problem.families.map((family, f) =>
      Array.from(production[f]!, (units) => units >= family.zeroBelow),
    );
    const withoutMinimum = {
      ...problem,
      families: problem.families.map((family) => ({ ...family, minimumLot: 0 })),
    };
    const decided = withLots(withoutMinimum, patterns);
    const limits = { timeLimitSeconds: this.secondsLeft() / 2, gapRatio: 2e-3 };
    const priced = solveByPrices(decided, new PriceCoordination(decided), limits, this.stopping());
    if (!priced) return null;
    const bench = new LotBench(problem, priced.quantities);
    if (!bench.keepMinimumLots()) return null;
    bench.dropSetups(() => this.isStopped() || this.secondsLeft() < this.limits.timeLimitSeconds / 4);
    return bench.quantities().families;
  }

  private gapRatio(): number {
    return Math.max(0, this.cost - this.costBound) / Math.max(Math.abs(this.cost), 1e-9);
  }

  private secondsLeft(): number {
    return this.limits.timeLimitSeconds - (performance.now() - this.startedAt) / 1000;
  }

  private isStopped(): boolean {
    return this.control.shouldStop?.() === true;
  }

  /** Stops inner searches with this one; only this one tells its progress. */
  private stopping(): SolveControl {
    return { shouldStop: () => this.isStopped() };
  }

  private tell(): void {
    this.control.onProgress?.({
      elapsedMs: performance.now() - this.startedAt,
      margin: Number.isFinite(this.cost) ? -this.cost : null,
      boundMargin: Number.isFinite(this.costBound) ? -this.costBound : null,
    });
  }
}

/**
 * Coordinates until mixture and bound are close, and returns the best bound. A mixture far below the bound takes more
 * hours than there are.
 */
function coordinate(coordination: PriceCoordination, mostPasses: number, isOver: () => boolean): number {
  let costBound = Number.NEGATIVE_INFINITY;
  for (let passes = 1; passes <= mostPasses; passes++) {
    coordination.pass();
    if (passes % passesPerCheck !== 0 && !isOver()) continue;
    costBound = Math.max(costBound, coordination.costBound());
    if (Math.abs(coordination.mixtureCost() - costBound) < mixtureGapRatio * Math.abs(costBound) || isOver())
      break;
  }
  return costBound;
}

/** One whole plan for each family: the lots it makes. */
function chosenLots(problem: CompleteProblem, coordination: PriceCoordination, turn: number): LotPattern[] {
  coordination.market.scaleStiffness(stiffnesses[turn % stiffnesses.length]!);
  const choice = new LotChoice(problem, coordination.market, coordination.mixtures());
  const order = visitingOrder(problem.families.length, turn);
  choice.settleOnMixtures(order);
  for (let round = 0; round < rounds; round++) choice.settleAgain(order);
  return choice.patterns();
}

/** About six families choose at a time, others each turn. */
function choosesAnew(i: number, count: number, turn: number): boolean {
  return (i * 7 + turn * 5 + Math.floor(turn / 3)) % Math.max(6, count) < 6;
}

/** Every place once, in another order each turn. */
function visitingOrder(count: number, turn: number): number[] {
  const stride = strideFor(count, 0.382 + 0.1 * (turn % 5));
  return Array.from({ length: count }, (_, i) => (i * stride + turn * 131) % count);
}

function costOf(problem: CompleteProblem, families: readonly PlannedFamily[]): number {
  return -planMoney(problem, { families, resources: settleResources(problem, families) }).margin;
}
