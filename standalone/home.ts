import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLineOf } from './processes';
import { StartRefused } from './start-refused';

/** The folder that holds all state of one machine (SOP_HOME), locked for one start at a time. */
export interface Home {
  readonly dir: string;
  readonly postgresDir: string;
  readonly temporalFile: string;
  readonly mailboxDir: string;
  readonly logDir: string;
  readonly runDir: string;
  readonly secrets: HomeSecrets;
  /** Holds the token that commands on this machine show to the api. */
  readonly localTokenFile: string;
  /** Leaves word for commands that talk to the running system; only its owner can read it. */
  readonly tellAddresses: (addresses: RunningAddresses) => void;
  readonly unlock: () => void;
}

/** What `running.json` in SOP_HOME says while everything is up. */
export interface RunningAddresses {
  readonly url: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalUiUrl: string | undefined;
  readonly smtpUrl: string;
  readonly mailboxDir: string | undefined;
}

/** Made on the first start and kept: a link in a mail still works after a restart. */
export interface HomeSecrets {
  readonly databasePassword: string;
  readonly sessionSecret: string;
  readonly linkSecret: string;
}

export function openHome(dir: string): Home {
  const runDir = path.join(dir, 'run');
  try {
    mkdirSync(runDir, { recursive: true });
  } catch (error) {
    throw new StartRefused(
      `SOP_HOME=${dir} cannot be written (${(error as Error).message}). Name another folder.`,
    );
  }
  const unlock = lock(dir);
  const addressesFile = path.join(dir, 'running.json');
  rmSync(addressesFile, { force: true });
  return {
    dir,
    postgresDir: path.join(dir, 'postgres'),
    temporalFile: path.join(dir, 'temporal.db'),
    mailboxDir: path.join(dir, 'mailbox'),
    logDir: path.join(dir, 'logs'),
    runDir,
    secrets: readOrMakeSecrets(path.join(dir, 'secrets.json')),
    localTokenFile: keepToken(path.join(dir, 'local-token')),
    tellAddresses: (addresses) => writeWhole(addressesFile, JSON.stringify(addresses, null, 2)),
    unlock: () => {
      rmSync(addressesFile, { force: true });
      unlock();
    },
  };
}

/** The addresses of the system that runs on this folder, or undefined when none does. */
export function findRunningAddresses(dir: string): RunningAddresses | undefined {
  const file = path.join(dir, 'running.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunningAddresses) : undefined;
}

/** In one step, so that nobody reads half of it. */
function writeWhole(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The lock is a file with our process number, put in place in one step; one of a process that is gone is void. */
function lock(dir: string): () => void {
  const lockFile = path.join(dir, 'lock');
  const ours = `${lockFile}.${process.pid}`;
  writeFileSync(ours, String(process.pid));
  try {
    for (let attempt = 1; !tryLink(ours, lockFile); attempt += 1) {
      const holder = existsSync(lockFile) ? Number(readFileSync(lockFile, 'utf8')) : 0;
      const isRunning = holder !== process.pid && commandLineOf(holder).includes('standalone/start');
      if (isRunning || attempt === 5) {
        throw new StartRefused(
          `Already running on ${dir} as process ${holder}. Stop it with Ctrl-C there (or: kill ${holder}), or set SOP_HOME to another folder.`,
        );
      }
      rmSync(lockFile, { force: true });
    }
  } finally {
    rmSync(ours, { force: true });
  }
  return () => rmSync(lockFile, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readOrMakeSecrets(file: string): HomeSecrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as HomeSecrets;
  const make = () => randomBytes(32).toString('hex');
  const secrets: HomeSecrets = { databasePassword: make(), sessionSecret: make(), linkSecret: make() };
  writeWhole(file, JSON.stringify(secrets, null, 2));
  return secrets;
}

function keepToken(file: string): string {
  if (!existsSync(file)) writeWhole(file, randomBytes(32).toString('hex'));
  return file;
}
