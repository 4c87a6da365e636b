import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The token in a mailed address: the id of an AccessLink and a keyed signature over it. The row decides what the link
 * is for, until when, and whether it was revoked; the signature makes tokens that nobody can guess or forge, without
 * keeping one in the database.
 */
export function createLinkToken(linkId: string, secret: string): string {
  return `${linkId.replaceAll('-', '')}.${signatureOf(linkId, secret)}`;
}

/** The AccessLink's id, or null when the token was not made with this secret or was altered on its way. */
export function readLinkToken(token: string, secret: string): string | null {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.([\w-]{43})$/.exec(
    token,
  );
  if (!parts) return null;
  const linkId = parts.slice(1, 6).join('-');
  const given = Buffer.from(parts[6]!);
  const expected = Buffer.from(signatureOf(linkId, secret));
  return given.length === expected.length && timingSafeEqual(given, expected) ? linkId : null;
}

function signatureOf(linkId: string, secret: string): string {
  return createHmac('sha256', secret).update(`link:${linkId}`).digest('base64url');
}
