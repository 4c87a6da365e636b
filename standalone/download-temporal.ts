import { TestWorkflowEnvironment } from '@temporalio/testing';

/** Lets the SDK fetch the Temporal CLI into the folder named on the command line, and stops it again. */
async function download(downloadDir: string): Promise<void> {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir, ttl: '3650 days' } },
  });
  await environment.teardown();
}

const downloadDir = process.argv[2];
if (!downloadDir) throw new Error('Name the folder to download into.');
void download(downloadDir);
