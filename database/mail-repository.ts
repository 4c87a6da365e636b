import { createHash } from 'node:crypto';
import type { MailKind } from '../domain/cycle/mail-kind';
import type { Connection, Database } from './client';
import type { Prisma } from './generated/client';

/**
 * Outbox and record of every mail. A mail is stored, with its Message-ID, under its business key before it is sent;
 * so a repeated request finds it, and a repeated sending is the same mail.
 */
export interface StoredMail {
  readonly id: string;
  readonly cycleId: string | null;
  readonly subjectId: string;
  readonly personId: string;
  readonly kind: MailKind;
  readonly number: number;
  readonly toAddress: string;
  readonly toName: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly messageId: string;
  readonly threadId: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date | null;
  readonly sentAt: Date | null;
}

/** `failed`: will be tried again at nextAttemptAt. `undeliverable` and `suppressed` are final. */
export type MailState = 'queued' | 'sent' | 'failed' | 'undeliverable' | 'suppressed';

export interface MailKey {
  readonly subjectId: string;
  readonly personId: string;
  readonly kind: MailKind;
  readonly number: number;
}

export interface NewMail extends MailKey {
  readonly cycleId: string | null;
  readonly toAddress: string;
  readonly toName: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** What the thread is about, for one person; usually the subjectId. */
  readonly thread: string;
  readonly state: 'queued' | 'suppressed';
}

/** What became of a mail that was to be stored. */
export type MailInOutbox = Pick<StoredMail, 'id' | 'state'>;

export async function findMail(connection: Connection, id: string): Promise<StoredMail | null> {
  const row = await connection.mail.findUnique({ where: { id } });
  return row && fromRow(row);
}

/** A mail on record without its text. */
export type MailOnRecord = Omit<StoredMail, 'html' | 'text'>;

/** Every mail of a cycle, newest first. */
export async function listMailsOfCycle(connection: Connection, cycleId: string): Promise<MailOnRecord[]> {
  const rows = await connection.mail.findMany({
    where: { cycleId },
    omit: { html: true, text: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({ ...row, kind: row.kind as MailKind, state: row.state as MailState }));
}

/**
 * Stores a mail under its key, or leaves the one that was stored before. The first mail of a thread lends it its
 * Message-ID; each later one with the same subject becomes a "Re:".
 */
export async function storeMail(
  connection: Connection,
  mail: NewMail,
  now: Date,
  host: string,
): Promise<MailInOutbox> {
  const { thread, ...columns } = mail;
  const threadId = `<${fingerprint(`thread ${thread} ${mail.personId}`)}@${host}>`;
  const first = await connection.mail.findUnique({
    where: { messageId: threadId },
    select: { subject: true },
  });
  const own = `<${fingerprint(`mail ${mail.subjectId} ${mail.personId} ${mail.kind} ${mail.number}`)}@${host}>`;
  const isReply = first !== null && first.subject === mail.subject;
  const data = {
    ...columns,
    subject: isReply ? `Re: ${mail.subject}` : mail.subject,
    // A suppressed mail reaches nobody, so nothing can answer it.
    messageId: first === null && mail.state !== 'suppressed' ? threadId : own,
    threadId: first === null && mail.state === 'suppressed' ? own : threadId,
    createdAt: now,
  };
  const select = { id: true, state: true };
  const [written] = await connection.mail.createManyAndReturn({ data: [data], select, skipDuplicates: true });
  if (written) return inOutbox(written);
  const { subjectId, personId, kind, number } = mail;
  const key = { subjectId, personId, kind, number };
  const stored = await connection.mail.findUnique({ where: { subjectId_personId_kind_number: key }, select });
  if (stored) return inOutbox(stored);
  // Another mail became the first of the thread in this moment: this one is its answer.
  return inOutbox(await connection.mail.create({ data: { ...data, messageId: own }, select }));
}

export async function recordSent(connection: Connection, id: string, at: Date): Promise<void> {
  await connection.mail.updateMany({
    where: { id, state: { in: ['queued', 'failed'] } },
    data: { state: 'sent', sentAt: at, nextAttemptAt: null, lastError: null, attempts: { increment: 1 } },
  });
}

export async function recordDelayed(
  connection: Connection,
  id: string,
  { answer, nextAttemptAt }: { readonly answer: string; readonly nextAttemptAt: Date },
): Promise<void> {
  await connection.mail.updateMany({
    where: { id, state: { in: ['queued', 'failed'] } },
    data: { state: 'failed', lastError: answer, nextAttemptAt, attempts: { increment: 1 } },
  });
}

export async function recordUndeliverable(connection: Connection, id: string, answer: string): Promise<void> {
  await connection.mail.updateMany({
    where: { id, state: { in: ['queued', 'failed'] } },
    data: { state: 'undeliverable', lastError: answer, nextAttemptAt: null, attempts: { increment: 1 } },
  });
}

export async function recordSuppressed(connection: Connection, id: string): Promise<void> {
  await connection.mail.updateMany({
    where: { id, state: { in: ['queued', 'failed'] } },
    data: { state: 'suppressed', nextAttemptAt: null },
  });
}

/**
 * Runs `send` while no other worker sends the same mail; gives null when another one does. The lock lives on a
 * connection of its own and goes with it, so a killed worker never holds a mail back.
 */
export async function whileAlone<T>(
  database: Database,
  mailId: string,
  send: () => Promise<T>,
): Promise<T | null> {
  const connection = await database.pool.connect();
  let lost: Error | undefined;
  // A checked-out connection that breaks would end the process if nobody listened.
  const onLost = (error: Error) => {
    lost = error;
  };
  connection.on('error', onLost);
  const values = [`mail ${mailId}`];
  try {
    const { rows } = await connection.query<{ isMine: boolean }>({ ...TRY_LOCK, values });
    if (!rows[0]?.isMine) return null;
    try {
      return await send();
    } finally {
      if (!lost) await connection.query({ ...UNLOCK, values });
    }
  } finally {
    connection.off('error', onLost);
    connection.release(lost);
  }
}

/** Named, so that PostgreSQL parses and plans them once a connection. */
const TRY_LOCK = {
  name: 'mail_try_lock',
  text: 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "isMine"',
};
const UNLOCK = { name: 'mail_unlock', text: 'SELECT pg_advisory_unlock(hashtextextended($1, 0))' };

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

const inOutbox = ({ id, state }: { id: string; state: string }): MailInOutbox => ({
  id,
  state: state as MailState,
});

function fromRow(row: Prisma.MailGetPayload<Record<string, never>>): StoredMail {
  return { ...row, kind: row.kind as MailKind, state: row.state as MailState };
}
