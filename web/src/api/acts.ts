import { answerOf, api } from './client';

/** The acts of the process owner on one task or sign-off; each refusal says what to do. */
export const acts = {
  remindTask: (taskId: string) =>
    answerOf(api.POST('/api/tasks/{taskId}/remind', { params: { path: { taskId } } })),
  reassignTask: (taskId: string, toPersonId: string, reason: string) =>
    answerOf(
      api.POST('/api/tasks/{taskId}/reassign', {
        params: { path: { taskId } },
        body: { toPersonId, reason },
      }),
    ),
  moveTask: (taskId: string, dueAt: string, reason: string) =>
    answerOf(api.POST('/api/tasks/{taskId}/move', { params: { path: { taskId } }, body: { dueAt, reason } })),
  skipTask: (taskId: string, reason: string) =>
    answerOf(api.POST('/api/tasks/{taskId}/skip', { params: { path: { taskId } }, body: { reason } })),
  remindSignOff: (signOffId: string) =>
    answerOf(api.POST('/api/sign-offs/{signOffId}/remind', { params: { path: { signOffId } } })),
  reassignSignOff: (signOffId: string, toPersonId: string, reason: string) =>
    answerOf(
      api.POST('/api/sign-offs/{signOffId}/reassign', {
        params: { path: { signOffId } },
        body: { toPersonId, reason },
      }),
    ),
};
