import { appendAudit } from '../../database/audit-repository';
import { getSignOffGroup, moveSignOffGroup } from '../../database/sign-off-repository';
import { getTask, moveTask } from '../../database/task-repository';
import type { DatedRung } from '../../domain/approval/due-rungs';
import type { ActivityDependencies } from '../dependencies';
import { laddersOfGroup, laddersOfTask } from './ladders';
import type { About } from './process-activities';
import { loadCycleContext } from './step-context';

/** Moves the due time of one open request, and dates its ladders anew. */
export async function recordMovedDue(
  { database, clock }: ActivityDependencies,
  input: { readonly about: About; readonly dueAt: string; readonly byId: string; readonly reason: string },
): Promise<{ readonly ladders: Readonly<Record<string, readonly DatedRung[]>> }> {
  const { about, byId, reason } = input;
  const { prisma } = database;
  const dueAt = new Date(input.dueAt);
  const task = about.about === 'task' ? await getTask(prisma, about.id) : null;
  const group = task === null ? await getSignOffGroup(prisma, about.id) : null;
  const cycleId = task?.cycleId ?? group?.cycleId ?? '';
  const before = task?.dueAt ?? group?.dueAt;
  const context = await loadCycleContext(prisma, cycleId);
  if (before?.getTime() !== dueAt.getTime()) {
    await prisma.$transaction(async (transaction) => {
      const now = clock();
      if (task) await moveTask(transaction, task.id, dueAt, now);
      if (group) await moveSignOffGroup(transaction, group.id, dueAt, now);
      await appendAudit(transaction, [
        {
          at: now,
          actorId: byId,
          unitId: context.cycle.unitId,
          cycleId,
          action: 'due-moved',
          subjectType: about.about,
          subjectId: about.id,
          details: { from: before?.toISOString(), to: input.dueAt, reason },
        },
      ]);
    });
  }
  if (task) return { ladders: laddersOfTask({ ...task, dueAt }, context) };
  return { ladders: group ? laddersOfGroup({ ...group, dueAt }, context) : {} };
}
