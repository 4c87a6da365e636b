import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Id, Period } from './common';

export const FilledWorkbook = z
  .object({
    figures: z.array(
      z.object({
        codes: z.array(z.string()).meta({
          description: 'Of the line: family and market, or resource and regular or overtime',
          example: ['TOOLS', 'DE'],
        }),
        month: Period,
        value: z.number(),
      }),
    ),
  })
  .meta({ id: 'FilledWorkbook', description: 'What stands in a filled-in workbook; nothing was kept' });

const workbook = {
  status: 200,
  answer: z.unknown().meta({ type: 'string', format: 'binary' }),
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const filled = {
  bodyIs: 'multipart',
  body: z.object({ file: z.string().meta({ format: 'binary', description: 'The workbook, .xlsx' }) }),
  answer: FilledWorkbook,
} as const;

const taskParams = z.object({ taskId: Id });
const linkParams = z.object({ token: z.string().min(1).max(500) });

export const routes = {
  getTaskWorkbook: defineRoute({
    method: 'get',
    path: '/api/tasks/{taskId}/workbook',
    operationId: 'getTaskWorkbook',
    tag: 'Tasks',
    summary: "The task's figures as a workbook to fill in",
    params: taskParams,
    ...workbook,
  }),
  readTaskWorkbook: defineRoute({
    method: 'post',
    path: '/api/tasks/{taskId}/workbook',
    operationId: 'readTaskWorkbook',
    tag: 'Tasks',
    summary: 'What stands in a filled-in workbook; nothing is kept or sent',
    params: taskParams,
    ...filled,
  }),
  getWorkbookByLink: defineRoute({
    method: 'get',
    path: '/api/links/{token}/workbook',
    operationId: 'getWorkbookByLink',
    tag: 'Links',
    summary: "The task's figures as a workbook to fill in",
    isOpen: true,
    params: linkParams,
    ...workbook,
  }),
  readWorkbookByLink: defineRoute({
    method: 'post',
    path: '/api/links/{token}/workbook',
    operationId: 'readWorkbookByLink',
    tag: 'Links',
    summary: 'What stands in a filled-in workbook; nothing is kept or sent',
    isOpen: true,
    params: linkParams,
    ...filled,
  }),
};
