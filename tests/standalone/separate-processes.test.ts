import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'yaml';
import { createDatabase, type Database } from '../../database/client';
import { findFreePort } from '../../standalone/free-port';
import { type MailCatcher, startMailCatcher } from '../../standalone/mail-catcher';
import { type LaunchedProcess, launch } from '../../standalone/processes';
import { type OwnPostgres, startOwnPostgres } from '../support/postgres';
import { makeRunFolder, pidFolder } from '../support/run-folder';
import { startTestTemporal, type TestTemporal } from '../support/temporal';

jest.setTimeout(90_000);

const root = path.resolve(__dirname, '..', '..');
const compose = parse(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, { command: string[]; environment: Record<string, string> }>;
};

describe('api and two workers as docker-compose.yml runs them', () => {
  let postgres: OwnPostgres;
  let temporal: TestTemporal;
  let mail: MailCatcher;
  let api: LaunchedProcess;
  let workers: LaunchedProcess[] = [];
  let port: number;
  let addresses: Record<string, string>;

  beforeAll(async () => {
    [postgres, temporal, mail, port] = await Promise.all([
      startOwnPostgres(),
      startTestTemporal(),
      startMailCatcher(),
      findFreePort(),
    ]);
    addresses = {
      DATABASE_URL: postgres.url,
      TEMPORAL_ADDRESS: temporal.address,
      SMTP_URL: mail.url,
      PUBLIC_URL: `http://localhost:${port}`,
      HOST: '127.0.0.1',
      PORT: String(port),
    };
    api = await start('api', 1);
  });
  afterAll(async () => {
    await Promise.all([...workers, api].map((part) => part.stop()));
    await Promise.all([temporal.stop(), postgres.stop(), mail.stop()]);
  });

  /** The program and the variables of the compose file; only the addresses are those of this test. */
  const start = (service: string, number: number): Promise<LaunchedProcess> => {
    const { command, environment } = compose.services[service] ?? { command: [], environment: {} };
    const [, ...args] = command;
    const secrets = { SESSION_SECRET: 's'.repeat(64), LINK_SECRET: 'l'.repeat(64) };
    const withDefaults = Object.entries(environment).map(([name, value]) => [name, defaultOf(value)]);
    return launch({
      name: `${service}-${number}`,
      command: process.execPath,
      args,
      cwd: root,
      env: { PATH: process.env.PATH, ...Object.fromEntries(withDefaults), ...secrets, ...addresses },
      logDir: makeRunFolder(service),
      runDir: pidFolder(),
      knownBy: args.join(' '),
    });
  };

  const post = (address: string, body: object) =>
    fetch(`http://127.0.0.1:${port}${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: `http://localhost:${port}` },
      body: JSON.stringify(body),
    });

  const addPerson = (email: string) =>
    withDatabase(({ prisma }) =>
      prisma.person.create({
        data: { email, name: 'Ana Ruiz', timeZone: 'Europe/Madrid', holidayRegion: 'ES' },
      }),
    );
  const untilMailFailed = () =>
    withDatabase(async ({ prisma }) => {
      while ((await prisma.mail.count({ where: { kind: 'sign-in', state: 'failed' } })) === 0)
        await pause(100);
    });
  const withDatabase = async <Answer>(ask: (database: Database) => Promise<Answer>): Promise<Answer> => {
    const database = createDatabase(postgres.url, { maxConnections: 1 });
    try {
      return await ask(database);
    } finally {
      await database.close();
    }
  };

  const health = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/health`);
    return { status: answer.status, parts: (await answer.json()) as Record<string, { state: string }> };
  };
  const untilHealth = async (state: 'up' | string): Promise<Awaited<ReturnType<typeof health>>> => {
    for (let attempt = 0; ; attempt += 1) {
      const now = await health().catch(() => undefined);
      const isSo = state === 'up' ? now?.status === 200 : now?.parts[state]?.state === 'down';
      if (now && isSo) return now;
      if (attempt === 600) throw new Error(`Health never became ${state}; last: ${JSON.stringify(now)}`);
      await pause(100);
    }
  };

  it('answers 503 before a worker is there, and 200 once two are', async () => {
    expect((await untilHealth('worker')).status).toBe(503);
    workers = [await start('worker', 1), await start('worker', 2)];
    await untilHealth('up');
  });

  it('answers 503 while PostgreSQL is killed, and goes on when it is back', async () => {
    await postgres.kill();
    expect((await untilHealth('database')).status).toBe(503);
    await postgres.restart();
    await untilHealth('up');
  });

  it('answers 503 while Temporal is killed, and goes on when it is back', async () => {
    await temporal.kill();
    expect((await untilHealth('temporal')).status).toBe(503);
    await temporal.restart();
    await untilHealth('up');
  });

  it('answers 503 while no mail goes out', async () => {
    const { port: mailPort } = mail;
    await mail.stop();
    expect((await untilHealth('mail')).status).toBe(503);
    mail = await startMailCatcher({ port: mailPort });
    await untilHealth('up');
  });

  it('mails a sign-in link once, though the mail server was away and the api was killed right after the answer', async () => {
    const email = 'ana.ruiz@example.com';
    await addPerson(email);
    const { port: mailPort } = mail;
    await mail.stop();
    const asked = await post('/api/sign-in', { email });
    expect(asked.status).toBe(202);
    process.kill(api.pid, 'SIGKILL');
    await api.exited;

    await untilMailFailed();
    mail = await startMailCatcher({ port: mailPort });
    const { text } = await mail.waitForMail((caught) => caught.envelope.to.includes(email), 60_000);
    expect(await mail.mails()).toHaveLength(1);
    api = await start('api', 2);
    await untilHealth('up');
    const token = /\/sign-in\/(\S+)/.exec(text)?.[1];
    const confirmed = await post('/api/sign-in/confirm', { token });
    expect(confirmed.status).toBe(200);
    expect(await confirmed.json()).toMatchObject({ person: { email } });
  });

  it('goes on with one worker when the other is killed', async () => {
    process.kill(workers[0]?.pid ?? 0, 'SIGKILL');
    await workers[0]?.exited;
    expect(await health()).toMatchObject({ status: 200, parts: { worker: { state: 'up' } } });
    workers = workers.slice(1);
  });

  it('answers 503 within twenty seconds when the last one is killed for good, and 200 with a new one', async () => {
    const [last] = workers;
    process.kill(last?.pid ?? 0, 'SIGKILL');
    await last?.exited;
    const killedAt = performance.now();
    expect((await untilHealth('worker')).parts.temporal).toMatchObject({ state: 'up' });
    expect(performance.now() - killedAt).toBeLessThan(20_000);
    workers = [await start('worker', 3)];
    await untilHealth('up');
  });

  it('has a worker and an api that end in order when asked to', async () => {
    const ends = await Promise.all(
      [...workers, api].map(async (part) => {
        await part.stop(20_000);
        return part.exited;
      }),
    );
    expect(ends).toEqual(['exit code 0', 'exit code 0']);
  });
});

function defaultOf(value: string): string {
  return value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1');
}
