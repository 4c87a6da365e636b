import { listAuditOfSubject, recordAudit } from '../../database/audit-repository';
import { getSignOffGroup } from '../../database/sign-off-repository';
import { lastResort } from '../../domain/people/roster';
import type { ActivityDependencies } from '../dependencies';
import type { QueuedMails } from './process-activities';
import { queueMails } from './queue-mails';
import { loadCycleContext } from './step-context';

/** Puts on record, once, that too many have abstained from a sign-off, and tells those who keep the process going. */
export async function recordOutOfReach(
  dependencies: ActivityDependencies,
  { groupId }: { readonly groupId: string },
): Promise<QueuedMails> {
  const { database, clock } = dependencies;
  const { cycleId, number, planHash } = await getSignOffGroup(database.prisma, groupId);
  const { cycle, roster } = await loadCycleContext(database.prisma, cycleId);
  const action = 'sign-off-out-of-reach';
  const history = await listAuditOfSubject(database.prisma, groupId);
  if (!history.some((record) => record.action === action)) {
    await recordAudit(database, [
      {
        at: clock(),
        actorId: null,
        unitId: cycle.unitId,
        cycleId,
        action,
        subjectType: 'sign-off-group',
        subjectId: groupId,
        details: { number, planHash },
      },
    ]);
  }
  const mails = lastResort(roster).map(
    (personId) =>
      ({ kind: 'sign-off-out-of-reach', cycleId, subjectId: groupId, personId, number: 1 }) as const,
  );
  return { mailIds: await queueMails(dependencies, mails) };
}
