import { parentPort, workerData } from 'node:worker_threads';
import { DomainError } from '../../domain/errors';
import { solvePlan } from '../../domain/supply/solve-plan';
import type { PlanningMessage, PlanningTask } from './planning-thread';

// The planning thread: one problem, then it ends.

const { problem, stopFlag } = workerData as PlanningTask;
const flag = new Int32Array(stopFlag);

solvePlan(problem, {
  shouldStop: () => Atomics.load(flag, 0) === 1,
  onProgress: (progress) => send({ kind: 'progress', progress }),
}).then(
  (answer) => send({ kind: 'answer', answer }),
  (error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    send({ kind: 'refusal', code: error.code, message: error.message });
  },
);

function send(message: PlanningMessage): void {
  parentPort!.postMessage(message);
}
