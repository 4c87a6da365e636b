import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { StartRefused } from './start-refused';

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser for tests: CHROME_PATH, else one that is installed, else playwright's own if it was downloaded. */
function findInstalledBrowser(): string | undefined {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!isProgram(named))
      throw new StartRefused(`CHROME_PATH=${named} is not a program. Name Chrome or Chromium.`);
    return named;
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const onPath = programs.flatMap((program) => folders.map((folder) => path.join(folder, program)));
  return [...onPath, ...applications, chromium.executablePath()].find(isProgram);
}

/** Fetches one when none is there: playwright's download first, then Debian's package when we may install it. */
export function ensureBrowser(say: (line: string) => void): string {
  const installed = findInstalledBrowser();
  if (installed) return installed;
  say('Fetching a browser for the page tests …');
  attempt(process.execPath, [require.resolve('playwright-core/cli.js'), 'install', 'chromium'], 180_000);
  if (!findInstalledBrowser() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    attempt('apt-get', ['update'], 300_000);
    attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], 600_000);
  }
  const fetched = findInstalledBrowser();
  if (fetched) return fetched;
  throw new StartRefused(
    'The page tests need a browser: install Chrome or Chromium, or set CHROME_PATH to its program.',
  );
}

/** One of several ways; what counts is whether a browser is found afterwards. */
function attempt(command: string, args: string[], timeout: number): void {
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync(command, args, { timeout, env, stdio: 'ignore' });
  } catch {
    return;
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
