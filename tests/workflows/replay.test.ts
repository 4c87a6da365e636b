import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(__dirname, '../..');

test.each(['UTC', 'America/Los_Angeles', 'Pacific/Chatham'])(
  'cycles that began with an earlier release go on with this one, on a machine in %s',
  async (timeZone) => {
    const recorded = readdirSync(path.join(__dirname, 'histories')).filter((file) => file.endsWith('.json'));
    expect(recorded.length).toBeGreaterThanOrEqual(7);
    const script = path.join(__dirname, 'replay-histories.ts');
    const { stdout } = await run(process.execPath, ['--import', 'tsx', script], {
      cwd: root,
      env: { ...process.env, TZ: timeZone },
    });
    for (const file of recorded) expect(stdout).toContain(`replayed ${file} with ${timeZone}`);
  },
  60_000,
);
