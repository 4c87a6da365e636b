import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { DomainError, type DomainErrorCode } from '../../domain/errors';
import type { SolveProgress } from '../../domain/supply/solve-control';
import type {
  ComputeAnswer,
  ComputeJob,
  NumberedAnswer,
  NumberedJob,
  NumberedProgress,
  Refusal,
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

interface Asked {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: (progress: SolveProgress) => void;
}

export function createComputeThread(): ComputeThread {
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
    const started = new Worker(path.join(__dirname, 'compute-thread-main.ts'), {
      execArgv: ['--require', require.resolve('tsx/cjs')],
    });
    const end = (error: Error) => {
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
  const replaceUnlessDone = (number: number) => {
    setTimeout(() => {
      // Jobs are computed in the order of asking: one behind another has not begun.
      const [running] = waiting.keys();
      if (running !== number) return;
      failAll(new Error('The computing thread was stopped; the job is tried again.'));
      void stop();
    }, patienceMs).unref();
  };

  return {
    run: (job, { cancelled, enough, onProgress = () => undefined } = {}) =>
      new Promise((resolve, reject) => {
        if (cancelled?.aborted) return reject(cancelled.reason);
        const number = ++lastNumber;
        const stopFlag = new SharedArrayBuffer(4);
        const raiseFlag = () => Atomics.store(new Int32Array(stopFlag), 0, 1);
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
          resolve: settled(resolve),
          reject: settled(reject),
          onProgress: (progress) => cancelled?.aborted || onProgress(progress),
        });
        worker ??= start();
        worker.ref();
        worker.postMessage({ number, job, stopFlag } satisfies NumberedJob);
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
