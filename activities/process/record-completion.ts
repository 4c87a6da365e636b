import { appendAudit } from '../../database/audit-repository';
import { acceptSubmission, deleteDrafts, findSubmission } from '../../database/submission-repository';
import { getTask, updateTaskIf } from '../../database/task-repository';
import { actingFactsOfTask } from '../../domain/approval/acting-facts';
import { mayAct } from '../../domain/approval/who-may-act';
import type { ActivityDependencies } from '../dependencies';
import type { RecordCompletion, Recorded } from './process-activities';
import { loadCycleContext } from './step-context';

/** Writes that a task is done and its submission counts; whoever may not hand it in is refused here once more. */
export async function recordCompletion(
  { database, clock }: ActivityDependencies,
  input: RecordCompletion,
): Promise<Recorded> {
  const { taskId, round, submissionId, byId, isLate } = input;
  const { prisma } = database;
  const at = new Date(input.at);
  const [task, submission] = await Promise.all([
    getTask(prisma, taskId),
    findSubmission(prisma, submissionId),
  ]);
  if (submission?.isAccepted && submission.taskId === taskId && task.state === 'done') {
    return { isRecorded: true };
  }
  const { cycle, template, roster } = await loadCycleContext(prisma, task.cycleId);
  const audit = {
    at,
    actorId: byId,
    unitId: cycle.unitId,
    cycleId: cycle.id,
    subjectType: 'task',
    subjectId: taskId,
  };
  const belongs = submission?.taskId === taskId && submission.personId === byId && submission.round === round;
  const { why } = belongs
    ? mayAct(actingFactsOfTask({ personId: byId, task, template, roster, now: clock() }))
    : { why: 'The submission is not this person’s work for this task.' };

  return prisma.$transaction(async (transaction): Promise<Recorded> => {
    const refuse = async (reason: string): Promise<Recorded> => {
      const details = { key: task.key, submissionId, why: reason };
      await appendAudit(transaction, [{ ...audit, action: 'submission-refused', details }]);
      return { isRecorded: false, why: reason };
    };
    if (why !== null) return refuse(why);
    const done = { state: 'done', completedAt: at, completedById: byId } as const;
    const wasOpen = await updateTaskIf(transaction, taskId, { state: 'open', round }, done);
    if (!wasOpen) return refuse(`The task is ${task.state}, in round ${task.round}.`);
    await acceptSubmission(transaction, submissionId, { submittedAt: at, isLate });
    await deleteDrafts(transaction, taskId);
    const onBehalf = byId === task.assigneeId ? {} : { forPersonId: task.assigneeId };
    const details = { key: task.key, round, submissionId, isLate, ...onBehalf };
    await appendAudit(transaction, [{ ...audit, action: 'task-completed', details }]);
    return { isRecorded: true };
  });
}
