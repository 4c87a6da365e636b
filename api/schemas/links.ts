import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Contact, orNull, PersonRef, Receipt } from './common';
import { DecideBody, SignOffView } from './sign-offs';
import { DraftBody, DraftSaved, SubmitBody, TaskView } from './tasks';

export const LinkView = z
  .object({
    purpose: z.enum(['task', 'sign-off']).nullable().meta({ description: 'null: the link is not known' }),
    person: orNull(PersonRef),
    task: TaskView.optional(),
    signOff: SignOffView.optional(),
    refusal: z
      .object({
        code: z.string(),
        message: z.string().meta({ example: 'This link has expired. Sign in instead.' }),
        askedBy: orNull(Contact).meta({
          description: 'Whom to ask about it; null: only known where it is signed in',
        }),
      })
      .optional(),
  })
  .meta({ id: 'LinkView', description: 'What a link from a mail opens; reading it changes nothing' });

/** The statement above the button, ticked by the person; a scanner that submits a page as it stands does not tick it. */
const Confirmation = z
  .literal(true, {
    error: 'tick the statement above the button, so that we know it was you; nothing was recorded',
  })
  .meta({ description: 'True when the person ticked the statement on the page; nothing is preselected' });

const params = z.object({ token: z.string().min(1).max(500) });
const tag = 'Links';

export const routes = {
  getLink: defineRoute({
    method: 'get',
    path: '/api/links/{token}',
    operationId: 'getLink',
    tag,
    summary: 'What a link from a mail opens',
    isOpen: true,
    params,
    answer: LinkView,
  }),
  saveDraftByLink: defineRoute({
    method: 'put',
    path: '/api/links/{token}/draft',
    operationId: 'saveDraftByLink',
    tag,
    summary: 'Keep what was filled in so far',
    isOpen: true,
    params,
    body: DraftBody,
    answer: DraftSaved,
  }),
  submitByLink: defineRoute({
    method: 'post',
    path: '/api/links/{token}/submit',
    operationId: 'submitByLink',
    tag,
    summary: 'Send the work of the task',
    isOpen: true,
    isAct: true,
    params,
    body: SubmitBody.extend({ confirmation: Confirmation }).meta({ id: 'LinkSubmitBody' }),
    answer: Receipt,
  }),
  decideByLink: defineRoute({
    method: 'post',
    path: '/api/links/{token}/decide',
    operationId: 'decideByLink',
    tag,
    summary: 'Approve, approve with conditions, or reject',
    isOpen: true,
    isAct: true,
    params,
    body: DecideBody.safeExtend({ confirmation: Confirmation }).meta({ id: 'LinkDecideBody' }),
    answer: Receipt,
  }),
};
