import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startGuard } from '../../standalone/processes';
import { type Desk, openDesk } from './desk';

declare global {
  var sopTestDesk: Desk | undefined;
}

/** A folder for this run, a guard that stops its servers should jest be killed, and the desk that starts them. */
export default async function setUp(): Promise<void> {
  const runDir = mkdtempSync(path.join(tmpdir(), 'sop-test-'));
  process.env.SOP_TEST_RUN_DIR = runDir;
  startGuard(path.join(runDir, 'run'));
  globalThis.sopTestDesk = await openDesk(runDir);
  process.env.SOP_TEST_DESK_URL = globalThis.sopTestDesk.url;
}
