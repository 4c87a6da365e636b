import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLineOf, launch, startGuard, stopOrphans, untilReady } from '../../standalone/processes';
import { makeRunFolder } from '../support/run-folder';

const launchSleep = (folder: string, name = 'sleeper', script = 'sleep 60') =>
  launch({
    name,
    command: '/bin/sh',
    args: ['-c', `${script} # ${folder}`],
    logDir: folder,
    runDir: folder,
    knownBy: folder,
  });

describe('processes of a start', () => {
  it('are found and stopped by the next start', async () => {
    const folder = makeRunFolder('run');
    const left = await launchSleep(folder);
    expect(await stopOrphans(folder)).toEqual(['sleeper']);
    expect(await left.exited).toBe('signal SIGTERM');
    expect(existsSync(path.join(folder, 'sleeper.pid'))).toBe(false);
  });

  it('are left alone when the number has gone to another program', async () => {
    const folder = makeRunFolder('run');
    writeFileSync(
      path.join(folder, 'sleeper.pid'),
      `${process.pid}\nTERM\nwords of a program that is gone\n`,
    );
    expect(await stopOrphans(folder)).toEqual([]);
    expect(commandLineOf(process.pid)).not.toBe('');
  });

  it('are killed when they ignore the request to end', async () => {
    const folder = makeRunFolder('run');
    const stubborn = await launchSleep(folder, 'stubborn', 'trap "" TERM; while :; do sleep 1; done');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await stubborn.stop(200);
    expect(await stubborn.exited).toBe('signal SIGKILL');
  });

  it('show the end of their log when they end while starting', async () => {
    const folder = makeRunFolder('run');
    const failing = await launchSleep(folder, 'failing', 'echo out of luck; exit 7');
    await expect(untilReady(failing, async () => false)).rejects.toThrow(/exit code 7[\s\S]*out of luck/);
  });

  it('name a program that does not exist', async () => {
    const folder = makeRunFolder('run');
    const start = launch({
      name: 'nothing',
      command: path.join(folder, 'nothing'),
      args: [],
      logDir: folder,
      runDir: folder,
      knownBy: folder,
    });
    await expect(start).rejects.toThrow(/nothing could not be started: .*ENOENT/);
  });

  it('are ended by the guard when they are still there at the end', async () => {
    const folder = makeRunFolder('run');
    const finish = startGuard(folder);
    const sleeper = await launchSleep(folder);
    await finish();
    expect(await sleeper.exited).toBe('signal SIGTERM');
  });

  it('lose an earlier guard before new ones start', async () => {
    const folder = makeRunFolder('run');
    const finish = startGuard(folder);
    await stopOrphans(folder);
    const sleeper = await launchSleep(folder);
    await finish();
    expect(sleeper.hasExited()).toBe(false);
    await sleeper.stop();
  });
});
