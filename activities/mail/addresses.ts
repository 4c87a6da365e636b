import { issueLinkOnce } from '../../database/access-link-repository';
import { createLinkToken } from '../../email/link-token';
import type { MailContext } from './mail-context';
import type { MailAbout } from './mail-request';

/** The page of the cycle: needs a sign-in. */
export function cycleUrl({ config, cycle }: MailContext): string {
  return `${config.publicUrl}/cycles/${cycle.id}`;
}

const DAY_MS = 86_400_000;

/** A late act still counts, so a link outlives its due time by this long. */
const LINK_DAYS_AFTER_DUE = 30;

/** The reader's own link to one task or sign-off: works without an account, for this and for nothing else. */
export async function actUrl(
  context: MailContext,
  { about, subjectId }: MailAbout,
  dueAt: Date,
): Promise<string> {
  const { connection, config, now, reader } = context;
  const from = Math.max(dueAt.getTime(), now.getTime());
  const link = await issueLinkOnce(
    connection,
    {
      personId: reader.id,
      purpose: about,
      subjectId,
      expiresAt: new Date(from + LINK_DAYS_AFTER_DUE * DAY_MS),
    },
    now,
  );
  return `${config.publicUrl}/act/${createLinkToken(link.id, config.linkSecret)}`;
}
