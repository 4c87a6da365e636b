import { keepRunning } from '../../standalone/keep-running';
import { type LaunchedProcess, launch } from '../../standalone/processes';
import { makeRunFolder, pidFolder } from '../support/run-folder';

const shell = (script: string) => (): Promise<LaunchedProcess> =>
  launch({
    name: `part-${Math.random().toString(36).slice(2)}`,
    command: '/bin/sh',
    args: ['-c', script],
    logDir: makeRunFolder('logs'),
    runDir: pidFolder(),
    knownBy: script,
  });

describe('keeping a part running', () => {
  it('starts it again when it ends, and says so', async () => {
    const said: string[] = [];
    const giveUp = (message: string) => said.push(message);
    const part = await keepRunning('The part', shell('sleep 60'), { say: (line) => said.push(line), giveUp });
    const first = part.pid();
    process.kill(first, 'SIGKILL');
    while (part.pid() === first) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(said).toEqual(['The part ended (signal SIGKILL) and is started again.']);
    await part.stop();
    expect(said).toHaveLength(1);
  });

  it('gives up with the reason and the log when it ends again and again', async () => {
    const message = await new Promise<string>((resolve) => {
      void keepRunning('The part', shell('exit 3'), { say: () => undefined, giveUp: resolve });
    });
    expect(message).toMatch(/^The part ended 5 times within a minute \(exit code 3\)\. See .*\.log\.$/);
  });
});
