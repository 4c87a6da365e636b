import type { Basis } from 'highs';
import { DomainError } from '../errors';
import { type CompleteProblem, completeProblem } from './complete-problem';
import { explainConflict, explainShortLine, tellAllRequirements } from './explain-conflict';
import { countedIn, handyUnit } from './handy-unit';
import { loadSolver } from './highs-solver';
import { type MarginalDemand, marginalDemand } from './marginal-demand';
import { infeasibleAnswer, planAnswer } from './plan-answer';
import { planLots } from './plan-lots';
import { buildPlanModel, hasSetupDecision, type PlanModel } from './plan-model';
import { readQuantities, writeQuantities } from './plan-quantities';
import { planStaffedLots } from './plan-staffed-lots';
import type { PlanAnswer, PlanningProblem } from './planning-problem';
import { PriceCoordination } from './price-coordination';
import { shortLines } from './short-lines';
import { canCoordinate, type PricedPlan, solveByPrices } from './solve-by-prices';
import type { SolveControl } from './solve-control';
import { type StartingPlan, solveModel } from './solve-model';
import { TimeAllowed } from './time-allowed';
import { valueOfHours } from './value-of-hours';

export interface PlanWithReasons {
  readonly plan: PlanAnswer;
  /** What one more unit of demand costs, per family and period; empty when there is no plan. */
  readonly marginalDemand: readonly MarginalDemand[];
}

/** From so many families x periods on, families are coordinated by prices before the solver is asked. */
const manyDecisions = 4000;

/** From so many periods in which a family may make a lot or not, lots are planned by prices before branching. */
const manyLots = 300;

/** With more than so many, branching finds nothing that planning by prices does not find sooner. */
const tooManyLotsToBranch = 1500;

/** How close the draft of a large plan comes to the optimum when the optimum itself is asked for. */
const draftGapRatio = 1e-3;

/**
 * Plans, and plans again after edits from where it left off: a planner remembers its last problem's prices and
 * optimal basis. Small plans go to the solver; large ones are coordinated by prices and go to the solver only when
 * they must be proven closer than that comes. One planner per person at work; a plan for another problem is right
 * too, only not faster.
 *
 * @example const planner = new Planner(); await planner.plan(problem); await planner.plan(edited) // a fraction of the time
 */
export class Planner {
  private coordination: PriceCoordination | null = null;
  private basis: Basis | null = null;

  /**
   * As `solvePlan`, with the marginal cost of demand. Throws, before there was any plan or a proof that there is none,
   * 'conflict' when time was up and 'unavailable' when the caller stopped it.
   */
  async plan(problem: PlanningProblem, control: SolveControl = {}): Promise<PlanWithReasons> {
    const startedAt = performance.now();
    const complete = completeProblem(problem);
    const { plan, marginalDemand } = await this.planWithin(
      complete,
      new TimeAllowed(complete.timeLimitSeconds),
      control,
    );
    return { plan: { ...plan, solveMs: Math.round(performance.now() - startedAt) }, marginalDemand };
  }

  private async planWithin(
    problem: CompleteProblem,
    time: TimeAllowed,
    control: SolveControl,
  ): Promise<PlanWithReasons> {
    const [shortest] = shortLines(problem);
    if (shortest !== undefined) {
      const conflict = explainShortLine(await loadSolver(), problem, shortest, () => time.leftForAnswer());
      if (conflict) return withoutPlan(problem, conflict);
    }
    const draft = this.planByPrices(problem, time, control) ?? planManyLots(problem, time, control);
    const isEnough =
      draft !== null &&
      (draft.gapRatio <= problem.gapRatio ||
        control.shouldStop?.() === true ||
        time.left() <= 0 ||
        countLots(problem) > tooManyLotsToBranch);
    if (isEnough) return pricedAnswer(problem, draft);
    if (!draft && countLots(problem) >= manyLots) {
      const keptForBranching = countLots(problem) > tooManyLotsToBranch ? 0 : time.left() / 2;
      const secondsLeft = () => time.leftForAnswer() - keptForBranching;
      const conflict = explainConflict(await loadSolver(), problem, secondsLeft);
      if (conflict) return withoutPlan(problem, conflict);
    }
    if (!draft && time.leftForAnswer() <= 0) throw withoutAnswer(problem, control);
    return this.planBySolver(problem, draft, time, control);
  }

  private planByPrices(
    problem: CompleteProblem,
    time: TimeAllowed,
    control: SolveControl,
  ): PricedPlan | null {
    if (!isLarge(problem) || !canCoordinate(problem)) {
      this.coordination = null;
      return null;
    }
    this.coordination = new PriceCoordination(problem, this.coordination);
    const gapRatio = Math.max(problem.gapRatio, problem.gapRatio < draftGapRatio / 10 ? draftGapRatio : 0);
    const limits = { timeLimitSeconds: time.left(), firstPlanWithinSeconds: time.left() / 2, gapRatio };
    return solveByPrices(problem, this.coordination, limits, control);
  }

  private async planBySolver(
    problem: CompleteProblem,
    draft: PricedPlan | null,
    time: TimeAllowed,
    control: SolveControl,
  ): Promise<PlanWithReasons> {
    const highs = await loadSolver();
    const unit = handyUnit(problem);
    const counted = countedIn(unit, problem);
    const model = buildPlanModel(counted);
    return highs.withModel((live) => {
      const limits = { time, gapRatio: problem.gapRatio, hasDraft: draft !== null };
      const start =
        draft && model.linear.integerColumns.length > 0 ? startFrom(problem, model, unit, draft) : null;
      const solution = solveModel(highs, live, model, limits, control, { basis: this.basis, start });
      if (solution.outcome === 'infeasible') {
        return withoutPlan(
          problem,
          explainConflict(highs, problem, () => time.leftForAnswer()) ?? tellAllRequirements(problem),
        );
      }
      if (solution.outcome === 'none') {
        if (draft) return pricedAnswer(problem, draft);
        throw withoutAnswer(problem, control);
      }
      this.basis = live.getBasis();
      const quantities = readQuantities(problem, model, solution.columns, unit);
      const demand = marginalDemand(live, problem, model);
      const hours = valueOfHours(highs, live, counted, model, unit);
      const bound = Math.min(-(solution.costBound + model.constantCost) * unit, mostMargin(problem));
      return { plan: planAnswer(problem, quantities, hours, bound), marginalDemand: demand };
    });
  }
}

function isLarge({ families, periods }: CompleteProblem): boolean {
  return families.length * periods.length >= manyDecisions;
}

/** Many lots are planned by prices: in all the time there is, or as a start for branching where that may do better. */
function planManyLots(problem: CompleteProblem, time: TimeAllowed, control: SolveControl): PricedPlan | null {
  const lots = countLots(problem);
  if (lots < manyLots) return null;
  const share = lots > tooManyLotsToBranch ? 1 : 1 / 3;
  const limits = { gapRatio: problem.gapRatio, timeLimitSeconds: share * time.left() };
  const hasWorkforce = problem.resources.some(({ workforce }) => workforce !== null);
  return hasWorkforce ? planStaffedLots(problem, limits, control) : planLots(problem, limits, control);
}

function countLots(problem: CompleteProblem): number {
  return problem.families.reduce(
    (sum, family) => sum + family.demand.filter((_, t) => hasSetupDecision(family, t)).length,
    0,
  );
}

function startFrom(
  problem: CompleteProblem,
  model: PlanModel,
  unit: number,
  draft: PricedPlan,
): StartingPlan {
  return {
    columns: writeQuantities(problem, model, draft.quantities, unit),
    costBound: draft.costBound / unit - model.constantCost,
  };
}

/** No plan earns more than all demand at its best price, at no cost: a bound where nothing else was proven in time. */
function mostMargin({ families }: CompleteProblem): number {
  return families.reduce((margin, { demand, initialBacklog, price }) => {
    const units = demand.reduce((sum, each) => sum + each, initialBacklog);
    return margin + units * Math.max(...price);
  }, 0);
}

function withoutPlan(problem: CompleteProblem, conflict: readonly string[]): PlanWithReasons {
  return { plan: infeasibleAnswer(problem, conflict), marginalDemand: [] };
}

/** Stopped by its caller: to be tried again. Out of time: for people to know and decide. */
function withoutAnswer({ id, timeLimitSeconds }: CompleteProblem, control: SolveControl): DomainError {
  if (control.shouldStop?.()) {
    return new DomainError(
      'unavailable',
      `The plan "${id}" was stopped before there was any: start it again, or let it run longer.`,
    );
  }
  return new DomainError(
    'conflict',
    `No plan for "${id}" was found in the ${timeLimitSeconds} seconds it was allowed, nor proof that there is none: ` +
      'allow more time (options.timeLimitSeconds), or ask for less.',
  );
}

function pricedAnswer(problem: CompleteProblem, priced: PricedPlan): PlanWithReasons {
  const { quantities, valueOfOneMoreHour, costBound } = priced;
  const plan = planAnswer(problem, quantities, valueOfOneMoreHour, -costBound);
  return { plan, marginalDemand: priced.marginalDemand };
}
