import { countLinksSince, issueLink } from '../../database/access-link-repository';
import { recordDelayed, recordSent, recordUndeliverable, storeMail } from '../../database/mail-repository';
import { findPersonByEmail, type Person } from '../../database/person-repository';
import { deliver } from '../../email/delivery';
import { createLinkToken } from '../../email/link-token';
import type { OutgoingMail } from '../../email/mailer';
import { signInMail } from '../../email/templates/sign-in';
import type { ApiDependencies } from '../dependencies';

type Needs = Pick<ApiDependencies, 'database' | 'clock' | 'config' | 'mailer' | 'log'>;

export const LINK_MINUTES = 20;
const MINUTE_MS = 60_000;
const LINKS_PER_PERSON = 5;
/** Greylisting wants a minute or some; after the last one the link is no longer good. */
const PAUSES_MS = [2_000, 10_000, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS, 20 * MINUTE_MS];
/** Stands in the stored mail where the sent one has the link: the record must open no door. */
const NOT_KEPT = '(the link is not kept)';

/** Nobody is told when there is no such person, or when they asked too often. */
export async function mailSignInLink(dependencies: Needs, email: string): Promise<void> {
  const { database, clock, log } = dependencies;
  const person = await findPersonByEmail(database.prisma, email);
  if (!person?.isActive) return;
  const now = clock();
  const since = new Date(now.getTime() - LINK_MINUTES * MINUTE_MS);
  const recent = await countLinksSince(database.prisma, { personId: person.id, purpose: 'sign-in' }, since);
  if (recent >= LINKS_PER_PERSON) {
    log.warn({ personId: person.id }, 'Too many sign-in links asked for; none was sent');
    return;
  }
  await sendLink(dependencies, person, now);
}

async function sendLink(dependencies: Needs, person: Person, now: Date): Promise<void> {
  const { database, config } = dependencies;
  const expiresAt = new Date(now.getTime() + LINK_MINUTES * MINUTE_MS);
  const link = await issueLink(
    database.prisma,
    { personId: person.id, purpose: 'sign-in', subjectId: '', expiresAt },
    now,
  );
  const url = `${config.publicUrl}/sign-in/${createLinkToken(link.id, config.linkSecret)}`;
  const facts = { reader: { name: person.name, timeZone: person.timeZone }, expiresAt };
  const sent = signInMail({ ...facts, url });
  const kept = signInMail({ ...facts, url: NOT_KEPT });
  const stored = await storeMail(
    database.prisma,
    {
      cycleId: null,
      subjectId: link.id,
      personId: person.id,
      kind: 'sign-in',
      number: 1,
      toAddress: person.email,
      toName: person.name,
      ...kept,
      thread: link.id,
      state: 'queued',
    },
    now,
    new URL(config.publicUrl).hostname,
  );
  await sendWhileGood(dependencies, { ...stored, ...sent }, expiresAt);
}

/** A server that cannot take it now is asked again for as long as the link is good: the person waits at the door. */
async function sendWhileGood(
  { database, mailer, clock }: Needs,
  mail: OutgoingMail & { readonly id: string },
  expiresAt: Date,
): Promise<void> {
  for (const pauseMs of PAUSES_MS) {
    const delivery = await deliver(mailer, mail, 0);
    if (delivery.state === 'sent') return recordSent(database.prisma, mail.id, clock());
    const { answer } = delivery;
    const nextAttemptAt = new Date(clock().getTime() + pauseMs);
    if (delivery.state === 'refused' || nextAttemptAt >= expiresAt) {
      // The record has no link: whoever still wants to come in asks for a new one.
      await recordUndeliverable(database.prisma, mail.id, answer);
      throw new Error(answer);
    }
    await recordDelayed(database.prisma, mail.id, { answer, nextAttemptAt });
    await new Promise<void>((resolve) => setTimeout(resolve, pauseMs).unref());
  }
}
