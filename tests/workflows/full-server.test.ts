import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { MONDAY_TO_FRIDAY } from '../../domain/cycle/business-calendar';
import { DEFAULT_TEMPLATE } from '../../domain/cycle/default-template';
import { addMonths } from '../../domain/cycle/month';
import { dueMonth } from '../../domain/cycle/monthly-schedule';
import { kickOffWorkflowId, scheduleId, TASK_QUEUES, WORKFLOW_TYPES } from '../../domain/cycle/workflow-ids';
import type { SopWorkers } from '../../worker/sop-workers';
import { decideSignOff } from '../../workflows/messages';
import { type LiveStage, openLiveStage } from './live-stage';
import { PlayedMonth } from './played-month';
import { createSmallCompany, type SmallCompany } from './small-company';

let stage: LiveStage;
let workers: SopWorkers;
beforeAll(async () => {
  stage = await openLiveStage();
  workers = await stage.startWorkers();
}, 60_000);
afterAll(() => stage.close());

const now = async () => new Date();
/** Its dates are all over: every step opens as soon as the one before it is closed. */
const lastMonth = () => addMonths(new Date().toISOString().slice(0, 7), -1);

const playLastMonth = (company: SmallCompany) =>
  PlayedMonth.start({ database: stage.database, client: stage.client, now, company, period: lastMonth() });

test('fifty parallel decisions on one sign-off are one decision', async () => {
  const month = await playLastMonth(await createSmallCompany(stage));
  await month.gatherData();
  await month.reviewDemand();
  const group = await month.group('demand-review');
  const byId = month.personId('lead');
  const signOff = group.signOffs.find(({ personId }) => personId === byId)!;
  const handle = stage.client.workflow.getHandle(group.workflowId);
  await until(async () => (await handle.describe().catch(() => null)) !== null);
  const answers = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      handle.executeUpdate(decideSignOff, {
        args: [
          {
            byId,
            signOffId: signOff.id,
            planHash: group.planHash,
            decision: index % 2 === 0 ? 'approve' : 'approve-with-conditions',
            comment: 'If it holds.',
          },
        ],
      }),
    ),
  );
  const receipts = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const outcomes = new Set(receipts.map(({ outcome, recordedAt }) => `${outcome} ${recordedAt}`));
  expect(outcomes.size).toBe(1);
  expect(receipts.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
  await month.until(
    async () => (await month.audit('sign-off-decided')).length > 0,
    'the decision is recorded',
  );
  expect(await month.audit('sign-off-decided')).toHaveLength(1);
}, 60_000);

test('the Schedule starts the month whose kick-off day has come, once', async () => {
  const kickOff = kickOffOfToday();
  const company = await createSmallCompany({ ...stage, template: { ...DEFAULT_TEMPLATE, kickOff } });
  const schedule = await stage.client.schedule.create({
    scheduleId: scheduleId(company.code),
    spec: { calendars: [{ hour: 9 }], timezone: 'Europe/Berlin' },
    action: {
      type: 'startWorkflow',
      workflowType: WORKFLOW_TYPES.kickOff,
      workflowId: kickOffWorkflowId(company.code),
      taskQueue: TASK_QUEUES.orchestration,
      args: [{ unitId: company.unitId, startedById: null }],
    },
  });
  const runs = async () => (await schedule.describe()).info.recentActions.length;
  const triggeredAt = Date.now();
  await schedule.trigger();
  await until(async () => (await runs()) === 1);
  const cycles = () => stage.database.prisma.cycle.findMany({ where: { unitId: company.unitId } });
  await until(async () => (await cycles()).length === 1);
  await until(async () => (await schedule.describe()).info.runningActions.length === 0);
  // Runs are named by the second of their start.
  await until(async () => Date.now() - triggeredAt > 1_100);
  await schedule.trigger('ALLOW_ALL');
  await until(async () => (await runs()) === 2);
  const [cycle] = await cycles();
  const description = await stage.client.workflow.getHandle(cycle!.workflowId).describe();
  expect(description.status.name).toBe('RUNNING');
  expect(await cycles()).toHaveLength(1);
  await schedule.delete();
}, 60_000);

test('a Schedule that missed a new kick-off time, because Temporal was away, follows it from the next look on', async () => {
  const kickOff = { businessDay: -3, time: '14:30' };
  const company = await createSmallCompany({ ...stage, template: { ...DEFAULT_TEMPLATE, kickOff } });
  const schedule = await stage.client.schedule.create({
    scheduleId: scheduleId(company.code),
    spec: { calendars: [{ hour: 9 }], timezone: 'Europe/Berlin' },
    state: { note: 'Set up by Ana' },
    action: {
      type: 'startWorkflow',
      workflowType: WORKFLOW_TYPES.kickOff,
      workflowId: kickOffWorkflowId(company.code),
      taskQueue: TASK_QUEUES.orchestration,
      args: [{ unitId: company.unitId, startedById: null }],
    },
  });
  await schedule.trigger();
  const standing = () => schedule.describe();
  await until(async () => (await standing()).spec.calendars?.[0]?.hour?.[0]?.start === 14);
  expect(await standing()).toMatchObject({
    spec: { calendars: [{ hour: [{ start: 14 }], minute: [{ start: 30 }] }], timezone: 'Europe/Berlin' },
    state: { note: 'Set up by Ana', paused: false },
  });
  await schedule.delete();
}, 60_000);

test('a worker that is told to stop finishes what it has begun, and another one goes on', async () => {
  workers.shutdown();
  await workers.finished;
  const company = await createSmallCompany(stage);
  const first = startWorkerProcess();
  const month = await playLastMonth(company);
  await month.untilTask('attest-stock', 'open');
  await month.submit('attest-stock');
  first.kill('SIGTERM');
  const [code] = (await once(first, 'exit')) as [number];
  expect(code).toBe(0);

  const second = startWorkerProcess();
  await month.submit('attest-sales-history');
  await month.submit('attest-capacity');
  await month.untilStep('data-gathering', 'closed');
  expect(await month.audit('task-completed')).toHaveLength(3);
  expect(await month.audit('step-opened')).toHaveLength(1);
  second.kill('SIGTERM');
  await once(second, 'exit');
}, 120_000);

/** A business day of the month before that has come within the last days, so that today is kick-off time. */
function kickOffOfToday() {
  const calendar = { timeZone: 'Europe/Berlin', holidays: new Set<string>(), workingDays: MONDAY_TO_FRIDAY };
  for (let businessDay = -1; businessDay > -30; businessDay--) {
    const kickOff = { businessDay, time: '00:00' };
    const template = { ...DEFAULT_TEMPLATE, kickOff };
    if (dueMonth({ template, calendar, now: new Date(), isTaken: () => false })) return kickOff;
  }
  throw new Error('No business day has come within the last five days.');
}

function startWorkerProcess() {
  const root = path.resolve(__dirname, '../..');
  return spawn(process.execPath, ['--require', 'tsx/cjs', path.join(root, 'worker/main.ts')], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      DATABASE_URL: stage.databaseUrl,
      TEMPORAL_ADDRESS: stage.temporal.address,
      SMTP_URL: stage.catcher.url,
      PUBLIC_URL: 'http://localhost:3000',
      SESSION_SECRET: 's'.repeat(32),
      LINK_SECRET: 'l'.repeat(32),
    },
  });
}

async function until(claim: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  while (!(await claim())) {
    if (Date.now() > giveUpAt) throw new Error('Waited in vain.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
