import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { migrate } from '../../database/migrate';
import { type Postgres, startThrowawayPostgres } from '../../standalone/postgres';

/**
 * Lives in jest's own process for one run and starts, on first demand of any test file, the one PostgreSQL that
 * all share: with a migrated database in it that is copied for each file. Tests that need none start none.
 */
export interface Desk {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const template = 'sop_template';

export async function openDesk(runDir: string): Promise<Desk> {
  let postgres: Promise<Postgres> | undefined;
  const server = createServer((_request, response) => {
    postgres ??= startMigratedPostgres(runDir);
    postgres.then(
      (running) => response.end(JSON.stringify({ adminUrl: running.urlOf('postgres'), template })),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await (await postgres)?.stop();
    },
  };
}

async function startMigratedPostgres(runDir: string): Promise<Postgres> {
  const postgres = await startThrowawayPostgres(
    path.join(runDir, 'shared-postgres'),
    path.join(runDir, 'run'),
  );
  await postgres.createDatabase(template);
  await migrate(postgres.urlOf(template));
  return postgres;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The desk got no port.'));
      else resolve(address.port);
    });
  });
}
