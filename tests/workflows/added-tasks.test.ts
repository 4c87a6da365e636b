import { randomUUID } from 'node:crypto';
import type { StepKey } from '../../domain/cycle/template';
import { type AddTask, addTask, skipWaitingTask } from '../../workflows/messages';
import { monthAtDataGathering, monthAtDemandSignOff, skipToStep } from './months-on-the-way';
import type { PlayedMonth } from './played-month';
import { refusalOf } from './refusal-of';
import type { Name } from './small-company';
import { openStage, type Stage } from './stage';

/** Tasks that the template does not have, added to a running month. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

const DAY_MS = 86_400_000;

const taskFor = async (
  month: PlayedMonth,
  step: StepKey,
  assignee: Name,
  facts: Partial<AddTask> = {},
): Promise<AddTask> => ({
  byId: month.personId('owner'),
  taskId: randomUUID(),
  step,
  title: 'Ask the carrier',
  instructions: 'Ask for the rates of next year.',
  assigneeId: month.personId(assignee),
  dueAt: new Date((await stage.now()).getTime() + DAY_MS).toISOString(),
  minutes: 25,
  waitsFor: null,
  ...facts,
});

const keyOf = ({ taskId }: AddTask) => `added-${taskId.slice(0, 8)}`;
const untilAdded = (month: PlayedMonth, { taskId }: AddTask, state: string) =>
  month.until(
    async () => (await stage.database.prisma.task.count({ where: { id: taskId, state } })) === 1,
    `the added task is ${state}`,
  );
const kinds = async (month: PlayedMonth, subjectId: string) =>
  (await month.mailsAbout(subjectId)).map((line) => line.slice(17)).sort();

test('added to an open step: it is asked for, reminded and escalated like any other, and the step waits for it', async () => {
  const month = await monthAtDataGathering(stage);
  const { workflowId } = await month.step('data-gathering');
  const task = await taskFor(month, 'data-gathering', 'buyer');
  const past = { ...task, dueAt: '2020-01-01T00:00:00.000Z' };
  expect(await refusalOf(month.send(workflowId!, addTask, past))).toMatchObject({ type: 'invalid-input' });
  await month.send(workflowId!, addTask, task);
  await month.send(workflowId!, addTask, task);
  await untilAdded(month, task, 'open');
  expect(await month.task(keyOf(task))).toMatchObject({
    id: task.taskId,
    kind: 'general',
    assigneeId: month.personId('buyer'),
    backupId: month.personId('helper'),
    role: 'procurement',
    minutes: 25,
    dueAt: new Date(task.dueAt),
  });
  expect(await month.audit('task-added')).toMatchObject([{ actor: 'owner', subjectId: task.taskId }]);
  await month.until(async () => (await kinds(month, task.taskId)).length === 1, 'it is mailed');
  expect(await kinds(month, task.taskId)).toEqual(['task-assigned buyer']);

  for (const key of ['attest-sales-history', 'attest-stock', 'attest-capacity']) await month.submit(key);
  await stage.sleepUntil(new Date(Date.parse(task.dueAt) + 3 * DAY_MS));
  expect((await month.step('data-gathering')).state).toBe('open');
  expect(await kinds(month, task.taskId)).toEqual(
    expect.arrayContaining(['escalation helper', 'past-due buyer', 'task-assigned buyer']),
  );
  await month.submit(keyOf(task));
  await month.untilStep('data-gathering', 'closed');
}, 60_000);

test('added to a step to come, after another task: it opens when that one is done', async () => {
  const month = await monthAtDataGathering(stage);
  const task = await taskFor(month, 'demand-review', 'log', { waitsFor: 'sales-input' });
  await month.send(month.workflowId, addTask, task);
  await untilAdded(month, task, 'waiting');
  await month.gatherData();
  // The cycle names who takes it once the step is open.
  await skipToStep(stage, month, 'demand-review');
  const late = await taskFor(month, 'demand-review', 'log');
  expect(await refusalOf(month.send(month.workflowId, addTask, late))).toMatchObject({
    type: 'stale',
    details: [(await month.step('demand-review')).workflowId],
  });
  await month.untilTask('sales-input/1', 'open');
  expect((await month.task(keyOf(task))).state).toBe('waiting');
  await month.submit('sales-input/1');
  await untilAdded(month, task, 'open');
  // Its due time passed while it waited: whoever gets it has four working hours at least.
  const { dueAt, openedAt } = await month.task(keyOf(task));
  expect(dueAt.getTime() - openedAt!.getTime()).toBeGreaterThan(3.9 * 3_600_000);
}, 60_000);

test('added while the sign-off is asked: both must be in before the step closes', async () => {
  const month = await monthAtDemandSignOff(stage);
  const { workflowId } = await month.step('demand-review');
  const task = await taskFor(month, 'demand-review', 'log');
  await month.send(workflowId!, addTask, task);
  await untilAdded(month, task, 'open');
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  await month.until(
    async () => (await month.group('demand-review')).state === 'approved',
    'the plan is signed',
  );
  expect((await month.step('demand-review')).state).toBe('open');
  await month.submit(keyOf(task));
  await month.untilStep('demand-review', 'closed');
  expect(await month.group('demand-review')).toMatchObject({ number: 1, state: 'approved' });
  await month.until(async () => {
    const again = await refusalOf(month.send(month.workflowId, addTask, { ...task, taskId: randomUUID() }));
    return again.type === 'conflict' && again.message.includes('over already');
  }, 'the month refuses more tasks for it');
}, 60_000);

test('cancelled with a reason before and after it opened: its person is told, and the step goes on', async () => {
  const month = await monthAtDataGathering(stage);
  const { workflowId } = await month.step('data-gathering');
  const task = await taskFor(month, 'data-gathering', 'buyer', { waitsFor: 'attest-stock' });
  await month.send(workflowId!, addTask, task);
  await untilAdded(month, task, 'waiting');
  const act = { byId: month.personId('owner'), step: 'data-gathering' as const, taskId: task.taskId };
  expect(await refusalOf(month.send(workflowId!, skipWaitingTask, { ...act, reason: ' ' }))).toMatchObject({
    type: 'invalid-input',
  });
  await month.onceHeard(() =>
    month.send(workflowId!, skipWaitingTask, { ...act, reason: 'The carrier answered.' }),
  );
  await untilAdded(month, task, 'skipped');
  await month.until(async () => (await kinds(month, task.taskId)).length === 1, 'the news is written');
  expect(await kinds(month, task.taskId)).toEqual(['task-skipped buyer']);
  await month.gatherData();
}, 60_000);
