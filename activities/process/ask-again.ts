import { appendAudit } from '../../database/audit-repository';
import { listTasksOfStep } from '../../database/task-repository';
import { tasksToAskAgain } from '../../domain/cycle/work-on-the-plan';
import type { ActivityDependencies } from '../dependencies';
import { waitOnceMore } from './open-step';
import { stepTasks } from './open-tasks';
import type { StepTask } from './process-activities';
import { loadStepContext } from './step-context';

/** Asks for the work on the plan once more (a rejection, or the owner): its tasks wait again, with the next round. */
export async function askAgain(
  { database, clock }: ActivityDependencies,
  input: { readonly stepId: string; readonly byId: string; readonly reason: string },
): Promise<readonly StepTask[]> {
  const { stepId, byId, reason } = input;
  const { cycle, step } = await loadStepContext(database.prisma, stepId);
  const tasks = await database.prisma.$transaction(async (transaction) => {
    const again = tasksToAskAgain(await listTasksOfStep(transaction, stepId));
    for (const task of again) await waitOnceMore(transaction, task);
    if (again.length > 0) {
      const tasksAgain = again.map(({ key, round }) => ({ key, round: round + 1 }));
      await appendAudit(transaction, [
        {
          at: clock(),
          actorId: byId,
          unitId: cycle.unitId,
          cycleId: cycle.id,
          action: 'work-reopened',
          subjectType: 'step',
          subjectId: stepId,
          details: { key: step.key, reason, tasks: tasksAgain },
        },
      ]);
    }
    return listTasksOfStep(transaction, stepId);
  });
  return stepTasks(tasks);
}
