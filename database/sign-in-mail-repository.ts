import type { Connection } from './client';

const WAITING = { kind: 'sign-in', state: { in: ['queued', 'failed'] } };

/** Whether anybody waits for a sign-in mail now: asked as often as one likes, it costs next to nothing. */
export async function isSignInAwaited(connection: Connection, now: Date): Promise<boolean> {
  const [found] = await connection.$queryRaw<{ isAwaited: boolean }[]>`
    SELECT EXISTS (SELECT FROM "SignInRequest") OR EXISTS (
      SELECT FROM "Mail"
      WHERE kind = 'sign-in' AND state IN ('queued', 'failed') AND ("nextAttemptAt" IS NULL OR "nextAttemptAt" <= ${now})
    ) AS "isAwaited"`;
  return found?.isAwaited ?? false;
}

/** Sign-in mails that are to be sent now, oldest first. */
export async function listDueSignInMails(
  connection: Connection,
  now: Date,
  atMost: number,
): Promise<readonly string[]> {
  const rows = await connection.mail.findMany({
    where: { ...WAITING, OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: now } }] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: atMost,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Someone asks again while their mail is still waiting: that one is tried at once. False: none waits. */
export async function hurrySignInMail(connection: Connection, personId: string): Promise<boolean> {
  const { count } = await connection.mail.updateMany({
    where: { ...WAITING, personId },
    data: { nextAttemptAt: null },
  });
  return count > 0;
}

/** What is kept of a mail when it goes out later than it was written. */
export async function keepWording(
  connection: Connection,
  mailId: string,
  { html, text }: { readonly html: string; readonly text: string },
): Promise<void> {
  await connection.mail.update({ where: { id: mailId }, data: { html, text } });
}
