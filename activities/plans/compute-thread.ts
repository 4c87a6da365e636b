import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { DomainError, type DomainErrorCode } from '../../domain/errors';
import type { SolveProgress } from '../../domain/supply/solve-control';
import {
  type ComputeAnswer,
  type ComputeJob,
  type NumberedAnswer,
  type NumberedJob,
  type NumberedProgress,
  type Refusal,
  SIGNS_OF_LIFE,
  STOP,
} from './compute-job';

/**
 * Forecasting and solving keep a thread busy for seconds; here they have one of their own, so that the caller goes on
 * polling, beating and telling progress meanwhile. It starts with the first job and keeps the process alive only while
 * one is being computed.
 */
export interface ComputeThread {
  run<Kind extends ComputeJob['kind']>(
    job: Extract<ComputeJob, { kind: Kind }>,
    options?: ComputeOptions,
  ): Promise<ComputeAnswer<Kind>>;
  close(): Promise<void>;
}

export interface ComputeOptions {
  /** When aborted, the job is given up: it rejects with the signal's reason, and the thread is soon free. */
  readonly cancelled?: AbortSignal;
  /** When aborted, a plan ends with the best so far; refused with 'unavailable' while there is none. */
  readonly enough?: AbortSignal;
  /** How a plan gets on. */
  readonly onProgress?: (progress: SolveProgress) => void;
}

/** A thread that has not noticed for so long that its job is given up is replaced. */
const patienceMs = 3000;
/** So long without a sign of life, and its jobs are given up: plans and forecasts look every moment whether to stop. */
const SILENT_MS = 5 * 60_000;

interface Asked {
  readonly shared: Int32Array;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: (progress: SolveProgress) => void;
}

export interface ComputeThreadOptions {
  /** What the thread runs. */
  readonly file?: string;
  readonly silentMs?: number;
}

export function createComputeThread({
  file = path.join(__dirname, 'compute-thread-main.ts'),
  silentMs = SILENT_MS,
}: ComputeThreadOptions = {}): ComputeThread {
  let worker: Worker | null = null;
  let lastNumber = 0;
  const waiting = new Map<number, Asked>();

  const receive = (message: NumberedAnswer | NumberedProgress) => {
    const asked = waiting.get(message.number);
    if ('progress' in message) return asked?.onProgress(message.progress);
    waiting.delete(message.number);
    if (waiting.size === 0) worker?.unref();
    if ('refusal' in message) asked?.reject(errorOf(message.refusal));
    else asked?.resolve(message.answer as never);
  };
  const failAll = (error: Error) => {
    const failed = [...waiting.values()];
    waiting.clear();
    for (const { reject } of failed) reject(error);
  };
  const start = () => {
    // tsx/cjs reads TypeScript; the thread inherits nothing of how the process itself was started.
    const started = new Worker(file, {
      execArgv: ['--require', require.resolve('tsx/cjs')],
    });
    const watch = setInterval(replaceIfSilent, silentMs / 10).unref();
    const end = (error: Error) => {
      clearInterval(watch);
      if (worker !== started) return;
      worker = null;
      failAll(error);
    };
    started.on('message', receive);
    started.on('error', end);
    started.on('exit', (code) =>
      end(new Error(`The computing thread ended with code ${code}; the job is tried again.`)),
    );
    return started;
  };
  const stop = async () => {
    const stopped = worker;
    worker = null;
    await stopped?.terminate();
  };
  const replace = (why: string) => {
    failAll(new Error(`The computing thread ${why}; the job is tried again.`));
    void stop();
  };
  const replaceUnlessDone = (number: number) => {
    setTimeout(() => {
      // Jobs are computed in the order of asking: one behind another has not begun.
      const [running] = waiting.keys();
      if (running === number) replace('was stopped');
    }, patienceMs).unref();
  };
  let heard = { number: 0, signs: 0, at: 0 };
  const replaceIfSilent = () => {
    const [running] = waiting;
    if (running === undefined) return;
    const [number, { shared }] = running;
    const signs = Atomics.load(shared, SIGNS_OF_LIFE);
    const isOfNow = number === heard.number && signs === heard.signs;
    if (!isOfNow) heard = { number, signs, at: performance.now() };
    else if (performance.now() - heard.at > silentMs) replace('gave no sign of life');
  };

  return {
    run: (job, { cancelled, enough, onProgress = () => undefined } = {}) =>
      new Promise((resolve, reject) => {
        if (cancelled?.aborted) return reject(cancelled.reason);
        const number = ++lastNumber;
        const shared = new Int32Array(new SharedArrayBuffer(8));
        const raiseFlag = () => Atomics.store(shared, STOP, 1);
        const onCancelled = () => {
          raiseFlag();
          reject(cancelled!.reason);
          replaceUnlessDone(number);
        };
        cancelled?.addEventListener('abort', onCancelled, { once: true });
        enough?.addEventListener('abort', raiseFlag, { once: true });
        if (enough?.aborted) raiseFlag();
        const settled =
          <Outcome>(settle: (outcome: Outcome) => void) =>
          (outcome: Outcome) => {
            cancelled?.removeEventListener('abort', onCancelled);
            enough?.removeEventListener('abort', raiseFlag);
            settle(outcome);
          };
        waiting.set(number, {
          shared,
          resolve: settled(resolve),
          reject: settled(reject),
          onProgress: (progress) => cancelled?.aborted || onProgress(progress),
        });
        worker ??= start();
        worker.ref();
        worker.postMessage({ number, job, shared } satisfies NumberedJob);
      }),
    close: async () => {
      failAll(new Error('The computing thread was closed.'));
      await stop();
    },
  };
}

function errorOf({ code, message, details }: Refusal): Error {
  return code === null ? new Error(message) : new DomainError(code as DomainErrorCode, message, details);
}
