import request from 'supertest';
import type { SopWorkers } from '../../worker/sop-workers';
import { type Agent, eventually } from './api-under-test';
import { type MonthUnderTest, startLastMonth, startMonth } from './month-under-test';

/** Parts go away in the middle of a month, and come back: nothing is shown as done that is not. */
let month: MonthUnderTest;
let workers: SopWorkers;
let owner: Agent;
let holder: Agent;
let taskId: string;
let cycleId: string;

const submission = { round: 1, content: { kind: 'attest', isAttested: true } };

beforeAll(async () => {
  month = await startMonth();
  workers = await month.startWorkers();
  const { prisma } = month.database;
  const emailOf = async (where: object) => (await prisma.person.findFirstOrThrow({ where })).email;
  owner = await month.signIn(await emailOf({ memberships: { some: { role: 'process-owner' } } }));
  cycleId = await startLastMonth(month, owner);
  const task = await eventually(() =>
    prisma.task.findFirst({ where: { cycleId, state: 'open', workflowId: { not: null } } }),
  );
  taskId = task.id;
  holder = await month.signIn(await emailOf({ id: task.assigneeId }));
}, 120_000);
afterAll(() => month.stop(), 60_000);

test('When everything runs, then health is up', async () => {
  const { body } = await request(month.app).get('/health').expect(200);
  expect(body).toEqual({
    state: 'up',
    database: { state: 'up', message: '' },
    temporal: { state: 'up', message: '' },
    worker: { state: 'up', message: '' },
    mail: { state: 'up', message: '' },
  });
});

test('When no worker runs, then a submission is "not recorded" within ten seconds, and taken once one is back', async () => {
  workers.shutdown();
  await workers.finished;
  const startedAt = performance.now();
  const { body } = await holder.post(`/api/tasks/${taskId}/submit`).send(submission).expect(503);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(body.error.message).toMatch(
    /^Not recorded: the worker, which takes tasks and decisions, does not answer\. Try again/,
  );
  const task = await month.database.prisma.task.findUniqueOrThrow({ where: { id: taskId } });
  expect(task.state).toBe('open');
  await owner.get(`/api/cycles/${cycleId}`).expect(200);

  await month.startWorkers();
  const again = await eventually(async () => {
    const answer = await holder.post(`/api/tasks/${taskId}/submit`).send(submission);
    return answer.status === 200 ? answer : null;
  });
  expect(again.body.outcome).toBe('done');
  await eventually(async () => {
    const row = await month.database.prisma.task.findUniqueOrThrow({ where: { id: taskId } });
    return row.state === 'done' ? true : null;
  });
  expect(
    await month.database.prisma.audit.count({ where: { subjectId: taskId, action: 'task-completed' } }),
  ).toBe(1);
}, 60_000);

test('When Temporal is killed, then pages are served, writes are refused, and both work again after its restart', async () => {
  await month.temporal.kill();
  await owner.get(`/api/cycles/${cycleId}`).expect(200);
  await owner.get('/api/home').expect(200);
  const schedule = await owner.get(`/api/units/${month.unitId}/schedule`).expect(200);
  expect(schedule.body.state).toBe('unknown');
  const refused = await owner.post(`/api/cycles/${cycleId}/remind-all`).expect(503);
  expect(refused.body.error).toMatchObject({ code: 'unavailable' });
  expect(refused.body.error.message).toMatch(
    /^Not recorded: Temporal, which runs the cycle, cannot be reached/,
  );
  const health = await request(month.app).get('/health').expect(503);
  expect(health.body).toMatchObject({
    state: 'down',
    database: { state: 'up' },
    temporal: { state: 'down' },
  });

  await month.temporal.restart();
  const reminded = await eventually(async () => {
    const answer = await owner.post(`/api/cycles/${cycleId}/remind-all`);
    return answer.status === 200 ? answer : null;
  });
  expect(reminded.body.reminded).toBe(2);
}, 90_000);
