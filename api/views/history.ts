import type { z } from 'zod';
import { type AuditRecord, listAuditOfCycle, listAuditOfSubject } from '../../database/audit-repository';
import type { Connection } from '../../database/client';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { listMailsOfCycle } from '../../database/mail-repository';
import { findPersonNames } from '../../database/person-repository';
import type { HistoryLine, MailLine } from '../schemas/history';
import type { Viewer } from '../viewer';
import { auditSentence } from './audit-sentences';

/** What happened and what was mailed, newest first. */

export async function cycleHistory(
  connection: Connection,
  facts: CycleFacts,
  viewer: Viewer,
): Promise<z.input<typeof HistoryLine>[]> {
  const records = await listAuditOfCycle(connection, facts.cycle.id);
  return historyLines(connection, facts, viewer, records);
}

export async function subjectHistory(
  connection: Connection,
  facts: CycleFacts,
  viewer: Viewer,
  subjectIds: readonly string[],
): Promise<z.input<typeof HistoryLine>[]> {
  const records = await Promise.all(subjectIds.map((id) => listAuditOfSubject(connection, id)));
  return historyLines(connection, facts, viewer, records.flat());
}

async function historyLines(
  connection: Connection,
  facts: CycleFacts,
  viewer: Viewer,
  records: readonly AuditRecord[],
): Promise<z.input<typeof HistoryLine>[]> {
  const ids = records.flatMap(({ actorId, details }) => [actorId, ...Object.values(details)]);
  const unknown = ids.filter((id): id is string => typeof id === 'string' && !facts.people.has(id));
  const others = await findPersonNames(connection, unknown);
  const nameOf = (id: string) => facts.people.get(id)?.name ?? others.get(id) ?? 'Someone';
  return [...records]
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .map((record) => ({
      id: String(record.id),
      at: record.at.toISOString(),
      actor: record.actorId === null ? null : { id: record.actorId, name: nameOf(record.actorId) },
      action: record.action,
      subjectType: record.subjectType,
      subjectId: record.subjectId,
      sentence: auditSentence(record, { facts, nameOf, timeZone: viewer.timeZone }),
    }));
}

export async function cycleMails(
  connection: Connection,
  cycleId: string,
): Promise<z.input<typeof MailLine>[]> {
  const mails = await listMailsOfCycle(connection, cycleId);
  return mails.map((mail) => ({
    id: mail.id,
    kind: mail.kind,
    to: { id: mail.personId, name: mail.toName },
    subject: mail.subject,
    subjectId: mail.subjectId,
    number: mail.number,
    state: mail.state,
    attempts: mail.attempts,
    lastError: mail.lastError,
    createdAt: mail.createdAt.toISOString(),
    sentAt: mail.sentAt?.toISOString() ?? null,
  }));
}
