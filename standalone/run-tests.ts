import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBrowser } from './find-browser';
import { findTemporalCli, findTimeSkippingServer } from './temporal-binary';

/** What `npm test` runs once packages are there: fetches the programs that tests drive, then jest. */
async function runTests(given: readonly string[]): Promise<number> {
  process.env.CHROME_PATH = ensureBrowser(say);
  await findTemporalCli(say);
  await findTimeSkippingServer(say);
  const folder = mkdtempSync(path.join(tmpdir(), 'sop-test-results-'));
  try {
    return runJest(given, path.join(folder, 'results.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runJest(given: readonly string[], resultsFile: string): number {
  const isFaults = given.includes('--faults');
  const passedOn = given.filter((argument) => argument !== '--faults');
  const selection = isFaults
    ? ['--testPathIgnorePatterns=/node_modules/', '--runInBand', 'tests/faults']
    : [];
  const chosen = [...selection, ...passedOn];
  const { status } = spawnSync(
    process.execPath,
    [
      require.resolve('jest/bin/jest'),
      '--json',
      `--outputFile=${resultsFile}`,
      ...defaults(chosen),
      ...chosen,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (!existsSync(resultsFile)) {
    say('0 passed, 1 failed');
    return status || 1;
  }
  const results = JSON.parse(readFileSync(resultsFile, 'utf8')) as JestResults;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  say(`${results.numPassedTests} passed, ${failed} failed`);
  return failed > 0 ? 1 : (status ?? 1);
}

interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Files that could not even be run. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Real servers beside the tests need room: two files at a time on a small machine, and patient time limits. */
function defaults(given: readonly string[]): string[] {
  const isChosen = given.some((argument) => /^(--maxWorkers|-w|--runInBand|-i)/.test(argument));
  return ['--testTimeout=120000', ...(isChosen ? [] : ['--maxWorkers=2'])];
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

runTests(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    say('0 passed, 1 failed');
    process.exit(1);
  },
);
