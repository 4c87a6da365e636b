import { countLinksSince, issueLink } from '../../database/access-link-repository';
import type { Connection } from '../../database/client';
import { storeMail } from '../../database/mail-repository';
import { findPersonByEmail, type Person } from '../../database/person-repository';
import { hurrySignInMail } from '../../database/sign-in-mail-repository';
import { takeSignInRequest } from '../../database/sign-in-request-repository';
import { SIGN_IN_LINK_MINUTES } from '../../domain/people/sign-in-link';
import type { ActivityDependencies } from '../dependencies';
import { GIVEN_UP_AFTER_MS, signInWording } from './send-sign-in-mail';

const MINUTE_MS = 60_000;
const LINKS_PER_PERSON = 5;

/**
 * Takes one request to sign in and stores the mail with its link, in one transaction: a request is answered once, or
 * still there. False when there is none. Nobody is told when there is no such person, or when they asked too often.
 */
export async function answerSignInRequest(dependencies: ActivityDependencies): Promise<boolean> {
  const { database, clock } = dependencies;
  return database.prisma.$transaction(async (transaction) => {
    const request = await takeSignInRequest(transaction);
    if (request === null) return false;
    const isTooOld = clock().getTime() - request.askedAt.getTime() > GIVEN_UP_AFTER_MS;
    const person = isTooOld ? null : await findPersonByEmail(transaction, request.email);
    if (person?.isActive) await storeUnlessOften(dependencies, transaction, person);
    return true;
  });
}

async function storeUnlessOften(
  dependencies: ActivityDependencies,
  transaction: Connection,
  person: Person,
): Promise<void> {
  const now = dependencies.clock();
  if (await hurrySignInMail(transaction, person.id)) return;
  const since = new Date(now.getTime() - SIGN_IN_LINK_MINUTES * MINUTE_MS);
  const recent = await countLinksSince(transaction, { personId: person.id, purpose: 'sign-in' }, since);
  if (recent < LINKS_PER_PERSON) return storeLinkAndMail(dependencies, transaction, person, now);
  dependencies.log.warn({ personId: person.id }, 'Too many sign-in links asked for; none was sent');
}

/** How long the link is good is set anew when it is sent. */
async function storeLinkAndMail(
  { config }: ActivityDependencies,
  transaction: Connection,
  person: Person,
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + SIGN_IN_LINK_MINUTES * MINUTE_MS);
  const link = await issueLink(
    transaction,
    { personId: person.id, purpose: 'sign-in', subjectId: '', expiresAt },
    now,
  );
  await storeMail(
    transaction,
    {
      cycleId: null,
      subjectId: link.id,
      personId: person.id,
      kind: 'sign-in',
      number: 1,
      toAddress: person.email,
      toName: person.name,
      ...signInWording({ reader: person, expiresAt, linkId: link.id }, config).kept,
      thread: link.id,
      state: 'queued',
    },
    now,
    new URL(config.publicUrl).hostname,
  );
}
