import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { startGuard } from '../../standalone/processes';
import { startTemporal, type TemporalServer } from '../../standalone/temporal';
import { findTemporalCli } from '../../standalone/temporal-binary';
import { bundleWorkflows, startSopWorkers } from '../../worker/sop-workers';
import type { BenchGoal } from '../bench-goal';
import { activityTypesOf, RecordedAnswers } from './answers';
import { type RecordedMonth, readRecordedMonth } from './recorded-month';
import { bareMonths, realMonths, type Way } from './two-ways';

/** A worker serves many units: so many months are in flight at once. */
const MONTHS_AT_ONCE = 8;
const PAIRS = 6;
/** And beside it, how long a month takes that has everything to itself. */
const PAIRS_ALONE = 4;
const RATIO_GOAL = 0.7;
/** Temporal's limits for one workflow; ours stay at a fifth of each. */
const MOST_EVENTS = 51_200;
const MOST_BYTES = 50 * 1024 * 1024;
const SHARE = 5;

interface Rivals {
  readonly real: Way;
  readonly bare: Way;
  /** Of the Temporal server, since it was started; null where the system does not tell. */
  readonly serverCpuSeconds: () => number | null;
}

/**
 * Orchestration alone, on one full Temporal server: the real workflows, their activities answered from a recorded
 * month, against a bare tree with as many children, activities, timers and updates. Several months are in flight at
 * once, as on a worker that serves many units. Both in turn, several times and in changing order; the ratio is the
 * median of the pairs.
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
    return await compare(server, month, print);
  } finally {
    await server.stop();
    await letGuardFinish();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(
  { address, process: { pid } }: TemporalServer,
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
    const real = realMonths(new Client({ connection, namespace: 'month' }), month, answers);
    const bare = bareMonths(new Client({ connection, namespace: 'bare' }), month);
    return await measure({ real, bare, serverCpuSeconds: () => cpuSecondsOf(pid) }, print);
  } finally {
    for (const { shutdown } of workers) shutdown();
    await Promise.all(workers.map(({ finished }) => finished));
    await native.close();
    await connection.close();
  }
}

async function measure(rivals: Rivals, print: (line: string) => void): Promise<BenchGoal[]> {
  const { real, bare } = rivals;
  const [realIds, bareIds] = [await runOne(real, 'warm-up'), await runOne(bare, 'warm-up')];
  const together = await runPairs(rivals, { atOnce: MONTHS_AT_ONCE, pairs: PAIRS }, print);
  const alone = await runPairs(rivals, { atOnce: 1, pairs: PAIRS_ALONE }, print);
  const load = loadavg()[0]!;
  if (load > 3 * availableParallelism())
    print(`  the machine is busy with other things as well (load ${load.toFixed(1)})`);
  const [ours, theirs] = [await historiesOf(real, realIds), await historiesOf(bare, bareIds)];
  const { longest, heaviest } = ours;
  print(`  events of all workflows of a month: real ${ours.allEvents}, bare ${theirs.allEvents}`);
  print(`  longest history: ${longest.events} events (${longest.name}); Temporal's limit ${MOST_EVENTS}`);
  print(
    `  heaviest history: ${Math.round(heaviest.bytes / 1024)} kB (${heaviest.name}); Temporal's limit 50 MB`,
  );
  return [
    {
      name: `orchestration, ${MONTHS_AT_ONCE} months in flight / bare workflows, rate`,
      measured: together.rate,
      goal: `>= ${RATIO_GOAL}`,
      isMet: together.rate >= RATIO_GOAL,
    },
    {
      name: 'orchestration, one month alone / bare workflows, rate',
      measured: alone.rate,
      goal: 'none: how long one waits',
      isMet: null,
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

/** Both ways in turn, as many months at once, pair by pair in changing order. */
async function runPairs(
  { real, bare, serverCpuSeconds }: Rivals,
  { atOnce, pairs }: { readonly atOnce: number; readonly pairs: number },
  print: (line: string) => void,
): Promise<{ rate: number }> {
  const ratios: number[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    const run = (way: Way) => runMonths(way, { atOnce, round: `N${atOnce}P${pair}`, serverCpuSeconds });
    const isOursFirst = pair % 2 === 1;
    const first = await run(isOursFirst ? real : bare);
    const second = await run(isOursFirst ? bare : real);
    const [ours, theirs] = isOursFirst ? [first, second] : [second, first];
    const ratio = ours.perMinute / theirs.perMinute;
    ratios.push(ratio);
    print(
      `  ${atOnce} in flight, months a minute: real ${ours.perMinute.toFixed(1)}, bare ${theirs.perMinute.toFixed(1)}: ratio ${ratio.toFixed(2)}` +
        ` (CPU-seconds a month, worker + server: ${describeCpu(ours)}, ${describeCpu(theirs)})`,
    );
  }
  print(
    `  ${atOnce} in flight: pairs from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}; far apart means noise`,
  );
  return { rate: median(ratios) };
}

async function runOne(way: Way, name: string): Promise<readonly string[]> {
  const month = way.prepare(name);
  await month.run();
  return month.workflowIds;
}

interface Rate {
  readonly perMinute: number;
  readonly workerCpuSeconds: number;
  readonly serverCpuSeconds: number | null;
}

async function runMonths(
  way: Way,
  round: {
    readonly atOnce: number;
    readonly round: string;
    readonly serverCpuSeconds: Rivals['serverCpuSeconds'];
  },
): Promise<Rate> {
  const { atOnce, serverCpuSeconds } = round;
  const months = Array.from({ length: atOnce }, (_, index) => way.prepare(`${round.round}-${index}`));
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const serverBefore = serverCpuSeconds();
  await Promise.all(months.map((month) => month.run()));
  const { user, system } = process.cpuUsage(cpuBefore);
  const serverAfter = serverCpuSeconds();
  return {
    perMinute: (atOnce / (performance.now() - startedAt)) * 60_000,
    workerCpuSeconds: (user + system) / 1e6 / atOnce,
    serverCpuSeconds:
      serverBefore === null || serverAfter === null ? null : (serverAfter - serverBefore) / atOnce,
  };
}

const describeCpu = ({ workerCpuSeconds, serverCpuSeconds }: Rate): string =>
  `${workerCpuSeconds.toFixed(2)} + ${serverCpuSeconds?.toFixed(2) ?? '?'}`;

/** What a process has computed so far, where the system says so (Linux, in hundredths of a second). */
function cpuSecondsOf(pid: number): number | null {
  try {
    const [, afterName = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = afterName.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null; // No /proc here: the rate is measured all the same.
  }
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
