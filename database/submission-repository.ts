import type { SubmissionRecord, TaskRecord } from '../domain/cycle/records';
import type { Connection } from './client';
import type { Prisma } from './generated/client';

/** Stores what a person sends, before the workflow has accepted it. The same id again writes nothing. */
export async function insertSubmission(
  connection: Connection,
  submission: Omit<SubmissionRecord, 'isAccepted' | 'isLate'> & { readonly isLate?: boolean },
): Promise<void> {
  await connection.submission.createMany({
    data: [
      {
        ...submission,
        isLate: submission.isLate ?? false,
        content: submission.content as Prisma.InputJsonValue,
      },
    ],
    skipDuplicates: true,
  });
}

export async function findSubmission(connection: Connection, id: string): Promise<SubmissionRecord | null> {
  return connection.submission.findUnique({ where: { id } });
}

/** What was accepted for a task, newest first. */
export async function listAcceptedSubmissions(
  connection: Connection,
  taskId: string,
): Promise<SubmissionRecord[]> {
  return connection.submission.findMany({
    where: { taskId, isAccepted: true },
    orderBy: [{ submittedAt: 'desc' }, { id: 'asc' }],
  });
}

/** What counts for a task's present round; null: nothing was handed in yet. */
export async function findStandingSubmission(
  connection: Connection,
  { id: taskId, round }: Pick<TaskRecord, 'id' | 'round'>,
): Promise<SubmissionRecord | null> {
  return connection.submission.findFirst({
    where: { taskId, round, isAccepted: true },
    orderBy: [{ submittedAt: 'desc' }, { id: 'asc' }],
  });
}

export async function acceptSubmission(
  connection: Connection,
  id: string,
  facts: { readonly submittedAt: Date; readonly isLate: boolean },
): Promise<void> {
  await connection.submission.update({ where: { id }, data: { ...facts, isAccepted: true } });
}

/** Lets a submission count instead of what counted in its round before; gives the ids of those. */
export async function putInPlaceOf(
  connection: Connection,
  submission: {
    readonly id: string;
    readonly taskId: string;
    readonly round: number;
    readonly at: Date;
    readonly isLate: boolean;
  },
): Promise<string[]> {
  const { id, taskId, round, at, isLate } = submission;
  const before = { taskId, round, isAccepted: true };
  const replaced = await connection.submission.findMany({ where: before, select: { id: true } });
  await connection.submission.updateMany({ where: before, data: { isAccepted: false } });
  await acceptSubmission(connection, id, { submittedAt: at, isLate });
  return replaced.map((each) => each.id);
}

export interface Draft {
  readonly content: unknown;
  readonly comment: string;
  readonly savedAt: Date;
}

export async function findDraft(
  connection: Connection,
  taskId: string,
  personId: string,
): Promise<Draft | null> {
  const row = await connection.taskDraft.findUnique({ where: { taskId_personId: { taskId, personId } } });
  return row && { content: row.content, comment: row.comment, savedAt: row.savedAt };
}

export async function saveDraft(
  connection: Connection,
  draft: {
    readonly taskId: string;
    readonly personId: string;
    readonly content: unknown;
    readonly comment: string;
    readonly savedAt: Date;
  },
): Promise<void> {
  const { taskId, personId, comment, savedAt } = draft;
  const content = draft.content as Prisma.InputJsonValue;
  await connection.taskDraft.upsert({
    where: { taskId_personId: { taskId, personId } },
    create: { taskId, personId, content, comment, savedAt },
    update: { content, comment, savedAt },
  });
}

/** Drafts of a task that is done are of no more use. */
export async function deleteDrafts(connection: Connection, taskId: string): Promise<void> {
  await connection.taskDraft.deleteMany({ where: { taskId } });
}
