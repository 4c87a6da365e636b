import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { LinkView } from '../../api/schemas/links';
import { type CaughtMail, listMails } from '../../email/mailbox';
import { workContent } from '../../standalone/rehearsal/work-content';

/** An answer that was not a yes, or none at all (status 0). */
export interface Setback {
  readonly status: number;
  readonly message: string;
}

export interface People {
  /** The acts that were confirmed: by link, with the instant that every answer named. */
  readonly confirmed: ReadonlyMap<string, string>;
  readonly setbacks: readonly Setback[];
  /** What no person could make sense of; empty when all went as a person expects. */
  readonly bewildered: readonly string[];
  /** Waits for what they have in hand; nobody opens another mail. */
  readonly leave: () => Promise<void>;
}

interface Month {
  readonly url: string;
  readonly mailboxDir: string;
  readonly period: string;
}

/**
 * Everyone who is asked something in the month opens the link in the mail, does what is asked and sends it, again and
 * again until it is confirmed; then once more, to see the same answer.
 */
export function letPeopleAct(month: Month): People {
  const setbacks: Setback[] = [];
  const confirmed = new Map<string, string>();
  const bewildered: string[] = [];
  const taken = new Set<string>();
  const inHand: Promise<void>[] = [];
  let isOver = false;

  const readMails = async (): Promise<void> => {
    for (; !isOver; await pause(300)) {
      for (const mail of await listMails(month.mailboxDir, 150)) {
        const token = tokenIn(mail);
        if (token === undefined || taken.has(token)) continue;
        taken.add(token);
        inHand.push(actAfterAWhile(token));
      }
    }
    await Promise.all(inHand);
  };

  /** Not everybody at the same moment: a part must be able to die between one and the next. */
  const actAfterAWhile = async (token: string): Promise<void> => {
    await pause(200 + 500 * (taken.size % 5));
    try {
      await actOn(token);
    } catch (error) {
      bewildered.push((error as Error).message);
    }
  };

  const actOn = async (token: string): Promise<void> => {
    const address = `${month.url}/api/links/${token}`;
    const page = (await untilAnswered(address, undefined, setbacks)).body as Link;
    const act = actFor(page, month.period);
    if (act === null) return;
    const first = await untilAnswered(`${address}/${act.verb}`, act.body, setbacks);
    if (isNotNeeded(first)) return;
    const again = await untilAnswered(`${address}/${act.verb}`, act.body, setbacks);
    for (const { status, body } of [first, again]) {
      if (status !== 200)
        throw new Error(`${act.verb} of ${page.person?.name}: ${status} ${messageOf(body)}`);
    }
    const [at, atAgain] = [first, again].map(({ body }) => (body as Receipt).recordedAt);
    if (at !== atAgain) throw new Error(`${page.person?.name} was told ${at}, then ${atAgain}.`);
    confirmed.set(token, String(at));
  };

  const reading = readMails();
  return {
    confirmed,
    setbacks,
    bewildered,
    leave: () => {
      isOver = true;
      return reading;
    },
  };
}

export const tokenIn = ({ text }: CaughtMail): string | undefined => /\/act\/([\w.-]+)/.exec(text)?.[1];

type Link = z.output<typeof LinkView>;
interface Receipt {
  readonly recordedAt: string;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

function actFor(page: Link, period: string): { verb: 'submit' | 'decide'; body: object } | null {
  const { task, signOff } = page;
  if (page.refusal) return null;
  if (task?.period === period) {
    const content = workContent(task, { seed: 7, email: page.person?.name ?? '' });
    return { verb: 'submit', body: { round: task.round, content, comment: '', confirmation: true } };
  }
  if (signOff?.period !== period) return null;
  const { planHash } = signOff;
  return { verb: 'decide', body: { decision: 'approve', planHash, comment: '', confirmation: true } };
}

/** Enough of the others have signed while this person read the page. */
const isNotNeeded = ({ status, body }: Answer): boolean =>
  status === 409 && /others have decided|not needed/.test(messageOf(body));

/** A person who gets no answer, or is told that nothing was recorded, tries again. */
export async function untilAnswered(
  address: string,
  body: object | undefined,
  setbacks: Setback[],
): Promise<Answer> {
  for (const giveUpAt = Date.now() + 240_000; ; await pause(1_000)) {
    const answer = await ask(address, body);
    if (answer.status !== 0 && answer.status < 500) return answer;
    setbacks.push({ status: answer.status, message: messageOf(answer.body) });
    if (Date.now() > giveUpAt)
      throw new Error(`Four minutes without success: ${answer.status} ${messageOf(answer.body)}`);
  }
}

async function ask(address: string, body: object | undefined): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', origin: new URL(address).origin },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    return { status: response.status, body: await response.json() };
  } catch (error) {
    return { status: 0, body: { error: { message: (error as Error).message } } };
  }
}

const messageOf = (body: unknown): string =>
  (body as { error?: { message?: string } }).error?.message ?? JSON.stringify(body);
