import { addMonths } from '../../domain/cycle/month';
import { eventually } from './api-under-test';
import { lastMonth } from './month-under-test';
import { peopleOfOneMonth, stepIn } from './people-of-the-month';

/** Months that the process owner cancels, starts again, or starts by hand. The tests build on each other. */
const people = peopleOfOneMonth(async () => {
  await people.start();
  await people.untilStep('data-gathering', 'open');
});

const nextMonth = addMonths(lastMonth, 2);

test('When the cycle is cancelled, then nothing is asked of anybody any more, and no mail follows', async () => {
  await people.owner
    .post(`/api/cycles/${people.cycleId}/cancel`)
    .send({ reason: 'The unit is merged' })
    .expect(200);
  const cycle = await eventually(async () => {
    const now = await people.cycle();
    return now.state === 'cancelled' ? now : null;
  });
  expect(cycle.headline).toBe('Cancelled: The unit is merged');
  expect(cycle.needsYou).toEqual([]);
  const open = cycle.steps.flatMap(({ tasks }) => tasks).filter(({ state }) => state === 'open');
  expect(open).toEqual([]);
  const again = await people.owner
    .post(`/api/cycles/${people.cycleId}/cancel`)
    .send({ reason: 'Once more' })
    .expect(409);
  expect(again.body.error.message).toBe('This cycle was cancelled; nothing in it can be changed any more.');
});

test('When the month is over, then compliance tells how it was kept', async () => {
  const { body } = await people.owner
    .get(`/api/units/${people.month.unitId}/compliance?months=3`)
    .expect(200);
  expect(body.months).toHaveLength(3);
  expect(body.months).toContain(lastMonth);
  expect(body.madeUp).toBeNull();
  const [unit] = body.units;
  expect(unit.months[0]).toMatchObject({ words: 'no cycle', index: null, steps: [] });
  const cancelled = unit.months[body.months.indexOf(lastMonth)];
  expect(cancelled).toMatchObject({ cycleId: people.cycleId, state: 'cancelled', words: 'cancelled' });
  expect(cancelled.steps).toHaveLength(5);
  await people.owner.get('/api/compliance').expect(200);
  await people.owner.get(`/api/units/${people.month.unitId}/compliance?months=100`).expect(400);
});

test('When a cancelled month is started again, then it runs anew, and the old pages say where to go on', async () => {
  const path = `/api/units/${people.month.unitId}/cycles`;
  const old = stepIn(await people.cycle(), 'data-gathering').tasks[0]!;
  const before = await people.owner.get(`/api/cycles/${people.cycleId}`).expect(200);
  expect(before.body).toMatchObject({ startedAgainAs: null, can: { startAgain: { allowed: true } } });
  const { body: calendar } = await people.owner
    .get(`/api/units/${people.month.unitId}/calendar?period=${lastMonth}`)
    .expect(200);
  expect(calendar).toMatchObject({ existingCycleId: null, cancelledCycleId: people.cycleId });

  const { body: started } = await people.owner.post(path).send({ period: lastMonth }).expect(201);
  expect(started).toMatchObject({ period: lastMonth, state: 'running' });
  expect(started.id).not.toBe(people.cycleId);
  const after = await people.owner.get(`/api/cycles/${people.cycleId}`).expect(200);
  expect(after.body).toMatchObject({ state: 'cancelled', startedAgainAs: started.id });
  expect(after.body.can.startAgain).toMatchObject({ allowed: false });
  const { body: task } = await (await people.agentOf(old.assignee.id))
    .get(`/api/tasks/${old.id}`)
    .expect(200);
  expect(task.can.submit.why).toMatch(/^This cycle was cancelled.+ The month was started again: /);
  await people.owner.get(`/api/cycles/${people.cycleId}/history`).expect(200);

  await people.owner.post(path).send({ period: lastMonth }).expect(409);
  const compliance = await people.owner
    .get(`/api/units/${people.month.unitId}/compliance?months=3`)
    .expect(200);
  expect(compliance.body.units[0].months).toContainEqual(expect.objectContaining({ cycleId: started.id }));
  const { body: history } = await people.owner.get(`/api/cycles/${started.id}/history`).expect(200);
  expect(history.map(({ sentence }: { sentence: string }) => sentence)).toContain(
    'Maria Keller started the month again.',
  );
});

test('When a month is cancelled while it is still being started, then the act waits for it', async () => {
  const path = `/api/units/${people.month.unitId}/cycles`;
  const begun = new Promise<void>((resolve) => setTimeout(resolve, 1_500));
  // Its mails cannot be stored: the cycle has begun, and its dates are not read to the end.
  const held = people.month.database.prisma.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`LOCK TABLE "Mail" IN SHARE MODE`;
      await begun;
    },
    { timeout: 10_000 },
  );
  const { body } = await people.owner.post(path).send({ period: nextMonth }).expect(201);
  const [cancelled] = await Promise.all([
    people.owner.post(`/api/cycles/${body.id}/cancel`).send({ reason: 'The wrong month' }),
    held,
  ]);
  expect(cancelled.body).toMatchObject({ message: expect.stringMatching(/^The cycle is cancelled; /) });
  expect(cancelled.status).toBe(200);
});

test('When a month that was left out is started by hand, then it is left out no more', async () => {
  const unit = `/api/units/${people.month.unitId}`;
  const period = addMonths(nextMonth, 1);
  await people.owner.post(`${unit}/schedule/skip`).send({ period, reason: 'Stocktaking' }).expect(200);
  const { body: started } = await people.owner.post(`${unit}/cycles`).send({ period }).expect(201);
  const { body } = await people.owner.get(`${unit}/schedule`).expect(200);
  const run = body.nextRuns.find((each: { period: string }) => each.period === period);
  expect(run).toMatchObject({ isSkipped: false, skipReason: null, cycleId: started.id });
});
