import type { ActivityDependencies } from '../dependencies';
import { createMailRecords } from '../mail/mail-records';
import type { MailRequest } from '../mail/mail-request';
import { queueMail } from '../mail/queue-mail';

/** Renders and stores mails; their ids come back. Already stored ones are found again by their key. */
export async function queueMails(
  dependencies: ActivityDependencies,
  requests: readonly MailRequest[],
): Promise<string[]> {
  const records = createMailRecords(dependencies.database.prisma);
  const queued = await Promise.all(requests.map((request) => queueMail(dependencies, request, records)));
  return queued.filter(({ state }) => state === 'queued').map(({ mailId }) => mailId);
}
