import type { Highs, Model } from 'highs';
import { type CompleteProblem, completeProblem } from './complete-problem';
import { explainConflict } from './explain-conflict';
import { loadSolver } from './highs-solver';
import { type MarginalDemand, marginalDemand } from './marginal-demand';
import { buildPlanModel, type PlanModel } from './plan-model';
import { planMoney } from './plan-money';
import { type PlanQuantities, readQuantities, regularHoursAvailable } from './plan-quantities';
import type { BindingCapacity, PlanAnswer, PlannedResource, PlanningProblem } from './planning-problem';
import { type SolveControl, solveModel } from './solve-model';
import { valueOfHours } from './value-of-hours';

/**
 * Makes the plan with the largest margin for a planning problem, proven optimal within `options.gapRatio`, or the
 * best found with its bound when time runs out, or says which requirements cannot hold together.
 * Quantities in units, hours in hours, money in the problem's currency. Expects a problem that
 * `readPlanningProblem` accepted. It keeps its thread busy; `control` can watch and stop it.
 *
 * @example solvePlan({ id: 'p', periods: ['jan'], families: [{ id: 'f', demand: [10], productionCost: 2 }], resources: [] })
 *   resolves to status 'optimal', cost 20, families[0].production [10].
 */
export async function solvePlan(problem: PlanningProblem, control: SolveControl = {}): Promise<PlanAnswer> {
  return (await solvePlanWithReasons(problem, control)).plan;
}

export interface PlanWithReasons {
  readonly plan: PlanAnswer;
  /** What one more unit of demand costs, per family and period; empty when there is no plan. */
  readonly marginalDemand: readonly MarginalDemand[];
}

/** As `solvePlan`, and with it the marginal cost of demand per family and period. */
export async function solvePlanWithReasons(
  problem: PlanningProblem,
  control: SolveControl = {},
): Promise<PlanWithReasons> {
  const startedAt = performance.now();
  const highs = await loadSolver();
  const complete = completeProblem(problem);
  const model = buildPlanModel(complete);
  const { plan, marginalDemand } = highs.withModel((live) =>
    solveWith(highs, live, complete, model, control),
  );
  return { plan: { ...plan, solveMs: Math.round(performance.now() - startedAt) }, marginalDemand };
}

function solveWith(
  highs: Highs,
  live: Model,
  problem: CompleteProblem,
  model: PlanModel,
  control: SolveControl,
): PlanWithReasons {
  const solution = solveModel(highs, live, model, problem, control);
  if (solution.outcome === 'infeasible') {
    return { plan: infeasibleAnswer(problem, explainConflict(highs, problem)), marginalDemand: [] };
  }
  const quantities = readQuantities(problem, model, solution.columns);
  const demand = marginalDemand(live, problem, model);
  const hours = valueOfHours(highs, live, problem, model);
  const bound = -(solution.costBound + model.constantCost);
  return {
    plan: planAnswer(problem, quantities, hours, bound, solution.isCutShort),
    marginalDemand: demand,
  };
}

/** Puts a plan's quantities into the form of the answer, with its money, its proof and what binds. */
export function planAnswer(
  problem: CompleteProblem,
  plan: PlanQuantities,
  valueOfOneMoreHour: readonly (readonly number[])[],
  bound: number,
  isCutShort: boolean,
): PlanAnswer {
  const money = planMoney(problem, plan);
  const boundMargin = provenBound(money.margin, bound);
  const gapRatio = ratioOfGap(money.margin, boundMargin);
  const resources = problem.resources.map((resource, r): PlannedResource => {
    const hours = plan.resources[r]!;
    const available = regularHoursAvailable(resource, hours.workers);
    return {
      id: resource.id,
      ...hours,
      utilisationRatio: hours.regularHours.map((worked, t) => utilisation(worked, available[t]!)),
      valueOfOneMoreHour: valueOfOneMoreHour[r]!,
    };
  });
  return {
    id: problem.id,
    status: isCutShort && gapRatio > problem.gapRatio ? 'feasible' : 'optimal',
    ...money,
    boundMargin,
    gapRatio,
    solveMs: 0,
    families: plan.families,
    resources,
    binding: bindingCapacities(problem, resources),
    conflict: [],
  };
}

function infeasibleAnswer(problem: CompleteProblem, conflict: readonly string[]): PlanAnswer {
  return {
    id: problem.id,
    status: 'infeasible',
    revenue: 0,
    cost: 0,
    margin: 0,
    boundMargin: 0,
    gapRatio: 0,
    solveMs: 0,
    families: [],
    resources: [],
    binding: [],
    conflict,
  };
}

/** The bound, not below the plan itself, and equal to it where only the solver's arithmetic lies between. */
function provenBound(margin: number, bound: number): number {
  return bound - margin < 1e-9 * Math.max(1, Math.abs(margin)) ? margin : bound;
}

function ratioOfGap(margin: number, boundMargin: number): number {
  if (boundMargin === margin) return 0;
  return (boundMargin - margin) / Math.max(Math.abs(margin), 1e-9);
}

function utilisation(worked: number, available: number): number | null {
  if (available === 0 || !Number.isFinite(available)) return null;
  return worked / available;
}

function bindingCapacities(
  problem: CompleteProblem,
  resources: readonly PlannedResource[],
): BindingCapacity[] {
  return resources.flatMap((resource) =>
    resource.valueOfOneMoreHour.flatMap((value, t) =>
      value > 0 ? [{ resource: resource.id, period: problem.periods[t]!, valueOfOneMoreHour: value }] : [],
    ),
  );
}
