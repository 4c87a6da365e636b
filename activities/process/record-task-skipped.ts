import { appendAudit } from '../../database/audit-repository';
import { getCycle } from '../../database/cycle-repository';
import { getTask, updateTaskIf } from '../../database/task-repository';
import type { ActivityDependencies } from '../dependencies';

/** Writes that the owner lets the step go on without a task. */
export async function recordTaskSkipped(
  { database, clock }: ActivityDependencies,
  input: { readonly taskId: string; readonly byId: string; readonly reason: string },
): Promise<void> {
  const { taskId, byId, reason } = input;
  const task = await getTask(database.prisma, taskId);
  const { id: cycleId, unitId } = await getCycle(database.prisma, task.cycleId);
  await database.prisma.$transaction(async (transaction) => {
    const open = { state: 'open', round: task.round } as const;
    const skipped = { state: 'skipped', skipReason: reason } as const;
    if (!(await updateTaskIf(transaction, taskId, open, skipped))) return;
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
}
