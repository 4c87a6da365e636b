import { STEP_KEYS } from '../../domain/cycle/template';
import { cancelCycle, moveStep, reopenStep, skipStep } from '../../workflows/messages';
import { monthAtDataGathering, monthAtDemandReview, skipToStep } from './months-on-the-way';
import { refusalOf } from './refusal-of';
import { openStage, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

test('skips a step: nobody is asked any more, its plan is made from what is there', async () => {
  const month = await monthAtDataGathering(stage);
  await month.gatherData();
  await skipToStep(stage, month, 'demand-review');
  await month.untilTask('sales-input/1', 'open');
  await month.send(month.workflowId, skipStep, {
    byId: month.personId('owner'),
    step: 'demand-review',
    reason: 'Plant holiday.',
  });
  await month.untilStep('demand-review', 'skipped');
  const task = await month.task('sales-input/1');
  expect(task).toMatchObject({ state: 'cancelled' });
  await month.until(
    async () => (await month.mailsAbout(task.id)).some((line) => line.endsWith(' task-skipped seller')),
    'whoever was asked is told',
  );
  const waiting = await month.task('consensus');
  expect(waiting).toMatchObject({ state: 'cancelled' });
  expect(await month.mailsAbout(waiting.id)).toEqual([]);
  await skipToStep(stage, month, 'supply-review');
  const plans = await stage.database.prisma.planVersion.findMany({
    where: { cycleId: month.cycleId },
    orderBy: { createdAt: 'asc' },
  });
  expect(plans.map(({ kind }) => kind)).toEqual(['baseline', 'consensus', 'supply']);
  expect(
    await refusalOf(
      month.send(month.workflowId, skipStep, {
        byId: month.personId('owner'),
        step: 'demand-review',
        reason: 'x',
      }),
    ),
  ).toMatchObject({
    type: 'conflict',
  });
}, 60_000);

test('skips a step before its turn: its plan is made from what stands when the next one opens', async () => {
  const month = await monthAtDemandReview(stage);
  const byId = month.personId('owner');
  const { period } = await month.cycle();
  await month.send(month.workflowId, skipStep, { byId, step: 'pre-sop', reason: 'Everyone is at the fair.' });
  await month.untilStep('pre-sop', 'skipped');
  const change = { kind: 'absolute', value: 7 };
  const where = { familyCode: 'F', marketCode: null, itemCode: null, month: period };
  await month.untilTask('sales-input/1', 'open');
  await month.submit('sales-input/1', 'seller', {
    kind: 'demand-input',
    adjustments: [{ ...where, change, reasonCode: 'lost-customer', comment: '' }],
  });
  for (const key of ['marketing-input/1', 'finance-input/1', 'consensus']) {
    await month.untilTask(key, 'open');
    await month.submit(key);
  }
  await month.untilAsked('demand-review', 1);
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  await skipToStep(stage, month, 'supply-review');
  await month.reviewSupply();
  await month.decide('supply-review', 'lead');
  await skipToStep(stage, month, 'executive-meeting');
  await month.untilAsked('executive-meeting', 1);
  const { planHash } = await month.group('executive-meeting');
  const asked = await stage.database.prisma.planVersion.findFirstOrThrow({
    where: { cycleId: month.cycleId, kind: 'final', sha256: planHash },
  });
  expect(asked.summary).toMatchObject({ volumeUnits: 207 });
}, 120_000);

test('what comes after a step skipped before its turn waits for the one before that', async () => {
  const month = await monthAtDataGathering(stage);
  const because = { byId: month.personId('owner'), reason: 'Nothing has changed.' };
  await month.send(month.workflowId, skipStep, { ...because, step: 'demand-review' });
  await month.untilStep('demand-review', 'skipped');
  const openAt = (await stage.now()).toISOString();
  await month.send(month.workflowId, moveStep, { ...because, step: 'supply-review', openAt });
  await stage.env.sleep('1 hour');
  expect(await month.step('supply-review')).toMatchObject({ state: 'waiting' });
  await month.gatherData();
  await month.untilTask('capacity-check', 'open');
  const plans = await stage.database.prisma.planVersion.findMany({ where: { cycleId: month.cycleId } });
  expect(plans.map(({ kind }) => kind).sort()).toEqual(['baseline', 'consensus', 'supply']);
}, 60_000);

test('a step that was skipped before its turn and is wanted after all waits for the one before it', async () => {
  const month = await monthAtDataGathering(stage);
  const because = { byId: month.personId('owner'), step: 'demand-review', reason: 'It is needed.' } as const;
  await month.send(month.workflowId, skipStep, because);
  await month.untilStep('demand-review', 'skipped');
  await month.send(month.workflowId, reopenStep, because);
  await month.untilStep('demand-review', 'waiting');
  expect(await month.task('sales-input/1')).toMatchObject({ state: 'cancelled' });
  await month.gatherData();
  await month.untilTask('sales-input/1', 'open');
  expect(await month.step('demand-review')).toMatchObject({ state: 'open', round: 2, skipReason: null });
  await month.reviewDemand();
}, 120_000);

test('a month of which every step is skipped ends without a plan, and everyone on the roster is told', async () => {
  const month = await monthAtDataGathering(stage);
  const byId = month.personId('owner');
  for (const step of STEP_KEYS) {
    await month.send(month.workflowId, skipStep, { byId, step, reason: 'The plant is closed.' });
  }
  await month.until(async () => (await month.cycle()).state === 'closed-without-plan', 'it has ended');
  const told = async (kind: string) => {
    const mails = await month.mailsAbout(month.cycleId);
    return mails.filter((line) => line.includes(` ${kind} `)).map((line) => line.split(' ').at(-1));
  };
  const roster = 'ads boss buyer lead log money ops owner planner second seller supply'.split(' ');
  await month.until(
    async () => (await told('closed-without-plan')).length >= roster.length,
    'the mails are written',
  );
  expect((await told('closed-without-plan')).sort()).toEqual(roster);
  expect((await told('kick-off')).sort()).toEqual(roster);
  const [mail] = await stage.database.prisma.mail.findMany({
    where: { subjectId: month.cycleId, kind: 'closed-without-plan' },
  });
  expect(mail?.text).toContain(
    'has ended without a plan, because the executive meeting was skipped; you need do nothing more for it.',
  );
  expect(mail?.text).toContain('The plant is closed.');
}, 60_000);

test('a step skipped before there is anything to plan from holds up no later act', async () => {
  const month = await monthAtDataGathering(stage);
  const byId = month.personId('owner');
  await month.send(month.workflowId, skipStep, { byId, step: 'demand-review', reason: 'Plant holiday.' });
  await month.send(month.workflowId, cancelCycle, { byId, reason: 'Merger.' });
  await month.until(async () => (await month.cycle()).state === 'cancelled', 'it is cancelled');
}, 120_000);
