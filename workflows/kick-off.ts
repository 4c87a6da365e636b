import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild, WorkflowIdReusePolicy } from '@temporalio/workflow';
import { processActivities } from './activity-options';
import type { KickOffInput, KickOffResult } from './messages';
import { monthlyCycle } from './monthly-cycle';

/**
 * Woken every day by the unit's Schedule, or once by the owner for a month: starts that month's cycle, at most once.
 * The cycle lives on by itself; one that overruns does not keep the next month from starting.
 */
export async function kickOff({ unitId, period, startedById }: KickOffInput): Promise<KickOffResult> {
  const month = period ?? (await processActivities.findDueMonth({ unitId }));
  if (month === null) return { period: null, cycleId: null, isNew: false };
  const cycle = await processActivities.createCycle({ unitId, period: month, startedById });
  const hasStarted = await startOnce(cycle.workflowId, cycle.cycleId);
  return { period: month, cycleId: cycle.cycleId, isNew: cycle.isNew && hasStarted };
}

async function startOnce(workflowId: string, cycleId: string): Promise<boolean> {
  try {
    await startChild(monthlyCycle, {
      workflowId,
      args: [{ cycleId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
