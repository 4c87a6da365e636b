import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findSampleSignIns } from '../../standalone/first-company';
import type { BenchGoal } from '../bench-goal';
import { playMonthByMail } from './month-by-mail';
import { startMachine } from './started-machine';

const MOST_MEGABYTES = 700;
const name = 'api and worker after a month, MB';
const goal = `<= ${MOST_MEGABYTES}`;

/** Resident memory of api and worker, their helper processes with them, after a whole month of the sample company. */
export async function benchMemory(print: (line: string) => void): Promise<BenchGoal[]> {
  print('Memory (api and worker, after a month that was played through mail links)');
  if (!existsSync('/proc/self/status')) {
    print('  left out: this system does not tell the memory of a process under /proc');
    return [{ name, measured: null, goal, isMet: null }];
  }
  const home = mkdtempSync(path.join(tmpdir(), 'sop-bench-memory-'));
  const machine = await startMachine(home);
  try {
    const before = memoryOf(home);
    const signIns = await findSampleSignIns(machine.addresses.databaseUrl);
    const ownerEmail = signIns.find(({ role }) => role === 'process-owner')?.email ?? '';
    const { mailboxDir = '' } = machine.addresses;
    const acts = await playMonthByMail({ url: machine.url, mailboxDir, ownerEmail });
    const after = memoryOf(home);
    print(`  at the start: ${describe(before)}`);
    print(`  after a month with ${acts} acts of people: ${describe(after)}`);
    const measured = after.api + after.worker;
    return [{ name, measured, goal, isMet: measured <= MOST_MEGABYTES }];
  } finally {
    await machine.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

interface Memory {
  readonly api: number;
  readonly worker: number;
}

const memoryOf = (home: string): Memory => ({
  api: megabytesOf(pidOf(home, 'api')),
  worker: megabytesOf(pidOf(home, 'worker')),
});

const pidOf = (home: string, part: string) =>
  Number(readFileSync(path.join(home, 'run', `${part}.pid`), 'utf8').split('\n')[0]);

/** A process and all that it has started. */
function megabytesOf(pid: number): number {
  const processes = readdirSync('/proc').flatMap((entry) =>
    /^\d+$/.test(entry) ? statusOf(Number(entry)) : [],
  );
  const sumOf = (each: number): number =>
    processes.reduce(
      (sum, { pid: its, parent, megabytes }) =>
        sum + (its === each ? megabytes : 0) + (parent === each ? sumOf(its) : 0),
      0,
    );
  return sumOf(pid);
}

/** Empty for one that has ended meanwhile. */
function statusOf(pid: number): { pid: number; parent: number; megabytes: number }[] {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return [];
  const status = readFileSync(file, 'utf8');
  const numberAfter = (label: string) =>
    Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return [{ pid, parent: numberAfter('PPid'), megabytes: numberAfter('VmRSS') / 1024 }];
}

const describe = ({ api, worker }: Memory) => `api ${Math.round(api)} MB, worker ${Math.round(worker)} MB`;
