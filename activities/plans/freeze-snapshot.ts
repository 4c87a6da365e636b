import { loadPlanningInput } from '../../database/planning-input-repository';
import { storeSnapshot } from '../../database/snapshot-repository';
import { DomainError } from '../../domain/errors';
import { dataReadiness } from '../../domain/plan/data-readiness';
import type { CycleToPlan, PlanningDependencies } from './planning-context';

/** Freezes what a cycle's plans are computed from, with what a planner should know about it. */
export async function freezeSnapshot(
  { database, clock }: PlanningDependencies,
  { cycleId }: CycleToPlan,
): Promise<{ readonly snapshotId: string; readonly sha256: string }> {
  const input = await loadPlanningInput(database, cycleId);
  if (input.sales.length === 0) {
    throw new DomainError(
      'conflict',
      `No sales before ${input.period} are loaded for ${input.unitCode}: import a sales file; the plans are computed as soon as it is there.`,
    );
  }
  return storeSnapshot(database, cycleId, { input, quality: dataReadiness(input), takenAt: clock() });
}
