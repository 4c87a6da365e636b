import { appendAudit } from '../../database/audit-repository';
import type { Connection } from '../../database/client';
import { listSignOffGroupsOfCycle, voidSignOffsOfStep } from '../../database/sign-off-repository';
import { updateStep } from '../../database/step-repository';
import { listTasksOfStep, updateTask } from '../../database/task-repository';
import type { SignOffGroupRecord } from '../../domain/cycle/records';
import type { ActivityDependencies } from '../dependencies';
import { waitOnceMore } from './open-step';
import type { QueuedMails, StopStep } from './process-activities';
import { queueMails } from './queue-mails';
import { loadStepContext } from './step-context';

/**
 * Ends a step's open work. Skipped: its tasks are called off, and whoever was asked is told. Waiting: they come again; what was
 * signed is void.
 */
export async function stopStep(dependencies: ActivityDependencies, input: StopStep): Promise<QueuedMails> {
  const { database, clock } = dependencies;
  const { stepId, byId, reason } = input;
  const { cycle, step } = await loadStepContext(database.prisma, stepId);
  const now = clock();
  const standing = await standingGroups(database.prisma, cycle.id, stepId);
  const isStopped =
    input.as === 'skipped'
      ? step.state === 'skipped'
      : step.state === 'waiting' && step.round === input.round;
  if (!isStopped) {
    await database.prisma.$transaction(async (transaction) => {
      await stopTasks(transaction, input);
      await voidSignOffsOfStep(transaction, stepId, { at: now, reason });
      await updateStep(
        transaction,
        stepId,
        input.as === 'skipped'
          ? { state: 'skipped', closedAt: now, outcome: 'skipped', skipReason: reason }
          : { state: 'waiting', round: input.round, closedAt: null, outcome: null },
      );
      await appendAudit(transaction, [
        {
          at: now,
          actorId: byId,
          unitId: cycle.unitId,
          cycleId: cycle.id,
          action: input.as === 'skipped' ? 'step-skipped' : 'step-sent-back',
          subjectType: 'step',
          subjectId: stepId,
          details: { key: step.key, reason },
        },
      ]);
    });
  }
  const told = await tellSigners(dependencies, cycle.id, standing, reason);
  return {
    mailIds: input.as === 'skipped' ? [...told, ...(await tellHolders(dependencies, cycle.id, input))] : told,
  };
}

/** Whoever was asked for a task of a skipped step, this time too when the mails are written once more. */
async function tellHolders(
  dependencies: ActivityDependencies,
  cycleId: string,
  { stepId, byId, reason }: StopStep,
): Promise<string[]> {
  const tasks = await listTasksOfStep(dependencies.database.prisma, stepId);
  const calledOff = tasks.filter(({ state, openedAt }) => state === 'cancelled' && openedAt !== null);
  return queueMails(
    dependencies,
    calledOff.map(({ id, assigneeId, round }) => ({
      ...{ kind: 'task-skipped', cycleId, subjectId: id, personId: assigneeId, number: round, byId, reason },
    })),
  );
}

async function stopTasks(transaction: Connection, input: StopStep): Promise<void> {
  for (const task of await listTasksOfStep(transaction, input.stepId)) {
    const isOpen = task.state === 'open';
    if (input.as === 'skipped' && (isOpen || task.state === 'waiting')) {
      await updateTask(transaction, task.id, { state: 'cancelled', skipReason: input.reason });
    }
    if (input.as === 'waiting' && isOpen) await waitOnceMore(transaction, task);
  }
}

async function standingGroups(
  connection: Connection,
  cycleId: string,
  stepId: string,
): Promise<SignOffGroupRecord[]> {
  const groups = await listSignOffGroupsOfCycle(connection, cycleId);
  return groups.filter((group) => group.stepId === stepId && group.state !== 'rejected');
}

/** Whoever was asked or has signed learns that it does not count any more; a mail already written is found again. */
async function tellSigners(
  dependencies: ActivityDependencies,
  cycleId: string,
  groups: readonly SignOffGroupRecord[],
  reason: string,
): Promise<string[]> {
  const newest = groups.at(-1);
  if (newest === undefined) return [];
  return queueMails(
    dependencies,
    newest.signOffs
      .filter(({ state }) => state !== 'not-needed' && state !== 'waiting')
      .map(({ id, personId }) => ({
        kind: 'sign-off-voided',
        cycleId,
        subjectId: id,
        personId,
        number: 1,
        reason,
      })),
  );
}
