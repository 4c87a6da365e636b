import { storePlan } from '../../database/plan-repository';
import type { PlanReference } from '../../domain/cycle/plan-summary';
import { baselinePlan, plannedMonths } from '../../domain/plan/baseline-plan';
import { summariseDemand } from '../../domain/plan/summarise-plan';
import {
  type CycleToPlan,
  cancellation,
  demandChanges,
  type PlanningDependencies,
  requireSnapshot,
} from './planning-context';

/** The statistical baseline of every item and market, from the frozen snapshot, with what people know of demand. */
export async function computeBaseline(
  dependencies: PlanningDependencies,
  { cycleId }: CycleToPlan,
): Promise<PlanReference> {
  const { database, clock, thread } = dependencies;
  const { snapshotId, input } = await requireSnapshot(dependencies, cycleId);
  const forecasts = await thread.run({ kind: 'forecast', input }, { cancelled: cancellation() });
  const { series, rows, models } = baselinePlan(input, forecasts);
  const changes = await demandChanges(dependencies, {
    cycleId,
    kind: 'baseline',
    measure: 'baseline',
    input,
    series,
  });
  return storePlan(database, {
    cycleId,
    snapshotId,
    kind: 'baseline',
    basedOnId: null,
    authorIds: [],
    summary: summariseDemand(input, plannedMonths(input), series, [...forecasts.sentences, ...changes]),
    rows,
    models,
    createdAt: clock(),
  });
}
