import type { z } from 'zod';
import type { Connection } from '../../database/client';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { findStandingSubmission, insertSubmission } from '../../database/submission-repository';
import type { SubmissionRecord, TaskRecord } from '../../domain/cycle/records';
import { DomainError } from '../../domain/errors';
import { moment } from '../../email/wording';
import { changeSubmission, type Receipt, submitTask as submitTaskUpdate } from '../../workflows/messages';
import { ALLOWED, requireVerdict } from '../access';
import type { ApiDependencies } from '../dependencies';
import type { Receipt as ReceiptAnswer } from '../schemas/common';
import type { SubmitBody } from '../schemas/tasks';
import type { Viewer } from '../viewer';
import { personRef, stepOf } from '../views/lines';
import { nextAfterTask } from '../views/next-words';
import { taskVerdicts } from '../views/who-may';
import { uuidOf } from './id-of-act';
import { loadTask } from './load-subject';
import { storeChoice } from './require-choosable';
import { requireUsableFigures } from './require-usable-figures';

type Needs = Pick<ApiDependencies, 'database' | 'clock' | 'cycles'>;

/**
 * Hands in a task for its holder or whoever may act for them. The content is stored first, then the workflow takes or
 * refuses it. The same content again is the same submission, and gets the recorded answer; other content takes the place
 * of what was handed in, until the cut-off.
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
  const standing = task.state === 'done' ? await findStandingSubmission(database.prisma, task) : null;
  if (standing?.id === submissionIdOf(task, viewer, body, standing?.replacesId ?? null)) {
    return repeated(facts, task, viewer, standing);
  }
  if (body.round !== task.round) {
    throw new DomainError(
      'stale',
      `"${task.title}" was reopened since you loaded it. Load it again, look at your numbers and send them.`,
    );
  }
  if (task.state === 'done' && !verdict.state.allowed)
    throw alreadyDone(facts, task, viewer, verdict.state.why);
  requireVerdict(verdict);
  const { workflowId } = standing ? stepOf(facts, task.stepId) : task;
  if (!workflowId) throw notRunningYet(task);
  const { round, content, comment } = body;
  await requireUsableFigures(needs, task, content);
  const replacesId = standing?.id ?? null;
  const submissionId = submissionIdOf(task, viewer, body, replacesId);
  const store = (connection: Connection) =>
    insertSubmission(connection, {
      id: submissionId,
      taskId,
      round,
      personId: viewer.id,
      content,
      comment,
      submittedAt: looking.now,
      replacesId,
    });
  if (content.kind === 'scenario-choice') await storeChoice(database, facts, content.scenario, store);
  else await store(database.prisma);
  const input = { byId: viewer.id, submissionId, round };
  const act = { workflowId, updateId: `${taskId}:${round}:${viewer.id}:${submissionId}` };
  try {
    const receipt = standing
      ? await cycles.act({
          ...act,
          update: changeSubmission,
          input: { ...input, taskId, dueAt: task.dueAt.toISOString() },
        })
      : await cycles.act({ ...act, update: submitTaskUpdate, input });
    return answer(facts, task, viewer, receipt, standing !== null);
  } catch (error) {
    throw await explained(error, needs, viewer, taskId);
  }
}

/** A request that closed in this very moment: the database says who was first. */
async function explained(error: unknown, needs: Needs, viewer: Viewer, taskId: string): Promise<unknown> {
  if (!(error instanceof DomainError)) return error;
  if (error.code !== 'conflict' && error.code !== 'not-found') return error;
  const { facts, task } = await loadTask(needs, viewer, taskId);
  if (task.state === 'done') return alreadyDone(facts, task, viewer, error.message);
  const [byId] = error.details;
  const winner = byId && facts.people.get(byId)?.name;
  return new DomainError('conflict', winner ? `${winner} was first. ${error.message}` : error.message);
}

function repeated(
  facts: CycleFacts,
  task: TaskRecord,
  viewer: Viewer,
  { submittedAt, isLate }: SubmissionRecord,
): z.input<typeof ReceiptAnswer> {
  const receipt = { recordedAt: submittedAt.toISOString(), isLate, isRepeat: true, outcome: 'done' };
  return answer(facts, task, viewer, receipt, false);
}

function answer(
  facts: CycleFacts,
  task: TaskRecord,
  viewer: Viewer,
  receipt: Receipt,
  isChange: boolean,
): z.input<typeof ReceiptAnswer> {
  const at = moment(new Date(receipt.recordedAt), viewer.timeZone);
  const late = receipt.isLate ? ', after it was due' : '';
  const what = isChange ? `what you sent before for "${task.title}" is replaced` : `"${task.title}"`;
  return {
    ...receipt,
    message: receipt.isRepeat
      ? `This was recorded before, on ${at}; nothing was added.`
      : `Recorded on ${at}${late}: ${what}.`,
    next: nextAfterTask(facts, task),
  };
}

function alreadyDone(facts: CycleFacts, task: TaskRecord, viewer: Viewer, why: string | null): DomainError {
  const who = task.completedById ? personRef(facts, task.completedById).name : 'Someone';
  const when = task.completedAt ? ` on ${moment(task.completedAt, viewer.timeZone)}` : '';
  return new DomainError(
    'conflict',
    `${who} handed in "${task.title}"${when}; what you sent now was not recorded. ${why ?? ''}`.trim(),
  );
}

const notRunningYet = (task: TaskRecord) =>
  new DomainError('unavailable', `"${task.title}" is being opened this moment. Try again in a few seconds.`);

/** The same person, round and content give the same id, so that fifty clicks are one submission. */
function submissionIdOf(
  task: TaskRecord,
  viewer: Viewer,
  { round, content, comment }: z.output<typeof SubmitBody>,
  replacesId: string | null,
): string {
  return uuidOf(JSON.stringify([task.id, round, viewer.id, content, comment, replacesId]));
}
