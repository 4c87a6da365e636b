import path from 'node:path';
import {
  bundleWorkflowCode,
  DefaultLogger,
  type NativeConnection,
  Worker,
  type WorkerDeploymentOptions,
  type WorkflowBundleOption,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { TASK_QUEUES } from '../domain/cycle/workflow-ids';

export interface SopWorkersOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  /** Everything that workflows call; each queue runs the part that is sent to it. */
  readonly activities: object;
  /** Left out: bundled now, which takes about a second. */
  readonly workflowBundle?: WorkflowBundleOption;
  /** Most mails a second, over all workers together. */
  readonly mailsPerSecond?: number;
  /** How many computations at once; each takes a core. */
  readonly computations?: number;
  /** Left out: any worker takes any work. */
  readonly build?: WorkerBuild;
}

/**
 * Which build a worker runs, for Temporal's Worker Deployments. A cycle goes on under whatever build is current; a
 * kick-off ends under the build it began with (workflows/kick-off.ts).
 */
export interface WorkerBuild {
  readonly deploymentName: string;
  readonly buildId: string;
}

export interface SopWorkers {
  /** Resolves once everything is drained after `shutdown`, rejects when a worker fails. */
  readonly finished: Promise<void>;
  /** Takes nothing new, lets what runs finish. */
  readonly shutdown: () => void;
  /** Whether all queues are served. */
  readonly isAtWork: () => boolean;
}

/** The three queues in one process: orchestration, computing and mail. More machines run more of the same. */
export async function startSopWorkers(options: SopWorkersOptions): Promise<SopWorkers> {
  const { connection, namespace, activities, mailsPerSecond = 50, computations = 2, build } = options;
  const workflowBundle = options.workflowBundle ?? (await bundleWorkflows());
  const common = {
    connection,
    namespace,
    activities,
    shutdownGraceTime: '20 seconds',
    ...(build && { workerDeploymentOptions: versioned(build) }),
  } as const;
  const workers = await Promise.all([
    Worker.create({
      ...common,
      taskQueue: TASK_QUEUES.orchestration,
      workflowBundle,
      maxConcurrentActivityTaskExecutions: 20,
      maxCachedWorkflows: 300,
    }),
    Worker.create({
      ...common,
      taskQueue: TASK_QUEUES.computing,
      maxConcurrentActivityTaskExecutions: computations,
    }),
    Worker.create({
      ...common,
      taskQueue: TASK_QUEUES.mail,
      maxConcurrentActivityTaskExecutions: 5,
      maxTaskQueueActivitiesPerSecond: mailsPerSecond,
    }),
  ]);
  const running = workers.map((worker) => worker.run());
  const shutdown = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const finished = Promise.all(running).then(
    () => undefined,
    (error) => {
      shutdown();
      throw error;
    },
  );
  const isAtWork = () => workers.every((worker) => worker.getState() === 'RUNNING');
  return { finished, shutdown, isAtWork };
}

const versioned = (version: WorkerBuild): WorkerDeploymentOptions => ({
  version,
  useWorkerVersioning: true,
  defaultVersioningBehavior: 'AUTO_UPGRADE',
});

/** The workflows as the one file that the worker's sandbox runs. */
export function bundleWorkflows(): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: path.resolve(__dirname, '../workflows/index.ts'),
    logger: new DefaultLogger('WARN'),
  });
}
