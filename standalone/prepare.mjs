import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Makes a bare clone ready with nothing but Node: packages, the database client, the API's types, the pages.
 * Each is made again only when what it is made from has changed. Plain JavaScript, because it runs before
 * anything is installed.
 */

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const neededNode = [20, 19];

/** `toRun` adds what only a running system needs; the checks do without.
 * @param {{ toRun?: boolean, say?: (line: string) => void }} options */
export function prepare({ toRun = false, say = (line) => process.stdout.write(`${line}\n`) } = {}) {
  checkNodeVersion();
  if (!arePackagesInstalled()) {
    say('Installing packages (npm ci), once; this takes about a minute …');
    installPackages();
  }
  make(say, {
    name: 'database client',
    from: ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'],
    to: 'database/generated/client.ts',
    command: ['node_modules/prisma/build/index.js', 'generate'],
  });
  make(say, {
    name: 'types of the API',
    from: ['api', 'domain', 'node_modules/openapi-typescript/package.json'],
    to: 'web/src/api/schema.d.ts',
    command: ['--require', 'tsx/cjs', 'api/write-openapi.ts'],
  });
  if (!toRun) return;
  make(say, {
    name: 'pages',
    from: ['web', 'node_modules/.package-lock.json'],
    to: 'web/dist/index.html',
    command: ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn'],
  });
  make(say, {
    name: 'workflow bundle',
    from: ['workflows', 'domain', 'worker/sop-workers.ts', 'node_modules/@temporalio/worker/package.json'],
    to: 'worker/dist/workflow-bundle.js',
    command: ['--require', 'tsx/cjs', 'standalone/bundle-workflows.ts', 'worker/dist/workflow-bundle.js'],
  });
}

/** A refusal that needs no stack trace: what is wrong and what to do. */
export class CannotPrepare extends Error {}

function checkNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [neededMajor, neededMinor] = neededNode;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  throw new CannotPrepare(
    `Node ${neededNode.join('.')} or newer is needed; this is ${process.versions.node}. Get it from https://nodejs.org.`,
  );
}

/**
 * Some registry mirrors lack packages for other platforms, which `npm ci` takes for a broken lock file;
 * `npm install` takes the same versions from it and goes on without those.
 */
function installPackages() {
  try {
    run('npm', ['ci', '--no-audit', '--no-fund']);
  } catch (error) {
    if (!(error instanceof CannotPrepare)) throw error;
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund']);
  }
}

/** npm writes down what it installed: every package of the lock file must be there in the same version. */
function arePackagesInstalled() {
  const installedFile = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === '') return true;
    return installed[place] ? installed[place].version === version : optional === true;
  });
}

/** Runs the command when the fingerprint of its sources has changed, or its result is missing. */
function make(say, { name, from, to, command }) {
  const stampFile = path.join(
    root,
    'node_modules',
    '.cache',
    'sop-cycle',
    `${name.replaceAll(' ', '-')}.sha256`,
  );
  const fingerprint = fingerprintOf(from);
  const isFresh =
    existsSync(path.join(root, to)) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === fingerprint;
  if (isFresh) return;
  say(`Making the ${name} …`);
  run(process.execPath, command, { isQuiet: true });
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, fingerprint);
}

function fingerprintOf(places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap((place) => filesBelow(path.join(root, place)))) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .filter((name) => name !== 'dist' && name !== 'node_modules')
    .sort()
    .flatMap((name) => filesBelow(path.join(place, name)));
}

/** Its words are shown as they come (npm's progress), or only when it fails. */
function run(command, args, { isQuiet = false } = {}) {
  const stdio = isQuiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: root, stdio, encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  const words = [path.basename(command), ...args].join(' ');
  throw new CannotPrepare(`"${words}" failed${error ? `: ${error.message}` : ''}. Its message is above.`);
}

/** Runs a part and turns an expected refusal into its one message and exit code 1. */
export async function orExplain(act) {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof CannotPrepare)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const isMain = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) await orExplain(() => prepare({ toRun: process.argv.includes('--to-run') }));
