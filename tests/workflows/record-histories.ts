import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { DEFAULT_TEMPLATE } from '../../domain/cycle/default-template';
import type { CycleTemplate } from '../../domain/cycle/template';
import { kickOffWorkflowId } from '../../domain/cycle/workflow-ids';
import { startGuard } from '../../standalone/processes';
import { addTask, reassign, remindNow } from '../../workflows/messages';
import { openDesk } from '../support/desk';
import { playedOn } from './played-month';
import { createSmallCompany } from './small-company';
import { openStage } from './stage';

/**
 * Records the histories that tests/workflows/replay.test.ts replays: one month with reminders, a rejection, a task that was
 * added, a change under sign-off, a sign-off that was handed on, signers in sequence, the executives' no and a publication. Run it for each release and keep those of all before:
 *   npx tsx tests/workflows/record-histories.ts 0.1
 */
async function record(release: string): Promise<void> {
  const runDir = mkdtempSync(path.join(tmpdir(), 'sop-record-'));
  process.env.SOP_TEST_RUN_DIR = runDir;
  startGuard(path.join(runDir, 'run'));
  const desk = await openDesk(runDir);
  process.env.SOP_TEST_DESK_URL = desk.url;
  const stage = await openStage();
  const month = await playedOn(stage, await createSmallCompany({ ...stage, template: signedInSequence() }));
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
  await addTaskAndDoIt();
  const voided = await month.group('demand-review');
  await month.decide('demand-review', 'lead');
  const twentyPercent = { kind: 'percent', value: 20 };
  const ofFamily = { familyCode: 'F', marketCode: null, itemCode: null };
  await month.change('consensus', {
    kind: 'consensus',
    assumptions: 'A tender.',
    adjustments: [
      {
        ...ofFamily,
        month: (await month.cycle()).period,
        change: twentyPercent,
        reasonCode: 'correction',
        comment: 'A tender.',
      },
    ],
  });
  await month.untilAsked('demand-review', 3);
  const approved = await month.group('demand-review');
  const demandReview = await month.step('demand-review');
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  await skipTo('supply-review');
  await month.reviewSupply();
  const handedOn = await month.group('supply-review');
  await handOn(handedOn.workflowId);
  await month.decide('supply-review', 'lead');
  await skipTo('pre-sop');
  await month.preparePreSop();
  await decideInTurn();
  const preSop = await month.group('pre-sop');
  await skipTo('executive-meeting');
  await month.untilAsked('executive-meeting', 1);
  await month.decide('executive-meeting', 'boss', 'reject', 'The cheaper one.');
  await month.untilTask('scenario-choice', 'open');
  await month.submit('scenario-choice');
  await month.untilAsked('pre-sop', 2);
  await decideInTurn();
  await month.untilAsked('executive-meeting', 2);
  const executiveMeeting = await month.step('executive-meeting');
  await month.decide('executive-meeting', 'boss');
  await month.until(async () => (await month.cycle()).state === 'published', 'published');

  async function handOn(workflowId: string): Promise<void> {
    await month.send(workflowId, reassign, {
      byId: month.personId('owner'),
      fromPersonId: month.personId('second'),
      toPersonId: month.personId('boss'),
      reason: 'Cannot be reached.',
    });
    await month.until(async () => (await month.audit('sign-off-reassigned')).length === 1, 'it is handed on');
  }

  async function addTaskAndDoIt(): Promise<void> {
    const { workflowId } = await month.step('demand-review');
    const taskId = randomUUID();
    await month.send(workflowId!, addTask, {
      byId: month.personId('owner'),
      taskId,
      step: 'demand-review',
      title: 'Ask the carrier',
      instructions: '',
      assigneeId: month.personId('log'),
      dueAt: new Date((await stage.now()).getTime() + 86_400_000).toISOString(),
      minutes: 15,
      waitsFor: null,
    });
    const key = `added-${taskId.slice(0, 8)}`;
    await month.until(
      async () => (await stage.database.prisma.task.count({ where: { id: taskId, state: 'open' } })) === 1,
      'the added task is open',
    );
    await month.submit(key);
    await month.untilTask(key, 'done');
  }

  /** The pre-S&OP is signed one after another; the second abstains. */
  async function decideInTurn(): Promise<void> {
    const isPending = async (name: 'lead' | 'second') =>
      (await month.group('pre-sop')).signOffs.some(
        ({ personId, state }) => personId === month.personId(name) && state === 'pending',
      );
    await month.until(() => isPending('lead'), 'the first is asked');
    await month.decide('pre-sop', 'lead');
    await month.until(() => isPending('second'), 'the second is asked');
    await month.decide('pre-sop', 'second', 'abstain');
  }

  const { period } = await month.cycle();
  const folder = path.join(__dirname, 'histories');
  const workflowIds = {
    'kick-off': kickOffWorkflowId(month.company.code, period),
    'monthly-cycle': month.workflowId,
    'demand-review': demandReview.workflowId!,
    'executive-meeting': executiveMeeting.workflowId!,
    'late-task': task.workflowId!,
    'rejected-sign-off': rejected.workflowId,
    'voided-sign-off': voided.workflowId,
    'approved-sign-off': approved.workflowId,
    'handed-on-sign-off': handedOn.workflowId,
    'sign-off-in-sequence': preSop.workflowId,
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

function signedInSequence(): CycleTemplate {
  const steps = DEFAULT_TEMPLATE.steps.map((step) =>
    step.key === 'pre-sop' && step.signOff
      ? { ...step, signOff: { ...step.signOff, rule: { ...step.signOff.rule, order: 'sequence' as const } } }
      : step,
  );
  return { ...DEFAULT_TEMPLATE, steps };
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
