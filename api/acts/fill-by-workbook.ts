import type { Request, Response } from 'express';
import type { z } from 'zod';
import { taskWorkbook } from '../../documents/task-workbook';
import { DomainError } from '../../domain/errors';
import { filledFigures } from '../../domain/workbook/fillable-sheet';
import { readWorkbook } from '../../domain/workbook/read-workbook';
import type { ApiDependencies } from '../dependencies';
import { readUpload } from '../middleware/upload';
import type { FilledWorkbook } from '../schemas/task-workbook';
import type { Viewer } from '../viewer';
import { readTaskView } from '../views/task-view';
import { taskSheet } from '../views/task-workbook';

type Needs = Pick<ApiDependencies, 'database' | 'clock'>;

const MEGABYTE = 1024 * 1024;
/** The largest grid that a task may have is a tenth of this. */
const MOST_MEGABYTES = 4;
const LIMITS = { mostUnpackedBytes: 32 * MEGABYTE, mostCells: 200_000 };
const LONGEST_MS = 10_000;

/** Sends a task's grid as a workbook to whoever may hand it in, with what they have filled in so far. */
export async function sendWorkbook(
  needs: Needs,
  viewer: Viewer,
  taskId: string,
  response: Response,
): Promise<void> {
  const task = await taskToFill(needs, viewer, taskId);
  const workbook = await taskWorkbook(taskSheet(task));
  response.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  const fileName = `${task.unit.code}-${task.period}-${task.key}`.replace(/[^\w-]+/g, '-');
  response.setHeader('Content-Disposition', `attachment; filename="${fileName}.xlsx"`);
  response.send(workbook);
}

/**
 * Reads a filled-in workbook and gives its figures back, for the page to show as a draft; nothing is kept and nothing is
 * sent.
 */
export async function readFilledWorkbook(
  needs: Needs,
  viewer: Viewer,
  taskId: string,
  http: { readonly request: Request; readonly response: Response },
): Promise<z.input<typeof FilledWorkbook>> {
  const form = taskSheet(await taskToFill(needs, viewer, taskId));
  const { bytes } = await readUpload(http.request, http.response, {
    mostMegabytes: MOST_MEGABYTES,
    whatNow: 'fill in the workbook that you downloaded here, without other sheets',
  });
  const sheets = await readWorkbook(bytes, { ...LIMITS, signal: AbortSignal.timeout(LONGEST_MS) });
  return { figures: filledFigures(form, sheets).map((figure) => ({ ...figure, codes: [...figure.codes] })) };
}

async function taskToFill(needs: Needs, viewer: Viewer, taskId: string) {
  const task = await readTaskView(needs, viewer, taskId);
  if (!task.can.submit.allowed) throw new DomainError('forbidden', task.can.submit.why);
  return task;
}
