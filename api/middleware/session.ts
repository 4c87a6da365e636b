import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { CookieOptions, Request, RequestHandler, Response } from 'express';
import { findFirstAdministrator, findPersonWithUnits } from '../../database/person-repository';
import { findSessionPersonId, revokeSessions, storeSession } from '../../database/session-repository';
import type { ApiConfig, ApiDependencies } from '../dependencies';
import type { Viewer } from '../viewer';

const COOKIE = 'sop_session';
const SESSION_DAYS = 30;
const DAY_MS = 86_400_000;

type Needs = Pick<ApiDependencies, 'database' | 'clock' | 'config'>;

/** Finds out who asks and keeps it as `response.locals.viewer`; nobody is turned away here. */
export function session(dependencies: Needs): RequestHandler {
  return async (request, response, next) => {
    const viewer =
      (await viewerByCookie(dependencies, request)) ?? (await viewerByLocalToken(dependencies, request));
    if (viewer) response.locals.viewer = viewer;
    next();
  };
}

/** A new session for a person; the cookie's value is kept nowhere but in the browser. */
export async function openSession(dependencies: Needs, personId: string, response: Response): Promise<void> {
  const value = randomBytes(32).toString('base64url');
  const now = dependencies.clock();
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * DAY_MS);
  const id = digestOf(value, dependencies.config);
  await storeSession(dependencies.database.prisma, { id, personId, expiresAt }, now);
  response.cookie(COOKIE, value, { ...cookieOptions(dependencies.config), maxAge: SESSION_DAYS * DAY_MS });
}

export async function closeSession(dependencies: Needs, request: Request, response: Response): Promise<void> {
  const value = cookieOf(request);
  if (value) {
    const id = digestOf(value, dependencies.config);
    await revokeSessions(dependencies.database.prisma, { id }, dependencies.clock());
  }
  response.clearCookie(COOKIE, cookieOptions(dependencies.config));
}

/** The person with their units, as others of the API know them. */
export async function readViewer(
  { database }: Pick<ApiDependencies, 'database'>,
  personId: string,
  door: Viewer['door'],
): Promise<Viewer | null> {
  const person = await findPersonWithUnits(database.prisma, personId);
  return person && { ...person, door };
}

async function viewerByCookie(dependencies: Needs, request: Request): Promise<Viewer | null> {
  const value = cookieOf(request);
  if (!value) return null;
  const { database, clock, config } = dependencies;
  const personId = await findSessionPersonId(database.prisma, digestOf(value, config), clock());
  return personId === null ? null : readViewer(dependencies, personId, 'session');
}

/** Commands on this machine show the token that the one-machine shape has written for them. */
async function viewerByLocalToken(dependencies: Needs, request: Request): Promise<Viewer | null> {
  const { database, config } = dependencies;
  const given = /^Bearer (\S{16,})$/.exec(request.headers.authorization ?? '')?.[1];
  if (!given || !config.localTokenFile || !isFromThisMachine(request)) return null;
  const expected = (await readFile(config.localTokenFile, 'utf8').catch(() => '')).trim();
  if (expected.length < 16 || !isSame(given, expected, config)) return null;
  const administrator = await findFirstAdministrator(database.prisma);
  return administrator && readViewer(dependencies, administrator.id, 'local-command');
}

function isFromThisMachine(request: Request): boolean {
  const isForwarded =
    request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  return (
    !isForwarded &&
    /^(::1|127\.\d+\.\d+\.\d+|::ffff:127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '')
  );
}

function isSame(given: string, expected: string, config: ApiConfig): boolean {
  return timingSafeEqual(Buffer.from(digestOf(given, config)), Buffer.from(digestOf(expected, config)));
}

/** Keyed, so that a new SESSION_SECRET ends every session. */
function digestOf(value: string, config: Pick<ApiConfig, 'sessionSecret'>): string {
  return createHmac('sha256', config.sessionSecret).update(value).digest('hex');
}

function cookieOf(request: Request): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === COOKIE && value && /^[\w-]{43}$/.test(value)) return value;
  }
  return null;
}

function cookieOptions(config: Pick<ApiConfig, 'publicUrl'>): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: config.publicUrl.startsWith('https:'), path: '/' };
}
