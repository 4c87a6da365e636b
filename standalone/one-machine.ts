import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { OneMachineSettings } from '../config/one-machine';
import { migrate } from '../database/migrate';
import { seedFirstCompany, startFirstMonth } from './first-company';
import { findFreePort, isPortTaken } from './free-port';
import type { Home } from './home';
import { type KeptPart, keepRunning } from './keep-running';
import { startMailCatcher } from './mail-catcher';
import { answersPostgres, startPostgres } from './postgres';
import { launch, startGuard, stopOrphans } from './processes';
import { StartRefused } from './start-refused';
import { answersTemporal, startTemporal } from './temporal';
import { findTemporalCli } from './temporal-binary';

export interface OneMachine {
  /** Resolves when every part answers. */
  readonly start: () => Promise<Addresses>;
  /** Stops what runs, in an order that loses nothing: doors first, then servers. */
  readonly stop: () => Promise<void>;
  /** Resolves with a message when a part could not be kept running. */
  readonly gaveUp: Promise<string>;
}

export interface Addresses {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalUiUrl: string | undefined;
  readonly smtpUrl: string;
  /** Set when the mail catcher of this machine takes the mails. */
  readonly mailboxDir: string | undefined;
}

const root = path.resolve(__dirname, '..');

/** Everything in one place: servers that the settings do not name are brought along, api and worker on top. */
export function createOneMachine(
  settings: OneMachineSettings,
  home: Home,
  say: (line: string) => void,
): OneMachine {
  const servers: { stop: () => Promise<void> }[] = [];
  const doors: KeptPart[] = [];
  let giveUp: (message: string) => void = () => undefined;
  const gaveUp = new Promise<string>((resolve) => {
    giveUp = resolve;
  });
  let letGuardFinish = async () => {};
  const keeping = { say, giveUp: (message: string) => giveUp(message) };
  const logs = { logDir: home.logDir, runDir: home.runDir };

  const bringDatabase = async (): Promise<string> => {
    if (settings.databaseUrl) {
      await mustAnswer(() => answersPostgres(settings.databaseUrl ?? ''), 'DATABASE_URL', 'PostgreSQL');
      return settings.databaseUrl;
    }
    say('PostgreSQL …');
    const port = await findFreePort();
    const start = () =>
      startPostgres({ dataDir: home.postgresDir, password: home.secrets.databasePassword, port, ...logs });
    const first = await start();
    let next: typeof first | undefined = first;
    const take = async () => {
      const running = next ?? (await start());
      next = undefined;
      return running.process;
    };
    servers.push(await keepRunning('PostgreSQL', take, keeping));
    await first.createDatabase('sop');
    return first.urlOf('sop');
  };

  const bringTemporal = async (): Promise<{ address: string; uiUrl: string | undefined }> => {
    const address = settings.temporalAddress;
    const namespaces = [settings.temporalNamespace];
    if (address) {
      await mustAnswer(
        () => answersTemporal(address, namespaces),
        'TEMPORAL_ADDRESS',
        'Temporal with its namespace',
      );
      return { address, uiUrl: undefined };
    }
    const program = await findTemporalCli(say);
    say('Temporal …');
    const port = await findFreePort();
    const uiPort = await freePortNear(settings.port + 5233);
    const start = async () =>
      startTemporal({ program, databaseFile: home.temporalFile, port, uiPort, namespaces, ...logs });
    servers.push(await keepRunning('Temporal', async () => (await start()).process, keeping));
    return { address: `127.0.0.1:${port}`, uiUrl: `http://localhost:${uiPort}` };
  };

  const bringMail = async (): Promise<{ smtpUrl: string; mailboxDir: string | undefined }> => {
    if (settings.smtpUrl) return { smtpUrl: settings.smtpUrl, mailboxDir: undefined };
    const catcher = await startMailCatcher({ mailboxDir: home.mailboxDir });
    servers.push(catcher);
    return { smtpUrl: catcher.url, mailboxDir: home.mailboxDir };
  };

  const startDoor = async (name: string, program: string, env: NodeJS.ProcessEnv): Promise<void> => {
    const script = path.join(root, program);
    const mark = `--home=${home.dir}`;
    const start = () =>
      launch({
        name,
        command: process.execPath,
        args: ['--max-semi-space-size=4', '--require', 'tsx/cjs', script, mark],
        cwd: root,
        env,
        knownBy: `${script} ${mark}`,
        ...logs,
      });
    doors.push(await keepRunning(name, start, keeping));
  };

  return {
    gaveUp,
    start: async () => {
      await stopOrphans(home.runDir);
      if (await isPortTaken(settings.port)) {
        throw new StartRefused(
          `Port ${settings.port} is taken by another program. Stop that one, or choose another port: PORT=${settings.port + 1} npm start`,
        );
      }
      letGuardFinish = startGuard(home.runDir);
      const [databaseUrl, temporal, mail] = await allStarted(bringDatabase(), bringTemporal(), bringMail());
      const applied = await migrate(databaseUrl);
      if (applied.length > 0) say(`Database brought to ${applied.at(-1)}.`);
      await seedFirstCompany(databaseUrl, say);

      const env: NodeJS.ProcessEnv = {
        ...process.env,
        // glibc keeps a pool of freed memory for each thread; two are enough and save a laptop's memory.
        MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
        DATABASE_URL: databaseUrl,
        TEMPORAL_ADDRESS: temporal.address,
        TEMPORAL_NAMESPACE: settings.temporalNamespace,
        SMTP_URL: mail.smtpUrl,
        MAIL_FROM: settings.mailFrom,
        MAILBOX_DIR: mail.mailboxDir ?? '',
        PUBLISH_DIR: path.join(home.dir, 'published'),
        PUBLIC_URL: settings.publicUrl,
        HOST: '127.0.0.1',
        PORT: String(settings.port),
        SESSION_SECRET: settings.sessionSecret ?? home.secrets.sessionSecret,
        LINK_SECRET: settings.linkSecret ?? home.secrets.linkSecret,
        LOG_LEVEL: settings.logLevel,
        LOCAL_TOKEN_FILE: home.localTokenFile,
        WORKFLOW_BUNDLE: path.join(root, 'worker', 'dist', 'workflow-bundle.js'),
      };
      say('Worker and pages …');
      await Promise.all([startDoor('worker', 'worker/main.ts', env), startDoor('api', 'api/main.ts', env)]);
      await untilHealthy(settings.port, home.logDir, gaveUp);
      const { address } = temporal;
      await startFirstMonth({
        databaseUrl,
        temporal: { address, namespace: settings.temporalNamespace },
        say,
      });
      return {
        databaseUrl,
        temporalAddress: address,
        temporalUiUrl: temporal.uiUrl,
        smtpUrl: mail.smtpUrl,
        mailboxDir: mail.mailboxDir,
      };
    },
    stop: async () => {
      await Promise.all(doors.map((door) => door.stop(25_000)));
      await Promise.all(servers.map((server) => server.stop()));
      await letGuardFinish();
    },
  };
}

/** Waits for all even when one fails, so that whatever did start is known and can be stopped. */
async function allStarted<A, B, C>(a: Promise<A>, b: Promise<B>, c: Promise<C>): Promise<[A, B, C]> {
  await Promise.allSettled([a, b, c]);
  return Promise.all([a, b, c]);
}

/** A server of the user's own that gives no answer is a setting to mend, after a moment of patience. */
async function mustAnswer(answers: () => Promise<boolean>, variable: string, what: string): Promise<void> {
  for (let attempt = 1; !(await answers()); attempt += 1) {
    if (attempt === 20) {
      throw new StartRefused(
        `${variable} is set, but no ${what} answers there. Start it, correct ${variable}, or unset it to use the one that comes along.`,
      );
    }
    await pause(500);
  }
}

async function freePortNear(wanted: number): Promise<number> {
  const isUsable = wanted < 65_536 && !(await isPortTaken(wanted));
  return isUsable ? wanted : findFreePort();
}

async function untilHealthy(port: number, logDir: string, gaveUp: Promise<string>): Promise<void> {
  let hasGivenUp = false;
  void gaveUp.then(() => {
    hasGivenUp = true;
  });
  let lastAnswer = 'no answer yet';
  for (const giveUpAt = Date.now() + 60_000; Date.now() < giveUpAt; await pause(100)) {
    if (hasGivenUp) throw new StartRefused(await gaveUp);
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/health`);
      lastAnswer = await answer.text();
      if (answer.ok) return;
    } catch (error) {
      lastAnswer = String((error as Error).cause ?? error);
    }
  }
  throw new StartRefused(`Not everything came up within a minute: ${lastAnswer}. The logs lie in ${logDir}.`);
}
