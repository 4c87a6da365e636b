import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { CycleLine, CycleView } from '../../api/schemas/cycles';
import type { LinkView } from '../../api/schemas/links';
import { addMonths } from '../../domain/cycle/month';
import type { CycleTemplate } from '../../domain/cycle/template';
import { type CaughtMail, listMails } from '../../email/mailbox';
import { ApiCaller, Refused } from '../../standalone/rehearsal/api-caller';
import { workContent } from '../../standalone/rehearsal/work-content';

type Link = z.output<typeof LinkView>;

export interface MonthByMailOptions {
  readonly url: string;
  readonly mailboxDir: string;
  readonly ownerEmail: string;
}

const LONGEST_MS = 10 * 60_000;
const SEED = 1;

/**
 * Plays a whole month of the sample company against the running system as its people do: the owner signs in by mail
 * and starts the next month, its steps following each other at once; everyone else follows the link of each mail and
 * does what it asks, for the month that runs already as well. Resolves with the number of acts when the plan is published.
 */
export async function playMonthByMail(options: MonthByMailOptions): Promise<number> {
  const owner = await signIn(options);
  const cycleId = await startMonth(owner);
  const visitor = new ApiCaller(options.url);
  const acted = new Set<string>();
  for (const giveUpAt = Date.now() + LONGEST_MS; Date.now() < giveUpAt; await pause(200)) {
    for (const mail of await listMails(options.mailboxDir)) await follow(visitor, mail, acted);
    const { state } = await owner.get<z.output<typeof CycleView>>(`/api/cycles/${cycleId}`);
    if (state === 'published') return acted.size;
  }
  throw new Error(
    `The month was not published within ${LONGEST_MS / 60_000} minutes; ${acted.size} acts were done.`,
  );
}

async function signIn({ url, mailboxDir, ownerEmail }: MonthByMailOptions): Promise<ApiCaller> {
  const owner = new ApiCaller(url);
  await owner.post('/api/sign-in', { email: ownerEmail });
  for (let attempt = 1; attempt <= 100; attempt += 1) {
    const mails = await listMails(mailboxDir);
    const mail = mails.findLast(
      ({ envelope, text }) => envelope.to.includes(ownerEmail) && signInToken(text),
    );
    if (mail) {
      await owner.post('/api/sign-in/confirm', { token: signInToken(mail.text) });
      return owner;
    }
    await pause(100);
  }
  throw new Error(`No sign-in link came for ${ownerEmail}.`);
}

const signInToken = (text: string) => /\/sign-in\/([\w.-]+)/.exec(text)?.[1];

/** The month after the newest, by the same template but for the dates: each step opens when the one before is over. */
async function startMonth(owner: ApiCaller): Promise<string> {
  const { units } = await owner.get<{ units: readonly { id: string }[] }>('/api/me');
  const unit = `/api/units/${units[0]?.id}`;
  const { definition, version } = await owner.get<{ definition: CycleTemplate; version: number }>(
    `${unit}/template`,
  );
  const steps = definition.steps.map((step) => ({ ...step, opening: 'predecessor' }));
  await owner.put(`${unit}/template`, { definition: { ...definition, steps }, basedOnVersion: version });
  const cycles = await owner.get<readonly z.output<typeof CycleLine>[]>(`${unit}/cycles`);
  const newest = cycles
    .map(({ period }) => period)
    .sort()
    .at(-1);
  if (newest === undefined) throw new Error('The sample company has no month.');
  const cycle = await owner.post<{ id: string }>(`${unit}/cycles`, { period: addMonths(newest, 1) });
  return cycle.id;
}

/** Does what the mail's link asks, once. One that asks for nothing now may do so later. */
async function follow(visitor: ApiCaller, mail: CaughtMail, acted: Set<string>): Promise<void> {
  const token = /\/act\/([\w.-]+)/.exec(mail.text)?.[1];
  if (token === undefined || acted.has(token)) return;
  const { task, signOff } = await visitor.get<Link>(`/api/links/${token}`);
  const email = mail.envelope.to[0] ?? '';
  try {
    if (task) {
      const content = workContent(task, { seed: SEED, email });
      await visitor.post(`/api/links/${token}/submit`, {
        ...{ round: task.round, content, comment: '', confirmation: true },
      });
    } else if (signOff) {
      const { planHash } = signOff;
      await visitor.post(`/api/links/${token}/decide`, {
        ...{ planHash, decision: 'approve', comment: '', confirmation: true },
      });
    } else return;
    acted.add(token);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 409) throw error; // Somebody else was quicker.
  }
}
