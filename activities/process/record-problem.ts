import { listAuditOfSubject, recordAudit } from '../../database/audit-repository';
import { getCycle } from '../../database/cycle-repository';
import type { ActivityDependencies } from '../dependencies';
import type { RecordProblem } from './process-activities';

/** Puts on record that something cannot go on by itself; the same problem again and again is one row. */
export async function recordProblem(
  { database, clock, log }: ActivityDependencies,
  { cycleId, subjectType, subjectId, message }: RecordProblem,
): Promise<void> {
  const { unitId } = await getCycle(database.prisma, cycleId);
  const history = await listAuditOfSubject(database.prisma, subjectId);
  const last = history.at(-1);
  if (last?.action === 'problem' && last.details.message === message) return;
  log.warn({ cycleId, subjectType, subjectId }, message);
  await recordAudit(database, [
    {
      at: clock(),
      actorId: null,
      unitId,
      cycleId,
      action: 'problem',
      subjectType,
      subjectId,
      details: { message },
    },
  ]);
}
