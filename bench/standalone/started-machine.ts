import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { findFreePort } from '../../standalone/free-port';
import { findRunningAddresses, type RunningAddresses } from '../../standalone/home';

/** One `npm start` as a person would run it, on a folder of its own. */
export interface StartedMachine {
  readonly url: string;
  readonly secondsToReady: number;
  readonly addresses: RunningAddresses;
  readonly stop: () => Promise<void>;
}

const root = path.resolve(__dirname, '..', '..');
/** What a developer has set for their own system would replace parts that are to be measured. */
const replacesParts = /^(DATABASE_URL|TEMPORAL_ADDRESS|TEMPORAL_NAMESPACE|SMTP_URL|PUBLIC_URL|HOST)$/;

export async function startMachine(home: string): Promise<StartedMachine> {
  const port = String(await findFreePort());
  const settings = Object.entries(process.env).filter(([name]) => !replacesParts.test(name));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'standalone', 'start.mjs')], {
    cwd: root,
    env: { ...Object.fromEntries(settings), SOP_HOME: home, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const secondsToReady = (await untilReady(child, ended, startedAt)) / 1000;
  const addresses = findRunningAddresses(home);
  if (addresses === undefined) throw new Error(`It said that it is ready, but ${home} has no running.json.`);
  return {
    url: `http://127.0.0.1:${port}`,
    secondsToReady,
    addresses,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function untilReady(child: ChildProcess, ended: Promise<void>, startedAt: number): Promise<number> {
  let output = '';
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      if (/^Ready: /m.test(output)) resolve(performance.now() - startedAt);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    void ended.then(() => reject(new Error(`npm start ended before it was ready:\n${output}`)));
  });
}
