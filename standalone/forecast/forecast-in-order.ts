import { join } from 'node:path';
import { setImmediate as otherWork } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type BatchResult, type BatchTask, type ForecastSettings, forecastBatch } from './batch';

/** So many batches a thread may have, so that it never waits for the next while this one computes. */
const BATCHES_IN_FLIGHT = 4;
/** So many results a worker may be ahead of the slowest, so that memory stays flat. */
const BATCHES_AHEAD = 12;

/**
 * Forecasts batches with `workerCount` workers and gives the results out in the order of the batches, whichever
 * worker is faster. This thread is one of the workers: it reads, writes, and computes whatever batch the others have
 * no room for, so that one worker needs no further thread and no core is kept busy with waiting. When the batches
 * end with an error, the results of those before it are given out first.
 */
export async function* forecastInOrder(
  tasks: AsyncIterable<BatchTask>,
  settings: ForecastSettings,
  workerCount: number,
): AsyncGenerator<BatchResult> {
  const threads = Array.from({ length: workerCount - 1 }, () => new ForecastThread(settings));
  if (threads.length === 0) {
    for await (const task of tasks) yield forecastBatch(task, settings);
    return;
  }

  const running: (Promise<BatchResult> | BatchResult)[] = [];
  const startNext = async (task: BatchTask) => {
    const leastBusy = threads.reduce((a, b) => (b.waiting < a.waiting ? b : a));
    if (leastBusy.waiting < BATCHES_IN_FLIGHT) {
      running.push(leastBusy.run(task));
      return;
    }
    running.push(forecastBatch(task, settings));
    // The threads' answers are noticed between two batches of this one.
    await otherWork();
  };
  try {
    let problem: unknown = null;
    const source = tasks[Symbol.asyncIterator]();
    for (;;) {
      const next = await source.next().catch((error: unknown) => {
        problem = error;
        return null;
      });
      if (next === null || next.done) break;
      await startNext(next.value);
      if (running.length >= workerCount * BATCHES_AHEAD) yield await running.shift()!;
    }
    while (running.length > 0) yield await running.shift()!;
    if (problem !== null) throw problem;
  } finally {
    await Promise.allSettled(running);
    await Promise.all(threads.map((thread) => thread.stop()));
  }
}

class ForecastThread {
  private readonly worker: Worker;
  private readonly open = new Map<number, PromiseWithResolvers<BatchResult>>();

  constructor(settings: ForecastSettings) {
    // Node 20 starts a thread from JavaScript only: this line of it lets the thread read TypeScript.
    const start = `require('tsx/cjs'); require(${JSON.stringify(join(__dirname, 'worker.ts'))});`;
    this.worker = new Worker(start, { eval: true, execArgv: [], workerData: settings });
    this.worker.on('message', (result: BatchResult) => {
      this.open.get(result.index)?.resolve(result);
      this.open.delete(result.index);
    });
    this.worker.on('error', (error) => this.failAll(error));
    this.worker.on('exit', (code) => this.failAll(new Error(`A forecast thread stopped with code ${code}.`)));
  }

  get waiting(): number {
    return this.open.size;
  }

  run(task: BatchTask): Promise<BatchResult> {
    return new Promise((resolve, reject) => {
      this.open.set(task.index, { resolve, reject });
      // Copied on purpose, the answer too: V8 compiles every access to a typed array of a thread with a check for
      // detached memory (a quarter more instructions) once the thread has transferred a single buffer.
      this.worker.postMessage(task);
    });
  }

  async stop(): Promise<void> {
    this.open.clear();
    await this.worker.terminate();
  }

  private failAll(error: Error): void {
    for (const { reject } of this.open.values()) reject(error);
    this.open.clear();
  }
}

interface PromiseWithResolvers<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}
