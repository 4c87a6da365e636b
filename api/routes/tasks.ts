import { Router } from 'express';
import { skipTask } from '../acts/change-tasks';
import { readFilledWorkbook, sendWorkbook } from '../acts/fill-by-workbook';
import { moveTask, reassignTask, remindTask } from '../acts/owner-acts';
import { submitTask } from '../acts/submit-task';
import { saveTaskDraft, startTask } from '../acts/task-work';
import type { ApiDependencies } from '../dependencies';
import { routes as workbook } from '../schemas/task-workbook';
import { routes } from '../schemas/tasks';
import { serve } from '../serve-route';
import { readTaskView } from '../views/task-view';

/** A task's page: what is asked, the work so far, handing it in, and the process owner's acts. */
export function createTasksRouter(dependencies: ApiDependencies): Router {
  const router = Router();
  serve(router, routes.getTask, ({ viewer, params }) => readTaskView(dependencies, viewer, params.taskId));
  serve(router, routes.saveTaskDraft, ({ viewer, params, body }) =>
    saveTaskDraft(dependencies, viewer, params.taskId, body),
  );
  serve(router, workbook.getTaskWorkbook, ({ viewer, params, response }) =>
    sendWorkbook(dependencies, viewer, params.taskId, response),
  );
  serve(router, workbook.readTaskWorkbook, ({ viewer, params, http, response }) =>
    readFilledWorkbook(dependencies, viewer, params.taskId, { request: http, response }),
  );
  serve(router, routes.startTask, ({ viewer, params }) => startTask(dependencies, viewer, params.taskId));
  serve(router, routes.submitTask, ({ viewer, params, body }) =>
    submitTask(dependencies, viewer, params.taskId, body),
  );
  serve(router, routes.remindTask, ({ viewer, params }) => remindTask(dependencies, viewer, params.taskId));
  serve(router, routes.reassignTask, ({ viewer, params, body }) =>
    reassignTask(dependencies, viewer, params.taskId, body),
  );
  serve(router, routes.moveTask, ({ viewer, params, body }) =>
    moveTask(dependencies, viewer, params.taskId, body),
  );
  serve(router, routes.skipTask, ({ viewer, params, body }) =>
    skipTask(dependencies, viewer, params.taskId, body),
  );
  return router;
}
