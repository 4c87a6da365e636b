import { setHandler } from '@temporalio/workflow';
import type { AskedTask } from '../activities/process/process-activities';
import { processActivities } from './activity-options';
import { AskedPerson } from './asked-person';
import { type Receipt, type SkipRequest, type SubmitTask, skipTask, submitTask } from './messages';
import { refuse, requireReason } from './refusal';
import { OpenRequest } from './request';

export interface TaskRequestInput {
  readonly cycleId: string;
  readonly remindersPerDay: number;
  readonly task: AskedTask;
}

export interface TaskResult {
  readonly state: 'done' | 'skipped' | 'called-off';
  /** Mails that are not sent yet. */
  readonly mailIds: readonly string[];
}

/** One task for one person, from its opening until it is handed in, skipped by the owner or called off by its step. */
export async function taskRequest(input: TaskRequestInput): Promise<TaskResult> {
  const { cycleId, task, remindersPerDay } = input;
  const { taskId, round, rungs } = task;
  const person = new AskedPerson('task', taskId, task.holderId, {
    rungs,
    askedAt: task.openedAt,
    firstNumber: round * 100,
  });
  const request = new OpenRequest(
    { about: 'task', id: taskId, cycleId },
    [person],
    task.dueAt,
    remindersPerDay,
  );
  let handedIn: { readonly act: SubmitTask; readonly receipt: Receipt } | null = null;
  let isSkipped = false;

  setHandler(submitTask, submit, { validator: checkSubmit });
  setHandler(skipTask, skip, { validator: checkSkip });
  const isSettled = await request.untilSettled();
  const mailIds = await request.mails.handOver();
  return { state: isSettled ? (isSkipped ? 'skipped' : 'done') : 'called-off', mailIds };

  function checkSubmit(act: SubmitTask): void {
    if (handedIn !== null && isSameAct(act, handedIn.act)) return;
    if (handedIn !== null) {
      refuse(
        'conflict',
        'This task is done already: the first answer counts. Ask the process owner to reopen the step if it must change.',
        handedIn.act.byId,
        handedIn.receipt.recordedAt,
      );
    }
    if (isSkipped)
      refuse('conflict', 'This task was cancelled by the process owner; the step goes on without it.');
    if (act.round !== round) {
      refuse('stale', 'This task was reopened since you opened the page. Load it again and hand it in anew.');
    }
  }

  function submit(act: SubmitTask): Receipt {
    if (handedIn !== null) return { ...handedIn.receipt, isRepeat: true };
    const recordedAt = new Date().toISOString();
    const receipt = {
      recordedAt,
      isLate: request.isLate(person, recordedAt),
      isRepeat: false,
      outcome: 'done',
    };
    handedIn = { act, receipt };
    request.isSettled = true;
    request.andThen(() => recordSubmission(act, receipt));
    return receipt;
  }

  async function recordSubmission(act: SubmitTask, receipt: Receipt): Promise<void> {
    const { submissionId, byId } = act;
    const { recordedAt: at, isLate } = receipt;
    const recorded = await processActivities.recordCompletion({
      taskId,
      round,
      submissionId,
      byId,
      at,
      isLate,
    });
    if (recorded.isRecorded) return;
    handedIn = null;
    request.isSettled = false;
  }

  function checkSkip({ reason }: SkipRequest): void {
    if (request.isSettled) refuse('conflict', 'This task is done already; there is nothing to skip.');
    requireReason(reason);
  }

  function skip({ byId, reason }: SkipRequest): void {
    isSkipped = true;
    request.isSettled = true;
    request.andThen(async () => {
      const { mailIds } = await processActivities.recordTaskSkipped({ taskId, byId, reason });
      request.mails.post(mailIds);
    });
  }
}

const isSameAct = (a: SubmitTask, b: SubmitTask) => a.submissionId === b.submissionId && a.byId === b.byId;
