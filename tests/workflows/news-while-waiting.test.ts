import { randomUUID } from 'node:crypto';
import { addTask, reopenStep } from '../../workflows/messages';
import { monthAtDataGathering, monthAtDemandReview } from './months-on-the-way';
import type { PlayedMonth } from './played-month';
import { openStage, type Stage } from './stage';

/**
 * A step that cannot go on by itself tries again after minutes. Time stands still here unless it is skipped: what takes effect
 * does so at once, not at the next try.
 */
/** Of the demand review's rule, and whoever is asked where they are too few. */
const SIGNING = ['leadership', 'supply-planner', 'operations', 'process-owner', 'executive', 'sponsor'];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

const untilProblems = (month: PlayedMonth, count: number) =>
  month.until(async () => (await month.audit('problem')).length === count, `${count} problems are on record`);

test('while the plan cannot be made, an added task is asked for; done, it makes the step try again', async () => {
  const month = await monthAtDataGathering(stage);
  const { prisma } = stage.database;
  const { unitId } = await month.cycle();
  const sales = await prisma.sales.findMany({ where: { unitId } });
  await prisma.sales.deleteMany({ where: { unitId } });
  for (const key of ['attest-sales-history', 'attest-stock', 'attest-capacity']) {
    await month.untilTask(key, 'open');
    await month.submit(key);
  }
  await untilProblems(month, 1);

  const taskId = randomUUID();
  await month.send((await month.step('data-gathering')).workflowId!, addTask, {
    byId: month.personId('owner'),
    taskId,
    step: 'data-gathering',
    title: 'Load the sales',
    instructions: 'The file of last month is missing.',
    assigneeId: month.personId('buyer'),
    dueAt: new Date((await stage.now()).getTime() + 86_400_000).toISOString(),
    minutes: 10,
    waitsFor: null,
  });
  await month.until(
    async () => (await prisma.task.count({ where: { id: taskId, state: 'open' } })) === 1,
    'the added task is open',
  );
  await prisma.sales.createMany({ data: sales });
  await month.submit(`added-${taskId.slice(0, 8)}`);
  await month.untilStep('data-gathering', 'closed');
  expect(await month.audit('problem')).toHaveLength(1);
}, 60_000);

test('while nobody may sign, a step that is reopened asks for its work again', async () => {
  const month = await monthAtDemandReview(stage);
  const { prisma } = stage.database;
  const signing = { unitId: (await month.cycle()).unitId, role: { in: SIGNING } };
  const signers = await prisma.membership.findMany({ where: signing });
  await prisma.membership.deleteMany({ where: signing });
  for (const key of ['sales-input/1', 'marketing-input/1', 'finance-input/1', 'consensus']) {
    await month.untilTask(key, 'open');
    await month.submit(key);
  }
  await untilProblems(month, 1);

  await month.send(month.workflowId, reopenStep, {
    byId: month.personId('owner'),
    step: 'demand-review',
    reason: 'Signers are named now.',
  });
  await month.untilTask('consensus', 'open');
  await prisma.membership.createMany({ data: signers });
  await month.submit('consensus');
  await month.until(
    async () => (await prisma.signOffGroup.count({ where: { cycleId: month.cycleId } })) === 1,
    'the sign-off is asked for',
  );
  expect(await month.audit('problem')).toHaveLength(1);
}, 60_000);
