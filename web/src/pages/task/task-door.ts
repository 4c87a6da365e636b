import { answerOf, api, type Schemas } from '../../api/client';

export type TaskContent = Schemas['SubmissionContent'];
export type TaskView = Schemas['TaskView'];

/** How the task page reaches the server: with a session, or through the link of a mail. */
export interface TaskDoor {
  readonly isByLink: boolean;
  readonly saveDraft: (content: TaskContent) => Promise<{ savedAt: string }>;
  readonly submit: (round: number, content: TaskContent, comment: string) => Promise<Schemas['Receipt']>;
}

export function taskDoorOfSession(taskId: string): TaskDoor {
  const params = { path: { taskId } };
  return {
    isByLink: false,
    saveDraft: (content) => answerOf(api.PUT('/api/tasks/{taskId}/draft', { params, body: { content } })),
    submit: (round, content, comment) =>
      answerOf(api.POST('/api/tasks/{taskId}/submit', { params, body: { round, content, comment } })),
  };
}
