import { ApplicationFailure } from '@temporalio/common';
import type { Connection } from '../../database/client';
import { findMailCycle, findMailPerson } from '../../database/mail-facts-repository';
import { findMailByKey, type StoredMail, storeMail } from '../../database/mail-repository';
import type { ActivityDependencies } from '../dependencies';
import type { MailRequest, QueuedMail } from './mail-request';
import { renderRequest } from './render-request';
import { isStillWanted } from './still-wanted';
import { threadOf } from './thread';

type Dependencies = Pick<ActivityDependencies, 'database' | 'clock' | 'config'>;

/** Writes a mail and stores it under its key, with the link it carries, in one transaction. */
export async function queueMail(dependencies: Dependencies, request: MailRequest): Promise<QueuedMail> {
  const { prisma } = dependencies.database;
  const mail =
    (await findMailByKey(prisma, request)) ??
    (await prisma.$transaction((connection) => writeMail(dependencies, connection, request)));
  return { mailId: mail.id, state: mail.state === 'suppressed' ? 'suppressed' : 'queued' };
}

async function writeMail(
  { clock, config }: Dependencies,
  connection: Connection,
  request: MailRequest,
): Promise<StoredMail> {
  const now = clock();
  const cycle = await findMailCycle(connection, request.cycleId);
  const reader = await findMailPerson(connection, request.personId);
  const rendered =
    cycle && reader && (await renderRequest({ connection, config, now, cycle, reader }, request));
  if (!rendered) {
    throw ApplicationFailure.nonRetryable(
      `The mail ${request.kind} about ${request.subjectId} to ${request.personId} names a record that is not there.`,
      'not-found',
    );
  }
  const { cycleId, subjectId, personId, kind, number } = request;
  return storeMail(
    connection,
    {
      ...{ cycleId, subjectId, personId, kind, number },
      toAddress: reader.email,
      toName: reader.name,
      ...rendered,
      thread: await threadOf(connection, request),
      state: (await isStillWanted(connection, request)) ? 'queued' : 'suppressed',
    },
    now,
    new URL(config.publicUrl).hostname,
  );
}
