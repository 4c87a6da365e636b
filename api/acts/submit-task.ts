import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { findSubmission, insertSubmission } from '../../database/submission-repository';
import type { TaskRecord } from '../../domain/cycle/records';
import { DomainError } from '../../domain/errors';
import { moment } from '../../email/wording';
import { type Receipt, submitTask as submitTaskUpdate } from '../../workflows/messages';
import { ALLOWED, requireVerdict } from '../access';
import type { ApiDependencies } from '../dependencies';
import type { Receipt as ReceiptAnswer } from '../schemas/common';
import type { SubmitBody } from '../schemas/tasks';
import type { Viewer } from '../viewer';
import { personRef } from '../views/lines';
import { nextAfterTask } from '../views/next-words';
import { taskVerdicts } from '../views/who-may';
import { loadTask } from './load-subject';
import { requireChoosable } from './require-choosable';

type Needs = Pick<ApiDependencies, 'database' | 'clock' | 'cycles'>;

/**
 * Hands in a task for its holder or whoever may act for them. The content is stored first, then the workflow takes or
 * refuses it. The same content again is the same submission, and gets the recorded answer.
 */
export async function submitTask(
  needs: Needs,
  viewer: Viewer,
  taskId: string,
  body: z.output<typeof SubmitBody>,
): Promise<z.input<typeof ReceiptAnswer>> {
  const { database, clock, cycles } = needs;
  const { facts, task } = await loadTask(needs, viewer, taskId);
  const looking = { viewer, now: clock() };
  const verdict = taskVerdicts(facts, task, looking).submit;
  requireVerdict({ ...verdict, state: ALLOWED });
  if (body.content.kind !== task.kind) {
    throw new DomainError(
      'invalid-input',
      `"${task.title}" asks for a "${task.kind}", not for a "${body.content.kind}". Load the task again and fill it in.`,
    );
  }
  const submissionId = submissionIdOf(task, viewer, body);
  const repeated = await recordedBefore(needs, facts, task, viewer, submissionId);
  if (repeated) return repeated;
  if (body.round !== task.round) {
    throw new DomainError(
      'stale',
      `"${task.title}" was reopened since you loaded it. Load it again, look at your numbers and send them.`,
    );
  }
  if (task.state === 'done') throw alreadyDone(facts, task, viewer);
  requireVerdict(verdict);
  if (!task.workflowId) throw notRunningYet(task);
  const { round, content, comment } = body;
  if (content.kind === 'scenario-choice') await requireChoosable(database, facts, content.scenario);
  await insertSubmission(database.prisma, {
    id: submissionId,
    taskId,
    round,
    personId: viewer.id,
    content,
    comment,
    submittedAt: looking.now,
  });
  try {
    const receipt = await cycles.act({
      workflowId: task.workflowId,
      update: submitTaskUpdate,
      input: { byId: viewer.id, submissionId, round },
      updateId: `${taskId}:${round}:${viewer.id}:${submissionId}`,
    });
    return answer(facts, task, viewer, receipt);
  } catch (error) {
    throw await explained(error, needs, viewer, taskId);
  }
}

/** A request that closed in this very moment: the database says who was first. */
async function explained(error: unknown, needs: Needs, viewer: Viewer, taskId: string): Promise<unknown> {
  if (!(error instanceof DomainError)) return error;
  if (error.code !== 'conflict' && error.code !== 'not-found') return error;
  const { facts, task } = await loadTask(needs, viewer, taskId);
  if (task.state === 'done') return alreadyDone(facts, task, viewer);
  const [byId] = error.details;
  const winner = byId && facts.people.get(byId)?.name;
  return new DomainError('conflict', winner ? `${winner} was first. ${error.message}` : error.message);
}

async function recordedBefore(
  { database }: Needs,
  facts: CycleFacts,
  task: TaskRecord,
  viewer: Viewer,
  submissionId: string,
): Promise<z.input<typeof ReceiptAnswer> | null> {
  if (task.state !== 'done') return null;
  const submission = await findSubmission(database.prisma, submissionId);
  if (!submission?.isAccepted) return null;
  return answer(facts, task, viewer, {
    recordedAt: submission.submittedAt.toISOString(),
    isLate: submission.isLate,
    isRepeat: true,
    outcome: 'done',
  });
}

function answer(
  facts: CycleFacts,
  task: TaskRecord,
  viewer: Viewer,
  receipt: Receipt,
): z.input<typeof ReceiptAnswer> {
  const at = moment(new Date(receipt.recordedAt), viewer.timeZone);
  const late = receipt.isLate ? ', after it was due' : '';
  return {
    ...receipt,
    message: receipt.isRepeat
      ? `This was recorded before, on ${at}; nothing was added.`
      : `Recorded on ${at}${late}: "${task.title}".`,
    next: nextAfterTask(facts, task),
  };
}

function alreadyDone(facts: CycleFacts, task: TaskRecord, viewer: Viewer): DomainError {
  const who = task.completedById ? personRef(facts, task.completedById).name : 'Someone';
  const when = task.completedAt ? ` on ${moment(task.completedAt, viewer.timeZone)}` : '';
  return new DomainError(
    'conflict',
    `${who} handed in "${task.title}"${when}; the first answer counts. Ask the process owner to reopen the step if it must change.`,
  );
}

const notRunningYet = (task: TaskRecord) =>
  new DomainError('unavailable', `"${task.title}" is being opened this moment. Try again in a few seconds.`);

/** The same person, round and content give the same id, so that fifty clicks are one submission. */
function submissionIdOf(task: TaskRecord, viewer: Viewer, body: z.output<typeof SubmitBody>): string {
  const key = JSON.stringify([task.id, body.round, viewer.id, body.content, body.comment]);
  const hex = createHash('sha256').update(key).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
