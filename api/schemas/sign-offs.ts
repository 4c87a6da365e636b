import { z } from 'zod';
import { defineRoute } from '../route-definition';
import {
  Comment,
  Contact,
  Done,
  Id,
  Instant,
  orNull,
  Period,
  Permission,
  PersonRef,
  Receipt,
  Reminded,
  RoleSchema,
  StepKeySchema,
  UnitRef,
} from './common';
import { HistoryLine } from './history';
import { ComparedPlans, PlanLine, PlanSummary } from './plans';
import { ReassignBody } from './tasks';

export const SignOffState = z
  .enum([
    'waiting',
    'pending',
    'approved',
    'approved-with-conditions',
    'rejected',
    'abstained',
    'voided',
    'not-needed',
  ])
  .meta({ id: 'SignOffState' });

export const SignOffLine = z
  .object({
    id: Id,
    groupId: Id,
    cycleId: Id,
    step: StepKeySchema,
    stepName: z.string(),
    period: Period,
    unit: UnitRef,
    person: PersonRef,
    role: RoleSchema,
    state: SignOffState,
    stateWords: z.string().meta({ example: 'approved with conditions on Thu 10 Dec, 16:02' }),
    groupState: z.enum(['open', 'approved', 'rejected', 'voided', 'cancelled']),
    decidedAt: Instant.nullable(),
    decidedBy: orNull(PersonRef),
    comment: z.string(),
    isLate: z.boolean(),
    requestedAt: Instant,
    dueAt: Instant,
    planNumber: z.number().int(),
    planHash: z.string(),
    minutes: z.number().int(),
    remindersSent: z.number().int(),
    escalationLevel: z.number().int(),
    acts: z.array(z.enum(['decide', 'remind', 'reassign'])),
  })
  .meta({ id: 'SignOffLine' });

export const SignOffGroupView = z
  .object({
    id: Id,
    number: z.number().int(),
    state: z.enum(['open', 'approved', 'rejected', 'voided', 'cancelled']),
    planVersionId: Id,
    planNumber: z.number().int(),
    planHash: z.string(),
    requestedAt: Instant,
    dueAt: Instant,
    closedAt: Instant.nullable(),
    closedReason: z.string().nullable(),
    rule: z.object({
      kind: z.enum(['everyone', 'quorum', 'any']),
      quorum: z.number().int().optional(),
      roles: z.array(RoleSchema),
      forbidOwn: z.boolean(),
      order: z.enum(['parallel', 'sequence']).optional(),
      sentence: z.string().meta({ example: 'Everyone of sales and finance must approve.' }),
    }),
    isOutOfReach: z
      .boolean()
      .meta({ description: 'Too many have abstained: the owner reopens the step, or skips it' }),
    signOffs: z.array(SignOffLine),
  })
  .meta({ id: 'SignOffGroupView' });

const figures = z.array(z.number());

export const SignOffChart = z
  .object({
    months: z.array(Period),
    demand: figures.meta({ description: 'Units, all families' }),
    baseline: figures.nullable(),
    previousDemand: figures.nullable().meta({ description: 'Of the version asked about before' }),
    delivered: figures.nullable(),
    inventory: figures.nullable(),
    backlog: figures.nullable(),
    hoursUsed: figures.nullable().meta({ description: 'Regular and overtime, all resources' }),
    regularHours: figures.nullable().meta({ description: 'Available' }),
    totalHours: figures.nullable().meta({ description: 'Available with overtime' }),
  })
  .meta({ id: 'SignOffChart', description: 'null where the plan has no such figure' });

export const SignOffView = SignOffLine.extend({
  question: z.string().meta({ example: 'Approve the supply plan for Europe, December 2026, version 4' }),
  dueLocal: z.string().meta({ example: 'Thu 10 Dec, 17:00 (Europe/Berlin)' }),
  askedBy: orNull(Contact).meta({ description: 'The process owner, who can hand it over' }),
  rule: z.string().meta({ example: 'Everyone of sales and finance must approve.' }),
  plan: z.object({
    id: Id,
    kind: PlanLine.shape.kind,
    scenario: z.string(),
    number: z.number().int(),
    sha256: z.string(),
    summary: PlanSummary,
    sinceLastMonth: orNull(ComparedPlans).meta({ description: "Beside last month's published plan" }),
  }),
  chart: SignOffChart,
  changes: z.array(z.string()).meta({ example: ['Tools: +4 % in March (promotion, Ana Ruiz).'] }),
  makersWords: z
    .array(z.object({ person: PersonRef, taskTitle: z.string(), text: z.string() }))
    .meta({ description: 'Assumptions and comments of those who made the plan' }),
  others: z.array(SignOffLine),
  can: z.object({ decide: Permission, remind: Permission, reassign: Permission }),
  history: z.array(HistoryLine),
}).meta({ id: 'SignOffView' });

export const DecideBody = z
  .object({
    decision: z.enum(['approve', 'approve-with-conditions', 'reject', 'abstain'], {
      error: 'choose approve, approve-with-conditions, reject or abstain',
    }),
    comment: Comment.default(''),
    planHash: z
      .string()
      .min(1)
      .max(128)
      .meta({ description: 'sha256 of the plan version that was seen', example: '2f9a41c7…' }),
  })
  .refine(({ decision, comment }) => decision === 'approve' || decision === 'abstain' || comment !== '', {
    path: ['comment'],
    error: 'say in a comment what the condition or the reason for the rejection is',
  })
  .meta({ id: 'DecideBody' });

export const SignOffCandidates = z
  .object({
    people: z.array(
      z.object({
        person: PersonRef,
        roles: z.array(RoleSchema),
        can: Permission,
      }),
    ),
  })
  .meta({
    id: 'SignOffCandidates',
    description: 'The people of the unit beside whoever has the sign-off; `why` goes on after their name',
  });

const params = z.object({ signOffId: Id });
const tag = 'Sign-offs';

export const routes = {
  getSignOff: defineRoute({
    method: 'get',
    path: '/api/sign-offs/{signOffId}',
    operationId: 'getSignOff',
    tag,
    summary: 'A sign-off with the numbers that matter',
    params,
    answer: SignOffView,
  }),
  decideSignOff: defineRoute({
    method: 'post',
    path: '/api/sign-offs/{signOffId}/decide',
    operationId: 'decideSignOff',
    tag,
    summary: 'Approve, approve with conditions, or reject; the first decision stands',
    isAct: true,
    params,
    body: DecideBody,
    answer: Receipt,
  }),
  remindSignOff: defineRoute({
    method: 'post',
    path: '/api/sign-offs/{signOffId}/remind',
    operationId: 'remindSignOff',
    tag,
    summary: 'Remind this approver now',
    isAct: true,
    params,
    answer: Reminded,
  }),
  listSignOffCandidates: defineRoute({
    method: 'get',
    path: '/api/sign-offs/{signOffId}/candidates',
    operationId: 'listSignOffCandidates',
    tag,
    summary: 'Who could be asked in place of this approver, and who cannot',
    params,
    answer: SignOffCandidates,
  }),
  reassignSignOff: defineRoute({
    method: 'post',
    path: '/api/sign-offs/{signOffId}/reassign',
    operationId: 'reassignSignOff',
    tag,
    summary:
      'Ask another person instead: not an author of the plan, nor anyone who answers in the same group',
    isAct: true,
    params,
    body: ReassignBody,
    answer: Done,
  }),
};
