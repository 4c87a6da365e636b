import { type AccessLink, findLink } from '../../database/access-link-repository';
import { findNextHolder } from '../../database/next-holder';
import { DomainError } from '../../domain/errors';
import { readLinkToken } from '../../email/link-token';
import { moment } from '../../email/wording';
import { type ApiDependencies, isOneMachine } from '../dependencies';
import { readViewer } from '../middleware/session';
import type { Viewer } from '../viewer';

type Needs = Pick<ApiDependencies, 'database' | 'clock' | 'config'>;

/** A link from a mail that is good now: whose it is, and the one thing that it is for. */
export interface OpenLink {
  readonly link: AccessLink & { readonly purpose: 'task' | 'sign-off' };
  readonly viewer: Viewer;
}

/**
 * Looks a link up; throws a refusal that says what to do instead. Looking changes nothing. Whether the thing itself is
 * still open, and still this person's, is asked by the act.
 */
export async function openLink(needs: Needs, token: string, signedIn: Viewer | undefined): Promise<OpenLink> {
  const link = await knownLink(needs, token);
  const { purpose } = link;
  if (purpose === 'sign-in') throw unknown();
  const viewer = await readViewer(needs, link.personId, 'link');
  if (!viewer || link.revokedAt) throw await withdrawn(needs, link, viewer);
  if (link.expiresAt <= needs.clock()) {
    throw new DomainError(
      'stale',
      `This link was good until ${moment(link.expiresAt, viewer.timeZone)}. Sign in to see what is asked of you now.`,
    );
  }
  refuseForwarded(needs, viewer, signedIn);
  return { link: { ...link, purpose }, viewer };
}

async function knownLink({ database, config }: Needs, token: string): Promise<AccessLink> {
  const linkId = readLinkToken(token, config.linkSecret);
  const link = linkId ? await findLink(database.prisma, linkId) : null;
  if (!link) throw unknown();
  return link;
}

/** Whoever had something that was given to someone else learns to whom, and that nothing is left to do. */
async function withdrawn({ database }: Needs, link: AccessLink, viewer: Viewer | null): Promise<DomainError> {
  const givenTo = viewer && (await findNextHolder(database.prisma, link));
  if (!viewer || !givenTo) {
    return new DomainError(
      'forbidden',
      'This link was withdrawn. Use the newest mail about it, or sign in to see what is asked of you.',
    );
  }
  const what = link.purpose === 'task' ? 'task' : 'sign-off';
  const at = moment(givenTo.at, viewer.timeZone);
  return new DomainError(
    'forbidden',
    `This link was withdrawn: the ${what} was given to ${givenTo.name} on ${at}. You need do nothing more.`,
  );
}

/** On one machine everybody's mails lie in one mailbox and are opened in one browser; elsewhere that is a forwarded mail. */
function refuseForwarded({ config }: Needs, viewer: Viewer, signedIn: Viewer | undefined): void {
  if (isOneMachine(config) || !signedIn || signedIn.id === viewer.id) return;
  throw new DomainError(
    'forbidden',
    `This link was mailed to ${viewer.name}, and you are signed in as ${signedIn.name}. Open your own mail, or the home page.`,
  );
}

const unknown = () =>
  new DomainError(
    'not-found',
    'This link is not known here; it may have been cut off on its way. Open it from the mail again, or sign in.',
  );
