import { findLatestPlan, storePlan } from '../../database/plan-repository';
import type { PlanReference } from '../../domain/cycle/plan-summary';
import { describeDifference, describeSupply } from '../../domain/plan/describe-changes';
import { summariseSupply } from '../../domain/plan/summarise-plan';
import { supplyRows } from '../../domain/plan/supply-plan';
import { supplyProblem } from '../../domain/plan/supply-problem';
import type { CycleToPlan, PlanningDependencies } from './planning-context';
import { loadSupplyFacts, solveSupply, stockProposals } from './supply-facts';

/**
 * The plan with the largest margin that the capacity allows for the consensus demand, with what the stock of items and
 * places should be beside it.
 */
export async function computeSupplyPlan(
  dependencies: PlanningDependencies,
  { cycleId }: CycleToPlan,
): Promise<PlanReference> {
  const { database, clock } = dependencies;
  const facts = await loadSupplyFacts(dependencies, cycleId);
  const { consensus, question, authorIds } = facts;
  const { input } = consensus;
  const result = await solveSupply(dependencies, question, supplyProblem(question));
  const before = await findLatestPlan(database.prisma, cycleId, 'supply');
  const figures = summariseSupply(input, result, []);
  const changes = [
    ...result.givenUp,
    ...describeSupply(input, result),
    ...(before ? describeDifference(figures, before.summary, `version ${before.number}`) : []),
  ];
  return storePlan(database, {
    cycleId,
    snapshotId: consensus.plan.snapshotId,
    kind: 'supply',
    basedOnId: consensus.plan.id,
    authorIds,
    summary: { ...figures, changes },
    rows: supplyRows(input, result),
    proposals: await stockProposals(dependencies, facts),
    createdAt: clock(),
  });
}
