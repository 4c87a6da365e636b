import { setWorkflowOptions, workflowInfo } from '@temporalio/workflow';
import { processActivities } from './activity-options';
import type { KickOffInput, KickOffResult } from './messages';

// It ends within seconds: under the build it began with. Everything else follows the current one (worker/sop-workers.ts).
// A worker without a build may not say so: Temporal would refuse all that it does.
setWorkflowOptions(
  () => (workflowInfo().currentDeploymentVersion?.deploymentName ? { versioningBehavior: 'PINNED' } : {}),
  kickOff,
);

/**
 * Woken every day by the unit's Schedule, or once by the owner for a month: starts that month's cycle, at most once.
 * The cycle lives on by itself; one that overruns does not keep the next month from starting.
 */
export async function kickOff({ unitId, period, startedById }: KickOffInput): Promise<KickOffResult> {
  const month = period ?? (await processActivities.findDueMonth({ unitId }));
  if (month === null) return { period: null, cycleId: null, isNew: false };
  const { cycleId, workflowId, isNew } = await processActivities.createCycle({
    unitId,
    period: month,
    startedById,
  });
  const hasStarted = await processActivities.startCycle({ workflowId, cycleId });
  return { period: month, cycleId, isNew: isNew && hasStarted };
}
