import { reassign } from '../../workflows/messages';
import { monthAtDataGathering, monthAtDemandSignOff } from './months-on-the-way';
import type { PlayedMonth } from './played-month';
import { refusalOf } from './refusal-of';
import type { Name } from './small-company';
import { openStage, type Stage } from './stage';

/** Sign-offs whose approver is out of reach, handed on by the owner. The demand review is signed by "lead" and "second". */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

const handOn = async (month: PlayedMonth, from: Name, to: Name, reason = 'Cannot be reached.') =>
  month.send((await month.group('demand-review')).workflowId, reassign, {
    byId: month.personId('owner'),
    fromPersonId: month.personId(from),
    toPersonId: month.personId(to),
    reason,
  });

const signOffOf = async (month: PlayedMonth, name: Name) =>
  (await month.group('demand-review')).signOffs.find(({ personId }) => personId === month.personId(name));

const untilWith = (month: PlayedMonth, name: Name) =>
  month.until(async () => (await signOffOf(month, name)) !== undefined, `it is with ${name}`);

/** Whose links to it are good. */
const openLinksTo = async (subjectId: string) =>
  (await stage.database.prisma.accessLink.findMany({ where: { subjectId, revokedAt: null } })).map(
    ({ personId }) => personId,
  );

const kindsSince = async (month: PlayedMonth, subjectId: string, at: Date) =>
  (await month.mailsAbout(subjectId))
    .filter((line) => line >= at.toISOString().slice(0, 16))
    .map((line) => line.slice(17));

test('after the last rung: the new one has four working hours, and a ladder of their own', async () => {
  const month = await monthAtDemandSignOff(stage);
  const { id } = (await signOffOf(month, 'lead'))!;
  const { dueAt } = await month.group('demand-review');
  await stage.sleepUntil(new Date(dueAt.getTime() + 14 * 86_400_000 + 60_000));
  await month.until(
    async () => (await signOffOf(month, 'lead'))!.escalationLevel === 4,
    'every rung is climbed',
  );
  const handedOnAt = await stage.now();

  await handOn(month, 'lead', 'boss');
  await untilWith(month, 'boss');
  const asked = (await signOffOf(month, 'boss'))!;
  expect(asked).toMatchObject({ id, state: 'pending', escalationLevel: 0, remindersSent: 0 });
  expect(asked.askedAt!.getTime()).toBeGreaterThanOrEqual(handedOnAt.getTime() - 60_000);
  expect(asked.dueAt!.getTime() - asked.askedAt!.getTime()).toBeGreaterThan(3.9 * 3_600_000);
  expect((await month.audit('sign-off-reassigned'))[0]).toMatchObject({
    actor: 'owner',
    subjectId: id,
    details: {
      fromPersonId: month.personId('lead'),
      toPersonId: month.personId('boss'),
      reason: 'Cannot be reached.',
      dueAt: asked.dueAt!.toISOString(),
    },
  });
  await month.until(
    async () => (await openLinksTo(id)).includes(month.personId('boss')),
    'the new one has a link',
  );
  expect(await openLinksTo(id)).not.toContain(month.personId('lead'));

  await stage.sleepUntil(new Date(asked.dueAt!.getTime() + 5 * 86_400_000 + 60_000));
  await month.until(
    async () => (await signOffOf(month, 'boss'))!.escalationLevel > 0,
    'the ladder is climbed anew',
  );
  expect(await kindsSince(month, id, handedOnAt)).toEqual(
    expect.arrayContaining(['handed-over boss', 'handed-over lead', 'past-due boss', 'escalation helper']),
  );
  await month.decide('demand-review', 'second');
  await month.decide('demand-review', 'boss');
  await month.untilStep('demand-review', 'closed');
}, 60_000);

test('in time: the due time stands, and the new one answers in time', async () => {
  const month = await monthAtDemandSignOff(stage);
  const { dueAt } = await month.group('demand-review');
  await handOn(month, 'lead', 'boss');
  await untilWith(month, 'boss');
  const asked = (await signOffOf(month, 'boss'))!;
  expect(asked.dueAt).toEqual(dueAt);
  expect((await month.audit('sign-off-reassigned'))[0]!.details).not.toHaveProperty('dueAt');
  expect(await month.decide('demand-review', 'boss')).toMatchObject({ isLate: false });
}, 60_000);

test('refuses whoever wrote a part of the plan, or answers in the group already', async () => {
  const month = await monthAtDemandSignOff(stage);
  expect(await refusalOf(handOn(month, 'lead', 'planner'))).toMatchObject({
    type: 'forbidden',
    message: expect.stringContaining('their own submission is part of it'),
  });
  expect(await refusalOf(handOn(month, 'lead', 'second'))).toMatchObject({ type: 'conflict' });
  expect(await refusalOf(handOn(month, 'lead', 'boss', ' '))).toMatchObject({ type: 'invalid-input' });

  // "helper" is everybody's backup: once the reminders have reached them, they answer for one, and for nobody else.
  const { dueAt } = await month.group('demand-review');
  await stage.sleepUntil(new Date(dueAt.getTime() + 5 * 86_400_000 + 60_000));
  await month.until(
    async () => (await signOffOf(month, 'second'))!.escalationLevel > 0,
    'the backup is reached',
  );
  await month.decide('demand-review', 'second', 'abstain', '', 'helper');
  expect(await refusalOf(handOn(month, 'lead', 'helper'))).toMatchObject({
    type: 'forbidden',
    message: expect.stringContaining('has answered for someone else'),
  });
  expect(await month.audit('sign-off-reassigned')).toEqual([]);
}, 60_000);

test('to someone who left in this very moment: on record for the owner, who chooses another one', async () => {
  const month = await monthAtDemandSignOff(stage);
  await stage.database.prisma.person.update({
    where: { id: month.personId('boss') },
    data: { isActive: false },
  });
  await handOn(month, 'lead', 'boss');
  await month.until(async () => (await month.audit('problem')).length === 1, 'the problem is on record');
  expect((await month.audit('problem'))[0]!.details).toMatchObject({
    message: 'That person is not active in this unit; choose someone who is.',
  });
  await handOn(month, 'lead', 'money');
  await untilWith(month, 'money');
}, 60_000);

test('a task that is handed on late gives its new holder time as well, whoever hears of it first', async () => {
  const month = await monthAtDataGathering(stage);
  const late = await month.task('attest-stock');
  // Not in the instant of a rung: the time-skipping server loses an Update that comes as a timer fires.
  await stage.sleepUntil(new Date(late.dueAt.getTime() + 86_400_000 + 60_000));
  stage.slowAnswers.isOn = true;
  await month.send(late.workflowId!, reassign, {
    byId: month.personId('owner'),
    fromPersonId: month.personId('log'),
    toPersonId: month.personId('buyer'),
    reason: 'Ill.',
  });
  await month.until(
    async () => (await month.mailsAbout(late.id)).some((line) => line.endsWith('handed-over buyer')),
    'the new one is told',
  );
  const given = await month.task('attest-stock');
  expect(given.dueAt.getTime()).toBeGreaterThan((await stage.now()).getTime());
  expect(given.escalationLevel).toBe(0);
  expect(await month.submit('attest-stock', 'buyer')).toMatchObject({ isLate: false });
  stage.slowAnswers.isOn = false;
  await month.untilTask('attest-stock', 'done');
}, 60_000);
