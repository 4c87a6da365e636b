import { appendAudit } from '../../database/audit-repository';
import { insertTask, listTasksOfStep } from '../../database/task-repository';
import { addedTaskKey } from '../../domain/cycle/records';
import { DomainError } from '../../domain/errors';
import type { ActivityDependencies } from '../dependencies';
import { stepTasks } from './open-tasks';
import type { AddedTask, StepTask } from './process-activities';
import { loadStepContext } from './step-context';

/** Writes a task that the template does not have; it waits until its step opens it. The same task again is one task. */
export async function addTask(
  { database, clock }: ActivityDependencies,
  input: AddedTask,
): Promise<StepTask> {
  const { stepId, taskId, title, instructions, assigneeId, minutes, waitsFor, byId } = input;
  const { cycle, step, roster } = await loadStepContext(database.prisma, stepId);
  if (!roster.people.has(assigneeId)) {
    throw new DomainError('conflict', `"${title}" was not added: its person is not active in this unit.`);
  }
  const dueAt = new Date(input.dueAt);
  const role = roster.members.find(({ personId }) => personId === assigneeId)?.role ?? 'process-owner';
  const task = {
    id: taskId,
    cycleId: cycle.id,
    stepId,
    key: addedTaskKey(taskId),
    kind: 'general',
    ...{ title, instructions, role, minutes, assigneeId, dueAt },
    dependsOn: waitsFor === null ? [] : [waitsFor],
    backupId: roster.people.get(assigneeId)?.backupId ?? null,
    addedById: byId,
  };
  const tasks = await database.prisma.$transaction(async (transaction) => {
    if (await insertTask(transaction, task)) {
      await appendAudit(transaction, [
        {
          at: clock(),
          actorId: byId,
          unitId: cycle.unitId,
          cycleId: cycle.id,
          action: 'task-added',
          subjectType: 'task',
          subjectId: taskId,
          details: { step: step.key, title, assigneeId, dueAt: input.dueAt },
        },
      ]);
    }
    return listTasksOfStep(transaction, stepId);
  });
  return stepTasks(tasks.filter(({ id }) => id === taskId))[0]!;
}
