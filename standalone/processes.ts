import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface LaunchOptions {
  /** What people call it; names its log and its pid file. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly logDir: string;
  /** Where pid files lie, so that a later start finds what a killed one left behind. */
  readonly runDir: string;
  /** Words that only this program's command line has: how a later start knows it again. */
  readonly knownBy: string;
  /** How this program is asked to end; default SIGTERM. */
  readonly stopSignal?: 'SIGTERM' | 'SIGINT';
}

export interface LaunchedProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  readonly hasExited: () => boolean;
  /** Resolves when the process is gone, with words for how it ended. */
  readonly exited: Promise<string>;
  /** Asks it to stop, waits, and kills it after the grace period. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

/** Starts a program in a process group of its own, so that Ctrl-C reaches only us and we stop parts in order. */
export async function launch(options: LaunchOptions): Promise<LaunchedProcess> {
  mkdirSync(options.logDir, { recursive: true });
  mkdirSync(options.runDir, { recursive: true });
  const logFile = path.join(options.logDir, `${options.name}.log`);
  keepPrevious(logFile);
  const log = openSync(logFile, 'a');
  const child = spawn(options.command, [...options.args], {
    cwd: options.cwd,
    env: options.env ?? process.env,
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = endOf(child);
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${options.name} could not be started: ${await exited}`);
  const pidFile = writePidFile(options, pid);
  let hasExited = false;
  const gone = exited.then((how) => {
    hasExited = true;
    if (existsSync(pidFile) && readPidFile(pidFile).pid === pid) rmSync(pidFile, { force: true });
    return how;
  });
  return {
    name: options.name,
    pid,
    logFile,
    hasExited: () => hasExited,
    exited: gone,
    stop: async (graceMs = 15_000) => {
      if (hasExited) return;
      child.kill(options.stopSignal ?? 'SIGTERM');
      const enough = new AbortController();
      const late = pause(graceMs, 'late' as const, { signal: enough.signal }).catch(() => 'in time' as const);
      const first = await Promise.race([gone, late]);
      enough.abort();
      if (first === 'late') child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Polls until the check holds; fails with the end of the log when the process ends or time is up. */
export async function untilReady(
  launched: LaunchedProcess,
  isReady: () => Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    if (launched.hasExited()) {
      throw new Error(
        `${launched.name} ended while starting (${await launched.exited}).\n${endOfLog(launched.logFile)}`,
      );
    }
    if (await isReady()) return;
    if (Date.now() > giveUpAt) {
      throw new Error(
        `${launched.name} gave no answer within ${timeoutMs / 1000} s.\n${endOfLog(launched.logFile)}`,
      );
    }
    await pause(25);
  }
}

/**
 * Stops what a killed start left behind. A pid file names the process and the words of its command line, so a
 * number that has since been given to another program is left alone.
 */
export async function stopOrphans(runDir: string): Promise<string[]> {
  await stopEarlierGuard(runDir);
  const files = existsSync(runDir) ? readdirSync(runDir).filter((file) => file.endsWith('.pid')) : [];
  const stopped = await Promise.all(
    files.map(async (file) => {
      const pidFile = path.join(runDir, file);
      const { pid, stopSignal, knownBy } = readPidFile(pidFile);
      const isOurs = pid > 0 && commandLineOf(pid).includes(knownBy);
      if (isOurs) await stopByPid(pid, stopSignal, knownBy);
      rmSync(pidFile, { force: true });
      return isOurs ? [path.basename(file, '.pid')] : [];
    }),
  );
  return stopped.flat();
}

export async function stopByPid(pid: number, signal: NodeJS.Signals, knownBy: string): Promise<void> {
  const isAlive = () => commandLineOf(pid).includes(knownBy);
  sendSignal(pid, signal);
  for (let waitedMs = 0; waitedMs < 10_000 && isAlive(); waitedMs += 50) await pause(50);
  if (!isAlive()) return;
  sendSignal(pid, 'SIGKILL');
  for (let waitedMs = 0; waitedMs < 5_000 && isAlive(); waitedMs += 50) await pause(50);
}

/** The words a process was started with, or '' when there is no such process. */
export function commandLineOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    }
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).trim();
  } catch {
    return ''; // Both sources fail in this one case: the process does not exist.
  }
}

/**
 * A shell that does nothing but wait for us to be gone, and then ends the processes whose pid files are still
 * there: after a kill -9 of ours nothing stays behind. What comes back lets it do so now, for parts that were just
 * being started when we were asked to stop.
 */
export function startGuard(runDir: string): () => Promise<void> {
  mkdirSync(runDir, { recursive: true });
  const script =
    'read -r line; for file in "$0"/*.pid; do [ -f "$file" ] || continue; { read -r pid; read -r signal; } < "$file"; ' +
    'kill -"$signal" "$pid" 2>/dev/null; done';
  const guard = spawn('/bin/sh', ['-c', script, runDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  (guard.stdin as Socket).unref();
  const guardFile = path.join(runDir, 'guard');
  writeFileSync(guardFile, String(guard.pid));
  const gone = endOf(guard);
  return async () => {
    guard.ref();
    guard.stdin?.end();
    await gone;
    rmSync(guardFile, { force: true });
  };
}

/** A guard that is slow to do its work must not end what we are about to start. */
async function stopEarlierGuard(runDir: string): Promise<void> {
  const guardFile = path.join(runDir, 'guard');
  if (!existsSync(guardFile)) return;
  const pid = Number(readFileSync(guardFile, 'utf8'));
  if (pid > 0 && commandLineOf(pid).includes(runDir)) await stopByPid(pid, 'SIGKILL', runDir);
  rmSync(guardFile, { force: true });
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
}

function writePidFile(options: LaunchOptions, pid: number): string {
  const pidFile = path.join(options.runDir, `${options.name}.pid`);
  const signal = (options.stopSignal ?? 'SIGTERM').slice('SIG'.length);
  writeFileSync(`${pidFile}.new`, `${pid}\n${signal}\n${options.knownBy}\n`);
  renameSync(`${pidFile}.new`, pidFile);
  return pidFile;
}

function readPidFile(pidFile: string): { pid: number; stopSignal: NodeJS.Signals; knownBy: string } {
  const [pid = '', signal = '', knownBy = ''] = readFileSync(pidFile, 'utf8').split('\n');
  return { pid: Number(pid) || 0, stopSignal: signal === 'INT' ? 'SIGINT' : 'SIGTERM', knownBy };
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function keepPrevious(logFile: string): void {
  if (existsSync(logFile)) renameSync(logFile, logFile.replace(/\.log$/, '.previous.log'));
}

function endOfLog(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-15);
  return `The end of ${logFile}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
