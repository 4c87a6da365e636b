import { rmSync } from 'node:fs';
import path from 'node:path';
import { stopOrphans } from '../../standalone/processes';

/** Stops what the run started; a server that a failed test left running is stopped as well. */
export default async function tearDown(): Promise<void> {
  await globalThis.sopTestDesk?.close();
  const runDir = process.env.SOP_TEST_RUN_DIR;
  if (!runDir) return;
  await stopOrphans(path.join(runDir, 'run'));
  rmSync(runDir, { recursive: true, force: true });
}
