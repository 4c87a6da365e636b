import type { Basis, Highs, Model } from 'highs';
import { isInfeasible } from './highs-solver';
import type { PlanModel } from './plan-model';
import { roundWorkers } from './round-workers';
import type { SolveControl } from './solve-control';

/** Seconds without a limit, as the solver accepts it. */
const longEnough = 1e9;

export interface SolveLimits {
  readonly timeLimitSeconds: number;
  readonly gapRatio: number;
  /** With a draft in hand the solver may run out of time; without, it goes on until there is a plan. */
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
      /** No plan costs less than this. */
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
    time_limit: limits.hasDraft ? limits.timeLimitSeconds : longEnough,
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
  const status = run(highs, live, found ? {} : control);
  live.options.set({
    solver: 'simplex',
    simplex_dual_edge_weight_strategy: devex,
    time_limit: longEnough,
  });
  const { modelStatus } = highs.constants;
  if (status === modelStatus.timeLimit || status === modelStatus.interrupted) return { outcome: 'none' };
  if (isInfeasible(highs, status) && !found) return { outcome: 'infeasible' };
  if (status !== modelStatus.optimal) {
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
  const startedAt = performance.now();
  live.passModel(model.linear.toModelData(false));
  live.options.set({ solver: 'ipm' });
  const status = run(highs, live, control);
  live.options.set({ solver: 'simplex', simplex_dual_edge_weight_strategy: devex, time_limit: longEnough });
  if (control.shouldStop?.()) return { outcome: 'none' };
  if (status !== highs.constants.modelStatus.optimal) return null;
  const secondsLeft = () => limits.timeLimitSeconds - (performance.now() - startedAt) / 1000;
  const whole = roundWorkers(highs, live, model, control, secondsLeft);
  return whole && { outcome: 'solved', ...whole };
}

/**
 * Branch and bound, from the given start if there is one. When time runs out before there is any plan, goes on until
 * there is one. A model too large to branch on within any sensible time keeps its start.
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
  return highs.withModel(model.linear.toModelData(true), (live) => {
    live.options.set({
      output_flag: false,
      time_limit: limits.timeLimitSeconds,
      mip_rel_gap: limits.gapRatio,
      mip_abs_gap: 1e-9,
      mip_feasibility_tolerance: tolerance,
    });
    if (start) live.setSolution({ colValue: start.columns });
    const hasPlan = () => Number(live.info.get('primal_solution_status')) === solutionStatus.feasible;
    let status = run(highs, live, control);
    if (isInfeasible(highs, status)) return 'infeasible';
    const costBound = Math.max(
      Number(live.info.get('mip_dual_bound')),
      start?.costBound ?? Number.NEGATIVE_INFINITY,
    );
    if (!hasPlan() && start) return { ...start, costBound };
    if (!hasPlan()) {
      if (control.shouldStop?.()) return 'none';
      live.options.set({ time_limit: longEnough, mip_max_improving_sols: 1 });
      status = run(highs, live, control);
      if (isInfeasible(highs, status)) return 'infeasible';
      if (!hasPlan()) return 'none';
    }
    const { colValue } = live.getSolution();
    return {
      columns: colValue,
      costBound: Number.isFinite(costBound) ? costBound : relaxedCost(highs, model),
    };
  });
}

/** The cost when nothing need be whole: a bound where branching had no time to find one. */
function relaxedCost(highs: Highs, model: PlanModel): number {
  return highs.withModel(model.linear.toModelData(false), (live) => {
    live.options.set({ output_flag: false });
    live.run();
    return live.getObjectiveValue();
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

function run(highs: Highs, live: Model, control: SolveControl): number {
  const startedAt = performance.now();
  const { shouldStop, onProgress } = control;
  if (!shouldStop && !onProgress) return live.run().modelStatus;

  const { callbackType } = highs.constants;
  return live.run({
    [callbackType.simplexInterrupt](event) {
      if (shouldStop?.()) event.interrupt();
      return undefined;
    },
    [callbackType.ipmInterrupt](event) {
      if (shouldStop?.()) event.interrupt();
      return undefined;
    },
    [callbackType.mipInterrupt](event) {
      if (shouldStop?.()) event.interrupt();
      return undefined;
    },
    [callbackType.mipLogging](event) {
      onProgress?.({
        elapsedMs: performance.now() - startedAt,
        margin: finiteMargin(event.data.mip_primal_bound),
        boundMargin: finiteMargin(event.data.mip_dual_bound),
      });
      return undefined;
    },
  }).modelStatus;
}

function finiteMargin(cost: number | undefined): number | null {
  return cost === undefined || Math.abs(cost) > 1e100 ? null : -cost;
}
