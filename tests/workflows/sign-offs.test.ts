import { checkAuditChain } from '../../database/audit-repository';
import { reopenStep } from '../../workflows/messages';
import { monthAtDemandSignOff, skipToStep } from './months-on-the-way';
import { refusalOf } from './refusal-of';
import { openStage, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

test('a month: a quorum, one of a role, everyone; rejections reopen the work; the approved plan is published', async () => {
  const month = await monthAtDemandSignOff(stage);

  // Demand review: two of four. A no reopens the consensus with its comment, and asks again with the next number.
  await month.decide('demand-review', 'lead', 'reject', 'Spain is too low.');
  await month.untilTask('consensus', 'open');
  expect(await month.task('consensus')).toMatchObject({ round: 2 });
  expect(await month.task('sales-input/1')).toMatchObject({ round: 1, state: 'done' });
  expect((await month.audit('work-reopened'))[0]).toMatchObject({
    actor: 'lead',
    details: { reason: 'Spain is too low.' },
  });
  expect(await month.group('demand-review')).toMatchObject({
    number: 1,
    state: 'rejected',
    closedReason: 'Spain is too low.',
  });
  await month.submit('consensus', 'planner', {
    kind: 'consensus',
    adjustments: [
      {
        familyCode: 'F',
        marketCode: null,
        itemCode: null,
        month: (await month.cycle()).period,
        change: { kind: 'percent', value: 10 },
        reasonCode: 'correction',
        comment: 'Spain',
      },
    ],
    assumptions: 'More in Spain.',
  });
  await month.untilAsked('demand-review', 2);
  const [first, second] = await stage.database.prisma.signOffGroup.findMany({
    where: { cycleId: month.cycleId },
    orderBy: { number: 'asc' },
  });
  expect(second!.planHash).not.toBe(first!.planHash);
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops', 'approve-with-conditions', 'If the second shift is hired.');
  await month.untilStep('demand-review', 'closed');
  expect(await month.step('demand-review')).toMatchObject({ outcome: 'signed-off' });
  expect((await month.group('demand-review')).signOffs.map(({ state }) => state).sort()).toEqual([
    'approved',
    'approved-with-conditions',
    'not-needed',
    'not-needed',
  ]);

  await skipToStep(stage, month, 'supply-review');
  await month.reviewSupply();
  await month.decide('supply-review', 'second');
  await month.untilStep('supply-review', 'closed');

  await skipToStep(stage, month, 'pre-sop');
  await month.preparePreSop();
  await month.decide('pre-sop', 'lead');
  await month.decide('pre-sop', 'second');
  await month.untilStep('pre-sop', 'closed');

  // The executives send it back: the scenario is recommended anew, and they meet again.
  await skipToStep(stage, month, 'executive-meeting');
  await month.untilAsked('executive-meeting', 1);
  await month.decide('executive-meeting', 'boss', 'reject', 'Show me the cheaper one.');
  await month.untilTask('scenario-choice', 'open');
  expect(await month.task('scenario-choice')).toMatchObject({ round: 2 });
  expect(await month.step('executive-meeting')).toMatchObject({ state: 'waiting', round: 2 });
  expect((await month.audit('step-reopened'))[0]).toMatchObject({
    actor: 'boss',
    details: { reason: 'Show me the cheaper one.' },
  });
  await month.submit('scenario-choice', 'planner', { kind: 'scenario-choice', scenario: 'overtime' });
  await month.untilAsked('pre-sop', 2);
  await month.decide('pre-sop', 'lead');
  await month.decide('pre-sop', 'second');
  await month.untilAsked('executive-meeting', 2);
  await month.decide('executive-meeting', 'boss');
  await month.until(async () => (await month.cycle()).state === 'published', 'the plan is published');

  const cycle = await month.cycle();
  const executive = await month.group('executive-meeting');
  expect(cycle.publishedPlanVersionId).toBe(executive.planVersionId);
  const publication = await stage.database.prisma.publication.findUniqueOrThrow({
    where: { cycleId: month.cycleId },
  });
  expect(publication.planVersionId).toBe(executive.planVersionId);
  expect(await checkAuditChain(stage.database.prisma)).toMatchObject({ brokenAt: null });
}, 120_000);

test('reopening a step under sign-off voids what was asked and given, and asks again', async () => {
  const month = await monthAtDemandSignOff(stage);
  await month.decide('demand-review', 'lead');
  await month.send(month.workflowId, reopenStep, {
    byId: month.personId('owner'),
    step: 'demand-review',
    reason: 'A tender was won.',
  });
  await month.untilTask('consensus', 'open');
  const voided = await month.group('demand-review');
  expect(voided).toMatchObject({ number: 1, state: 'voided', closedReason: 'A tender was won.' });
  expect(voided.signOffs.every(({ state }) => state === 'voided')).toBe(true);
  expect(await month.mailsAbout(voided.signOffs[0]!.id)).toContainEqual(
    expect.stringContaining('sign-off-voided'),
  );
  await month.submit('consensus');
  await month.untilAsked('demand-review', 2);
}, 60_000);

test('the first decision counts; the same again gets its receipt, another one is told who was first', async () => {
  const month = await monthAtDemandSignOff(stage);
  const first = await month.decide('demand-review', 'lead');
  expect(first).toMatchObject({ isRepeat: false, isLate: false, outcome: 'approve' });
  expect(await month.decide('demand-review', 'lead')).toEqual({ ...first, isRepeat: true });
  expect(await refusalOf(month.decide('demand-review', 'lead', 'reject', 'No.'))).toMatchObject({
    type: 'conflict',
    details: [month.personId('lead'), 'approve', first.recordedAt],
  });
  expect(await refusalOf(month.decide('demand-review', 'second', 'reject', '  '))).toMatchObject({
    type: 'invalid-input',
  });
  // Not on record before the last one has answered: the request would end with it.
  stage.outage.isOn = true;
  await month.decide('demand-review', 'second');
  expect((await refusalOf(month.decide('demand-review', 'ops'))).message).toContain('decided already');
  stage.outage.isOn = false;
}, 60_000);

test('nobody approves their own: the author is refused by the workflow, a stranger by the record', async () => {
  const month = await monthAtDemandSignOff(stage);
  expect(await refusalOf(month.decide('demand-review', 'lead', 'approve', '', 'planner'))).toMatchObject({
    type: 'forbidden',
    message: expect.stringContaining('Your own submission'),
  });
  // Whoever gets past the API without being asked is refused where it would be written, and the sign-off stays open.
  await month.decide('demand-review', 'second', 'approve', '', 'log');
  await month.until(
    async () => (await month.audit('decision-refused')).length === 1,
    'the refusal is on record',
  );
  expect((await month.group('demand-review')).signOffs.every(({ state }) => state === 'pending')).toBe(true);
  await month.onceHeard(() => month.decide('demand-review', 'second'));
  await month.until(
    async () => (await month.group('demand-review')).signOffs.some(({ state }) => state === 'approved'),
    'the true signer’s decision is recorded',
  );
}, 60_000);

test('an approval after the due time is recorded as late', async () => {
  const month = await monthAtDemandSignOff(stage);
  const { dueAt } = await month.group('demand-review');
  await stage.sleepUntil(new Date(dueAt.getTime() + 60_000));
  expect(await month.decide('demand-review', 'lead')).toMatchObject({ isLate: true });
  expect(await month.decide('demand-review', 'supply')).toMatchObject({ isLate: true });
  await month.untilStep('demand-review', 'closed');
  expect((await month.group('demand-review')).signOffs.filter(({ isLate }) => isLate)).toHaveLength(2);
}, 60_000);
