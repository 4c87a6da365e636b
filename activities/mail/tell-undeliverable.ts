import type { MailTask } from '../../database/mail-facts-repository';
import { type MailInOutbox, type StoredMail, storeMail } from '../../database/mail-repository';
import { undeliverableMail } from '../../email/templates/undeliverable';
import type { ActivityDependencies } from '../dependencies';
import { actUrl, cycleUrl } from './addresses';
import type { MailContext } from './mail-context';
import { createMailRecords, type MailRecords } from './mail-records';

type Dependencies = Pick<ActivityDependencies, 'database' | 'clock' | 'config'>;

/**
 * Writes mails to those who should know that a mail was refused for good: the process owner, and the backup of the
 * one who was to do something. Gives the ids of the mails to send; the same ones when it is asked again.
 */
export async function tellUndeliverable(
  { database, clock, config }: Dependencies,
  mail: StoredMail,
  cycleId: string,
): Promise<readonly string[]> {
  const connection = database.prisma;
  const records = createMailRecords(connection);
  const cycle = await records.cycle(cycleId);
  if (!cycle) return [];
  const task = await records.task(mail.subjectId);
  const backupId = await backupOf(records, mail, task);
  const mailIds: string[] = [];
  for (const personId of new Set([cycle.owner.id, backupId])) {
    const reader = personId && personId !== mail.personId ? await records.person(personId) : null;
    if (!reader) continue;
    const context = { connection, records, config, now: clock(), cycle, reader };
    const isBackup = reader.id === backupId;
    const url =
      isBackup && task
        ? await actUrl(context, { about: 'task', subjectId: task.id }, task.dueAt)
        : cycleUrl(context);
    mailIds.push((await storeNews(context, mail, isBackup, url)).id);
  }
  return mailIds;
}

async function backupOf(
  records: MailRecords,
  mail: StoredMail,
  task: MailTask | null,
): Promise<string | null> {
  const missed = await records.person(mail.personId);
  return task?.holder.id === mail.personId ? (task.backupId ?? missed?.backupId ?? null) : null;
}

function storeNews(
  context: MailContext,
  mail: StoredMail,
  isBackup: boolean,
  url: string,
): Promise<MailInOutbox> {
  const { connection, config, cycle, now, reader } = context;
  const rendered = undeliverableMail({
    cycle: { unitName: cycle.unitName, period: cycle.period, url: cycleUrl(context), owner: cycle.owner },
    reader,
    failed: {
      subject: mail.subject,
      toName: mail.toName,
      toAddress: mail.toAddress,
      at: now,
      answer: mail.lastError ?? 'The mail server gave no reason.',
    },
    isBackup,
    url,
  });
  const key = { subjectId: mail.id, personId: reader.id, kind: 'undeliverable', number: 1 } as const;
  return storeMail(
    connection,
    {
      cycleId: cycle.id,
      ...key,
      toAddress: reader.email,
      toName: reader.name,
      ...rendered,
      thread: `undeliverable ${mail.id}`,
      state: 'queued',
    },
    now,
    new URL(config.publicUrl).hostname,
  );
}
