import { answerOf, api, type Schemas } from '../../api/client';

export type TaskContent = Schemas['SubmissionContent'];
export type TaskView = Schemas['TaskView'];

/** What is kept of a form that is not sent yet. */
export interface FilledDraft {
  readonly content: TaskContent;
  readonly comment: string;
}

/** How the task page reaches the server: with a session, or through the link of a mail. */
export interface TaskDoor {
  readonly isByLink: boolean;
  readonly saveDraft: (draft: FilledDraft) => Promise<{ savedAt: string }>;
  /** The figures as a workbook to fill in, and what stands in a filled-in one. */
  readonly workbook: () => Promise<Blob>;
  readonly readWorkbook: (file: File) => Promise<Schemas['FilledWorkbook']>;
  readonly submit: (round: number, content: TaskContent, comment: string) => Promise<Schemas['Receipt']>;
}

export function taskDoorOfSession(taskId: string): TaskDoor {
  const params = { path: { taskId } };
  return {
    isByLink: false,
    saveDraft: (draft) => answerOf(api.PUT('/api/tasks/{taskId}/draft', { params, body: draft })),
    workbook: () => answerOf<Blob>(api.GET('/api/tasks/{taskId}/workbook', { params, parseAs: 'blob' })),
    readWorkbook: (file) => answerOf(api.POST('/api/tasks/{taskId}/workbook', { params, ...fileBody(file) })),
    submit: (round, content, comment) =>
      answerOf(api.POST('/api/tasks/{taskId}/submit', { params, body: { round, content, comment } })),
  };
}

/** One file as a form sends it. */
export function fileBody(file: File) {
  const form = new FormData();
  form.set('file', file);
  return { body: { file: file.name }, bodySerializer: () => form };
}
