import { NativeConnection, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { createActivities } from '../activities';
import { readEnvironmentOrExit } from '../config/environment';
import { createDatabase } from '../database/client';
import { createMailer } from '../email/mailer';
import { startBeating } from './beat';
import { startSignInPost } from './sign-in-post';
import { startSopWorkers } from './sop-workers';

void run();

/** One worker process: all three queues, until SIGTERM or SIGINT; what runs then is finished first. */
async function run(): Promise<void> {
  const environment = readEnvironmentOrExit();
  const log = pino({ name: 'worker', level: environment.logLevel });
  Runtime.install({ logger: runtimeLogger(log), shutdownSignals: [] });
  const database = createDatabase(environment.databaseUrl, {
    maxConnections: 20,
    onConnectionLost: (error) => log.warn({ err: error }, 'A database connection was lost'),
  });
  const mailer = createMailer(environment);
  const dependencies = { database, clock: () => new Date(), config: environment, mailer, log };
  const signInPost = startSignInPost(dependencies);
  try {
    const connection = await NativeConnection.connect({ address: environment.temporal.address });
    const workers = await startSopWorkers({
      connection,
      namespace: environment.temporal.namespace,
      activities: createActivities(dependencies),
      ...(environment.workerBuild ? { build: environment.workerBuild } : {}),
      ...(environment.workflowBundle ? { workflowBundle: { codePath: environment.workflowBundle } } : {}),
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, workers.shutdown);
    const { pool } = database;
    const beat = startBeating({ pool, isAtWork: workers.isAtWork, log });
    log.info('The worker is ready');
    try {
      await workers.finished;
    } finally {
      await beat.stop();
    }
    await connection.close();
    log.info('The worker has finished what it had begun');
  } catch (error) {
    log.fatal({ err: error }, 'The worker cannot go on');
    process.exitCode = 1;
  } finally {
    await signInPost.stop();
    mailer.close();
    await database.close();
  }
}

/** Temporal's own lines in the form and at the level of all others; its information is detail here. */
function runtimeLogger(log: pino.Logger) {
  const write = (level: 'trace' | 'debug' | 'warn' | 'error') => (message: string, facts?: object) =>
    log[level]({ ...facts }, message);
  return {
    log: (level: string, message: string, facts?: object) =>
      write(level === 'WARN' ? 'warn' : level === 'ERROR' ? 'error' : 'debug')(message, facts),
    trace: write('trace'),
    debug: write('debug'),
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
  };
}
