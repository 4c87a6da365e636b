import { Planner } from './planner';
import type { PlanAnswer, PlanningProblem } from './planning-problem';
import type { SolveControl } from './solve-control';

/**
 * Makes the plan with the largest margin for a planning problem, proven optimal within `options.gapRatio`, or the
 * best found with its bound when time runs out, or says which requirements cannot hold together.
 * Quantities in units, hours in hours, money in the problem's currency. Expects a problem that
 * `readPlanningProblem` accepted. It keeps its thread busy; `control` can watch and stop it. For the marginal cost of
 * demand, and for planning again after an edit, use a `Planner`.
 *
 * @example solvePlan({ id: 'p', periods: ['jan'], families: [{ id: 'f', demand: [10], productionCost: 2 }], resources: [] })
 *   resolves to status 'optimal', cost 20, families[0].production [10].
 */
export async function solvePlan(problem: PlanningProblem, control: SolveControl = {}): Promise<PlanAnswer> {
  return (await new Planner().plan(problem, control)).plan;
}
