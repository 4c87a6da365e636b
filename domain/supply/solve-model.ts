import type { Basis, Highs, Model } from 'highs';
import { isInfeasible } from './highs-solver';
import type { PlanModel } from './plan-model';
import { roundWorkers } from './round-workers';
import { isCutShort, runSolver } from './run-solver';
import type { SolveControl } from './solve-control';
import type { TimeAllowed } from './time-allowed';

/** Seconds without a limit, as the solver accepts it, for questions asked of a plan that is there. */
const longEnough = 1e9;

/** Branching leaves this share of the time, and no more than so many seconds, for making its plan exact. */
const shareForExactness = 0.1;
const mostForExactness = 1;

export interface SolveLimits {
  readonly time: TimeAllowed;
  readonly gapRatio: number;
  /** With a draft in hand there is nothing to look for after the limit. */
  readonly hasDraft: boolean;
}

/** From an optimal basis on, Devex prices are quicker; from nothing, steepest edge (the solver's own choice) takes half. */
const devex = 1;

/** From so many rows on, the interior-point method beats the simplex method from a cold start. */
const manyRows = 12_000;

/** Models with more rows than this are not branched on when there is a start: the first bound alone takes minutes. */
const tooManyRowsToBranch = 20_000;

/** A plan with lots found otherwise, as columns of the model, and the bound proven with it. */
export interface StartingPlan {
  readonly columns: Float64Array;
  readonly costBound: number;
}

export type ModelSolution =
  | { readonly outcome: 'infeasible' }
  /** Time was up, or the caller stopped it, before there was any plan. */
  | { readonly outcome: 'none' }
  | {
      readonly outcome: 'solved';
      readonly columns: Float64Array;
      /** No plan costs less than this; -Infinity where time was too short to prove anything. */
      readonly costBound: number;
    };

/**
 * Solves the model to proven optimality within the limits and leaves `live` holding the linear model at its optimal
 * basis, with integer decisions fixed, ready for questions of the kind "what if there were one more hour". Starts
 * from `basis`, the end of an earlier solve of a model of the same shape, where there is one.
 */
export function solveModel(
  highs: Highs,
  live: Model,
  model: PlanModel,
  limits: SolveLimits,
  control: SolveControl,
  { basis, start }: { readonly basis: Basis | null; readonly start: StartingPlan | null },
): ModelSolution {
  live.options.set({
    output_flag: false,
    primal_feasibility_tolerance: 1e-9,
    dual_feasibility_tolerance: 1e-9,
  });
  const mixed = model.linear.integerColumns.length > 0;
  if (mixed && !start && isBeyondBranching(model) && hasOnlyWorkers(model)) {
    const rounded = solveWorkersInParts(highs, live, model, limits, control);
    if (rounded) return rounded;
  }
  const found = mixed ? solveMixedInteger(highs, model, limits, control, start) : null;
  if (found === 'infeasible' || found === 'none') return { outcome: found };

  live.passModel(model.linear.toModelData(false));
  const isWarm = basis !== null && fits(basis, model);
  if (isWarm) {
    live.options.set({ simplex_dual_edge_weight_strategy: devex });
    live.setBasis(basis);
  } else if (model.linear.rowCount >= manyRows) live.options.set({ solver: 'ipm' });
  if (found) fixIntegers(live, model, found.columns);
  // What branching found is made exact, also after a stop: that takes a moment only.
  const seconds = limits.hasDraft && !found ? limits.time.left() : limits.time.leftForAnswer();
  const status = runSolver(highs, live, seconds, found ? {} : control);
  live.options.set({
    solver: 'simplex',
    simplex_dual_edge_weight_strategy: devex,
    time_limit: longEnough,
  });
  if (isCutShort(highs, status)) return { outcome: 'none' };
  if (isInfeasible(highs, status) && !found) return { outcome: 'infeasible' };
  if (status !== highs.constants.modelStatus.optimal) {
    throw new Error(`The solver ended with status ${status} on a plan of ${model.linear.rowCount} rows.`);
  }
  const cost = live.getObjectiveValue();
  return {
    outcome: 'solved',
    columns: live.getSolution().colValue,
    costBound: found ? Math.min(found.costBound, cost) : cost,
  };
}

function isBeyondBranching({ linear }: PlanModel): boolean {
  return linear.rowCount > tooManyRowsToBranch;
}

function hasOnlyWorkers({ families }: PlanModel): boolean {
  return families.every(({ setup }) => setup.every((column) => column === null));
}

/** The plan with workers in parts, and whole workers from there; null when that finds none. */
function solveWorkersInParts(
  highs: Highs,
  live: Model,
  model: PlanModel,
  limits: SolveLimits,
  control: SolveControl,
): ModelSolution | null {
  live.passModel(model.linear.toModelData(false));
  live.options.set({ solver: 'ipm' });
  const status = runSolver(highs, live, limits.time.leftForAnswer(), control);
  live.options.set({ solver: 'simplex', simplex_dual_edge_weight_strategy: devex });
  if (isCutShort(highs, status)) return { outcome: 'none' };
  if (status !== highs.constants.modelStatus.optimal) return null;
  const whole = roundWorkers(highs, live, model, control, limits.time);
  live.options.set({ time_limit: longEnough });
  return whole && { outcome: 'solved', ...whole };
}

/**
 * Branch and bound, from the given start if there is one. When the limit comes before there is any plan, takes what
 * comes first until there must be an answer. A model too large to branch on within any sensible time keeps its start.
 */
function solveMixedInteger(
  highs: Highs,
  model: PlanModel,
  limits: SolveLimits,
  control: SolveControl,
  start: StartingPlan | null,
): StartingPlan | 'infeasible' | 'none' {
  if (start && isBeyondBranching(model)) return start;
  try {
    return branch(highs, model, limits, control, start, 1e-9);
  } catch (error) {
    // On badly scaled numbers the solver gives up at its strictest; the usual strictness leaves more to the exact end.
    if (!(error instanceof highs.errors.HighsError)) throw error;
    return branch(highs, model, limits, control, start, 1e-6);
  }
}

function branch(
  highs: Highs,
  model: PlanModel,
  limits: SolveLimits,
  control: SolveControl,
  start: StartingPlan | null,
  tolerance: number,
): StartingPlan | 'infeasible' | 'none' {
  const { solutionStatus } = highs.constants;
  const { time } = limits;
  return highs.withModel(model.linear.toModelData(true), (live) => {
    live.options.set({
      output_flag: false,
      mip_rel_gap: limits.gapRatio,
      mip_abs_gap: 1e-9,
      mip_feasibility_tolerance: tolerance,
    });
    if (start) live.setSolution({ colValue: start.columns });
    const hasPlan = () => Number(live.info.get('primal_solution_status')) === solutionStatus.feasible;
    const reserve = Math.min(mostForExactness, shareForExactness * time.seconds);
    let status = runSolver(highs, live, time.left() - reserve, control);
    if (isInfeasible(highs, status)) return 'infeasible';
    const costBound = Math.max(
      Number(live.info.get('mip_dual_bound')),
      start?.costBound ?? Number.NEGATIVE_INFINITY,
    );
    if (!hasPlan() && start) return { ...start, costBound };
    if (!hasPlan()) {
      if (control.shouldStop?.()) return 'none';
      live.options.set({ mip_max_improving_sols: 1 });
      status = runSolver(highs, live, time.leftForAnswer() - reserve, control);
      if (isInfeasible(highs, status)) return 'infeasible';
      if (!hasPlan()) return 'none';
    }
    const { colValue } = live.getSolution();
    return { columns: colValue, costBound };
  });
}

/** Whole workers and set-ups as decided, so that quantities are exact and not within the solver's tolerance. */
function fixIntegers(live: Model, model: PlanModel, columns: Float64Array): void {
  const fixed = Float64Array.from(model.linear.integerColumns, (column) => Math.round(columns[column]!));
  live.changeColsBounds({ kind: 'set', indices: model.linear.integerColumns }, fixed, fixed);
}

function fits(basis: Basis, { linear }: PlanModel): boolean {
  return basis.colStatus.length === linear.columnCount && basis.rowStatus.length === linear.rowCount;
}
