import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ApplicationFailure, Context } from '@temporalio/activity';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createActivities } from '../../activities';
import { createDatabase, type Database } from '../../database/client';
import { createMailer } from '../../email/mailer';
import { startMailCatcher } from '../../standalone/mail-catcher';
import { bundleWorkflows, startSopWorkers } from '../../worker/sop-workers';
import { createTestDatabase } from '../support/database';
import { startTimeSkipping } from '../support/temporal';

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** Unchanged workflows and activities on PostgreSQL, SMTP and the time-skipping Temporal server. */
export interface Stage {
  readonly env: TestWorkflowEnvironment;
  readonly database: Database;
  readonly now: () => Promise<Date>;
  readonly sleepUntil: (at: Date) => Promise<void>;
  /** While true, every activity fails as it does when PostgreSQL cannot be reached. */
  readonly outage: { isOn: boolean };
  /** While true, the mail server takes seconds for each mail. */
  readonly slowMails: { isOn: boolean };
  /** While true, workflows hear of what an activity has done only after everyone else. */
  readonly slowAnswers: { isOn: boolean };
  /** While true, plans cannot be laid into the publishing folder. */
  readonly fullFolder: { isOn: boolean };
  readonly close: () => Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const testDatabase = await createTestDatabase();
  const env = await startTimeSkipping();
  const catcher = await startMailCatcher();
  const database = createDatabase(testDatabase.url, { maxConnections: 20 });
  const mailFrom = 'S&OP <sop@example.com>';
  const mailer = createMailer({ smtpUrl: catcher.url, mailFrom });
  const activities = createActivities({
    database,
    // When the server wanted the activity to run: its own time, not the process's.
    clock: () => new Date(Context.current().info.currentAttemptScheduledTimestampMs),
    config: { publicUrl: 'http://localhost:3000', mailFrom, linkSecret: randomUUID() + randomUUID() },
    mailer,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const workflowBundle = await bundleWorkflows();
  const outage = { isOn: false };
  const slowMails = { isOn: false };
  const slowAnswers = { isOn: false };
  const fullFolder = { isOn: false };
  const workers = await startSopWorkers({
    connection: env.nativeConnection,
    namespace: 'default',
    activities: hampered({ outage, slowMails, slowAnswers, fullFolder }, activities),
    workflowBundle,
    mailsPerSecond: 1_000,
  });
  const now = async () => new Date(await env.currentTimeMs());
  return {
    env,
    database,
    now,
    sleepUntil: async (at) => {
      const waitMs = at.getTime() - (await now()).getTime();
      if (waitMs > 0) await env.sleep(waitMs);
    },
    outage,
    slowMails,
    slowAnswers,
    fullFolder,
    close: async () => {
      workers.shutdown();
      await workers.finished;
      await database.close();
      mailer.close();
      await catcher.stop();
      await env.teardown();
      await testDatabase.drop();
    },
  };
}

function hampered(
  {
    outage,
    slowMails,
    slowAnswers,
    fullFolder,
  }: Pick<Stage, 'outage' | 'slowMails' | 'slowAnswers' | 'fullFolder'>,
  activities: object,
): object {
  const all = Object.entries(activities as Record<string, (input: never) => Promise<unknown>>);
  return Object.fromEntries(
    all.map(([name, run]) => [
      name,
      async (input: never) => {
        if (slowMails.isOn && name === 'sendMail') await setTimeout(2_000);
        if (fullFolder.isOn && name === 'publishPlan') {
          throw ApplicationFailure.nonRetryable('ENOSPC: no space left on device', 'conflict');
        }
        if (outage.isOn) throw new Error('connect ECONNREFUSED');
        const done = await run(input);
        if (slowAnswers.isOn) await setTimeout(500);
        return done;
      },
    ]),
  );
}
