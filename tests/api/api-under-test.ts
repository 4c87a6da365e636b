import { Client, Connection } from '@temporalio/client';
import express, { type Express } from 'express';
import request from 'supertest';
import { createApp } from '../../api/app';
import type { ApiConfig } from '../../api/dependencies';
import { createChangeFeed } from '../../api/events/change-feed';
import { createCycleDoor } from '../../api/temporal/cycle-door';
import { createDatabase, type Database } from '../../database/client';
import { createMailer } from '../../email/mailer';
import {
  type MailAnswer,
  type MailCatcher,
  type MailMoment,
  startMailCatcher,
} from '../../standalone/mail-catcher';
import { startSignInPost } from '../../worker/sign-in-post';
import { createTestDatabase } from '../support/database';
import { answersAreAsDescribed } from './answers-as-described';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly facts: object;
  readonly message: string;
}

export type Agent = ReturnType<typeof request.agent>;

export interface ApiUnderTest {
  readonly app: Express;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly mails: MailCatcher;
  readonly startMail: () => Promise<void>;
  readonly log: readonly LogLine[];
  /** The clock that the API is given; tests turn it. */
  readonly clock: { now: Date };
  /** A browser that is signed in by the link in its mail. */
  readonly signIn: (email: string) => Promise<Agent>;
  readonly stop: () => Promise<void>;
}

export const PUBLIC_URL = 'http://127.0.0.1:3999';

/** The API on a database of its own and a real mail server; Temporal where the address says, by default nowhere. */
export async function startApi(
  options: {
    readonly temporalAddress?: string;
    /** Left out: a database of its own on the PostgreSQL that all share. */
    readonly databaseUrl?: string;
    readonly config?: Partial<ApiConfig>;
    readonly now?: Date;
    /** How the mail server answers; left out: it takes everything. */
    readonly mailAnswer?: (moment: MailMoment) => MailAnswer;
    /** Nobody answers where the mail server should be, until `startMail`. */
    readonly mailIsDown?: boolean;
  } = {},
): Promise<ApiUnderTest> {
  const given = options.databaseUrl ? { url: options.databaseUrl, drop: async () => undefined } : undefined;
  const [testDatabase, firstMails] = await Promise.all([
    given ?? createTestDatabase(),
    startMailCatcher(options.mailAnswer ? { answer: options.mailAnswer } : {}),
  ]);
  let mails = firstMails;
  if (options.mailIsDown) await mails.stop();
  const database = createDatabase(testDatabase.url);
  const mailFrom = 'S&OP <sop@example.com>';
  const mailer = createMailer({ smtpUrl: mails.url, mailFrom });
  const connection = Connection.lazy({
    address: options.temporalAddress ?? '127.0.0.1:1',
    connectTimeout: 1_000,
  });
  const clock = { now: options.now ?? new Date('2026-12-01T10:00:00Z') };
  const lines: LogLine[] = [];
  const line = (level: LogLine['level']) => (facts: object, message: string) => {
    lines.push({ level, facts, message });
  };
  const log = { info: line('info'), warn: line('warn'), error: line('error') };
  const changes = createChangeFeed(database.pool, log);
  const config = {
    publicUrl: PUBLIC_URL,
    mailFrom,
    sessionSecret: 'session-secret-of-the-tests-1234567890',
    linkSecret: 'link-secret-of-the-tests-1234567890123',
    mailboxDir: undefined,
    signInsPerQuarterHour: 1_000,
    ...options.config,
  };
  const signInPost = startSignInPost({ database, clock: () => clock.now, config, mailer, log }, 25);
  const mismatches: string[] = [];
  const app = express();
  app.use(answersAreAsDescribed(mismatches));
  const served = createApp({
    database,
    clock: () => clock.now,
    config,
    // Where there is no Temporal, waiting for it would only cost time.
    cycles: options.temporalAddress
      ? createCycleDoor(new Client({ connection }))
      : createCycleDoor(new Client({ connection }), {
          checkMs: 200,
          actMs: 200,
          askAgainMs: 200,
          startMs: 200,
        }),
    mailer,
    changes,
    log,
  });
  app.use(served);
  return {
    app,
    database,
    databaseUrl: testDatabase.url,
    get mails() {
      return mails;
    },
    startMail: async () => {
      mails = await startMailCatcher({ port: mails.port });
    },
    log: lines,
    clock,
    signIn: (email) => signIn(app, mails, email),
    stop: async () => {
      await signInPost.stop();
      await changes.close();
      mailer.close();
      await connection.close();
      await database.close();
      await mails.stop();
      await testDatabase.drop();
      if (mismatches.length > 0)
        throw new Error(`Answers are not as /openapi.json says:\n${mismatches.join('\n')}`);
    },
  };
}

/** As a person does: ask for the link, open the mail, confirm. */
async function signIn(app: Express, mails: MailCatcher, email: string): Promise<Agent> {
  const agent = request.agent(app);
  const before = (await signInMailsTo(mails, email)).length;
  await agent.post('/api/sign-in').send({ email }).expect(202);
  const token = tokenIn(await nextSignInMail(mails, email, before));
  await agent.post('/api/sign-in/confirm').send({ token }).expect(200);
  return agent;
}

export function tokenIn(text: string): string {
  const token = /\/sign-in\/(\S+)/.exec(text)?.[1];
  if (!token) throw new Error(`There is no sign-in link in this mail:\n${text}`);
  return token;
}

/** What `look` finds, once it finds something; fails after a minute: machines are busy, and plans are computed. */
export async function eventually<Found>(look: () => Promise<Found | null | undefined>): Promise<Found> {
  for (const giveUpAt = Date.now() + 60_000; Date.now() < giveUpAt; ) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('What was waited for has not come.');
}

/** The text of the sign-in mail after the first `before` ones; mails about work come in between. */
export async function nextSignInMail(mails: MailCatcher, email: string, before = 0): Promise<string> {
  const mail = await eventually(async () => (await signInMailsTo(mails, email))[before]);
  return mail.text;
}

async function signInMailsTo(mails: MailCatcher, email: string) {
  const caught = await mails.mails();
  return caught.filter(({ envelope, text }) => envelope.to.includes(email) && text.includes('/sign-in/'));
}
