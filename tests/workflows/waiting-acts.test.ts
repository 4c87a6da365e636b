import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { TASK_QUEUES, WORKFLOW_TYPES } from '../../domain/cycle/workflow-ids';
import { startSopWorkers } from '../../worker/sop-workers';
import { reassign } from '../../workflows/messages';
import type { SignOffRequestInput } from '../../workflows/sign-off-request';
import { startTimeSkipping } from '../support/temporal';
import { refusalOf } from './refusal-of';

Runtime.install({ logger: new DefaultLogger('ERROR') });

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startTimeSkipping();
}, 60_000);
afterAll(() => env.teardown());

test('an act that has waited for a sign-off request to begin is judged like any other', async () => {
  const input: SignOffRequestInput = {
    cycleId: 'cycle',
    planHash: 'f'.repeat(64),
    requested: {
      groupId: 'group',
      rule: { kind: 'everyone', roles: ['leadership'], forbidOwn: true },
      requestedAt: '2027-02-01T09:00:00.000Z',
      dueAt: '2027-02-02T09:00:00.000Z',
      remindersPerDay: 3,
      barredAuthorIds: ['author'],
      signOffs: [{ signOffId: 'sign-off', holderId: 'lead', isAsked: true, rungs: [] }],
    },
  };
  const request = await env.client.workflow.start(WORKFLOW_TYPES.signOffRequest, {
    workflowId: 'sign-off-request',
    taskQueue: TASK_QUEUES.orchestration,
    args: [input],
  });
  const act = { byId: 'owner', reason: 'Ill.' };
  const refused = refusalOf(
    request.executeUpdate(reassign, { args: [{ ...act, fromPersonId: 'lead', toPersonId: 'author' }] }),
  );
  const workers = await startSopWorkers({
    connection: env.nativeConnection,
    namespace: 'default',
    activities: { none: async () => null },
  });
  try {
    expect(await refused).toMatchObject({
      type: 'forbidden',
      message: expect.stringContaining('their own submission is part of it'),
    });
  } finally {
    await request.terminate();
    workers.shutdown();
    await workers.finished;
  }
}, 60_000);
