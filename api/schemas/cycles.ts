import { z } from 'zod';
import { defineRoute } from '../route-definition';
import {
  Comment,
  Done,
  Id,
  Instant,
  InstantInput,
  Minutes,
  Period,
  Permission,
  PersonRef,
  Reason,
  Reminded,
  RoleSchema,
  StepKeySchema,
  UnitRef,
} from './common';
import { HistoryLine, MailLine } from './history';
import { SignOffGroupView, SignOffLine } from './sign-offs';
import { ReasonBody, TaskLine } from './tasks';

export const CycleState = z
  .enum(['running', 'published', 'cancelled', 'closed-without-plan'])
  .meta({ id: 'CycleState' });

export const StepState = z
  .enum(['waiting', 'open', 'closed', 'skipped', 'cancelled'])
  .meta({ id: 'StepState' });

export const CycleLine = z
  .object({
    id: Id,
    unit: UnitRef,
    period: Period,
    state: CycleState,
    kickOffAt: Instant,
    publishDueAt: Instant,
    startedAt: Instant,
    closedAt: Instant.nullable(),
    executiveDueAt: Instant.nullable(),
    isOnTrack: z.boolean(),
    headline: z.string().meta({ example: 'Demand review: 2 of 5 inputs are in, 1 late' }),
    steps: z
      .array(
        z.object({
          key: StepKeySchema,
          name: z.string(),
          state: StepState,
          isLate: z.boolean(),
          openAt: Instant,
          dueAt: Instant,
        }),
      )
      .meta({ description: 'In order, for a small timeline' }),
    needsYou: z.number().int().meta({ description: 'Things that wait for the person who asked' }),
  })
  .meta({ id: 'CycleLine' });

export const Attention = z
  .object({
    kind: z.enum(['task', 'sign-off', 'sign-off-group', 'step']),
    id: Id,
    sentence: z.string().meta({
      example: 'Marketing input, Ana Ruiz: due yesterday 17:00, reminded 3 times, not started',
    }),
    title: z.string(),
    person: PersonRef,
    step: StepKeySchema,
    dueAt: Instant,
    isLate: z.boolean(),
    remindersSent: z.number().int(),
    escalationLevel: z.number().int(),
    isStarted: z.boolean(),
    acts: z.array(z.enum(['submit', 'decide', 'remind', 'reassign', 'move', 'skip'])),
    outOfReach: z
      .string()
      .nullable()
      .meta({ description: 'Why they will hardly answer, and what to do; null when they can be reached' }),
  })
  .meta({ id: 'Attention', description: 'What the owner should look at: late, or of someone out of reach' });

export const StepView = z
  .object({
    id: Id,
    key: StepKeySchema,
    name: z.string(),
    position: z.number().int(),
    state: StepState,
    round: z.number().int(),
    plannedOpenAt: Instant,
    plannedDueAt: Instant,
    openAt: Instant,
    dueAt: Instant,
    openedAt: Instant.nullable(),
    closedAt: Instant.nullable(),
    outcome: z.string().nullable().meta({ description: 'signed-off, completed, skipped or cancelled' }),
    skipReason: z.string().nullable(),
    isLate: z.boolean(),
    sentence: z.string().meta({ example: '2 of 5 inputs, 1 late' }),
    tasks: z.array(TaskLine),
    signOffGroups: z.array(SignOffGroupView),
    can: z.object({ move: Permission, reopen: Permission, skip: Permission, 'add-task': Permission }),
  })
  .meta({ id: 'StepView' });

export const CycleView = z
  .object({
    id: Id,
    unit: UnitRef,
    period: Period,
    state: CycleState,
    kickOffAt: Instant,
    publishDueAt: Instant,
    startedAt: Instant,
    closedAt: Instant.nullable(),
    cancelReason: z.string().nullable(),
    executiveDueAt: Instant.nullable(),
    isOnTrack: z.boolean(),
    headline: z.string().meta({ example: 'Executive meeting Fri 18 Dec, on track' }),
    template: z.object({ id: Id, name: z.string(), version: z.number().int() }),
    steps: z.array(StepView),
    needsYou: z.array(Attention),
    roles: z.object({ mine: z.array(RoleSchema) }),
    attempt: z.number().int().meta({ description: 'One more each time a cancelled month is started again' }),
    startedAgainAs: Id.nullable().meta({ description: 'Of a cancelled month: the newer cycle' }),
    can: z.object({ remindAll: Permission, cancel: Permission, startAgain: Permission }),
    publication: z
      .object({
        planVersionId: Id,
        sha256: z.string().meta({ description: 'Of plan.csv' }),
        rowCount: z.number().int(),
        publishedAt: Instant,
      })
      .nullable(),
    now: Instant,
  })
  .meta({ id: 'CycleView' });

export const Home = z
  .object({
    tasks: z.array(TaskLine),
    signOffs: z.array(SignOffLine),
    cycles: z.array(CycleLine),
  })
  .meta({ id: 'Home', description: 'What is asked of me, by due time, and the cycles that I can see' });

export const AddTaskBody = z
  .object({
    title: z
      .string()
      .trim()
      .min(3, { error: 'say in a few words what is to be done' })
      .max(120, { error: 'must have at most 120 characters' })
      .meta({ example: 'Check the tender in Spain' }),
    instructions: Comment.default('').meta({ description: 'What to do; the mail says it' }),
    assigneeId: Id,
    dueAt: InstantInput,
    minutes: Minutes.default(15),
    waitsFor: z
      .string()
      .max(100)
      .nullable()
      .default(null)
      .meta({ description: 'Key of the tasks of the same step that come first', example: 'sales-input' }),
  })
  .meta({ id: 'AddTaskBody' });

const params = z.object({ cycleId: Id });
const stepParams = z.object({ cycleId: Id, stepKey: StepKeySchema });
const tag = 'Cycles';

export const routes = {
  getHome: defineRoute({
    method: 'get',
    path: '/api/home',
    operationId: 'getHome',
    tag,
    summary: 'What is asked of me',
    answer: Home,
  }),
  getCycle: defineRoute({
    method: 'get',
    path: '/api/cycles/{cycleId}',
    operationId: 'getCycle',
    tag,
    summary: 'Where every step, task and sign-off of a cycle stands',
    params,
    answer: CycleView,
  }),
  listCycleMails: defineRoute({
    method: 'get',
    path: '/api/cycles/{cycleId}/mails',
    operationId: 'listCycleMails',
    tag,
    summary: 'Every mail of the cycle, newest first',
    params,
    answer: z.array(MailLine),
  }),
  listCycleHistory: defineRoute({
    method: 'get',
    path: '/api/cycles/{cycleId}/history',
    operationId: 'listCycleHistory',
    tag,
    summary: 'Every act in the cycle, newest first',
    params,
    answer: z.array(HistoryLine),
  }),
  cancelCycle: defineRoute({
    method: 'post',
    path: '/api/cycles/{cycleId}/cancel',
    operationId: 'cancelCycle',
    tag,
    summary: 'End the cycle without a plan; no mail goes out afterwards',
    isAct: true,
    params,
    body: ReasonBody,
    answer: Done,
  }),
  remindAll: defineRoute({
    method: 'post',
    path: '/api/cycles/{cycleId}/remind-all',
    operationId: 'remindAll',
    tag,
    summary: 'Remind everybody who is asked for something and has not done it',
    isAct: true,
    params,
    answer: Reminded,
  }),
  addTask: defineRoute({
    method: 'post',
    path: '/api/cycles/{cycleId}/steps/{stepKey}/tasks',
    operationId: 'addTask',
    tag,
    summary: 'Ask for something that the template does not have, in a step that is open or still to come',
    isAct: true,
    params: stepParams,
    body: AddTaskBody,
    status: 201,
    answer: Done.extend({ taskId: Id }).meta({ id: 'AddedTask' }),
  }),
  moveStep: defineRoute({
    method: 'post',
    path: '/api/cycles/{cycleId}/steps/{stepKey}/move',
    operationId: 'moveStep',
    tag,
    summary: 'Move the dates of a step',
    isAct: true,
    params: stepParams,
    body: z
      .object({ openAt: InstantInput.optional(), dueAt: InstantInput.optional(), reason: Reason })
      .refine((body) => body.openAt !== undefined || body.dueAt !== undefined, {
        error: 'give a new opening time, a new due time, or both',
      })
      .refine((body) => !body.openAt || !body.dueAt || new Date(body.openAt) < new Date(body.dueAt), {
        error: 'the step must open before it is due',
      }),
    answer: Done,
  }),
  reopenStep: defineRoute({
    method: 'post',
    path: '/api/cycles/{cycleId}/steps/{stepKey}/reopen',
    operationId: 'reopenStep',
    tag,
    summary: 'Open a closed step again; later sign-offs are voided',
    isAct: true,
    params: stepParams,
    body: ReasonBody,
    answer: Done,
  }),
  skipStep: defineRoute({
    method: 'post',
    path: '/api/cycles/{cycleId}/steps/{stepKey}/skip',
    operationId: 'skipStep',
    tag,
    summary: 'Go on without the step',
    isAct: true,
    params: stepParams,
    body: ReasonBody,
    answer: Done,
  }),
};
