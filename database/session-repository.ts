import type { Connection } from './client';

/** Browser sessions; `id` is a digest of the cookie's value, so that the table opens no door. */
export interface Session {
  readonly id: string;
  readonly personId: string;
  readonly expiresAt: Date;
}

export async function storeSession(connection: Connection, session: Session, now: Date): Promise<void> {
  await connection.session.create({ data: { ...session, createdAt: now } });
}

/** Whose session it is; null when it is unknown, over or revoked, or when the person has left. */
export async function findSessionPersonId(
  connection: Connection,
  id: string,
  now: Date,
): Promise<string | null> {
  const row = await connection.session.findFirst({
    where: { id, revokedAt: null, expiresAt: { gt: now }, person: { isActive: true } },
    select: { personId: true },
  });
  return row?.personId ?? null;
}

/** Ends one session, or all of a person's. */
export async function revokeSessions(
  connection: Connection,
  which: { readonly id: string } | { readonly personId: string },
  now: Date,
): Promise<void> {
  await connection.session.updateMany({ where: { ...which, revokedAt: null }, data: { revokedAt: now } });
}
