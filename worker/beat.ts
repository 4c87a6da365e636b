import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Pool } from 'pg';
import { forgetEndedWorkers, noteWorkerBeat, noteWorkerEnd } from '../database/worker-beat-repository';
import { pauseUnless } from './pause-unless';

const BEAT_MS = 5_000;
const AGAIN_AFTER_FAILURE_MS = 1_000;

export interface BeatOptions {
  readonly pool: Pool;
  /** A worker that does not take anything (any more) falls silent. */
  readonly isAtWork: () => boolean;
  readonly log: { readonly warn: (facts: object, message: string) => void };
}

/**
 * Says every few seconds in the database that this worker is at work, until it is stopped. Temporal lists a killed
 * worker for minutes; this is how `GET /health` knows within a quarter of one.
 */
export function startBeating({ pool, isAtWork, log }: BeatOptions): { stop: () => Promise<void> } {
  const workerId = `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`;
  const stopping = new AbortController();
  let isFailing = false;

  const attempt = async (write: () => Promise<void>): Promise<void> => {
    try {
      await write();
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, 'PostgreSQL did not take the sign of life of this worker');
      isFailing = true;
    }
  };
  const beat = async (): Promise<void> => {
    await attempt(() => forgetEndedWorkers(pool));
    while (!stopping.signal.aborted) {
      if (isAtWork()) await attempt(() => noteWorkerBeat(pool, workerId));
      await pauseUnless(stopping.signal, isFailing ? AGAIN_AFTER_FAILURE_MS : BEAT_MS);
    }
    await attempt(() => noteWorkerEnd(pool, workerId));
  };
  const beating = beat();
  return {
    stop: () => {
      stopping.abort();
      return beating;
    },
  };
}
