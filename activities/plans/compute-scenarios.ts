import { storePlan } from '../../database/plan-repository';
import type { PlanReference, PlanSummary } from '../../domain/cycle/plan-summary';
import { describeDifference, describeSupply } from '../../domain/plan/describe-changes';
import { SCENARIOS, scenarioQuestion } from '../../domain/plan/scenario';
import { summariseSupply } from '../../domain/plan/summarise-plan';
import { supplyRows } from '../../domain/plan/supply-plan';
import type { CycleToPlan, PlanningDependencies } from './planning-context';
import { loadSupplyFacts, solveSupply } from './supply-facts';

/** The plans that the pre-S&OP compares, one version for each scenario, the base plan first. */
export async function computeScenarios(
  dependencies: PlanningDependencies,
  { cycleId }: CycleToPlan,
): Promise<readonly PlanReference[]> {
  const { database, clock } = dependencies;
  const { consensus, question, authorIds } = await loadSupplyFacts(dependencies, cycleId);
  const references: PlanReference[] = [];
  let base: PlanSummary | null = null;
  for (const { key, explanation } of SCENARIOS) {
    const asked = scenarioQuestion(question, key);
    const result = await solveSupply(dependencies, asked);
    const figures = summariseSupply(asked.input, result, []);
    const changes = [
      explanation,
      ...(base ? describeDifference(figures, base, 'the base scenario') : []),
      ...result.givenUp,
      ...describeSupply(asked.input, result),
    ];
    base ??= figures;
    references.push(
      await storePlan(database, {
        cycleId,
        snapshotId: consensus.plan.snapshotId,
        kind: 'scenario',
        scenario: key,
        basedOnId: consensus.plan.id,
        authorIds,
        summary: { ...figures, changes },
        rows: supplyRows(asked.input, result),
        createdAt: clock(),
      }),
    );
  }
  return references;
}
