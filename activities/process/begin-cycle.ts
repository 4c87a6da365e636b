import { listStepsOfCycle } from '../../database/step-repository';
import { listTasksOfCycle } from '../../database/task-repository';
import type { ActivityDependencies } from '../dependencies';
import { partOfMonth } from './part-of-month';
import type { DatedCycle } from './process-activities';
import { queueMails } from './queue-mails';
import { loadCycleContext } from './step-context';

/** The dates of a cycle, and the news of its kick-off to everyone who has a part in it. */
export async function beginCycle(
  dependencies: ActivityDependencies,
  { cycleId }: { readonly cycleId: string },
): Promise<DatedCycle> {
  const { prisma } = dependencies.database;
  const context = await loadCycleContext(prisma, cycleId);
  const { cycle, template } = context;
  const steps = await listStepsOfCycle(prisma, cycleId);
  const tasks = await listTasksOfCycle(prisma, cycleId);
  const readers = partOfMonth(
    context,
    tasks.map(({ assigneeId }) => assigneeId),
  );
  const mailIds = await queueMails(
    dependencies,
    readers.map((personId) => ({ kind: 'kick-off', cycleId, subjectId: cycleId, personId, number: 1 })),
  );
  return {
    workflowId: cycle.workflowId,
    steps: steps.map((step) => {
      const ofTemplate = template.steps.find(({ key }) => key === step.key);
      return {
        stepId: step.id,
        key: step.key,
        opening: ofTemplate?.opening ?? 'predecessor-and-date',
        hasSignOff: ofTemplate?.signOff != null,
        openAt: step.openAt.toISOString(),
        dueAt: step.dueAt.toISOString(),
      };
    }),
    mailIds,
  };
}
