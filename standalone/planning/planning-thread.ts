import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { DomainError, type DomainErrorCode } from '../../domain/errors';
import type { PlanAnswer, PlanningProblem } from '../../domain/supply/planning-problem';
import type { SolveProgress } from '../../domain/supply/solve-model';

/** What the planning thread is given; raising the flag (to 1) asks it to end with its best plan so far. */
export interface PlanningTask {
  readonly problem: PlanningProblem;
  readonly stopFlag: SharedArrayBuffer;
}

export type PlanningMessage =
  | { readonly kind: 'progress'; readonly progress: SolveProgress }
  | { readonly kind: 'answer'; readonly answer: PlanAnswer }
  | { readonly kind: 'refusal'; readonly code: DomainErrorCode; readonly message: string };

export interface PlanningRun {
  /** The plan; after `stop`, or when time is up, the best so far with its bound and gap. */
  readonly answer: Promise<PlanAnswer>;
  /** Ends the run with the best plan so far; refused with 'unavailable' while there is none. */
  readonly stop: () => void;
}

/** Plans in a thread of its own, so that this one stays free to report progress and to stop it. */
export function startPlanning(
  problem: PlanningProblem,
  onProgress: (progress: SolveProgress) => void = () => undefined,
): PlanningRun {
  const stopFlag = new SharedArrayBuffer(4);
  const worker = new Worker(path.join(__dirname, 'planning-thread-main.ts'), {
    workerData: { problem, stopFlag } satisfies PlanningTask,
    // tsx/cjs reads TypeScript; the thread inherits nothing of how the process itself was started.
    execArgv: ['--require', require.resolve('tsx/cjs')],
  });
  const answer = new Promise<PlanAnswer>((resolve, reject) => {
    worker.on('message', (message: PlanningMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'answer') resolve(message.answer);
      else reject(new DomainError(message.code, message.message));
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      reject(new Error(`The planning thread ended with code ${code} without a plan.`)),
    );
  });
  return { answer, stop: () => Atomics.store(new Int32Array(stopFlag), 0, 1) };
}
