import { Router } from 'express';
import { findLink, takeLinkOnce } from '../../database/access-link-repository';
import { recordAudit } from '../../database/audit-repository';
import { DomainError } from '../../domain/errors';
import { readLinkToken } from '../../email/link-token';
import { askForSignInLink } from '../acts/ask-for-sign-in-link';
import { type ApiDependencies, isOneMachine } from '../dependencies';
import { rateLimit } from '../middleware/rate-limit';
import { closeSession, openSession, readViewer } from '../middleware/session';
import { routes } from '../schemas/sign-in';
import { serve, serveOpen } from '../serve-route';
import type { Viewer } from '../viewer';

const DEFAULT_LIMIT = 30;

/** Sign-in by a mailed link, and who is signed in. */
export function createSignInRouter(dependencies: ApiDependencies): Router {
  const { database, clock, config } = dependencies;
  const router = Router();
  const limit = config.signInsPerQuarterHour ?? DEFAULT_LIMIT;
  router.post(routes.signIn.path, rateLimit(limit, 'sign-in requests'));
  router.post(routes.confirmSignIn.path, rateLimit(limit * 2, 'sign-in attempts'));

  serveOpen(router, routes.signIn, ({ body }) => askForSignInLink(dependencies, body.email));

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

const badLink = (why: string) =>
  new DomainError('unauthenticated', `${why} Ask for a new one on the sign-in page.`);
