import type { Pool } from 'pg';

/** A worker that was not heard of for so long is gone or hangs; it speaks up three times within it. */
const SILENT_AFTER_SECONDS = 15;
/** Rows of workers that ended long ago are removed when a worker starts, so that the table stays small. */
const FORGOTTEN_AFTER_DAYS = 1;

/** Notes that a worker is at work. Instants are the database's own, so that no machine's clock matters. */
export async function noteWorkerBeat(pool: Pool, workerId: string): Promise<void> {
  await pool.query(
    `INSERT INTO "WorkerBeat" ("workerId", "startedAt", "seenAt") VALUES ($1, now(), now())
     ON CONFLICT ("workerId") DO UPDATE SET "seenAt" = now()`,
    [workerId],
  );
}

export async function noteWorkerEnd(pool: Pool, workerId: string): Promise<void> {
  await pool.query('UPDATE "WorkerBeat" SET "endedAt" = now() WHERE "workerId" = $1', [workerId]);
}

export async function forgetEndedWorkers(pool: Pool): Promise<void> {
  await pool.query(`DELETE FROM "WorkerBeat" WHERE "seenAt" < now() - make_interval(days => $1)`, [
    FORGOTTEN_AFTER_DAYS,
  ]);
}

/** How many workers were heard of lately; null when none was ever, so that nothing can be said. */
export async function countWorkersAtWork(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ known: number; atWork: number }>(
    `SELECT count(*)::int AS known,
            count(*) FILTER (
              WHERE "endedAt" IS NULL AND "seenAt" > now() - make_interval(secs => $1)
            )::int AS "atWork"
     FROM "WorkerBeat"`,
    [SILENT_AFTER_SECONDS],
  );
  const [counted] = rows;
  return counted === undefined || counted.known === 0 ? null : counted.atWork;
}
