import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { bundleWorkflows } from '../../worker/sop-workers';

interface Recorded {
  readonly workflowId: string;
  readonly history: unknown;
}

/** Replays every recorded history with the workflows of today, in the time zone of this process; prints what it did. */
async function replay(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const workflowBundle = await bundleWorkflows();
  const folder = path.join(__dirname, 'histories');
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
  for (const file of files) {
    const { workflowId, history } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Recorded;
    await Worker.runReplayHistory({ workflowBundle }, history, workflowId);
    process.stdout.write(`replayed ${file} with ${Intl.DateTimeFormat().resolvedOptions().timeZone}\n`);
  }
}

void replay().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
