import { Router } from 'express';
import type { z } from 'zod';
import { takeLinkOnce } from '../../database/access-link-repository';
import { DomainError } from '../../domain/errors';
import { moment } from '../../email/wording';
import { decideSignOff } from '../acts/decide-sign-off';
import { readFilledWorkbook, sendWorkbook } from '../acts/fill-by-workbook';
import { type OpenLink, openLink } from '../acts/open-link';
import { submitTask } from '../acts/submit-task';
import { saveTaskDraft } from '../acts/task-work';
import type { ApiDependencies } from '../dependencies';
import { type LinkView, routes } from '../schemas/links';
import type { SignOffView } from '../schemas/sign-offs';
import { routes as workbook } from '../schemas/task-workbook';
import type { TaskView } from '../schemas/tasks';
import { serveOpen } from '../serve-route';
import type { Viewer } from '../viewer';
import { readSignOffView } from '../views/sign-off-view';
import { readTaskView } from '../views/task-view';

/**
 * Acting from a mail without an account. Reading a link changes nothing, however often and by whomever it is opened;
 * an act needs the decision and the tick that only a person sets on the page.
 */
export function createLinksRouter(dependencies: ApiDependencies): Router {
  const router = Router();

  serveOpen(router, routes.getLink, async ({ params, response }) => {
    response.setHeader('Cache-Control', 'no-store');
    return readLink(dependencies, params.token, signedIn(response.locals));
  });

  serveOpen(router, routes.saveDraftByLink, async ({ params, body, response }) => {
    const { link, viewer } = await openFor('task', dependencies, params.token, signedIn(response.locals));
    return saveTaskDraft(dependencies, viewer, link.subjectId, body);
  });

  serveOpen(router, workbook.getWorkbookByLink, async ({ params, response }) => {
    const { link, viewer } = await openFor('task', dependencies, params.token, signedIn(response.locals));
    return sendWorkbook(dependencies, viewer, link.subjectId, response);
  });

  serveOpen(router, workbook.readWorkbookByLink, async ({ params, http, response }) => {
    const { link, viewer } = await openFor('task', dependencies, params.token, signedIn(response.locals));
    return readFilledWorkbook(dependencies, viewer, link.subjectId, { request: http, response });
  });

  serveOpen(router, routes.submitByLink, async ({ params, body, response }) => {
    const { confirmation: _, ...work } = body;
    const { link, viewer } = await openFor('task', dependencies, params.token, signedIn(response.locals));
    const receipt = await submitTask(dependencies, viewer, link.subjectId, work);
    await noteUse(dependencies, link.id);
    return receipt;
  });

  serveOpen(router, routes.decideByLink, async ({ params, body, response }) => {
    const { confirmation: _, ...decision } = body;
    const { link, viewer } = await openFor('sign-off', dependencies, params.token, signedIn(response.locals));
    const receipt = await decideSignOff(dependencies, viewer, link.subjectId, decision);
    await noteUse(dependencies, link.id);
    return receipt;
  });
  return router;
}

/** What the link opens, or why it opens nothing now. Of what is no longer this person's to do, nothing is shown. */
async function readLink(
  dependencies: ApiDependencies,
  token: string,
  visitor: Viewer | undefined,
): Promise<z.input<typeof LinkView>> {
  const opened = await openLink(dependencies, token, visitor).catch((error: unknown) => {
    if (error instanceof DomainError) return error;
    throw error;
  });
  if (opened instanceof DomainError) {
    const { code, message } = opened;
    return { purpose: null, person: null, refusal: { code, message, askedBy: null } };
  }
  const { link, viewer } = opened;
  const common = { purpose: link.purpose, person: { id: viewer.id, name: viewer.name } };
  if (link.purpose === 'task') {
    const task = await readTaskView(dependencies, viewer, link.subjectId);
    if (task.can.submit.allowed) return { ...common, task };
    return { ...common, refusal: { code: 'stale', message: overTask(task, viewer), askedBy: task.askedBy } };
  }
  const signOff = await readSignOffView(dependencies, viewer, link.subjectId);
  if (signOff.can.decide.allowed) return { ...common, signOff };
  const message = overSignOff(signOff, viewer);
  return { ...common, refusal: { code: 'stale', message, askedBy: signOff.askedBy } };
}

/** Whoever acted by the link before learns first that it was recorded. */
function overTask({ title, completedBy, completedAt, can }: z.input<typeof TaskView>, viewer: Viewer) {
  const { why } = can.submit;
  if (completedBy?.id !== viewer.id || completedAt === null) return why;
  return `You handed in "${title}" on ${moment(new Date(completedAt), viewer.timeZone)}. ${why}`;
}

function overSignOff({ state, stateWords, decidedBy, can }: z.input<typeof SignOffView>, viewer: Viewer) {
  const { why } = can.decide;
  const stands = /^(approved|rejected|abstained)/.test(state);
  return stands && decidedBy?.id === viewer.id ? `Your decision is recorded: ${stateWords}. ${why}` : why;
}

/** A link is for one purpose: the link to a task decides nothing, and the other way round. */
async function openFor(
  purpose: OpenLink['link']['purpose'],
  dependencies: ApiDependencies,
  token: string,
  visitor: Viewer | undefined,
): Promise<OpenLink> {
  const opened = await openLink(dependencies, token, visitor);
  if (opened.link.purpose === purpose) return opened;
  throw new DomainError(
    'forbidden',
    purpose === 'task'
      ? 'This link is for a decision, not for a task. Open it from the mail again.'
      : 'This link is for a task, not for a decision. Open it from the mail again.',
  );
}

/** For the record only: a link may be used again, the act itself counts once. */
async function noteUse({ database, clock }: ApiDependencies, linkId: string): Promise<void> {
  await takeLinkOnce(database.prisma, linkId, clock());
}

const signedIn = (locals: object): Viewer | undefined => (locals as { viewer?: Viewer }).viewer;
