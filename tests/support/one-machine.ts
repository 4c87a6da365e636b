import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findFreePort } from '../../standalone/free-port';
import { findRunningAddresses, type RunningAddresses } from '../../standalone/home';
import { commandLineOf } from '../../standalone/processes';

const root = path.resolve(__dirname, '..', '..');

/** One `npm start` as a person would run it, with a folder and a port of its own. */
export interface OneMachineRun {
  readonly process: ChildProcess;
  readonly url: string;
  /** All that it has printed so far. */
  readonly output: () => string;
  /** Resolves with the milliseconds it took to the Ready line; fails with the output when it ends before. */
  readonly ready: Promise<number>;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  readonly addresses: () => RunningAddresses;
}

export async function runOneMachine(home: string, env: NodeJS.ProcessEnv = {}): Promise<OneMachineRun> {
  const port = env.PORT ?? String(await findFreePort());
  const startedAt = Date.now();
  const child = spawn(process.execPath, [path.join(root, 'standalone', 'start.mjs')], {
    cwd: root,
    detached: true,
    env: { ...withoutOurSettings(), SOP_HOME: home, PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? code ?? 'nothing'));
  });
  const ready = new Promise<number>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      if (/^Ready: /m.test(output)) resolve(Date.now() - startedAt);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void ended.then((how) => reject(new Error(`npm start ended (${how}) before it was ready:\n${output}`)));
  });
  ready.catch(() => undefined); // A test that expects a refusal waits for `ended` instead.
  return {
    process: child,
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    ready,
    ended,
    addresses: () => {
      const addresses = findRunningAddresses(home);
      if (!addresses) throw new Error('It is not ready: running.json is not there.');
      return addresses;
    },
  };
}

/** The process number of one part (`postgres`, `temporal`, `worker`, `api`), read as a later start would. */
export function partOf(home: string, name: string): number {
  return Number(readFileSync(path.join(home, 'run', `${name}.pid`), 'utf8').split('\n')[0]);
}

/** Command lines that still name this folder: empty when nothing was left behind. */
export function processesOf(home: string): string[] {
  const pids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return pids.map((pid) => commandLineOf(Number(pid))).filter((words) => words.includes(home));
}

/** What a developer has set for their own system must not leak into a test's. */
function withoutOurSettings(): NodeJS.ProcessEnv {
  const ours =
    /^(DATABASE_URL|TEMPORAL_ADDRESS|TEMPORAL_NAMESPACE|SMTP_URL|PUBLIC_URL|MAIL_FROM|LOG_LEVEL|HOST|.*_SECRET)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
