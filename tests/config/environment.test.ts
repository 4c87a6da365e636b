import { readEnvironment } from '../../config/environment';
import { readOneMachineSettings } from '../../config/one-machine';
import { ConfigurationError } from '../../config/variables';

const complete = {
  DATABASE_URL: 'postgresql://sop:sop@db:5432/sop',
  TEMPORAL_ADDRESS: 'temporal:7233',
  SMTP_URL: 'smtp://mail:1025',
  PUBLIC_URL: 'https://sop.example.com/',
  SESSION_SECRET: 's'.repeat(32),
  LINK_SECRET: 'l'.repeat(32),
};

function mistakesOf(variables: Record<string, string>): readonly string[] {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.lines;
    throw error;
  }
  return [];
}

describe('the settings of a process', () => {
  it('reads a complete environment and fills in the defaults', () => {
    expect(readEnvironment(complete)).toMatchObject({
      databaseUrl: 'postgresql://sop:sop@db:5432/sop',
      temporal: { address: 'temporal:7233', namespace: 'default' },
      publicUrl: 'https://sop.example.com',
      host: '127.0.0.1',
      port: 3000,
      mailboxDir: undefined,
    });
  });

  it('names every missing variable at once', () => {
    expect(mistakesOf({})).toEqual([
      'DATABASE_URL is not set',
      'TEMPORAL_ADDRESS is not set',
      'SMTP_URL is not set',
      'PUBLIC_URL is not set',
      'SESSION_SECRET is not set',
      'LINK_SECRET is not set',
    ]);
  });

  it('knows a build only where one is given', () => {
    expect(readEnvironment({ ...complete, WORKER_BUILD_ID: '' }).workerBuild).toBeUndefined();
    expect(readEnvironment({ ...complete, WORKER_BUILD_ID: '2026.12.1' }).workerBuild).toEqual({
      deploymentName: 'sop-cycle',
      buildId: '2026.12.1',
    });
  });

  it('takes an empty variable as not set', () => {
    expect(mistakesOf({ ...complete, SMTP_URL: ' ' })).toEqual(['SMTP_URL is not set']);
  });

  it.each([
    ['DATABASE_URL', 'mysql://db/sop', 'postgresql://'],
    ['TEMPORAL_ADDRESS', 'temporal', 'host:port'],
    ['SMTP_URL', 'http://mail', 'smtp://'],
    ['PUBLIC_URL', 'sop.example.com', 'https://'],
    ['PORT', '70000', 'between 1 and 65535'],
    ['PORT', '30x0', 'between 1 and 65535'],
    ['MAIL_FROM', 'nobody', 'S&OP <sop@example.com>'],
    ['LOG_LEVEL', 'loud', 'one of fatal'],
    ['WORKER_DEPLOYMENT', 'sop cycle', 'letters, digits'],
  ])('says what %s=%s must look like', (name, value, hint) => {
    const [line, ...others] = mistakesOf({ ...complete, [name]: value });
    expect(others).toEqual([]);
    expect(line).toMatch(new RegExp(`^${name} must `));
    expect(line).toContain(hint);
  });

  it('refuses a short secret without repeating it', () => {
    const [line] = mistakesOf({ ...complete, LINK_SECRET: 'hunter2' });
    expect(line).toContain('LINK_SECRET must have at least 32 characters');
    expect(line).not.toContain('hunter2');
  });
});

describe('the settings of one machine', () => {
  it('needs none', () => {
    expect(readOneMachineSettings({})).toMatchObject({
      home: `${process.cwd()}/.sop`,
      port: 3000,
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
    });
  });

  it('builds the public address from the port', () => {
    expect(readOneMachineSettings({ PORT: '4100' }).publicUrl).toBe('http://localhost:4100');
  });
});
