import {
  CancellationScope,
  condition,
  defineUpdate,
  executeChild,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import { TASK_QUEUES } from '../../domain/cycle/workflow-ids';

/** A workflow without a process: how much it does, and nothing about what it is for. */
export interface BareTree {
  readonly workflowId: string;
  /** Done one after another. */
  readonly activities: readonly string[];
  /** Activities that run beside all else, as mails do. */
  readonly besides: number;
  readonly timers: number;
  /** Updates to wait for. */
  readonly updates: number;
  readonly children: readonly BareTree[];
}

export interface BareActivities {
  doNothing(): Promise<void>;
}

export const act = defineUpdate<{ readonly count: number }, [unknown]>('act');

const onQueue = Object.fromEntries(
  Object.values(TASK_QUEUES).map((taskQueue) => [
    taskQueue,
    proxyActivities<BareActivities>({ taskQueue, startToCloseTimeout: '1 minute' }),
  ]),
);

/**
 * The yardstick: as many activities, timers, updates and children as one workflow of the month, in the cheapest order
 * that does not change what runs after what for a person: all children at once, besides beside everything.
 */
export async function bareTree({ activities, besides, timers, updates, children }: BareTree): Promise<void> {
  let count = 0;
  setHandler(act, () => {
    count += 1;
    return { count };
  });
  const alarms = new CancellationScope();
  const waiting = alarms.run(() =>
    Promise.allSettled(Array.from({ length: timers }, () => sleep('30 days'))),
  );
  const beside = Array.from({ length: besides }, () => doOn(TASK_QUEUES.mail));
  const below = children.map((child) =>
    executeChild(bareTree, { workflowId: child.workflowId, args: [child] }),
  );
  for (const queue of activities) await doOn(queue);
  await condition(() => count >= updates);
  await Promise.all([...beside, ...below]);
  alarms.cancel();
  await waiting;
}

function doOn(queue: string): Promise<void> {
  const activities = onQueue[queue];
  if (activities === undefined) throw new Error(`No worker serves the queue ${queue}.`);
  return activities.doNothing();
}
