import { type AuditEntry, appendAudit } from '../../database/audit-repository';
import type { Connection } from '../../database/client';
import { voidSignOffsOfStep } from '../../database/sign-off-repository';
import { updateStepUnlessOpened } from '../../database/step-repository';
import { listTasksOfStep, updateTask } from '../../database/task-repository';
import type { TaskRecord } from '../../domain/cycle/records';
import { tasksToAskAgain } from '../../domain/cycle/work-on-the-plan';
import type { ActivityDependencies } from '../dependencies';
import { announce, openEach, readyTasks, stepTasks } from './open-tasks';
import type { OpenedStep, OpenStep } from './process-activities';
import { loadStepContext, type StepContext } from './step-context';

/** Opens a step with the tasks that wait for nothing. Opened again, its inputs stand and the work on the plan is redone. */
export async function openStep(dependencies: ActivityDependencies, input: OpenStep): Promise<OpenedStep> {
  const { database, clock } = dependencies;
  const { stepId, stepWorkflowId } = input;
  const context = await loadStepContext(database.prisma, stepId);
  const now = clock();
  const { tasks, asked } = await database.prisma.$transaction(async (transaction) => {
    const entries = await openOnce(transaction, context, input, now);
    const before = await listTasksOfStep(transaction, stepId);
    // On a second attempt they are open already: they belong to this opening as much as those that still wait.
    const chosen = [...readyTasks(before), ...before.filter(({ state }) => state === 'open')];
    const opened = await openEach(transaction, context, { tasks: before, chosen, stepWorkflowId, now });
    await appendAudit(transaction, [...entries, ...opened.audit]);
    return { tasks: await listTasksOfStep(transaction, stepId), asked: opened.asked };
  });
  return { tasks: stepTasks(tasks), ...(await announce(dependencies, context, asked)) };
}

async function openOnce(
  transaction: Connection,
  { cycle, step }: StepContext,
  { stepId, round, stepWorkflowId, reopened }: OpenStep,
  now: Date,
): Promise<AuditEntry[]> {
  const isFirstAttempt = await updateStepUnlessOpened(transaction, stepId, stepWorkflowId, {
    state: 'open',
    round,
    openedAt: step.openedAt ?? now,
    closedAt: null,
    outcome: null,
    skipReason: null,
  });
  if (!isFirstAttempt) return [];
  if (round > 1) await askAgainOnReopening(transaction, await listTasksOfStep(transaction, stepId));
  if (reopened) await voidSignOffsOfStep(transaction, stepId, { at: now, reason: reopened.reason });
  return [
    {
      at: now,
      actorId: reopened?.byId ?? null,
      unitId: cycle.unitId,
      cycleId: cycle.id,
      action: reopened ? 'step-reopened' : 'step-opened',
      subjectType: 'step',
      subjectId: stepId,
      details: { key: step.key, round, ...(reopened && { reason: reopened.reason }) },
    },
  ];
}

/** Tasks that were called off with the step are asked for as well. */
async function askAgainOnReopening(transaction: Connection, tasks: readonly TaskRecord[]): Promise<void> {
  const calledOff = tasks.filter(({ state }) => state === 'cancelled');
  for (const task of [...tasksToAskAgain(tasks), ...calledOff]) await waitOnceMore(transaction, task);
}

export async function waitOnceMore(transaction: Connection, task: TaskRecord): Promise<void> {
  await updateTask(transaction, task.id, {
    state: 'waiting',
    round: task.round + 1,
    completedAt: null,
    completedById: null,
    skipReason: null,
  });
}
