import { kickOffWorkflowId, TASK_QUEUES, WORKFLOW_TYPES } from '../../domain/cycle/workflow-ids';
import {
  cancelCycle,
  cycleProgress,
  moveDue,
  moveStep,
  reassign,
  remindNow,
  reopenStep,
  skipTask,
} from '../../workflows/messages';
import { monthAtDataGathering, skipToStep } from './months-on-the-way';
import { type PlayedMonth, playedOn } from './played-month';
import { refusalOf } from './refusal-of';
import { openStage, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

const kinds = async (month: PlayedMonth, subjectId: string) =>
  (await month.mailsAbout(subjectId)).map((line) => line.slice(17)).sort();

test('reminds now, at most as often as the template allows', async () => {
  const month = await monthAtDataGathering(stage);
  const task = await month.task('attest-stock');
  const remind = () => month.send(task.workflowId!, remindNow, { byId: month.personId('owner') });
  expect(await remind()).toEqual({ remindedIds: [task.assigneeId] });
  expect(await remind()).toEqual({ remindedIds: [task.assigneeId] });
  await month.until(
    async () => (await month.task('attest-stock')).remindersSent === 2,
    'both reminders are recorded',
  );
  expect(await refusalOf(remind())).toMatchObject({
    type: 'conflict',
    message: expect.stringContaining('3 mails'),
  });
  await month.until(async () => (await kinds(month, task.id)).length === 3, 'the mails are written');
  expect(await kinds(month, task.id)).toEqual(['reminder log', 'reminder log', 'task-assigned log']);
  expect((await month.audit('reminded'))[0]).toMatchObject({ actor: 'owner' });
}, 60_000);

test('reassigns: the new one is asked and may act, the former is told and may not', async () => {
  const month = await monthAtDataGathering(stage);
  const task = await month.task('attest-stock');
  const people = { fromPersonId: month.personId('log'), toPersonId: month.personId('buyer') };
  await month.send(task.workflowId!, reassign, {
    byId: month.personId('owner'),
    ...people,
    reason: 'On a journey.',
  });
  await month.until(async () => (await month.mailsAbout(task.id)).length === 3, 'both got the news');
  expect(await kinds(month, task.id)).toEqual(['handed-over buyer', 'handed-over log', 'task-assigned log']);
  const links = await stage.database.prisma.accessLink.findMany({
    where: { subjectId: task.id, personId: people.fromPersonId },
  });
  expect(links.length).toBeGreaterThan(0);
  expect(links.every(({ revokedAt }) => revokedAt !== null)).toBe(true);

  await month.submit('attest-stock', 'seller');
  await month.until(
    async () => (await month.audit('submission-refused')).length === 1,
    'a stranger is refused',
  );
  expect((await month.task('attest-stock')).state).toBe('open');
  await month.onceHeard(() => month.submit('attest-stock', 'buyer'));
  await month.untilTask('attest-stock', 'done');
}, 60_000);

test('moves a task: the old rungs are gone, the new ones come', async () => {
  const month = await monthAtDataGathering(stage);
  const task = await month.task('attest-stock');
  const dueAt = new Date(task.dueAt.getTime() + 7 * 86_400_000);
  await month.send(task.workflowId!, moveDue, {
    byId: month.personId('owner'),
    dueAt: dueAt.toISOString(),
    reason: 'Stock-taking.',
  });
  await month.until(
    async () => (await month.task('attest-stock')).dueAt.getTime() === dueAt.getTime(),
    'it is moved',
  );
  await stage.sleepUntil(new Date(dueAt.getTime() + 60_000));
  await month.until(
    async () => (await kinds(month, task.id)).includes('past-due log'),
    'past due at the new time',
  );
  const lines = await month.mailsAbout(task.id);
  expect(lines.map((line) => line.slice(17))).toEqual([
    'task-assigned log',
    'reminder log',
    'reminder log',
    'past-due log',
  ]);
  expect(lines[3]!.slice(0, 16)).toBe(dueAt.toISOString().slice(0, 16));
  expect(
    await refusalOf(
      month.send(task.workflowId!, moveDue, {
        byId: month.personId('owner'),
        dueAt: '2020-01-01T00:00:00Z',
        reason: 'x',
      }),
    ),
  ).toMatchObject({ type: 'invalid-input' });
}, 60_000);

test('skips a task with a reason, and the step goes on without it', async () => {
  const month = await monthAtDataGathering(stage);
  const task = await month.task('attest-stock');
  expect(
    await refusalOf(month.send(task.workflowId!, skipTask, { byId: month.personId('owner'), reason: ' ' })),
  ).toMatchObject({ type: 'invalid-input' });
  await month.send(task.workflowId!, skipTask, { byId: month.personId('owner'), reason: 'No stock here.' });
  await month.submit('attest-sales-history');
  await month.submit('attest-capacity');
  await month.untilStep('data-gathering', 'closed');
  expect(await month.task('attest-stock')).toMatchObject({ state: 'skipped', skipReason: 'No stock here.' });
}, 60_000);

test('moves a step: its open requests move along; one that has not opened opens on the new date', async () => {
  const month = await monthAtDataGathering(stage);
  const byId = month.personId('owner');
  const before = await month.step('data-gathering');
  const dueAt = new Date(before.dueAt.getTime() + 7 * 86_400_000);
  await month.send(month.workflowId, moveStep, {
    byId,
    step: 'data-gathering',
    dueAt: dueAt.toISOString(),
    reason: 'ERP upgrade.',
  });
  await month.until(
    async () => (await month.task('attest-stock')).dueAt.getTime() === dueAt.getTime(),
    'the task moved along',
  );
  expect(await month.step('data-gathering')).toMatchObject({ dueAt, plannedDueAt: before.plannedDueAt });

  const demand = await month.step('demand-review');
  const openAt = new Date(demand.openAt.getTime() + 5 * 86_400_000);
  const demandDueAt = new Date(demand.dueAt.getTime() + 5 * 86_400_000);
  await month.send(month.workflowId, moveStep, {
    byId,
    step: 'demand-review',
    openAt: openAt.toISOString(),
    dueAt: demandDueAt.toISOString(),
    reason: 'ERP upgrade.',
  });
  await month.gatherData();
  await stage.sleepUntil(new Date(openAt.getTime() - 60_000));
  expect((await month.step('demand-review')).state).toBe('waiting');
  await stage.sleepUntil(new Date(openAt.getTime() + 60_000));
  await month.untilStep('demand-review', 'open');
  expect(
    await refusalOf(
      month.send(month.workflowId, moveStep, {
        byId,
        step: 'demand-review',
        openAt: openAt.toISOString(),
        reason: 'x',
      }),
    ),
  ).toMatchObject({ type: 'conflict', message: expect.stringContaining('open already') });
}, 60_000);

test('reopens a closed step: what was signed later is void, and later steps wait for it', async () => {
  const month = await monthAtDataGathering(stage);
  await month.gatherData();
  await skipToStep(stage, month, 'demand-review');
  await month.reviewDemand();
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  await skipToStep(stage, month, 'supply-review');
  await month.untilTask('capacity-check', 'open');
  await month.submit('capacity-check');
  await month.untilTask('capacity-check', 'done');

  await month.send(month.workflowId, reopenStep, {
    byId: month.personId('owner'),
    step: 'demand-review',
    reason: 'A customer left.',
  });
  await month.untilTask('consensus', 'open');
  expect(await month.step('demand-review')).toMatchObject({ state: 'open', round: 2, closedAt: null });
  expect(await month.group('demand-review')).toMatchObject({ number: 1, state: 'voided' });
  expect(await month.step('supply-review')).toMatchObject({ state: 'waiting', round: 2 });
  expect(await month.task('procurement-input/1')).toMatchObject({ state: 'waiting', round: 2 });
  const progress = await stage.env.client.workflow.getHandle(month.workflowId).query(cycleProgress);
  expect(progress.steps.map(({ state }) => state)).toEqual([
    'closed',
    'open',
    'waiting',
    'waiting',
    'waiting',
  ]);

  await month.submit('consensus');
  await month.untilAsked('demand-review', 2);
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  await month.untilTask('procurement-input/1', 'open');
  expect(await month.task('capacity-check')).toMatchObject({ state: 'done', round: 1 });
  await month.submit('procurement-input/1');
  await month.submit('logistics-input/1');
  await month.untilTask('supply-plan', 'open');
}, 120_000);

test('cancels: everything is called off, and after the news of it no mail goes out', async () => {
  const month = await monthAtDataGathering(stage);
  await month.send(month.workflowId, cancelCycle, { byId: month.personId('owner'), reason: 'Merger.' });
  await month.until(async () => (await month.cycle()).state === 'cancelled', 'it is cancelled');
  expect(await month.task('attest-stock')).toMatchObject({ state: 'cancelled' });
  expect((await month.step('pre-sop')).state).toBe('cancelled');
  const told = async () =>
    (await kinds(month, month.cycleId)).filter((line) => line.startsWith('cancelled')).length;
  await month.until(async () => (await told()) === 12, 'everyone on the roster is told');
  const mails = await stage.database.prisma.mail.count({ where: { cycleId: month.cycleId } });
  await stage.env.sleep('20 days');
  expect(await stage.database.prisma.mail.count({ where: { cycleId: month.cycleId } })).toBe(mails);
}, 60_000);

test('a cancelled month is started again: anew and in full, and the cancelled one stays as it was', async () => {
  const month = await monthAtDataGathering(stage);
  await month.submit('attest-stock');
  await month.untilTask('attest-stock', 'done');
  const { period } = await month.cycle();
  await month.send(month.workflowId, cancelCycle, {
    byId: month.personId('owner'),
    reason: 'Wrong template.',
  });
  await month.until(async () => (await month.cycle()).state === 'cancelled', 'it is cancelled');
  const before = await month.cycle();

  const again = await playedOn(stage, month.company, period);
  expect(again.cycleId).not.toBe(month.cycleId);
  expect(await again.cycle()).toMatchObject({
    period,
    attempt: 2,
    state: 'running',
    workflowId: `${month.workflowId}/attempt-2`,
  });
  expect((await again.audit('cycle-started'))[0]).toMatchObject({
    actor: 'owner',
    details: { attempt: 2, cancelledCycleId: month.cycleId },
  });
  await again.gatherData();
  await skipToStep(stage, again, 'demand-review');
  await again.reviewDemand();
  expect(await again.group('demand-review')).toMatchObject({ cycleId: again.cycleId, number: 1 });

  expect(await month.cycle()).toEqual(before);
  expect((await month.task('attest-stock')).state).toBe('done');
  expect(await stage.database.prisma.signOffGroup.count({ where: { cycleId: month.cycleId } })).toBe(0);
  // One that runs is not started once more.
  await playedOn(stage, month.company, period);
  expect(await stage.database.prisma.cycle.count({ where: { unitId: month.company.unitId } })).toBe(2);
}, 120_000);

test('a month starts once, however often it is asked for; a skipped month not at all by itself', async () => {
  const month = await monthAtDataGathering(stage);
  const { period } = await month.cycle();
  const { unitId, code, people } = month.company;
  const kickOff = (id: string, input: object) =>
    stage.env.client.workflow.execute(WORKFLOW_TYPES.kickOff, {
      taskQueue: TASK_QUEUES.orchestration,
      workflowId: id,
      args: [{ unitId, startedById: null, ...input }],
    });
  expect(await kickOff(`${kickOffWorkflowId(code, period)}/again`, { period })).toEqual({
    period,
    cycleId: month.cycleId,
    isNew: false,
  });
  const next = await stage.database.prisma.cycle.findMany({ where: { unitId } });
  expect(next).toHaveLength(1);

  // Woken daily: nothing before the kick-off day; the next month on it; then nothing more.
  const daily = () => kickOff(kickOffWorkflowId(code), {});
  expect(await daily()).toEqual({ period: null, cycleId: null, isNew: false });
  const [year, monthNumber] = period.split('-').map(Number) as [number, number];
  const firstOfNext = new Date(Date.UTC(year, monthNumber, 1));
  const nextPeriod = firstOfNext.toISOString().slice(0, 7);
  await stage.sleepUntil(new Date(firstOfNext.getTime() - 3_600_000));
  expect(await daily()).toMatchObject({ period: nextPeriod, isNew: true });
  expect(await daily()).toEqual({ period: null, cycleId: null, isNew: false });

  const afterNext = new Date(Date.UTC(year, monthNumber + 1, 1));
  await stage.database.prisma.scheduleSkip.create({
    data: {
      unitId,
      period: afterNext.toISOString().slice(0, 7),
      reason: 'Plant holiday',
      byId: people.owner,
    },
  });
  await stage.sleepUntil(new Date(afterNext.getTime() - 3_600_000));
  expect(await daily()).toEqual({ period: null, cycleId: null, isNew: false });
}, 60_000);
