import { appendAudit } from '../../database/audit-repository';
import { getCycle } from '../../database/cycle-repository';
import { getTask, updateTaskIf } from '../../database/task-repository';
import type { ActivityDependencies } from '../dependencies';
import type { QueuedMails } from './process-activities';
import { queueMails } from './queue-mails';

/** Writes that the step goes on without a task, open or still waiting; whoever holds it is told. */
export async function recordTaskSkipped(
  dependencies: ActivityDependencies,
  input: { readonly taskId: string; readonly byId: string; readonly reason: string },
): Promise<QueuedMails> {
  const { database, clock } = dependencies;
  const { taskId, byId, reason } = input;
  const task = await getTask(database.prisma, taskId);
  const { id: cycleId, unitId } = await getCycle(database.prisma, task.cycleId);
  const { round, state } = task;
  if (state === 'open' || state === 'waiting') {
    await database.prisma.$transaction(async (transaction) => {
      const skipped = { state: 'skipped', skipReason: reason } as const;
      if (!(await updateTaskIf(transaction, taskId, { state, round }, skipped))) return;
      await appendAudit(transaction, [
        {
          at: clock(),
          actorId: byId,
          unitId,
          cycleId,
          action: 'task-skipped',
          subjectType: 'task',
          subjectId: taskId,
          details: { key: task.key, reason },
        },
      ]);
    });
  } else if (state !== 'skipped') return { mailIds: [] };
  const mail = { kind: 'task-skipped', cycleId, subjectId: taskId, number: round, byId, reason } as const;
  return { mailIds: await queueMails(dependencies, [{ ...mail, personId: task.assigneeId }]) };
}
