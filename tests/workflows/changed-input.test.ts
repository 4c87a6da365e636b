import { monthAtDemandReview, skipToStep } from './months-on-the-way';
import type { PlayedMonth } from './played-month';
import { refusalOf } from './refusal-of';
import { openStage, type Stage } from './stage';

/** What was handed in is changed before somebody has built on it. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

const more = async (month: PlayedMonth, percent: number) => ({
  adjustments: [
    {
      familyCode: 'F',
      marketCode: null,
      itemCode: null,
      month: (await month.cycle()).period,
      change: { kind: 'percent', value: percent },
      reasonCode: 'correction',
      comment: 'A tender.',
    },
  ],
});

const accepted = (taskId: string) =>
  stage.database.prisma.submission.findMany({ where: { taskId, isAccepted: true } });

test('an input: the new one counts, the old one stays on record, and the consensus uses the new one', async () => {
  const month = await monthAtDemandReview(stage);
  await month.untilTask('sales-input/1', 'open');
  await month.submit('sales-input/1');
  await month.untilTask('sales-input/1', 'done');
  const { id, completedAt } = await month.task('sales-input/1');
  const [before] = await accepted(id);

  const act = await month.change('sales-input/1', { kind: 'demand-input', ...(await more(month, 50)) });
  await month.until(async () => (await month.audit('submission-changed')).length === 1, 'it is recorded');
  expect(await accepted(id)).toMatchObject([{ id: act.submissionId, round: 1, isLate: false }]);
  expect((await month.audit('submission-changed'))[0]).toMatchObject({
    actor: 'seller',
    subjectId: id,
    details: { submissionId: act.submissionId, replaced: [before!.id] },
  });
  expect(await month.task('sales-input/1')).toMatchObject({ state: 'done', completedAt });
  expect(await month.sendChange(act)).toMatchObject({ isRepeat: true });
  expect(await month.audit('submission-changed')).toHaveLength(1);

  for (const key of ['marketing-input/1', 'finance-input/1', 'consensus']) {
    await month.untilTask(key, 'open');
    await month.submit(key);
  }
  await month.untilAsked('demand-review', 1);
  const { planVersionId } = await month.group('demand-review');
  const rows = await stage.database.prisma.planVersion.findUniqueOrThrow({ where: { id: planVersionId } });
  expect(rows.authorIds).toContain(month.personId('seller'));
  expect((rows.summary as { changes: string[] }).changes.join(' ')).toContain('50');

  // The consensus has used it: now it stands.
  expect(
    await refusalOf(month.change('sales-input/1', { kind: 'demand-input', ...(await more(month, 10)) })),
  ).toMatchObject({ type: 'conflict', message: expect.stringContaining('is done and has used it') });
}, 60_000);

test('the plan itself, while it is signed: what was asked and given is void, and the new plan is asked about', async () => {
  const month = await monthAtDemandReview(stage);
  await month.reviewDemand();
  const first = await month.group('demand-review');
  await month.decide('demand-review', 'lead');
  await month.change('consensus', {
    kind: 'consensus',
    assumptions: 'A tender.',
    ...(await more(month, 20)),
  });
  await month.untilAsked('demand-review', 2);
  const second = await month.group('demand-review');
  expect(second.planHash).not.toBe(first.planHash);
  expect(
    await stage.database.prisma.signOffGroup.findUniqueOrThrow({
      where: { id: first.id },
      include: { signOffs: true },
    }),
  ).toMatchObject({
    state: 'voided',
    closedReason: expect.stringContaining('has changed'),
    signOffs: first.signOffs.map(() => ({ state: 'voided' })),
  });
  await month.until(
    async () =>
      (await month.mailsAbout(first.signOffs[0]!.id)).some((line) => line.includes('sign-off-voided')),
    'those who were asked are told',
  );
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  await month.untilStep('demand-review', 'closed');
  expect(
    (await refusalOf(month.change('consensus', { kind: 'consensus', adjustments: [], assumptions: '' })))
      .message,
  ).toMatch(/closed already|completed|not found/);
}, 60_000);

test('a change that changes no number leaves the sign-off as it is', async () => {
  const month = await monthAtDemandReview(stage);
  await month.reviewDemand();
  const before = await month.group('demand-review');
  await month.decide('demand-review', 'lead');
  await month.change('consensus', { kind: 'consensus', adjustments: [], assumptions: 'As before.' });
  await month.until(async () => (await month.audit('submission-changed')).length === 1, 'it is recorded');
  await month.decide('demand-review', 'ops');
  await month.untilStep('demand-review', 'closed');
  expect(await month.group('demand-review')).toMatchObject({ id: before.id, state: 'approved' });
}, 60_000);

test('capacity, while the supply plan is checked: whoever checks it sees it with the new hours', async () => {
  const month = await monthAtDemandReview(stage);
  await month.reviewDemand();
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  await skipToStep(stage, month, 'supply-review');
  for (const key of ['capacity-check', 'procurement-input/1', 'logistics-input/1']) {
    await month.untilTask(key, 'open');
    await month.submit(key);
  }
  await month.untilTask('supply-plan', 'open');
  const supplyPlans = () =>
    stage.database.prisma.planVersion.count({ where: { cycleId: month.cycleId, kind: 'supply' } });
  const before = await supplyPlans();
  const { period } = await month.cycle();
  const capacity = [{ resourceCode: 'R', month: period, regularHours: 10, overtimeHours: 0 }];
  await month.change('capacity-check', { kind: 'capacity-check', capacity });
  await month.until(async () => (await supplyPlans()) > before, 'the plan is made anew');
  expect((await month.task('supply-plan')).state).toBe('open');
}, 60_000);

test('only by whoever handed it in', async () => {
  const month = await monthAtDemandReview(stage);
  await month.untilTask('sales-input/1', 'open');
  await month.submit('sales-input/1');
  await month.untilTask('sales-input/1', 'done');
  const { id } = await month.task('sales-input/1');
  const [before] = await accepted(id);
  await month.change('sales-input/1', { kind: 'demand-input', adjustments: [] }, 'planner');
  await month.until(
    async () => (await month.audit('submission-refused')).length === 1,
    'the refusal is on record',
  );
  expect(await accepted(id)).toMatchObject([{ id: before!.id }]);
}, 60_000);
