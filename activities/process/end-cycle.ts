import { appendAudit } from '../../database/audit-repository';
import { cancelOpenWork, endCycle as endCycleRow } from '../../database/cycle-repository';
import { listSignOffGroupsOfCycle } from '../../database/sign-off-repository';
import { listTasksOfCycle } from '../../database/task-repository';
import type { ActivityDependencies } from '../dependencies';
import type { MailRequest } from '../mail/mail-request';
import { partOfMonth } from './part-of-month';
import type { EndCycle, QueuedMails } from './process-activities';
import { queueMails } from './queue-mails';
import { type CycleContext, loadCycleContext } from './step-context';

/** Ends a cycle, and tells everyone who had a part in it. */
export async function endCycle(dependencies: ActivityDependencies, input: EndCycle): Promise<QueuedMails> {
  const { database, clock } = dependencies;
  const context = await loadCycleContext(database.prisma, input.cycleId);
  const readers = await everyoneInvolved(dependencies, context);
  const now = clock();
  const { cycleId } = input;
  await database.prisma.$transaction(async (transaction) => {
    const hasEnded = await endCycleRow(transaction, cycleId, {
      state: input.state,
      closedAt: now,
      ...(input.state === 'published' && { publishedPlanVersionId: input.planVersionId }),
      ...(input.state === 'cancelled' && { cancelReason: input.reason }),
    });
    if (!hasEnded) return;
    if (input.state === 'cancelled')
      await cancelOpenWork(transaction, cycleId, { at: now, reason: input.reason });
    const { state, cycleId: _, ...details } = input;
    await appendAudit(transaction, [
      {
        at: now,
        actorId: input.state === 'cancelled' ? input.byId : null,
        unitId: context.cycle.unitId,
        cycleId,
        action: `cycle-${state}`,
        subjectType: 'cycle',
        subjectId: cycleId,
        details,
      },
    ]);
  });
  return {
    mailIds: await queueMails(
      dependencies,
      readers.map((personId) => newsOf(input, personId)),
    ),
  };
}

function newsOf(input: EndCycle, personId: string): MailRequest {
  const { cycleId, state } = input;
  const addressed = { cycleId, subjectId: cycleId, personId, number: 1 };
  if (state === 'cancelled') return { ...addressed, kind: 'cancelled', byId: input.byId };
  return { ...addressed, kind: state === 'published' ? 'plan-published' : 'closed-without-plan' };
}

async function everyoneInvolved(
  { database }: ActivityDependencies,
  context: CycleContext,
): Promise<readonly string[]> {
  const { cycle } = context;
  const tasks = await listTasksOfCycle(database.prisma, cycle.id);
  const groups = await listSignOffGroupsOfCycle(database.prisma, cycle.id);
  return partOfMonth(context, [
    ...tasks.map(({ assigneeId }) => assigneeId),
    ...groups.flatMap(({ signOffs }) => signOffs.map(({ personId }) => personId)),
  ]);
}
