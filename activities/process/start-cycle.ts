import { Context } from '@temporalio/activity';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { TASK_QUEUES, WORKFLOW_TYPES } from '../../domain/cycle/workflow-ids';

/**
 * Starts the workflow of a cycle, once for all time: false when it runs or has run. Not a child of the kick-off: it
 * outlives it by weeks.
 */
export async function startCycle(input: {
  readonly workflowId: string;
  readonly cycleId: string;
}): Promise<boolean> {
  const { workflowId, cycleId } = input;
  try {
    await Context.current().client.workflow.start(WORKFLOW_TYPES.monthlyCycle, {
      workflowId,
      args: [{ cycleId }],
      taskQueue: TASK_QUEUES.orchestration,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
