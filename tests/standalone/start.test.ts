import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { findFreePort } from '../../standalone/free-port';
import { startMailCatcher } from '../../standalone/mail-catcher';
import { commandLineOf } from '../../standalone/processes';
import { createTestDatabase } from '../support/database';
import { type OneMachineRun, partOf, processesOf, runOneMachine } from '../support/one-machine';
import { makeRunFolder } from '../support/run-folder';
import { startTestTemporal } from '../support/temporal';

jest.setTimeout(180_000);

describe('npm start', () => {
  let home: string;
  let run: OneMachineRun;

  beforeAll(async () => {
    home = makeRunFolder('home');
    run = await runOneMachine(home);
    await run.ready;
  });
  afterAll(async () => {
    run.process.kill('SIGTERM');
    await run.ended;
  });

  it('brings everything up and says where', async () => {
    expect(run.output()).toContain(`Ready: http://localhost:${new URL(run.url).port}`);
    expect(await (await fetch(`${run.url}/health`)).json()).toMatchObject({
      state: 'up',
      database: { state: 'up' },
      temporal: { state: 'up' },
      worker: { state: 'up' },
      mail: { state: 'up' },
    });
  });

  it('refuses a second start on the same folder, and names the first', async () => {
    const second = await runOneMachine(home);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`Already running on ${home} as process ${run.process.pid}.`);
    expect((await fetch(`${run.url}/health`)).status).toBe(200);
  });

  it('refuses a port that another program has, and says how to choose another', async () => {
    const port = await findFreePort();
    const other = createServer().listen(port, '127.0.0.1');
    try {
      const second = await runOneMachine(makeRunFolder('home'), { PORT: String(port) });
      expect(await second.ended).toBe(1);
      expect(second.output()).toContain(`Port ${port} is taken by another program.`);
      expect(second.output()).toContain(`PORT=${port + 1} npm start`);
    } finally {
      other.close();
    }
  });

  it('names every wrong setting and starts nothing', async () => {
    const wrong = makeRunFolder('home');
    const second = await runOneMachine(wrong, { DATABASE_URL: 'mysql://db', SMTP_URL: 'mail' });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('DATABASE_URL must be an address like postgresql://');
    expect(second.output()).toContain('SMTP_URL must be an address like smtp://');
    expect(processesOf(wrong)).toEqual([]);
  });

  it('uses the servers it is given instead of its own', async () => {
    const elsewhere = makeRunFolder('home');
    const [database, temporal, mail] = await Promise.all([
      createTestDatabase(),
      startTestTemporal(),
      startMailCatcher(),
    ]);
    const second = await runOneMachine(elsewhere, {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporal.address,
      SMTP_URL: mail.url,
      PUBLIC_URL: 'https://sop.example.com',
    });
    await second.ready;
    expect(second.output()).toContain('Ready: https://sop.example.com');
    expect(
      readdirSync(path.join(elsewhere, 'run'))
        .filter((file) => file.endsWith('.pid'))
        .sort(),
    ).toEqual(['api.pid', 'worker.pid']);
    expect(existsSync(path.join(elsewhere, 'postgres'))).toBe(false);
    second.process.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    await Promise.all([database.drop(), temporal.stop(), mail.stop()]);
  });

  it.each(['postgres', 'temporal', 'worker', 'api'])('brings %s back after a kill -9', async (part) => {
    const before = partOf(home, part);
    process.kill(before, 'SIGKILL');
    await until(() => run.output().includes('is started again') && isAnother(home, part, before));
    await untilHealthy(run);
    expect(partOf(home, part)).not.toBe(before);
  });

  it('stops everything on Ctrl-C and goes on from there', async () => {
    await write(run.addresses().databaseUrl);
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(run.output()).toContain('Stopped.');
    expect(processesOf(home)).toEqual([]);

    run = await runOneMachine(home);
    await run.ready;
    expect(await read(run.addresses().databaseUrl)).toEqual(['kept']);
  });

  it('goes on after a kill -9 of itself, and nothing of the first run stays', async () => {
    const parts = ['postgres', 'temporal', 'worker', 'api'].map((part) => partOf(home, part));
    run.process.kill('SIGKILL');
    await run.ended;
    run = await runOneMachine(home);
    await run.ready;
    expect(await read(run.addresses().databaseUrl)).toEqual(['kept']);
    expect(parts.map(commandLineOf).filter((words) => words.includes(home))).toEqual([]);
  });

  it('goes on after a kill -9 of all at once', async () => {
    const parts = ['postgres', 'temporal', 'worker', 'api'].map((part) => partOf(home, part));
    for (const pid of [run.process.pid ?? 0, ...parts]) process.kill(pid, 'SIGKILL');
    await run.ended;
    run = await runOneMachine(home);
    await run.ready;
    expect(await read(run.addresses().databaseUrl)).toEqual(['kept']);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(50);
}

async function untilHealthy(run: OneMachineRun): Promise<void> {
  for (;;) {
    const isUp = await fetch(`${run.url}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await pause(100);
  }
}

function isAnother(home: string, part: string, before: number): boolean {
  try {
    return partOf(home, part) !== before;
  } catch {
    return false; // Its pid file is away between the end of one and the start of the next.
  }
}

async function write(url: string): Promise<void> {
  await query(url, "CREATE TABLE a_note (words text); INSERT INTO a_note VALUES ('kept')");
}

async function read(url: string): Promise<string[]> {
  return (await query(url, 'SELECT words FROM a_note')).map((row) => row.words);
}

async function query(url: string, sql: string): Promise<{ words: string }[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ words: string }>(sql)).rows;
  } finally {
    await client.end();
  }
}
