import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { migrate } from '../../database/migrate';
import { type Postgres, startThrowawayPostgres } from '../../standalone/postgres';

/**
 * Lives in jest's own process for one run and makes, on first demand of any test file, what all share: at `/postgres`
 * the one PostgreSQL, with a migrated database in it that is copied for each file; at `/pages` the folder with the
 * built pages. Tests that need neither wait for neither.
 */
export interface Desk {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const template = 'sop_template';

export async function openDesk(runDir: string): Promise<Desk> {
  let postgres: Promise<Postgres> | undefined;
  let pages: Promise<string> | undefined;
  const make = async (what: string | undefined): Promise<unknown> => {
    if (what === '/postgres') {
      postgres ??= startMigratedPostgres(runDir);
      return { adminUrl: (await postgres).urlOf('postgres'), template };
    }
    pages ??= buildPages(path.join(runDir, 'pages'));
    return { folder: await pages };
  };
  const server = createServer((request, response) => {
    make(request.url).then(
      (made) => response.end(JSON.stringify(made)),
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

/** The pages of this source, in a folder of the run: `web/dist` may be of an older one. */
function buildPages(folder: string): Promise<string> {
  const root = path.join(__dirname, '..', '..');
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const build = spawn(
    process.execPath,
    [vite, 'build', 'web', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let troubles = '';
  build.stderr.setEncoding('utf8').on('data', (text: string) => {
    troubles += text;
  });
  return new Promise((resolve, reject) => {
    build.once('error', reject);
    build.once('close', (code) => {
      if (code === 0) resolve(folder);
      else reject(new Error(`The pages could not be built:\n${troubles}`));
    });
  });
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
