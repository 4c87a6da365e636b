import { appendAudit } from '../../database/audit-repository';
import { deleteDrafts, findSubmission, putInPlaceOf } from '../../database/submission-repository';
import { getTask } from '../../database/task-repository';
import type { ActivityDependencies } from '../dependencies';
import type { RecordCompletion, Recorded } from './process-activities';
import { loadCycleContext } from './step-context';

/**
 * Lets another submission of the same person and round count in the place of the one before; both stay on record. The task
 * stays done since when it was done.
 */
export async function recordChange(
  { database }: ActivityDependencies,
  input: RecordCompletion,
): Promise<Recorded> {
  const { taskId, round, submissionId, byId, isLate } = input;
  const at = new Date(input.at);
  const task = await getTask(database.prisma, taskId);
  const submission = await findSubmission(database.prisma, submissionId);
  if (submission?.isAccepted && submission.taskId === taskId) return { isRecorded: true };
  const { cycle } = await loadCycleContext(database.prisma, task.cycleId);
  const audit = {
    at,
    actorId: byId,
    unitId: cycle.unitId,
    cycleId: cycle.id,
    subjectType: 'task',
    subjectId: taskId,
  };
  const isTheirs =
    task.completedById === byId && submission?.personId === byId && submission.taskId === taskId;
  const stands = task.state === 'done' && task.round === round && submission?.round === round;
  return database.prisma.$transaction(async (transaction): Promise<Recorded> => {
    if (!isTheirs || !stands) {
      const why = isTheirs
        ? `The task is ${task.state}, in round ${task.round}.`
        : 'Only whoever handed it in can change it.';
      const details = { key: task.key, submissionId, why };
      await appendAudit(transaction, [{ ...audit, action: 'submission-refused', details }]);
      return { isRecorded: false, why };
    }
    const replaced = await putInPlaceOf(transaction, { id: submissionId, taskId, round, at, isLate });
    await deleteDrafts(transaction, taskId);
    const details = { key: task.key, round, submissionId, replaced, isLate };
    await appendAudit(transaction, [{ ...audit, action: 'submission-changed', details }]);
    return { isRecorded: true };
  });
}
