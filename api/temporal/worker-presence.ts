import type { Client } from '@temporalio/client';

export type WorkerPresence = 'polling' | 'silent' | 'absent' | 'unreachable';

/** A poll waits for a minute; a worker that has not asked for longer is gone or hangs. */
const SILENT_AFTER_MS = 75_000;

/**
 * Whether workers poll a queue. `silent`: some did lately, none within the last polls (a killed worker stays on
 * Temporal's list for minutes). A server that has no such list counts as polling: the deadline of each act decides.
 */
export async function workerPresence(
  client: Client,
  taskQueue: string,
  timeoutMs: number,
): Promise<WorkerPresence> {
  try {
    const { pollers } = await client.withDeadline(Date.now() + timeoutMs, () =>
      client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: 1,
      }),
    );
    if (!pollers?.length) return 'absent';
    const lastAccess = Math.max(...pollers.map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0)));
    return Date.now() - lastAccess * 1_000 < SILENT_AFTER_MS ? 'polling' : 'silent';
  } catch (error) {
    return (error as { code?: number }).code === GRPC_UNIMPLEMENTED ? 'polling' : 'unreachable';
  }
}

const GRPC_UNIMPLEMENTED = 12;
