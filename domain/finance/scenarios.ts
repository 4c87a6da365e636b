import type { PlanAnswer, PlanningProblem } from '../supply/planning-problem';
import type { SolveControl } from '../supply/solve-model';
import { solvePlan } from '../supply/solve-plan';
import { type FinanceTerms, measurePlan, type PlanMeasures } from './plan-measures';
import { applyChanges, type ScenarioChange } from './scenario-changes';

/** A question of the kind "what if", with the name it is discussed under. */
export interface Scenario {
  readonly name: string;
  readonly changes: readonly ScenarioChange[];
}

/** A scenario computed: its problem and plan (either can become the approved one) and what it comes to. */
export interface ScenarioResult {
  readonly name: string;
  readonly problem: PlanningProblem;
  readonly plan: PlanAnswer;
  /** Null when the scenario has no plan; `plan.conflict` says why. */
  readonly measures: PlanMeasures | null;
  /** Margin less the first scenario's margin; null when either has no plan. */
  readonly marginChange: number | null;
}

/**
 * Plans every scenario on the same base and lays the results side by side, in the order given; by convention the
 * first is the base itself (no changes). Computes one after the other; `control.shouldStop` ends the plan at work
 * with its best so far.
 *
 * @example compareScenarios(problem, [{ name: 'base', changes: [] }, { name: '+10 %', changes: [{ kind: 'demand', percent: 10 }] }])
 */
export async function compareScenarios(
  base: PlanningProblem,
  scenarios: readonly Scenario[],
  terms: FinanceTerms = {},
  control: SolveControl = {},
): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = [];
  for (const { name, changes } of scenarios) {
    const problem = applyChanges(base, changes);
    const plan = await solvePlan(problem, control);
    const measures = plan.status === 'infeasible' ? null : measurePlan(problem, plan, terms);
    const first = results[0]?.measures ?? (results.length === 0 ? measures : null);
    results.push({
      name,
      problem,
      plan,
      measures,
      marginChange: measures && first ? measures.margin - first.margin : null,
    });
  }
  return results;
}
