import { DEFAULT_TEMPLATE } from '../../domain/cycle/default-template';
import type { CycleTemplate, SignOffRule } from '../../domain/cycle/template';
import { reopenStep } from '../../workflows/messages';
import { monthAtDemandSignOff } from './months-on-the-way';
import type { PlayedMonth } from './played-month';
import { refusalOf } from './refusal-of';
import { openStage, type Stage } from './stage';

/** Sign-offs one after another, and people who abstain. The leaders are "lead" and "second". */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

/** A month whose demand review is signed by this rule, at the point where it is asked for. */
const toDemandSignOff = async (rule: Partial<SignOffRule>) => {
  const steps = DEFAULT_TEMPLATE.steps.map((step) =>
    step.key === 'demand-review' && step.signOff
      ? { ...step, signOff: { ...step.signOff, rule: { ...step.signOff.rule, ...rule } } }
      : step,
  );
  const template: CycleTemplate = { ...DEFAULT_TEMPLATE, steps };
  return monthAtDemandSignOff(stage, template);
};

const statesOf = async (month: PlayedMonth) =>
  Object.fromEntries(
    (await month.group('demand-review')).signOffs.map(({ personId, state }) => [
      month.nameOf(personId),
      state,
    ]),
  );

const untilPending = (month: PlayedMonth, name: string) =>
  month.until(async () => (await statesOf(month))[name] === 'pending', `${name} is asked`);

test('in sequence: each is asked when the one before has answered, in the order of the roles', async () => {
  const month = await toDemandSignOff({
    kind: 'everyone',
    order: 'sequence',
    roles: ['operations', 'leadership'],
  });
  expect(await statesOf(month)).toEqual({ ops: 'pending', lead: 'waiting', second: 'waiting' });
  const group = await month.group('demand-review');
  const mailsOf = async (name: string) => {
    const signOff = group.signOffs.find(({ personId }) => month.nameOf(personId) === name)!;
    return (await month.mailsAbout(signOff.id)).map((line) => line.slice(17));
  };
  await month.until(async () => (await mailsOf('ops')).length === 1, 'the first is mailed');
  expect(await mailsOf('lead')).toEqual([]);
  expect(await refusalOf(month.decide('demand-review', 'lead'))).toMatchObject({
    type: 'conflict',
    message: expect.stringContaining('Others come first'),
  });

  // The first is late: reminded and escalated as usual; the next then has time of their own.
  await stage.sleepUntil(new Date(group.dueAt.getTime() + 5 * 86_400_000 + 60_000));
  expect(await mailsOf('ops')).toEqual(expect.arrayContaining(['past-due ops', 'escalation helper']));
  // The backup was reached: the mail carries a link of their own, and they decide in the place of the one who holds it.
  const { text } = await stage.database.prisma.mail.findFirstOrThrow({
    where: { kind: 'escalation', personId: month.personId('helper'), cycleId: month.cycleId },
  });
  expect(text).toContain('/act/');
  expect(await month.decide('demand-review', 'ops', 'approve', '', 'helper')).toMatchObject({ isLate: true });
  await untilPending(month, 'lead');
  await month.until(
    async () => (await mailsOf('lead')).includes('sign-off-request lead'),
    'the next is mailed',
  );
  const lead = (await month.group('demand-review')).signOffs.find(
    ({ personId }) => month.nameOf(personId) === 'lead',
  )!;
  expect(lead.dueAt!.getTime() - lead.askedAt!.getTime()).toBeGreaterThan(3.9 * 3_600_000);
  expect(await month.decide('demand-review', 'lead', 'abstain')).toMatchObject({ isLate: false });
  await untilPending(month, 'second');
  await month.decide('demand-review', 'second');
  await month.untilStep('demand-review', 'closed');
  expect(await statesOf(month)).toEqual({ ops: 'approved', lead: 'abstained', second: 'approved' });
  expect((await month.audit('sign-off-decided')).map(({ actor }) => actor)).toEqual([
    'helper',
    'lead',
    'second',
  ]);
}, 60_000);

test('in sequence: who answers before the workflow has heard that it is their turn is not late', async () => {
  const month = await toDemandSignOff({
    kind: 'everyone',
    order: 'sequence',
    roles: ['operations', 'leadership'],
  });
  await stage.sleepUntil(new Date((await month.group('demand-review')).dueAt.getTime() + 3_600_000));
  stage.slowAnswers.isOn = true;
  expect(await month.decide('demand-review', 'ops')).toMatchObject({ isLate: true });
  await untilPending(month, 'lead');
  expect(await month.decide('demand-review', 'lead')).toMatchObject({ isLate: false });
  stage.slowAnswers.isOn = false;
  await untilPending(month, 'second');
  await month.decide('demand-review', 'second');
  await month.untilStep('demand-review', 'closed');
}, 60_000);

test('in sequence, a quorum: once it is met the rest is not asked; a no ends it at once', async () => {
  const month = await toDemandSignOff({ quorum: 1, order: 'sequence', roles: ['operations', 'leadership'] });
  await month.decide('demand-review', 'ops', 'reject', 'Too high.');
  await month.untilTask('consensus', 'open');
  expect(await statesOf(month)).toEqual({ ops: 'rejected', lead: 'not-needed', second: 'not-needed' });
  await month.submit('consensus');
  await month.untilAsked('demand-review', 2);
  await month.decide('demand-review', 'ops');
  await month.untilStep('demand-review', 'closed');
  expect(await statesOf(month)).toEqual({ ops: 'approved', lead: 'not-needed', second: 'not-needed' });
}, 60_000);

test('abstained by too many: the owner is told once, and reopens; then everyone is asked again', async () => {
  const month = await toDemandSignOff({ quorum: 2, roles: ['leadership', 'operations'] });
  await month.decide('demand-review', 'lead', 'abstain', 'I was not there.');
  await month.decide('demand-review', 'second', 'abstain');
  const group = await month.group('demand-review');
  await month.until(
    async () =>
      (await month.mailsAbout(group.id)).some((line) => line.endsWith('sign-off-out-of-reach owner')),
    'the owner is told',
  );
  expect(await month.audit('sign-off-out-of-reach')).toHaveLength(1);
  await month.decide('demand-review', 'ops');
  await month.until(
    async () => (await month.audit('sign-off-decided')).length === 3,
    'the last answer is recorded',
  );
  expect(await month.group('demand-review')).toMatchObject({ number: 1, state: 'open' });
  expect(await month.audit('sign-off-out-of-reach')).toHaveLength(1);

  await month.send(month.workflowId, reopenStep, {
    byId: month.personId('owner'),
    step: 'demand-review',
    reason: 'Asked again with the minutes.',
  });
  await month.untilTask('consensus', 'open');
  await month.submit('consensus');
  await month.untilAsked('demand-review', 2);
  expect(await statesOf(month)).toEqual({ lead: 'pending', second: 'pending', ops: 'pending' });
}, 60_000);
