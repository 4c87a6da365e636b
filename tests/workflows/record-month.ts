import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { RecordedAct, RecordedMonth, RecordedWorkflow } from '../../bench/orchestration/recorded-month';
import { DEFAULT_TEMPLATE } from '../../domain/cycle/default-template';
import type { CycleTemplate } from '../../domain/cycle/template';
import { TASK_QUEUES } from '../../domain/cycle/workflow-ids';
import { startGuard } from '../../standalone/processes';
import { remindNow } from '../../workflows/messages';
import { openDesk } from '../support/desk';
import { openLiveStage } from './live-stage';
import { PlayedMonth } from './played-month';
import { createSmallCompany } from './small-company';

/**
 * Records the month that `npm run bench -- --only orchestration` plays again without PostgreSQL and mail: what every
 * activity of every workflow answered, and what people said. Run it when the workflows or their activities change:
 *   npx tsx tests/workflows/record-month.ts
 */
async function record(): Promise<void> {
  const runDir = mkdtempSync(path.join(tmpdir(), 'sop-record-'));
  process.env.SOP_TEST_RUN_DIR = runDir;
  startGuard(path.join(runDir, 'run'));
  const desk = await openDesk(runDir);
  process.env.SOP_TEST_DESK_URL = desk.url;
  const stage = await openLiveStage();
  await stage.startWorkers();
  const company = await createSmallCompany({ database: stage.database, template: withoutOpeningDates() });
  const { database, client } = stage;
  const month = await PlayedMonth.start({ database, client, company, now: async () => new Date() });
  await playWithOneRejection(month);

  const recorded = await readMonth(stage.client, month, company.code);
  const file = path.resolve(__dirname, '../../bench/orchestration/recorded-month.json');
  writeFileSync(file, `${JSON.stringify(recorded, null, 1)}\n`);
  await stage.close();
  await desk.close();
  rmSync(runDir, { recursive: true, force: true });
}

/** Steps follow each other at once, while due dates and ladders lie ahead as in every month. */
const withoutOpeningDates = (): CycleTemplate => ({
  ...DEFAULT_TEMPLATE,
  steps: DEFAULT_TEMPLATE.steps.map((step) => ({ ...step, opening: 'predecessor' })),
});

async function playWithOneRejection(month: PlayedMonth): Promise<void> {
  await month.untilTask('attest-stock', 'open');
  const task = await month.task('attest-stock');
  await month.send(task.workflowId!, remindNow, { byId: month.personId('owner') });
  await month.gatherData();
  await month.reviewDemand();
  await month.decide('demand-review', 'lead', 'reject', 'Too low.');
  await month.untilTask('consensus', 'open');
  await month.submit('consensus');
  await month.untilAsked('demand-review', 2);
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  await month.reviewSupply();
  await month.decide('supply-review', 'lead');
  await month.preparePreSop();
  for (const name of ['lead', 'second'] as const) await month.decide('pre-sop', name);
  await month.untilAsked('executive-meeting', 1);
  await month.decide('executive-meeting', 'boss');
  await month.until(async () => (await month.cycle()).state === 'published', 'published');
}

type Client = Awaited<ReturnType<typeof openLiveStage>>['client'];

async function readMonth(client: Client, month: PlayedMonth, unitCode: string): Promise<RecordedMonth> {
  const runs: { workflowId: string; runId?: string }[] = [{ workflowId: month.workflowId }];
  const workflows: RecordedWorkflow[] = [];
  const acts: (Omit<RecordedAct, 'afterAnswers'> & { readonly at: string })[] = [];
  const answeredAt: number[] = [];
  let startedAt = '';
  for (let index = 0; index < runs.length; index += 1) {
    const { workflowId, runId } = runs[index]!;
    const handle = client.workflow.getHandle(workflowId, runId);
    const hasEnded = async () => (await handle.describe()).status.name === 'COMPLETED';
    await month.until(hasEnded, `${workflowId} has ended`);
    const { events } = JSON.parse(historyToJSON(await handle.fetchHistory())) as { events: HistoryEvent[] };
    const children = events.flatMap(
      ({ childWorkflowExecutionStartedEventAttributes: each }) => each?.workflowExecution ?? [],
    );
    workflows.push({
      id: workflowId,
      activities: activitiesOf(events),
      timers: events.filter(({ eventType }) => eventType === 'EVENT_TYPE_TIMER_STARTED').length,
      children: children.map((_, each) => runs.length + each),
    });
    runs.push(...children);
    acts.push(...actsOf(index, events));
    answeredAt.push(...answersOf(events));
    if (startedAt === '') startedAt = new Date(events[0]!.eventTime).toISOString();
  }
  acts.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const { cycleId } = month;
  return {
    unitCode,
    cycleId,
    startedAt,
    workflows,
    acts: acts.map(({ at, ...act }) => ({
      ...act,
      afterAnswers: answeredAt.filter((answered) => answered < Date.parse(at)).length,
    })),
  };
}

interface Payloads {
  readonly payloads?: readonly { readonly data?: string }[];
}

/** The part of a stored event that is read here. */
interface HistoryEvent {
  readonly eventId: string;
  readonly eventTime: string;
  readonly eventType: string;
  readonly activityTaskScheduledEventAttributes?: {
    readonly activityType: { readonly name: string };
    readonly taskQueue: { readonly name: string };
  };
  readonly activityTaskCompletedEventAttributes?: {
    readonly scheduledEventId: string;
    readonly result?: Payloads;
  };
  readonly childWorkflowExecutionStartedEventAttributes?: {
    readonly workflowExecution: { readonly workflowId: string; readonly runId: string };
  };
  readonly workflowExecutionUpdateAcceptedEventAttributes?: {
    readonly acceptedRequest: { readonly input: { readonly name: string; readonly args: Payloads } };
  };
}

function activitiesOf(events: readonly HistoryEvent[]): RecordedWorkflow['activities'] {
  const results = new Map(
    events.flatMap(({ activityTaskCompletedEventAttributes: each }) =>
      each ? [[each.scheduledEventId, firstOf(each.result)] as const] : [],
    ),
  );
  return events.flatMap(({ eventId, activityTaskScheduledEventAttributes: each }) =>
    each
      ? [{ type: each.activityType.name, queue: each.taskQueue.name, result: results.get(eventId) ?? null }]
      : [],
  );
}

/** When each activity but the mails was answered. */
function answersOf(events: readonly HistoryEvent[]): number[] {
  const mails = new Set(
    events.flatMap(({ eventId, activityTaskScheduledEventAttributes: each }) =>
      each?.taskQueue.name === TASK_QUEUES.mail ? [eventId] : [],
    ),
  );
  return events.flatMap(({ eventTime, activityTaskCompletedEventAttributes: each }) =>
    each && !mails.has(each.scheduledEventId) ? [Date.parse(eventTime)] : [],
  );
}

function actsOf(workflow: number, events: readonly HistoryEvent[]) {
  return events.flatMap(({ eventTime, workflowExecutionUpdateAcceptedEventAttributes: each }) => {
    if (!each) return [];
    const { name, args } = each.acceptedRequest.input;
    return [{ at: eventTime, workflow, name, input: firstOf(args) }];
  });
}

function firstOf(all: Payloads | undefined): unknown {
  const data = all?.payloads?.[0]?.data;
  return data === undefined ? null : JSON.parse(Buffer.from(data, 'base64').toString());
}

void record();
