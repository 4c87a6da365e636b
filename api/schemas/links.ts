import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { orNull, PersonRef, Receipt } from './common';
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
      })
      .optional(),
  })
  .meta({ id: 'LinkView', description: 'What a link from a mail opens; reading it changes nothing' });

/** The explicit choice made on the page: what was typed or picked there, which a scanner does not send. */
const Confirmation = z.string().min(1).max(200).meta({ description: 'The explicit choice made on the page' });

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
    body: DraftBody.extend({ confirmation: Confirmation }).meta({ id: 'LinkDraftBody' }),
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
