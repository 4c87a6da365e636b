import { ApplicationFailure } from '@temporalio/common';
import { findMailStanding } from '../../database/mail-facts-repository';
import { type MailInOutbox, storeMail } from '../../database/mail-repository';
import { ASKING_MAILS } from '../../domain/cycle/mail-kind';
import type { ActivityDependencies } from '../dependencies';
import { createMailRecords, type MailRecords } from './mail-records';
import type { MailRequest, QueuedMail } from './mail-request';
import { renderRequest } from './render-request';
import { isStillWanted } from './still-wanted';
import { threadOf } from './thread';

type Dependencies = Pick<ActivityDependencies, 'database' | 'clock' | 'config'>;

/**
 * Writes a mail and stores it under its key, with the link it carries; asked for again, it finds the one that was stored.
 * `records`: what its act has read already.
 */
export async function queueMail(
  dependencies: Dependencies,
  request: MailRequest,
  records: MailRecords = createMailRecords(dependencies.database.prisma),
): Promise<QueuedMail> {
  const mail = await writeMail(dependencies, records, request);
  return { mailId: mail.id, state: mail.state === 'suppressed' ? 'suppressed' : 'queued' };
}

/** Asked for twice at once, both find the one mail that was stored; a link without a mail is found by the next try. */
async function writeMail(
  { clock, config, database }: Dependencies,
  records: MailRecords,
  request: MailRequest,
): Promise<MailInOutbox> {
  const connection = database.prisma;
  const now = clock();
  const [cycle, reader, thread] = await Promise.all([
    records.cycle(request.cycleId),
    records.person(request.personId),
    threadOf(records, request),
  ]);
  const rendered =
    cycle && reader && (await renderRequest({ connection, records, config, now, cycle, reader }, request));
  if (!rendered) {
    throw ApplicationFailure.nonRetryable(
      `The mail ${request.kind} about ${request.subjectId} to ${request.personId} names a record that is not there.`,
      'not-found',
    );
  }
  const { cycleId, subjectId, personId, kind, number } = request;
  const standing = ASKING_MAILS.includes(kind)
    ? await findMailStanding(connection, request)
    : { isReaderActive: reader.isActive, cycleState: cycle.state, holderId: null, isOpen: false };
  return storeMail(
    connection,
    {
      ...{ cycleId, subjectId, personId, kind, number },
      toAddress: reader.email,
      toName: reader.name,
      ...rendered,
      thread,
      state: standing && isStillWanted(request, standing) ? 'queued' : 'suppressed',
    },
    now,
    new URL(config.publicUrl).hostname,
  );
}
