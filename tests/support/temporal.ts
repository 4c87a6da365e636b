import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { startTemporal, type TemporalServer } from '../../standalone/temporal';
import { findTemporalCli, findTimeSkippingServer } from '../../standalone/temporal-binary';
import { makeRunFolder, pidFolder } from './run-folder';

export interface TestTemporal {
  readonly address: string;
  readonly namespace: string;
  readonly kill: () => Promise<void>;
  /** Starts it again on the same store and port, after `kill` or `stop`. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const silently = () => undefined;

/** A full Temporal server of one's own, empty, ready in a fifth of a second. */
export async function startTestTemporal(): Promise<TestTemporal> {
  const folder = makeRunFolder('temporal');
  const program = await findTemporalCli(silently);
  const start = (port?: number): Promise<TemporalServer> =>
    startTemporal({
      program,
      databaseFile: path.join(folder, 'temporal.db'),
      logDir: folder,
      runDir: pidFolder(),
      name: path.basename(folder),
      ...(port === undefined ? {} : { port }),
    });
  let running = await start();
  const kill = async () => {
    if (running.process.hasExited()) return;
    process.kill(running.process.pid, 'SIGKILL');
    await running.process.exited;
  };
  return {
    address: running.address,
    namespace: 'default',
    kill,
    restart: async () => {
      running = await start(Number(running.address.split(':')[1]));
    },
    stop: kill, // Its folder goes with the run: an orderly end would only cost a second.
  };
}

/** The time-skipping server: unchanged workflows at true calendar instants, months in seconds. */
export async function startTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const path = await findTimeSkippingServer(silently);
  return TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
}
