import { workerPresence } from '../../api/temporal/worker-presence';
import { addMonths } from '../../domain/cycle/month';
import { TASK_QUEUES } from '../../domain/cycle/workflow-ids';
import type { SopWorkers } from '../../worker/sop-workers';
import { type LiveStage, openLiveStage } from './live-stage';
import { PlayedMonth } from './played-month';
import { createSmallCompany } from './small-company';

/** The release is upgraded in the middle of a month, on the full Temporal server with Worker Deployments. */
const deploymentName = 'sop-cycle';
let stage: LiveStage;

beforeAll(async () => {
  stage = await openLiveStage();
}, 60_000);
afterAll(() => stage.close(), 60_000);

test('When build 2 becomes current and build 1 is gone, then a cycle begun under build 1 goes on under build 2', async () => {
  const first = await startBuild('1');
  await makeCurrent('1');
  await untilWorkersAreSeen();

  const month = await PlayedMonth.start({
    database: stage.database,
    client: stage.client,
    company: await createSmallCompany(stage),
    period: addMonths(new Date().toISOString().slice(0, 7), -1),
    now: async () => new Date(),
  });
  await month.gatherData();
  await month.untilTask('sales-input/1', 'open');
  expect(await buildOf(month.workflowId)).toBe('1');

  await startBuild('2');
  await makeCurrent('2');
  first.shutdown();
  await first.finished;
  await month.reviewDemand();
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  await month.untilStep('demand-review', 'closed');
  await month.untilStep('supply-review', 'open');
  expect(await buildOf(month.workflowId)).toBe('2');
  await month.untilTask('capacity-check', 'open');
  const { workflowId } = await month.task('capacity-check');
  await month.submit('capacity-check');
  expect(await buildOf(workflowId!)).toBe('2');
}, 120_000);

async function startBuild(buildId: string): Promise<SopWorkers> {
  return stage.startWorkers({ deploymentName, buildId });
}

/** What the operator does with `temporal worker deployment set-current-version`; a build is known once it polls. */
async function makeCurrent(buildId: string): Promise<void> {
  const { client } = stage;
  const { namespace } = client.options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.workflowService.setWorkerDeploymentCurrentVersion({ namespace, deploymentName, buildId });
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The API must see workers with a build as it sees any other: it refuses acts without a worker. */
async function untilWorkersAreSeen(): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const presence = await workerPresence(stage.client, TASK_QUEUES.orchestration, 2_000);
    if (presence === 'polling') return;
    if (attempt === 100) throw new Error(`Workers with a build are ${presence} for the API.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The build that last worked on it. */
async function buildOf(workflowId: string): Promise<string | undefined> {
  const { raw } = await stage.client.workflow.getHandle(workflowId).describe();
  return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? undefined;
}
