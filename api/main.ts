import type { Server } from 'node:http';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { readEnvironmentOrExit } from '../config/environment';
import { createDatabase } from '../database/client';
import { createMailer } from '../email/mailer';
import { createApp } from './app';
import { createChangeFeed } from './events/change-feed';
import { createCycleDoor } from './temporal/cycle-door';

/** How long requests in hand may take when the process is asked to end. */
const DRAIN_MS = 10_000;

/** The API process: connects, listens, and ends in order on SIGTERM or SIGINT. */
function main(): void {
  const environment = readEnvironmentOrExit();
  const log = pino({ level: environment.logLevel, name: 'api' });
  const database = createDatabase(environment.databaseUrl, {
    onConnectionLost: (error) => log.warn({ error: error.message }, 'A database connection was lost'),
  });
  // Lazy: the pages can be read while Temporal is away.
  const connection = Connection.lazy({ address: environment.temporal.address });
  const client = new Client({ connection, namespace: environment.temporal.namespace });
  const mailer = createMailer(environment);
  const changes = createChangeFeed(database.pool, log);
  const app = createApp({
    database,
    clock: () => new Date(),
    config: { ...environment, webFolder: path.join(__dirname, '..', 'web', 'dist') },
    cycles: createCycleDoor(client),
    mailer,
    changes,
    log,
  });
  const server = app.listen(environment.port, environment.host, (error) => {
    if (error) {
      log.fatal({ error: error.message }, `Cannot listen on ${environment.host}:${environment.port}`);
      process.exit(1);
    }
    log.info({ host: environment.host, port: environment.port }, 'The API listens');
  });

  const end = async (): Promise<void> => {
    await changes.close();
    await closed(server);
    mailer.close();
    await connection.close();
    await database.close();
  };
  let isEnding = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isEnding) return;
      isEnding = true;
      end().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, 'The API did not end in order');
          process.exit(1);
        },
      );
    });
  }
}

/** Takes no new connection, lets requests in hand finish, and cuts open event streams off. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

main();
