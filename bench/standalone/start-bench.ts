import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchGoal } from '../bench-goal';
import { startMachine } from './started-machine';

const FIRST_START_SECONDS = 60;
const SECOND_START_SECONDS = 8;

/** From `npm start` to its Ready line: in an empty folder, everything installed, and once more after an orderly end. */
export async function benchStart(print: (line: string) => void): Promise<BenchGoal[]> {
  print('Start (npm start to its Ready line)');
  const home = mkdtempSync(path.join(tmpdir(), 'sop-bench-start-'));
  try {
    const first = await startMachine(home);
    print(`  first start, with a new sample company: ${first.secondsToReady.toFixed(1)} s`);
    await first.stop();
    const second = await startMachine(home);
    print(`  second start: ${second.secondsToReady.toFixed(1)} s`);
    await second.stop();
    return [
      goal('first start after the install, s', first.secondsToReady, FIRST_START_SECONDS),
      goal('second start, s', second.secondsToReady, SECOND_START_SECONDS),
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const goal = (name: string, measured: number, most: number): BenchGoal => ({
  name,
  measured,
  goal: `<= ${most}`,
  isMet: measured <= most,
});
