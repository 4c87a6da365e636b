import { ASKING_MAILS } from '../domain/cycle/mail-kind';
import type { Connection } from './client';

/** Somebody whom the last mail about something did not reach: the mail server refused it for good. */
export interface RefusedMail {
  readonly cycleId: string;
  /** Task id or sign-off id. */
  readonly subjectId: string;
  readonly personId: string;
}

/** Of running cycles only. A later mail that arrived, say because the address was corrected, makes up for it. */
export async function listRefusedMails(
  connection: Connection,
  cycleIds: readonly string[],
): Promise<readonly RefusedMail[]> {
  const ofAsking = { cycleId: { in: [...cycleIds] }, kind: { in: [...ASKING_MAILS] } };
  const refused = await connection.mail.findMany({
    where: { ...ofAsking, state: 'undeliverable', cycle: { state: 'running' } },
    select: { cycleId: true, subjectId: true, personId: true, createdAt: true },
  });
  if (refused.length === 0) return [];
  const arrived = await connection.mail.findMany({
    where: { ...ofAsking, state: 'sent', subjectId: { in: refused.map(({ subjectId }) => subjectId) } },
    select: { subjectId: true, personId: true, createdAt: true },
  });
  return refused.flatMap(({ cycleId, subjectId, personId, createdAt }) => {
    const isMadeUpFor = arrived.some(
      (mail) => mail.subjectId === subjectId && mail.personId === personId && mail.createdAt > createdAt,
    );
    return isMadeUpFor || cycleId === null ? [] : [{ cycleId, subjectId, personId }];
  });
}
