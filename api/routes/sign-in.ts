import { Router } from 'express';
import { countLinksSince, findLink, issueLink, takeLinkOnce } from '../../database/access-link-repository';
import { recordAudit } from '../../database/audit-repository';
import { recordSent, recordUndeliverable, storeMail } from '../../database/mail-repository';
import { findPersonByEmail, type Person } from '../../database/person-repository';
import { DomainError } from '../../domain/errors';
import { createLinkToken, readLinkToken } from '../../email/link-token';
import { signInMail } from '../../email/templates/sign-in';
import { type ApiDependencies, isOneMachine } from '../dependencies';
import { rateLimit } from '../middleware/rate-limit';
import { closeSession, openSession, readViewer } from '../middleware/session';
import { routes } from '../schemas/sign-in';
import { serve, serveOpen } from '../serve-route';
import type { Viewer } from '../viewer';

const LINK_MINUTES = 20;
const MINUTE_MS = 60_000;
const LINKS_PER_PERSON = 5;
const DEFAULT_LIMIT = 30;
/** Stands in the stored mail where the sent one has the link: the record must open no door. */
const NOT_KEPT = '(the link is not kept)';

/** Sign-in by a mailed link, and who is signed in. */
export function createSignInRouter(dependencies: ApiDependencies): Router {
  const { database, clock, config, log } = dependencies;
  const router = Router();
  const limit = config.signInsPerQuarterHour ?? DEFAULT_LIMIT;
  router.post(routes.signIn.path, rateLimit(limit, 'sign-in requests'));
  router.post(routes.confirmSignIn.path, rateLimit(limit * 2, 'sign-in attempts'));

  serveOpen(router, routes.signIn, ({ body }) => {
    // Not awaited: neither the answer nor the time it takes tells whether the address is known.
    void mailLink(dependencies, body.email).catch((error: unknown) =>
      log.error({ error }, 'A sign-in mail could not be sent'),
    );
    return {
      message: `If this address is known here, a sign-in link is on its way. It works once and for ${LINK_MINUTES} minutes.`,
    };
  });

  serveOpen(router, routes.confirmSignIn, async ({ body, response }) => {
    const linkId = readLinkToken(body.token, config.linkSecret);
    const link = linkId ? await findLink(database.prisma, linkId) : null;
    if (link?.purpose !== 'sign-in') throw badLink('This is not a sign-in link.');
    const now = clock();
    if (!(await takeLinkOnce(database.prisma, link.id, now))) {
      throw badLink(link.usedAt ? 'This link was used before.' : 'This link has expired.');
    }
    const viewer = await readViewer(dependencies, link.personId, 'session');
    if (!viewer) throw badLink('This account is closed.');
    await recordAudit(database, [
      { at: now, actorId: viewer.id, action: 'signed-in', subjectType: 'person', subjectId: viewer.id },
    ]);
    await openSession(dependencies, viewer.id, response);
    return me(dependencies, viewer);
  });

  serve(router, routes.signOut, async ({ http, response }) => {
    await closeSession(dependencies, http, response);
  });

  serve(router, routes.getMe, ({ viewer }) => me(dependencies, viewer));
  return router;
}

function me({ config, clock }: ApiDependencies, viewer: Viewer) {
  const { id, name, email, timeZone, isAdministrator, units } = viewer;
  return {
    person: { id, name, email, timeZone, isAdministrator },
    units: units.map((unit) => ({
      id: unit.id,
      code: unit.code,
      name: unit.name,
      currency: unit.currency,
      timeZone: unit.timeZone,
      roles: [...unit.roles],
    })),
    isOneMachine: isOneMachine(config),
    now: clock().toISOString(),
  };
}

/** Nobody is told when there is no such person, or when they asked too often. */
async function mailLink(dependencies: ApiDependencies, email: string): Promise<void> {
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

async function sendLink(dependencies: ApiDependencies, person: Person, now: Date): Promise<void> {
  const { database, config, mailer } = dependencies;
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
  try {
    await mailer.send({ ...stored, ...sent });
    await recordSent(database.prisma, stored.id, now);
  } catch (error) {
    // Not tried again: the record has no link, and the person asks for a new one.
    await recordUndeliverable(database.prisma, stored.id, String(error));
    throw error;
  }
}

const badLink = (why: string) =>
  new DomainError('unauthenticated', `${why} Ask for a new one on the sign-in page.`);
