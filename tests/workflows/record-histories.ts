import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { startGuard } from '../../standalone/processes';
import { kickOffWorkflowId, remindNow } from '../../workflows/messages';
import { openDesk } from '../support/desk';
import { playedOn } from './played-month';
import { createSmallCompany } from './small-company';
import { openStage } from './stage';

/**
 * Records the histories that tests/workflows/replay.test.ts replays: one month with reminders, a rejection, the
 * executives' no and a publication. Run it for each release and keep those of all before:
 *   npx tsx tests/workflows/record-histories.ts 0.1
 */
async function record(release: string): Promise<void> {
  const runDir = mkdtempSync(path.join(tmpdir(), 'sop-record-'));
  process.env.SOP_TEST_RUN_DIR = runDir;
  startGuard(path.join(runDir, 'run'));
  const desk = await openDesk(runDir);
  process.env.SOP_TEST_DESK_URL = desk.url;
  const stage = await openStage();
  const month = await playedOn(stage, await createSmallCompany(stage));
  const skipTo = async (key: string) => {
    const { openAt } = await month.step(key);
    await stage.sleepUntil(new Date(openAt.getTime() + 60_000));
    await month.untilStep(key, 'open');
  };

  await skipTo('data-gathering');
  await month.untilTask('attest-stock', 'open');
  const task = await month.task('attest-stock');
  await month.send(task.workflowId!, remindNow, { byId: month.personId('owner') });
  await stage.sleepUntil(new Date(task.dueAt.getTime() + 30 * 3_600_000));
  await month.gatherData();
  await skipTo('demand-review');
  await month.reviewDemand();
  const rejected = await month.group('demand-review');
  await month.decide('demand-review', 'lead', 'reject', 'Too low.');
  await month.untilTask('consensus', 'open');
  await month.submit('consensus');
  await month.untilAsked('demand-review', 2);
  const approved = await month.group('demand-review');
  const demandReview = await month.step('demand-review');
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  await skipTo('supply-review');
  await month.reviewSupply();
  await month.decide('supply-review', 'lead');
  await skipTo('pre-sop');
  await month.preparePreSop();
  for (const name of ['lead', 'second'] as const) await month.decide('pre-sop', name);
  await skipTo('executive-meeting');
  await month.untilAsked('executive-meeting', 1);
  await month.decide('executive-meeting', 'boss', 'reject', 'The cheaper one.');
  await month.untilTask('scenario-choice', 'open');
  await month.submit('scenario-choice');
  await month.untilAsked('pre-sop', 2);
  for (const name of ['lead', 'second'] as const) await month.decide('pre-sop', name);
  await month.untilAsked('executive-meeting', 2);
  const executiveMeeting = await month.step('executive-meeting');
  await month.decide('executive-meeting', 'boss');
  await month.until(async () => (await month.cycle()).state === 'published', 'published');

  const { period } = await month.cycle();
  const folder = path.join(__dirname, 'histories');
  const workflowIds = {
    'kick-off': kickOffWorkflowId(month.company.code, period),
    'monthly-cycle': month.workflowId,
    'demand-review': demandReview.workflowId!,
    'executive-meeting': executiveMeeting.workflowId!,
    'late-task': task.workflowId!,
    'rejected-sign-off': rejected.workflowId,
    'approved-sign-off': approved.workflowId,
  };
  for (const [name, workflowId] of Object.entries(workflowIds)) {
    const handle = stage.env.client.workflow.getHandle(workflowId);
    await month.until(async () => (await handle.describe()).status.name === 'COMPLETED', `${name} has ended`);
    const history = JSON.parse(historyToJSON(await handle.fetchHistory())) as object;
    writeFileSync(
      path.join(folder, `${release}-${name}.json`),
      `${JSON.stringify({ workflowId, history: withoutMachine(history) })}\n`,
    );
  }
  await stage.close();
  await desk.close();
}

/** Which process and machine did it, and where its code lay, is nobody's business and no part of the story. */
function withoutMachine(history: object): unknown {
  return JSON.parse(
    JSON.stringify(history, (key, value: unknown) =>
      key === 'identity' || key === 'stackTrace' || key === 'binaryChecksum' ? undefined : value,
    ),
  );
}

void record(process.argv[2] ?? 'next');
