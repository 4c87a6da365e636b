import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { DomainError, type DomainErrorCode } from '../../domain/errors';
import type { ComputeAnswer, ComputeJob, NumberedAnswer, NumberedJob, Refusal } from './compute-job';

/**
 * Forecasting and solving keep a thread busy for seconds; here they have one of their own, so that the worker goes on
 * polling and beating meanwhile. It starts with the first job and keeps the process alive only
 * while one is being computed.
 */
export interface ComputeThread {
  /** The answer to a job; rejects with the signal's reason when it is aborted, and the thread stops computing. */
  run<Kind extends ComputeJob['kind']>(
    job: Extract<ComputeJob, { kind: Kind }>,
    signal?: AbortSignal,
  ): Promise<ComputeAnswer<Kind>>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

export function createComputeThread(): ComputeThread {
  let worker: Worker | null = null;
  let lastNumber = 0;
  const waiting = new Map<number, Waiting>();

  const give = (answer: NumberedAnswer) => {
    const asker = waiting.get(answer.number);
    waiting.delete(answer.number);
    if (waiting.size === 0) worker?.unref();
    if ('refusal' in answer) asker?.reject(errorOf(answer.refusal));
    else asker?.resolve(answer.answer as never);
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
    started.on('message', give);
    started.on('error', (error) => {
      if (worker !== started) return;
      worker = null;
      failAll(error);
    });
    started.on('exit', (code) => {
      if (worker !== started) return;
      worker = null;
      failAll(new Error(`The computing thread ended with code ${code}; the job is tried again.`));
    });
    return started;
  };

  const stop = async () => {
    const stopped = worker;
    worker = null;
    await stopped?.terminate();
  };

  return {
    run: (job, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const number = ++lastNumber;
        const onAbort = () => {
          waiting.delete(number);
          reject(signal!.reason);
          // A computation cannot be interrupted: the thread goes, and the jobs behind this one are tried again.
          failAll(new Error('The computing thread was stopped; the job is tried again.'));
          void stop();
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        const done =
          <Outcome>(settle: (outcome: Outcome) => void) =>
          (outcome: Outcome) => {
            signal?.removeEventListener('abort', onAbort);
            settle(outcome);
          };
        waiting.set(number, { resolve: done(resolve), reject: done(reject) });
        worker ??= start();
        worker.ref();
        worker.postMessage({ number, job } satisfies NumberedJob);
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
