import type { Connection } from './client';

/** What a mailed link is for; one purpose and one subject each. */
export type LinkPurpose = 'sign-in' | 'task' | 'sign-off';

export interface AccessLink {
  readonly id: string;
  readonly personId: string;
  readonly purpose: LinkPurpose;
  /** Task id or sign-off id; empty for sign-in. */
  readonly subjectId: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly usedAt: Date | null;
}

export interface LinkRequest {
  readonly personId: string;
  readonly purpose: LinkPurpose;
  readonly subjectId: string;
  readonly expiresAt: Date;
}

/** A new link. */
export async function issueLink(
  connection: Connection,
  request: LinkRequest,
  now: Date,
): Promise<AccessLink> {
  return fromRow(await connection.accessLink.create({ data: { ...request, createdAt: now } }));
}

/**
 * The person's link to this subject: the one they already have, if it is good until then, else a new one. All mails
 * about one thing carry the same link, so that revoking one row closes all of them.
 */
export async function issueLinkOnce(
  connection: Connection,
  request: LinkRequest,
  now: Date,
): Promise<AccessLink> {
  const { personId, purpose, subjectId, expiresAt } = request;
  const standing = await connection.accessLink.findFirst({
    where: { personId, purpose, subjectId, revokedAt: null, expiresAt: { gte: expiresAt } },
    orderBy: { createdAt: 'asc' },
  });
  return standing ? fromRow(standing) : issueLink(connection, request, now);
}

export async function findLink(connection: Connection, id: string): Promise<AccessLink | null> {
  const row = await connection.accessLink.findUnique({ where: { id } });
  return row && fromRow(row);
}

/** How many links a person was given for a purpose since then. */
export async function countLinksSince(
  connection: Connection,
  whose: { readonly personId: string; readonly purpose: LinkPurpose },
  since: Date,
): Promise<number> {
  return connection.accessLink.count({ where: { ...whose, createdAt: { gt: since } } });
}

/** Marks a link as used, once: false when it was used, revoked or expired before. For links that work once (sign-in). */
export async function takeLinkOnce(connection: Connection, id: string, now: Date): Promise<boolean> {
  const { count } = await connection.accessLink.updateMany({
    where: { id, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

/** Sets anew until when an unused link is good; false when it was used or revoked. */
export async function prolongLink(connection: Connection, id: string, expiresAt: Date): Promise<boolean> {
  const { count } = await connection.accessLink.updateMany({
    where: { id, usedAt: null, revokedAt: null },
    data: { expiresAt },
  });
  return count === 1;
}

/** Closes links: a person's (who left), those to a subject, or a person's to a subject (handed over). */
export async function revokeLinks(
  connection: Connection,
  which: { readonly personId?: string; readonly subjectId?: string },
  now: Date,
): Promise<number> {
  if (which.personId === undefined && which.subjectId === undefined)
    throw new RangeError('Say whose links, or links to what, are to be revoked.');
  const { count } = await connection.accessLink.updateMany({
    where: { ...which, revokedAt: null },
    data: { revokedAt: now },
  });
  return count;
}

function fromRow(row: { purpose: string } & Omit<AccessLink, 'purpose'>): AccessLink {
  const { id, personId, subjectId, expiresAt, revokedAt, usedAt } = row;
  return { id, personId, purpose: row.purpose as LinkPurpose, subjectId, expiresAt, revokedAt, usedAt };
}
