import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BenchGoal } from '../bench-goal';
import { madeUpSeries } from './made-up-series';

const MONTHS = 120;
const REPOSITORY = join(__dirname, '../..');
const ROUNDS = 3;
const GOAL = '>= 1.9';

/**
 * What a second thread gains, as a ratio of times: for the engine when warm, for the whole command from `npm` to its
 * end, and for a numeric loop which shares nothing with anybody, beyond which the machine itself does not go. They
 * take turns, one thread and two in changing order; medians count.
 */
export async function benchTwoThreads(print: (line: string) => void): Promise<BenchGoal[]> {
  if (availableParallelism() < 2) {
    print('  two threads left out: this machine has one processor');
    return [{ name: 'two threads over one', measured: null, goal: GOAL, isMet: null }];
  }
  const machine = await NumericLoops.start();
  const large = new WholeCommand(100_000);
  const small = new WholeCommand(20_000);
  const seconds = { machine: [] as Pair[], engine: [] as Pair[], large: [] as Pair[], small: [] as Pair[] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const order = round % 2 === 0 ? [1, 2] : [2, 1];
      seconds.machine.push(await inTurn(order, (threads) => machine.secondsPerThread(threads)));
      seconds.engine.push(await inTurn(order, (threads) => engineSeconds(threads)));
      seconds.large.push(await inTurn(order, (threads) => large.seconds(threads)));
      seconds.small.push(await inTurn(order, (threads) => small.seconds(threads)));
    }
  } finally {
    await machine.stop();
    large.cleanUp();
    small.cleanUp();
  }

  const waiting = loadavg()[0]!;
  if (waiting > 1.5 * availableParallelism()) {
    print(`  the machine is busy with other things (load ${waiting.toFixed(1)}): the next lines say little`);
  }
  const machineRatio = describe(print, 'numeric loop, the machine itself', seconds.machine);
  const engineRatio = describe(print, 'engine, warm', seconds.engine);
  const largeRatio = describe(print, 'whole command, 100,000 series', seconds.large);
  const smallRatio = describe(print, 'whole command, 20,000 series', seconds.small);
  return [
    { name: 'two threads over one', measured: engineRatio, goal: GOAL, isMet: engineRatio >= 1.9 },
    { name: 'command, 100,000 series', measured: largeRatio, goal: GOAL, isMet: largeRatio >= 1.9 },
    { name: 'command, 20,000 series', measured: smallRatio, goal: '', isMet: null },
    { name: 'a numeric loop', measured: machineRatio, goal: '', isMet: null },
  ];
}

/** Seconds for the same work on one thread and on two. */
interface Pair {
  one: number;
  two: number;
}

async function inTurn(order: readonly number[], measure: (threads: number) => Promise<number> | number) {
  const pair: Pair = { one: 0, two: 0 };
  for (const threads of order) pair[threads === 1 ? 'one' : 'two'] = await measure(threads);
  return pair;
}

/** Prints the medians and returns the median of the rounds' ratios. */
function describe(print: (line: string) => void, name: string, pairs: readonly Pair[]): number {
  const ratios = pairs.map(({ one, two }) => one / two).sort((a, b) => a - b);
  const ratio = median(ratios);
  const one = median(pairs.map((pair) => pair.one));
  const two = median(pairs.map((pair) => pair.two));
  print(
    `  ${name}: ${one.toFixed(2)} s on one thread, ${two.toFixed(2)} s on two: ${ratio.toFixed(2)} times ` +
      `(${ratios[0]!.toFixed(2)}-${ratios.at(-1)!.toFixed(2)} in ${ROUNDS} rounds)`,
  );
  return ratio;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Two threads which run the same loop, alone or together. */
class NumericLoops {
  private constructor(private readonly threads: readonly Worker[]) {}

  static async start(): Promise<NumericLoops> {
    const script = JSON.stringify(join(__dirname, 'numeric-loop-thread.ts'));
    const threads = [1, 2].map(
      () => new Worker(`require('tsx/cjs'); require(${script});`, { eval: true, execArgv: [] }),
    );
    const loops = new NumericLoops(threads);
    for (const thread of threads) await loops.run(thread, 200_000);
    return loops;
  }

  /** Seconds for 3,000,000 passes: one after the other on one thread each, or half each at once. */
  async secondsPerThread(threadCount: number): Promise<number> {
    const passes = 1_500_000;
    const startedAt = performance.now();
    if (threadCount === 1) for (const thread of this.threads) await this.run(thread, passes);
    else await Promise.all(this.threads.map((thread) => this.run(thread, passes)));
    return (performance.now() - startedAt) / 1000;
  }

  async stop(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }

  private run(thread: Worker, passes: number): Promise<void> {
    return new Promise((resolve, reject) => {
      thread.once('error', reject);
      thread.once('message', () => {
        thread.off('error', reject);
        resolve();
      });
      thread.postMessage(passes);
    });
  }
}

/** In a process of its own: what this one forecast before would have shaped the code of its own thread only. */
function engineSeconds(workers: number): number {
  const script = join(__dirname, 'engine-seconds.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', 'tsx/cjs', script, String(workers)],
    { cwd: REPOSITORY, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The engine's measurement ended with ${status}: ${stderr}`);
  return Number(stdout);
}

/** `npm run forecast` as a planner gives it, on a file in a folder of its own. */
class WholeCommand {
  private readonly folder = mkdtempSync(join(tmpdir(), 'forecast-bench-'));
  private readonly input = join(this.folder, 'series.json');

  constructor(seriesCount: number) {
    writeFileSync(this.input, JSON.stringify(madeUpSeries(seriesCount, MONTHS)));
  }

  seconds(workers: number): number {
    const output = join(this.folder, 'forecast.json');
    const given = ['--input', this.input, '--output', output, '--horizon', '18', '--season', '12'];
    const startedAt = performance.now();
    const { status, stderr } = spawnSync(
      'npm',
      ['run', '--silent', 'forecast', '--', ...given, '--workers', String(workers)],
      { cwd: REPOSITORY, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`npm run forecast ended with ${status}: ${stderr}`);
    return (performance.now() - startedAt) / 1000;
  }

  cleanUp(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
