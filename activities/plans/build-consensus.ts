import { consensusNow } from '../../database/consensus-question';
import { storePlan } from '../../database/plan-repository';
import type { PlanReference } from '../../domain/cycle/plan-summary';
import { plannedMonths } from '../../domain/plan/baseline-plan';
import { consensusRows } from '../../domain/plan/consensus-plan';
import { describeConsensus } from '../../domain/plan/describe-changes';
import { summariseDemand } from '../../domain/plan/summarise-plan';
import { computeBaseline } from './compute-baseline';
import { type CycleToPlan, demandChanges, type PlanningDependencies } from './planning-context';

/** The demand that everyone plans with: the baseline with what sales, marketing, finance and the planner changed. */
export async function buildConsensus(
  dependencies: PlanningDependencies,
  { cycleId }: CycleToPlan,
): Promise<PlanReference> {
  const { database, clock } = dependencies;
  // Data gathering may have been skipped after its snapshot: then there is no baseline yet.
  if (!(await consensusNow(database, cycleId))) await computeBaseline(dependencies, { cycleId });
  const { baseline, input, consensus, authorIds, leftOut } = (await consensusNow(database, cycleId))!;
  const months = plannedMonths(input);
  const { series } = consensus;
  const changes = [
    ...describeConsensus(input, months, consensus),
    ...leftOut,
    ...(await demandChanges(dependencies, { cycleId, kind: 'consensus', measure: 'demand', input, series })),
  ];
  return storePlan(database, {
    cycleId,
    snapshotId: baseline.snapshotId,
    kind: 'consensus',
    basedOnId: baseline.id,
    authorIds,
    summary: summariseDemand(input, months, series, changes),
    rows: consensusRows(input, consensus),
    createdAt: clock(),
  });
}
