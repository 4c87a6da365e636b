import { parentPort } from 'node:worker_threads';
import { DomainError } from '../../domain/errors';
import { baselineForecasts } from '../../domain/plan/baseline-forecasts';
import { Planner } from '../../domain/supply/planner';
import type { SolveControl } from '../../domain/supply/solve-control';
import {
  type ComputeAnswers,
  type ComputeJob,
  type NumberedAnswer,
  type NumberedJob,
  type NumberedProgress,
  type Refusal,
  SIGNS_OF_LIFE,
  STOP,
} from './compute-job';

// The computing thread: one job after the other, in the order of asking.

let last: Promise<void> = Promise.resolve();

parentPort!.on('message', (asked: NumberedJob) => {
  last = last.then(async () => send(await answered(asked)));
});

function send(message: NumberedAnswer | NumberedProgress): void {
  parentPort!.postMessage(message);
}

async function answered({ number, job, shared }: NumberedJob): Promise<NumberedAnswer> {
  const control: SolveControl = {
    // Asked again and again by whatever gets on.
    shouldStop: () => {
      Atomics.add(shared, SIGNS_OF_LIFE, 1);
      return Atomics.load(shared, STOP) === 1;
    },
    onProgress: (progress) => send({ number, progress }),
  };
  try {
    return { number, answer: await compute(job, control) };
  } catch (error) {
    return { number, refusal: refusalOf(error) };
  }
}

function compute(
  job: ComputeJob,
  control: SolveControl,
): ComputeAnswers[ComputeJob['kind']] | Promise<ComputeAnswers['supply']> {
  switch (job.kind) {
    case 'forecast':
      return baselineForecasts(job.input, () => {
        if (control.shouldStop?.()) throw new DomainError('unavailable', 'The forecast was stopped.');
      });
    case 'supply':
      return new Planner().plan(job.problem, control);
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof DomainError) {
    return { code: error.code, message: error.message, details: error.details };
  }
  return {
    code: null,
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    details: [],
  };
}
