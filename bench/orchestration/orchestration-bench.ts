import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { startGuard } from '../../standalone/processes';
import { startTemporal } from '../../standalone/temporal';
import { findTemporalCli } from '../../standalone/temporal-binary';
import { bundleWorkflows, startSopWorkers } from '../../worker/sop-workers';
import { cycleWorkflowId, TASK_QUEUES, WORKFLOW_TYPES } from '../../workflows/messages';
import type { BenchGoal } from '../bench-goal';
import { activityTypesOf, RecordedAnswers } from './answers';
import type { BareTree } from './bare-tree';
import { playActs } from './play-acts';
import { moveMonth, type RecordedMonth, readRecordedMonth } from './recorded-month';

const MONTHS_AT_ONCE = 4;
const PAIRS = 6;
const RATIO_GOAL = 0.7;
/** Temporal's limits for one workflow; ours stay at a fifth of each. */
const MOST_EVENTS = 51_200;
const MOST_BYTES = 50 * 1024 * 1024;
const SHARE = 5;

/** One way to run a month: its whole tree of workflows, driven to its end. */
interface Way {
  /** Returns the ids of the workflows that it ran. */
  readonly run: (name: string) => Promise<readonly string[]>;
  readonly client: Client;
}

/**
 * Orchestration alone, on one full Temporal server: the real workflows, their activities answered from a recorded
 * month, against a bare tree with as many children, activities, timers and updates. Both in turn, several times
 * and in changing order; the ratio is the median of the pairs.
 */
export async function benchOrchestration(print: (line: string) => void): Promise<BenchGoal[]> {
  print('Orchestration (the real workflows against a bare tree of the same size, on one Temporal server)');
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const month = readRecordedMonth();
  print(`  one month: ${describeMonth(month)}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'sop-bench-'));
  const runDir = path.join(folder, 'run');
  const letGuardFinish = startGuard(runDir);
  const program = await findTemporalCli(print);
  const namespaces = ['month', 'bare'];
  const databaseFile = path.join(folder, 'temporal.db');
  const server = await startTemporal({ program, databaseFile, namespaces, logDir: folder, runDir });
  try {
    return await compare(server.address, month, print);
  } finally {
    await server.stop();
    await letGuardFinish();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(
  address: string,
  month: RecordedMonth,
  print: (line: string) => void,
): Promise<BenchGoal[]> {
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const common = { connection: native, mailsPerSecond: 10_000, computations: 20 };
  const answers = new RecordedAnswers(activityTypesOf(month));
  const workers = await Promise.all([
    startSopWorkers({
      ...common,
      namespace: 'month',
      activities: answers.activities(),
      workflowBundle: await bundleWorkflows(),
    }),
    startSopWorkers({
      ...common,
      namespace: 'bare',
      activities: { doNothing: async () => undefined },
      workflowBundle: await bundleWorkflowCode({
        workflowsPath: require.resolve('./bare-tree'),
        logger: new DefaultLogger('WARN'),
      }),
    }),
  ]);
  try {
    const real = realMonth(new Client({ connection, namespace: 'month' }), month, answers);
    const bare = bareMonth(new Client({ connection, namespace: 'bare' }), month);
    return await measure(real, bare, print);
  } finally {
    for (const { shutdown } of workers) shutdown();
    await Promise.all(workers.map(({ finished }) => finished));
    await native.close();
    await connection.close();
  }
}

async function measure(real: Way, bare: Way, print: (line: string) => void): Promise<BenchGoal[]> {
  const realIds = await real.run('warm-up');
  const bareIds = await bare.run('warm-up');
  const ratios: number[] = [];
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    const isOursFirst = pair % 2 === 1;
    const first = await runMonths(isOursFirst ? real : bare, `P${pair}`);
    const second = await runMonths(isOursFirst ? bare : real, `P${pair}`);
    const [ours, theirs] = isOursFirst ? [first, second] : [second, first];
    const ratio = ours.perMinute / theirs.perMinute;
    ratios.push(ratio);
    print(
      `  months a minute: real ${ours.perMinute.toFixed(1)}, bare ${theirs.perMinute.toFixed(1)}: ratio ${ratio.toFixed(2)}` +
        ` (worker CPU-seconds a month: ${ours.cpuSeconds.toFixed(2)}, ${theirs.cpuSeconds.toFixed(2)})`,
    );
  }
  const load = loadavg()[0]!;
  if (load > 2 * availableParallelism())
    print(`  the machine is busy with other things as well (load ${load.toFixed(1)})`);
  const [ours, theirs] = [await historiesOf(real, realIds), await historiesOf(bare, bareIds)];
  const { longest, heaviest } = ours;
  print(`  events of all workflows of a month: real ${ours.allEvents}, bare ${theirs.allEvents}`);
  print(`  longest history: ${longest.events} events (${longest.name}); Temporal's limit ${MOST_EVENTS}`);
  print(
    `  heaviest history: ${Math.round(heaviest.bytes / 1024)} kB (${heaviest.name}); Temporal's limit 50 MB`,
  );
  const ratio = median(ratios);
  print(
    `  pairs from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}: far apart means noise`,
  );
  return [
    {
      name: 'orchestration of a month / bare workflows, rate',
      measured: ratio,
      goal: `>= ${RATIO_GOAL}`,
      isMet: ratio >= RATIO_GOAL,
    },
    {
      name: 'largest history, events',
      measured: longest.events,
      goal: `<= ${MOST_EVENTS / SHARE} (a fifth)`,
      isMet: longest.events <= MOST_EVENTS / SHARE,
    },
    {
      name: 'largest history, kB',
      measured: heaviest.bytes / 1024,
      goal: `<= ${MOST_BYTES / 1024 / SHARE} (a fifth)`,
      isMet: heaviest.bytes <= MOST_BYTES / SHARE,
    },
  ];
}

async function runMonths(way: Way, round: string) {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  await Promise.all(Array.from({ length: MONTHS_AT_ONCE }, (_, index) => way.run(`${round}-${index}`)));
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    perMinute: (MONTHS_AT_ONCE / (performance.now() - startedAt)) * 60_000,
    cpuSeconds: (user + system) / 1e6 / MONTHS_AT_ONCE,
  };
}

function realMonth(client: Client, recorded: RecordedMonth, answers: RecordedAnswers): Way {
  const period = recorded.workflows[0]!.id.split('/').at(-1) ?? '';
  return {
    client,
    run: async (name) => {
      const month = moveMonth(recorded, name, new Date());
      const progress = answers.take(month);
      const cycle = await client.workflow.start(WORKFLOW_TYPES.monthlyCycle, {
        taskQueue: TASK_QUEUES.orchestration,
        workflowId: cycleWorkflowId(name, period),
        args: [{ cycleId: month.cycleId }],
      });
      const acts = month.acts.map(({ workflow, afterAnswers, ...act }) => ({
        ...act,
        workflowId: month.workflows[workflow]!.id,
        due: () => progress.untilAnswered(afterAnswers),
      }));
      await Promise.all([playActs(client, acts), cycle.result()]);
      return month.workflows.map(({ id }) => id);
    },
  };
}

function bareMonth(client: Client, recorded: RecordedMonth): Way {
  const idOf = (name: string, place: number) => `bare/${name}/${place}`;
  return {
    client,
    run: async (name) => {
      const tree = await client.workflow.start('bareTree', {
        taskQueue: TASK_QUEUES.orchestration,
        workflowId: idOf(name, 0),
        args: [treeOf(recorded, 0, (place) => idOf(name, place))],
      });
      const acts = recorded.acts.map(({ workflow, input }) => ({
        workflowId: idOf(name, workflow),
        name: 'act',
        input,
        due: async () => undefined,
      }));
      await Promise.all([playActs(client, acts), tree.result()]);
      return recorded.workflows.map((_, place) => idOf(name, place));
    },
  };
}

function treeOf(month: RecordedMonth, place: number, idOf: (place: number) => string): BareTree {
  const { activities, timers, children } = month.workflows[place]!;
  const queues = activities.map(({ queue }) => queue);
  return {
    workflowId: idOf(place),
    activities: queues.filter((queue) => queue !== TASK_QUEUES.mail),
    besides: queues.filter((queue) => queue === TASK_QUEUES.mail).length,
    timers,
    updates: month.acts.filter(({ workflow }) => workflow === place).length,
    children: children.map((child) => treeOf(month, child, idOf)),
  };
}

async function historiesOf({ client }: Way, ids: readonly string[]) {
  const histories = await Promise.all(
    ids.map(async (id) => {
      const { historyLength, historySize } = await client.workflow.getHandle(id).describe();
      const name = id.split('/').slice(2).join('/') || 'the cycle';
      return { name, events: historyLength, bytes: historySize ?? 0 };
    }),
  );
  return {
    allEvents: histories.reduce((sum, { events }) => sum + events, 0),
    longest: histories.reduce((most, each) => (each.events > most.events ? each : most)),
    heaviest: histories.reduce((most, each) => (each.bytes > most.bytes ? each : most)),
  };
}

function describeMonth({ workflows, acts }: RecordedMonth): string {
  const count = (of: (workflow: RecordedMonth['workflows'][number]) => number) =>
    workflows.reduce((sum, workflow) => sum + of(workflow), 0);
  const activities = count((workflow) => workflow.activities.length);
  return `${workflows.length} workflows, ${activities} activities, ${count(({ timers }) => timers)} timers, ${acts.length} updates`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}
