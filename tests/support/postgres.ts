import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { migrate } from '../../database/migrate';
import { type Postgres, startPostgres } from '../../standalone/postgres';
import { makeRunFolder, pidFolder } from './run-folder';

export interface OwnPostgres {
  /** Connection string of its migrated database; it stays the same over a restart. */
  readonly url: string;
  readonly kill: () => Promise<void>;
  /** Starts it again on the same folder and port, after `kill` or `stop`. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A PostgreSQL of one's own, for tests that kill it. Others share one: see database.ts. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = makeRunFolder('postgres');
  const password = randomBytes(16).toString('hex');
  const start = (port?: number): Promise<Postgres> =>
    startPostgres({
      dataDir: path.join(folder, 'data'),
      logDir: folder,
      runDir: pidFolder(),
      name: path.basename(folder),
      password,
      ...(port === undefined ? {} : { port }),
    });
  let running = await start();
  await running.createDatabase('sop');
  await migrate(running.urlOf('sop'));
  return {
    url: running.urlOf('sop'),
    kill: async () => {
      process.kill(running.process.pid, 'SIGKILL');
      await running.process.exited;
    },
    restart: async () => {
      running = await start(running.port);
    },
    stop: () => running.stop(),
  };
}
