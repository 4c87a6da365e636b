import { type PlayedMonth, playedOn } from './played-month';
import { createSmallCompany } from './small-company';
import { openStage, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

/** Plays in January 2035 and later, so that every date below can be checked by hand. 2035-02-01 is a Thursday. */
const february = async (
  company: Awaited<ReturnType<typeof createSmallCompany>>,
  openAt = '2035-02-01T08:30:00Z',
) => {
  await stage.sleepUntil(new Date('2035-01-25T00:00:00Z'));
  const month = await playedOn(stage, company, '2035-02');
  await stage.sleepUntil(new Date(openAt));
  await month.untilTask('attest-stock', 'open');
  return month;
};

const skipTo = (at: string) => stage.sleepUntil(new Date(at));
const about = async (month: PlayedMonth, key: string) => month.mailsAbout((await month.task(key)).id);

test('climbs at true instants in three zones, to backup, manager, process owner and sponsor, until the work is done', async () => {
  const month = await february(
    await createSmallCompany({ ...stage, zones: { log: 'America/New_York', ops: 'Asia/Tokyo' } }),
  );
  await skipTo('2035-02-12T00:00:00Z');

  // In Berlin, due Monday 2035-02-05 17:00.
  expect(await about(month, 'attest-sales-history')).toEqual([
    '2035-02-01T08:00 task-assigned planner',
    '2035-02-01T16:00 reminder planner',
    '2035-02-05T08:00 reminder planner',
    '2035-02-05T16:00 past-due planner',
    '2035-02-06T12:00 escalation helper',
    '2035-02-06T12:00 escalation planner',
    '2035-02-06T16:00 escalation lead',
    '2035-02-07T16:00 escalation owner',
    '2035-02-08T16:00 escalation boss',
  ]);
  // In New York, due at 11:00.
  expect(await about(month, 'attest-stock')).toEqual([
    '2035-02-01T08:00 task-assigned log',
    '2035-02-01T16:00 reminder log',
    '2035-02-05T14:00 reminder log',
    '2035-02-05T16:00 past-due log',
    '2035-02-05T20:00 escalation helper',
    '2035-02-05T20:00 escalation log',
    '2035-02-06T16:00 escalation lead',
    '2035-02-07T16:00 escalation owner',
    '2035-02-08T16:00 escalation boss',
  ]);
  // In Tokyo, due on Tuesday at one in the night.
  expect(await about(month, 'attest-capacity')).toEqual([
    '2035-02-01T08:00 task-assigned ops',
    '2035-02-02T00:00 reminder ops',
    '2035-02-05T00:00 reminder ops',
    '2035-02-06T00:00 past-due ops',
    '2035-02-06T04:00 escalation helper',
    '2035-02-06T04:00 escalation ops',
    '2035-02-07T00:00 escalation lead',
    '2035-02-08T00:00 escalation owner',
    '2035-02-09T00:00 escalation boss',
  ]);
  // A step whose date has passed does not close by itself, and a late answer counts as late.
  expect((await month.step('data-gathering')).state).toBe('open');
  expect(await month.submit('attest-stock')).toMatchObject({ isLate: true, outcome: 'done' });
  await month.untilTask('attest-stock', 'done');
  expect(await month.task('attest-stock')).toMatchObject({ escalationLevel: 4, remindersSent: 7 });
}, 60_000);

test('stops at the instant of completion', async () => {
  const month = await february(await createSmallCompany(stage), '2035-02-12T00:00:00Z');
  // Opened at 2035-02-12 (the month was started late): due 24 working hours later, Wednesday 17:00.
  const task = await month.task('attest-stock');
  expect(task.dueAt.toISOString()).toBe('2035-02-14T16:00:00.000Z');
  await skipTo('2035-02-14T15:59:30Z');
  const before = await about(month, 'attest-stock');
  expect(await month.submit('attest-stock')).toMatchObject({ isLate: false });
  await skipTo('2035-03-01T00:00:00Z');
  expect(await about(month, 'attest-stock')).toEqual(before);
}, 60_000);

test('what came due while nothing could be done becomes one reminder', async () => {
  await skipTo('2035-03-27T00:00:00Z');
  const month = await playedOn(stage, await createSmallCompany(stage), '2035-04');
  await skipTo('2035-04-02T07:30:00Z'); // a Monday, BD1, summer time; due Wednesday 17:00
  await month.untilTask('attest-stock', 'open');
  await skipTo('2035-04-04T16:00:00Z'); // past due since 15:00Z
  stage.outage.isOn = true;
  await skipTo('2035-04-06T16:00:00Z'); // backup Thursday 13:00, manager Thursday 17:00, owner Friday 17:00 were due
  stage.outage.isOn = false;
  await skipTo('2035-04-06T18:00:00Z');
  const lines = await about(month, 'attest-stock');
  // The one that was under way when it began, and one for all the others, highest rung first.
  expect(lines.slice(4).map((line) => line.slice(17))).toEqual([
    'escalation helper',
    'escalation log',
    'escalation lead',
    'escalation owner',
  ]);
  expect(await month.task('attest-stock')).toMatchObject({ escalationLevel: 3, remindersSent: 5 });
}, 60_000);

test('goes to the delegate of someone who is away, and to one who stands in later; both are on record', async () => {
  const company = await createSmallCompany(stage);
  const { log, ops, helper, buyer } = company.people;
  await skipTo('2035-04-25T00:00:00Z');
  await stage.database.prisma.absence.createMany({
    data: [
      { personId: log, delegateId: helper, firstDay: '2035-04-30', lastDay: '2035-05-11' },
      { personId: ops, delegateId: buyer, firstDay: '2035-05-03', lastDay: '2035-05-11' },
    ],
  });
  const month = await playedOn(stage, company, '2035-05');
  await skipTo('2035-05-01T08:00:00Z'); // a Tuesday, BD1
  await month.untilTask('attest-stock', 'open');
  expect((await month.task('attest-stock')).assigneeId).toBe(helper);
  expect((await month.audit('task-delegated')).map(({ details }) => details)).toEqual([
    { fromPersonId: log, toPersonId: helper, reason: 'away' },
  ]);
  expect((await month.task('attest-capacity')).assigneeId).toBe(ops);

  await skipTo('2035-05-03T12:00:00Z'); // Thursday, due day: reminded at 09:00, when the holder has gone away
  expect((await month.task('attest-capacity')).assigneeId).toBe(buyer);
  expect(await about(month, 'attest-capacity')).toContain('2035-05-03T07:00 reminder buyer');
  await month.submit('attest-capacity', 'buyer');
  await month.submit('attest-stock', 'helper');
  await month.untilTask('attest-stock', 'done');
}, 60_000);
