import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeRunFolder } from '../support/run-folder';

const root = path.resolve(__dirname, '../..');

describe('the settings of .env', () => {
  const folder = makeRunFolder('settings');
  beforeAll(() => writeFileSync(path.join(folder, '.env'), 'DATABASE_URL=mysql://in-the-file/sop\n'));

  test.each(['set-up', 'migrate-database'])('count for %s as for npm start', async (command) => {
    expect(await messageOf(command, {})).toContain('DATABASE_URL must be an address like postgresql://');
  });

  test('give way to what is set already', async () => {
    const message = await messageOf('migrate-database', { DATABASE_URL: 'postgresql://127.0.0.1:1/sop' });
    expect(message).not.toContain('DATABASE_URL must be');
  });

  function messageOf(command: string, variables: Readonly<Record<string, string>>): Promise<string> {
    const { DATABASE_URL: _, ...others } = process.env;
    const args = ['--require', require.resolve('tsx/cjs'), path.join(root, 'standalone', `${command}.ts`)];
    if (command === 'set-up') args.push(...company);
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        args,
        { cwd: folder, env: { ...others, ...variables } },
        (_error, _out, err) => resolve(err),
      );
    });
  }
});

const company = [
  ...['--unit', 'EU', '--name', 'Acme', '--zone', 'Europe/Berlin', '--holidays', 'DE', '--currency', 'EUR'],
  ...['--email', 'ana@acme.example', '--person', 'Ana Ruiz'],
];
