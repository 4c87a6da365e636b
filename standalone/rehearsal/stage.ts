import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Context } from '@temporalio/activity';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createActivities } from '../../activities';
import { createApp } from '../../api/app';
import { createChangeFeed } from '../../api/events/change-feed';
import { type CycleDoor, createCycleDoor } from '../../api/temporal/cycle-door';
import { createDatabase } from '../../database/client';
import { migrate } from '../../database/migrate';
import { TASK_QUEUES, WORKFLOW_TYPES } from '../../domain/cycle/workflow-ids';
import { createMailer } from '../../email/mailer';
import { startSignInPost } from '../../worker/sign-in-post';
import { startSopWorkers } from '../../worker/sop-workers';
import { startMailCatcher } from '../mail-catcher';
import { startThrowawayPostgres } from '../postgres';
import { startGuard } from '../processes';
import { findTimeSkippingServer } from '../temporal-binary';
import type { Stage } from './play';
import { RehearsalClock } from './rehearsal-clock';

export interface OpenStage extends Stage {
  /** Takes everything down again, and leaves nothing behind. */
  close(): Promise<void>;
}

const silent = { info: () => undefined, warn: () => undefined };

/**
 * The whole product on servers of its own: a throw-away PostgreSQL, a Temporal server whose time can be skipped, a mail
 * catcher, and workers and API in this process. What runs is what runs in production; only the clock is passed in.
 */
export async function openStage(say: (line: string) => void): Promise<OpenStage> {
  const closing: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  closing.push(onInterrupt(close));
  try {
    return { ...(await raise(say, closing)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Ctrl-C takes everything down before the process ends. Gives back how to stop listening for it. */
function onInterrupt(close: () => Promise<void>): () => void {
  const interrupted = () => {
    close().then(
      () => process.exit(130),
      () => process.exit(130),
    );
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, interrupted);
  return () => {
    for (const signal of signals) process.off(signal, interrupted);
  };
}

async function raise(
  say: (line: string) => void,
  closing: (() => Promise<unknown> | unknown)[],
): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sop-rehearsal-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const runDir = path.join(folder, 'run');
  closing.push(startGuard(runDir));

  const temporalProgram = await findTimeSkippingServer(say);
  quietenTemporal();
  const [postgres, temporal] = await Promise.all([
    startThrowawayPostgres(folder, runDir),
    TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: temporalProgram } },
    }),
  ]);
  closing.push(
    () => postgres.stop(),
    () => temporal.teardown(),
  );
  await postgres.createDatabase('sop');
  const databaseUrl = postgres.urlOf('sop');
  await migrate(databaseUrl);
  const database = createDatabase(databaseUrl, { maxConnections: 20 });
  closing.push(() => database.close());

  const catcher = await startMailCatcher();
  closing.push(() => catcher.stop());
  const clock = new RehearsalClock(await temporal.currentTimeMs());
  const log = { ...silent, error: (facts: object, message: string) => say(`${message}: ${reasonIn(facts)}`) };
  const config = {
    publicUrl: 'http://localhost:3000',
    mailFrom: 'S&OP cycle <sop@localhost>',
    linkSecret: randomBytes(32).toString('hex'),
    sessionSecret: randomBytes(32).toString('hex'),
    mailboxDir: undefined,
  };
  const mailer = createMailer({ smtpUrl: catcher.url, mailFrom: config.mailFrom });
  closing.push(() => mailer.close());

  const namespace = temporal.namespace ?? 'default';
  const dependencies = { database, clock: clock.now, config, mailer, log };
  const signInPost = startSignInPost(dependencies, 50);
  closing.push(signInPost.stop);
  const activities = createActivities(dependencies);
  const workers = await startSopWorkers({
    connection: temporal.nativeConnection,
    namespace,
    activities: hearingTheTime(activities, clock),
  });
  closing.push(async () => {
    workers.shutdown();
    await workers.finished;
  });

  // A client of its own: the environment's would skip time whenever it waits for a result.
  const client = new Client({ connection: temporal.connection, namespace });
  const changes = createChangeFeed(database.pool, log);
  closing.push(() => changes.close());
  const app = createApp({
    database,
    clock: clock.now,
    config: { ...config, signInsPerQuarterHour: 1_000 },
    cycles: { ...createCycleDoor(client), kickOff: startCycleItself(client, activities) },
    mailer,
    changes,
    log,
  });
  const server = await listen(app);
  closing.push(() => closed(server));

  return {
    database,
    catcher,
    clock: clock.now,
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async sleepUntil(at) {
      const aheadMs = at.getTime() - (await temporal.currentTimeMs());
      if (aheadMs > 0) await temporal.sleep(aheadMs);
      clock.hear(at.getTime());
    },
  };
}

/**
 * Starts a cycle as the kick-off workflow does, without that workflow: the time-skipping server holds its time for
 * minutes when a child ends after its parent, and a cycle outlives its kick-off by a month.
 */
function startCycleItself(
  client: Client,
  activities: ReturnType<typeof createActivities>,
): CycleDoor['kickOff'] {
  return async (_unitCode, { unitId, period, startedById }) => {
    const { cycleId, workflowId, isNew } = await activities.createCycle({ unitId, period, startedById });
    const options = { workflowId, taskQueue: TASK_QUEUES.orchestration, args: [{ cycleId }] };
    await client.workflow.start(WORKFLOW_TYPES.monthlyCycle, options);
    return { period, cycleId, isNew };
  };
}

/** Each activity brings the server's time along, so that what it writes bears the rehearsed instant. */
function hearingTheTime<Activities extends object>(activities: Activities, clock: RehearsalClock): object {
  const entries = Object.entries(activities) as [string, (input: unknown) => Promise<unknown>][];
  return Object.fromEntries(
    entries.map(([name, run]) => [
      name,
      (input: unknown) => {
        clock.hear(Context.current().info.currentAttemptScheduledTimestampMs);
        return run(input);
      },
    ]),
  );
}

function quietenTemporal(): void {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('ERROR', ({ message, meta }) => {
      process.stderr.write(`${message} ${meta ? JSON.stringify(meta) : ''}\n`);
    }),
    telemetryOptions: { logging: { forward: {}, filter: 'error' } },
  });
}

function reasonIn(facts: object): string {
  const { error } = facts as { error?: unknown };
  return error instanceof Error ? error.message : JSON.stringify(facts);
}

function listen(app: ReturnType<typeof createApp>): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(0, '127.0.0.1', (error) => (error ? reject(error) : resolve(server)));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
