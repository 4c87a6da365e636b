import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createDatabase, type Database } from '../../database/client';
import { type CaughtMail, listMails } from '../../email/mailbox';
import { launchBrowser } from '../support/browser';
import { type OneMachineRun, runOneMachine } from '../support/one-machine';

/** `npm start` with its sample company in an empty folder, a browser, and the mails as the SMTP server took them. */
export interface CompanyUnderTest {
  readonly url: string;
  readonly database: Database;
  readonly run: OneMachineRun;
  readonly browser: Browser;
  /** The newest mail that fits and was not taken before; waits for it. */
  readonly takeMail: (fits: (mail: CaughtMail) => boolean, what: string) => Promise<CaughtMail>;
  readonly mails: () => Promise<CaughtMail[]>;
  /** A browser of one's own, without an account. */
  readonly visitor: (size?: { width: number; height: number }) => Promise<BrowserContext>;
  readonly signIn: (email: string) => Promise<Page>;
  readonly stop: () => Promise<void>;
}

const WIDE = { width: 1400, height: 900 };

export async function startCompany(): Promise<CompanyUnderTest> {
  const home = mkdtempSync(path.join(tmpdir(), 'sop-e2e-'));
  const run = await runOneMachine(home);
  await run.ready;
  const database = createDatabase(run.addresses().databaseUrl, { maxConnections: 4 });
  const browser = await launchBrowser();
  const taken = new Set<string>();
  const mails = () => listMails(path.join(home, 'mailbox'), 5000);

  const takeMail: CompanyUnderTest['takeMail'] = async (fits, what) => {
    const found = await eventually(async () => {
      const all = await mails();
      return all.findLast((mail) => !taken.has(mail.id) && fits(mail)) ?? null;
    }, what);
    taken.add(found.id);
    return found;
  };
  const visitor: CompanyUnderTest['visitor'] = (viewport = WIDE) => browser.newContext({ viewport });

  return {
    url: run.url,
    database,
    run,
    browser,
    mails,
    takeMail,
    visitor,
    signIn: async (email) => {
      const page = await (await visitor()).newPage();
      await page.goto(`${run.url}/sign-in`);
      await page.getByLabel('E-mail address').fill(email);
      await page.keyboard.press('Enter');
      const mail = await takeMail(isTo(email, /sign-in link/), `a sign-in link for ${email}`);
      await page.goto(onThisMachine(run.url, linkOf(mail)));
      await page.getByRole('button', { name: /sign in/i }).click();
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      return page;
    },
    stop: async () => {
      await browser.close();
      await database.close();
      run.process.kill('SIGTERM');
      await run.ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export const isTo =
  (email: string, subject: RegExp) =>
  (mail: CaughtMail): boolean =>
    mail.envelope.to.includes(email) && subject.test(mail.subject);

/** The one link that a mail's text part asks to open. */
export function linkOf(mail: CaughtMail): string {
  const link = /https?:\/\/\S+\/(?:act|sign-in)\/[^\s>"]+/.exec(mail.text)?.[0];
  if (!link) throw new Error(`No link in the mail "${mail.subject}":\n${mail.text}`);
  return link;
}

/** The same path on the address that this test reaches. */
export const onThisMachine = (url: string, link: string): string => `${url}${new URL(link).pathname}`;

/** What `look` returns as soon as it is not null; fails after a minute with what was waited for. */
export async function eventually<T>(look: () => Promise<T | null>, what: string): Promise<T> {
  for (const giveUpAt = Date.now() + 60_000; Date.now() < giveUpAt; await pause(200)) {
    const seen = await look();
    if (seen !== null) return seen;
  }
  throw new Error(`Waited a minute in vain for ${what}.`);
}
