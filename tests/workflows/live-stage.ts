import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createActivities } from '../../activities';
import { createDatabase, type Database } from '../../database/client';
import { createMailer } from '../../email/mailer';
import { type MailCatcher, startMailCatcher } from '../../standalone/mail-catcher';
import { type SopWorkers, startSopWorkers, type WorkerBuild } from '../../worker/sop-workers';
import { createTestDatabase } from '../support/database';
import { startTestTemporal, type TestTemporal } from '../support/temporal';

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** The full Temporal server with PostgreSQL and SMTP, in real time. */
export interface LiveStage {
  readonly temporal: TestTemporal;
  readonly client: Client;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly catcher: MailCatcher;
  readonly startWorkers: (build?: WorkerBuild) => Promise<SopWorkers>;
  readonly close: () => Promise<void>;
}

export async function openLiveStage(): Promise<LiveStage> {
  const testDatabase = await createTestDatabase();
  const temporal = await startTestTemporal();
  const catcher = await startMailCatcher();
  const database = createDatabase(testDatabase.url, { maxConnections: 20 });
  const mailFrom = 'S&OP <sop@example.com>';
  const mailer = createMailer({ smtpUrl: catcher.url, mailFrom });
  const connection = await Connection.connect({ address: temporal.address });
  const nativeConnection = await NativeConnection.connect({ address: temporal.address });
  const activities = createActivities({
    database,
    clock: () => new Date(),
    config: { publicUrl: 'http://localhost:3000', mailFrom, linkSecret: randomUUID() + randomUUID() },
    mailer,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const started: SopWorkers[] = [];
  return {
    temporal,
    client: new Client({ connection }),
    database,
    databaseUrl: testDatabase.url,
    catcher,
    startWorkers: async (build) => {
      const workers = await startSopWorkers({
        connection: nativeConnection,
        namespace: 'default',
        activities,
        ...(build && { build }),
      });
      started.push(workers);
      return workers;
    },
    close: async () => {
      for (const workers of started) {
        workers.shutdown();
        await workers.finished;
      }
      await nativeConnection.close();
      await connection.close();
      mailer.close();
      await catcher.stop();
      await database.close();
      await temporal.stop();
      await testDatabase.drop();
    },
  };
}
