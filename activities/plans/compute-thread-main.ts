import { parentPort } from 'node:worker_threads';
import { DomainError } from '../../domain/errors';
import { baselineForecasts } from '../../domain/plan/baseline-forecasts';
import { Planner } from '../../domain/supply/planner';
import type { ComputeAnswers, ComputeJob, NumberedAnswer, NumberedJob, Refusal } from './compute-job';

// The computing thread: one job after the other, in the order of asking.

let last: Promise<void> = Promise.resolve();

parentPort!.on('message', ({ number, job }: NumberedJob) => {
  last = last.then(async () => parentPort!.postMessage(await answered(number, job)));
});

async function answered(number: number, job: ComputeJob): Promise<NumberedAnswer> {
  try {
    return { number, answer: await compute(job) };
  } catch (error) {
    return { number, refusal: refusalOf(error) };
  }
}

function compute(job: ComputeJob): ComputeAnswers[ComputeJob['kind']] | Promise<ComputeAnswers['supply']> {
  switch (job.kind) {
    case 'forecast':
      return baselineForecasts(job.input);
    case 'supply':
      return new Planner().plan(job.problem);
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
