import {
  type ChildWorkflowHandle,
  type ExternalWorkflowHandle,
  isCancellation,
  log,
  type SignalDefinition,
  type Workflow,
} from '@temporalio/workflow';

/** Signals another workflow; false when it has ended meanwhile, so that there is nobody left to tell. */
export async function tell<Content>(
  workflow: Pick<ExternalWorkflowHandle | ChildWorkflowHandle<Workflow>, 'workflowId' | 'signal'>,
  signal: SignalDefinition<[Content]>,
  content: Content,
): Promise<boolean> {
  try {
    await workflow.signal(signal, content);
    return true;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.info('Not told: it has ended', { workflowId: workflow.workflowId, signal: signal.name });
    return false;
  }
}
