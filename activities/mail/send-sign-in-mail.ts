import { prolongLink } from '../../database/access-link-repository';
import {
  findMail,
  recordDelayed,
  recordSent,
  recordSuppressed,
  recordUndeliverable,
  whileAlone,
} from '../../database/mail-repository';
import { findPerson } from '../../database/person-repository';
import { keepWording } from '../../database/sign-in-mail-repository';
import { SIGN_IN_LINK_MINUTES } from '../../domain/people/sign-in-link';
import { deliver } from '../../email/delivery';
import { createLinkToken } from '../../email/link-token';
import { type SignInFacts, signInMail } from '../../email/templates/sign-in';
import type { ActivityDependencies } from '../dependencies';

const MINUTE_MS = 60_000;
/** Somebody waits at the door: soon at first, then once a minute, which is what greylisting wants. */
const PAUSES_MS = [2_000, 10_000, 30_000];
/** Whoever asked so long ago does not wait any more. */
export const GIVEN_UP_AFTER_MS = 4 * 60 * MINUTE_MS;
/** Stands in the stored mail where the sent one has the link: the record must open no door. */
const NOT_KEPT = '(the link is not kept)';

/**
 * Sends a stored sign-in mail once, as `sendMail` does the others, but with the link made now: it is not kept, and it is
 * good from this moment on, however long the mail server was away. Another process that sends the same mail is left to it.
 */
export async function sendSignInMail(dependencies: ActivityDependencies, mailId: string): Promise<void> {
  await whileAlone(dependencies.database, mailId, () => sendOnce(dependencies, mailId));
}

async function sendOnce(dependencies: ActivityDependencies, mailId: string): Promise<void> {
  const { database, clock, config, mailer, log } = dependencies;
  const { prisma } = database;
  const mail = await findMail(prisma, mailId);
  if (!mail || (mail.state !== 'queued' && mail.state !== 'failed')) return;
  const now = clock();
  const expiresAt = new Date(now.getTime() + SIGN_IN_LINK_MINUTES * MINUTE_MS);
  const linkId = mail.subjectId;
  const person = await findPerson(prisma, mail.personId);
  // A link that was used had arrived: a crash came between its sending and the record.
  if (!person?.isActive || !(await prolongLink(prisma, linkId, expiresAt))) {
    return recordSuppressed(prisma, mail.id);
  }
  const { sent, kept } = signInWording({ reader: person, expiresAt, linkId }, config);
  await keepWording(prisma, mail.id, kept);
  const delivery = await deliver(mailer, { ...mail, ...sent, answersTo: null }, mail.attempts);
  if (delivery.state === 'sent') return recordSent(prisma, mail.id, clock());
  const { answer } = delivery;
  const isGivenUp = now.getTime() - mail.createdAt.getTime() > GIVEN_UP_AFTER_MS;
  if (delivery.state === 'refused' || isGivenUp) {
    log.warn({ mailId: mail.id, answer }, 'A sign-in mail could not be sent');
    return recordUndeliverable(prisma, mail.id, answer);
  }
  const nextAttemptAt = new Date(clock().getTime() + (PAUSES_MS[mail.attempts] ?? MINUTE_MS));
  await recordDelayed(prisma, mail.id, { answer, nextAttemptAt });
}

/** The mail as it is sent, and as it is kept. */
export function signInWording(
  { linkId, ...facts }: Omit<SignInFacts, 'url'> & { readonly linkId: string },
  { publicUrl, linkSecret }: ActivityDependencies['config'],
) {
  const reader = { name: facts.reader.name, timeZone: facts.reader.timeZone };
  const worded = (url: string) => signInMail({ ...facts, reader, url });
  return {
    sent: worded(`${publicUrl}/sign-in/${createLinkToken(linkId, linkSecret)}`),
    kept: worded(NOT_KEPT),
  };
}
