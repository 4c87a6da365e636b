import { setTimeout as pause } from 'node:timers/promises';
import { cancelCycle, reopenStep, skipStep, skipTask } from '../../workflows/messages';
import {
  monthAtDataGathering,
  monthAtDemandReview,
  monthAtDemandSignOff,
  skipToStep,
} from './months-on-the-way';
import type { PlayedMonth } from './played-month';
import { refusalOf } from './refusal-of';
import { openStage, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

test('a task that was skipped is asked for again while its mails are still under way', async () => {
  const month = await monthAtDemandReview(stage);
  const byId = month.personId('owner');
  for (const key of ['sales-input/1', 'marketing-input/1', 'finance-input/1']) {
    await month.untilTask(key, 'open');
    await month.submit(key);
  }
  await month.untilTask('consensus', 'open');
  const { workflowId } = await month.task('consensus');
  stage.slowMails.isOn = true;
  await month.send(workflowId!, skipTask, { byId, reason: 'A slip.' });
  await month.untilTask('consensus', 'skipped');
  await month.send(month.workflowId, reopenStep, { byId, step: 'demand-review', reason: 'It is needed.' });
  await month.untilTask('consensus', 'open');
  stage.slowMails.isOn = false;
  await month.submit('consensus');
  await month.untilAsked('demand-review', 1);
}, 120_000);

test('reopened in any moment in which its sign-off closes, a step is asked for again, and the month goes on', async () => {
  const month = await monthAtDemandSignOff(stage);
  const because = { byId: month.personId('owner'), step: 'demand-review', reason: 'Once more.' } as const;
  for (let round = 1; round <= 20; round += 1) {
    const { number } = await month.group('demand-review');
    await month.decide('demand-review', 'lead');
    await month.decide('demand-review', 'ops');
    await pause((round * 7) % 60);
    await month.send(month.workflowId, reopenStep, because);
    await month.until(async () => {
      const { state, round: asked } = await month.task('consensus');
      return state === 'open' && asked > round;
    }, `it is asked for again, time ${round}`);
    await month.submit('consensus');
    await month.until(async () => {
      const group = await month.group('demand-review');
      return group.number > number && group.state === 'open';
    }, 'the new plan is asked about');
  }
}, 120_000);

/** The executives have approved, and their step is still handing over its mails: the month has not heard of it. */
async function monthJustApproved(): Promise<PlayedMonth> {
  const month = await monthAtDataGathering(stage);
  await month.gatherData();
  for (const step of ['demand-review', 'supply-review', 'pre-sop'] as const) {
    await month.send(month.workflowId, skipStep, {
      byId: month.personId('owner'),
      step,
      reason: 'Holidays.',
    });
    await month.untilStep(step, 'skipped');
  }
  await skipToStep(stage, month, 'executive-meeting');
  await month.untilAsked('executive-meeting', 1);
  stage.slowMails.isOn = true;
  await month.decide('executive-meeting', 'boss');
  await month.untilStep('executive-meeting', 'closed');
  return month;
}

test('cancelled in the moment in which the executives approved, a month publishes nothing', async () => {
  const month = await monthJustApproved();
  await month.send(month.workflowId, cancelCycle, { byId: month.personId('owner'), reason: 'Merger.' });
  stage.slowMails.isOn = false;
  const { workflow } = stage.env.client;
  const hasEnded = async () =>
    (await workflow.getHandle(month.workflowId).describe()).status.name === 'COMPLETED';
  await month.until(hasEnded, 'the month has ended');
  expect((await month.cycle()).state).toBe('cancelled');
  const { cycleId } = month;
  expect(await stage.database.prisma.publication.count({ where: { cycleId } })).toBe(0);
}, 120_000);

test('skipped in the moment in which it was approved, a step stays approved, and the plan is published', async () => {
  const month = await monthJustApproved();
  await month.send(month.workflowId, skipStep, {
    byId: month.personId('owner'),
    step: 'executive-meeting',
    reason: 'Nobody is there.',
  });
  stage.slowMails.isOn = false;
  await month.until(async () => (await month.cycle()).state === 'published', 'it is published');
  expect(await month.step('executive-meeting')).toMatchObject({ state: 'closed', outcome: 'signed-off' });
}, 120_000);

test('while the approved plan cannot be published, acts are refused and the owner learns why', async () => {
  const month = await monthAtDemandSignOff(stage);
  const byId = month.personId('owner');
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  for (const step of ['supply-review', 'pre-sop'] as const) {
    await month.send(month.workflowId, skipStep, { byId, step, reason: 'Plant holiday.' });
  }
  await skipToStep(stage, month, 'executive-meeting');
  await month.untilAsked('executive-meeting', 1);
  stage.fullFolder.isOn = true;
  await month.decide('executive-meeting', 'boss');
  await month.until(async () => (await month.audit('problem')).length > 0, 'the problem is on record');
  const act = { byId, reason: 'Merger.' };
  for (const refused of [
    month.send(month.workflowId, cancelCycle, act),
    month.send(month.workflowId, reopenStep, { ...act, step: 'pre-sop' }),
  ]) {
    expect((await refusalOf(refused)).message).toContain('is being published');
  }
  stage.fullFolder.isOn = false;
  await stage.sleepUntil(new Date((await stage.now()).getTime() + 5 * 60_000));
  await month.until(async () => (await month.cycle()).state === 'published', 'the plan is published');
}, 120_000);
