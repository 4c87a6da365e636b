import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { attestedFigures } from './attested-figures';
import {
  Comment,
  Contact,
  Done,
  Id,
  Instant,
  InstantInput,
  orNull,
  Period,
  Permission,
  PersonRef,
  Reason,
  Receipt,
  Reminded,
  StepKeySchema,
  TaskKindSchema,
  UnitRef,
} from './common';
import { HistoryLine } from './history';
import { PastDemand } from './past-demand';
import { ComparedPlans, PlanLine } from './plans';
import { ScenarioFigure } from './scenarios';
import { SubmissionContentSchema } from './submissions';

export const TaskLine = z
  .object({
    id: Id,
    key: z.string().meta({ example: 'sales-input/2' }),
    kind: TaskKindSchema,
    title: z.string().meta({ example: 'Your sales numbers' }),
    step: StepKeySchema,
    stepName: z.string().meta({ example: 'Demand review' }),
    cycleId: Id,
    period: Period,
    unit: UnitRef,
    assignee: PersonRef,
    backup: orNull(PersonRef),
    state: z.enum(['waiting', 'open', 'done', 'skipped', 'cancelled']),
    stateWords: z.string().meta({ example: 'open, due tomorrow 17:00, not started' }),
    round: z.number().int(),
    isLate: z.boolean(),
    isStarted: z.boolean(),
    openedAt: Instant.nullable(),
    dueAt: Instant,
    completedAt: Instant.nullable(),
    completedBy: orNull(PersonRef),
    remindersSent: z.number().int(),
    escalationLevel: z.number().int(),
    minutes: z.number().int().meta({ description: 'Expected effort' }),
    addedBy: orNull(PersonRef).meta({ description: 'Who added it to the running cycle; null: the template' }),
    acts: z
      .array(z.enum(['submit', 'remind', 'reassign', 'move', 'skip']))
      .meta({ description: 'What the person who asked may do with it now' }),
  })
  .meta({ id: 'TaskLine' });

export const TaskCan = z
  .object({
    submit: Permission,
    remind: Permission,
    reassign: Permission,
    move: Permission,
    skip: Permission,
  })
  .meta({ id: 'TaskCan' });

const months = z.array(Period);
const figures = z.array(z.number());
const figuresOrNothing = z.array(z.number().nullable());

export const DemandGrid = z
  .object({
    kind: z.literal('demand'),
    months: months.meta({ description: 'The months to fill; lists of figures run along them' }),
    rows: z.array(
      z.object({
        familyCode: z.string(),
        familyName: z.string(),
        marketCode: z.string().nullable().meta({ description: 'null: all markets' }),
        marketName: z.string().nullable(),
        history: z.array(z.object({ month: Period, quantity: z.number() })),
        baseline: figures,
        lastYear: figuresOrNothing.meta({ description: 'Sales of the same month a year before' }),
        lower80: figuresOrNothing,
        upper80: figuresOrNothing,
        standing: figures.meta({
          description:
            'Before any change of this task: the baseline, on the consensus task with what the others gave',
        }),
        adjusted: figures.meta({ description: 'With what was last sent or saved for this task' }),
      }),
    ),
    inputs: z
      .array(
        z.object({
          person: PersonRef,
          taskTitle: z.string(),
          submittedAt: Instant,
          content: SubmissionContentSchema,
          comment: z.string(),
        }),
      )
      .meta({ description: 'What the others gave; filled on the consensus task only' }),
    reasonCodes: z.array(z.string()),
  })
  .meta({ id: 'DemandGrid' });

export const CapacityGrid = z
  .object({
    kind: z.literal('capacity'),
    months,
    rows: z.array(
      z.object({
        resourceCode: z.string(),
        resourceName: z.string(),
        isOnRecord: z.boolean().meta({
          description:
            'False: no hours are on record, all figures are 0, and the plan takes it as not limited until some are stated',
        }),
        regularHours: figures.meta({ description: 'On record, whatever was stated' }),
        overtimeHours: figures,
        neededHours: figures.meta({ description: 'Hours that the consensus demand would take' }),
      }),
    ),
  })
  .meta({ id: 'CapacityGrid' });

export const ReceiptsGrid = z
  .object({
    kind: z.literal('receipts'),
    months,
    rows: z.array(
      z.object({
        familyCode: z.string(),
        familyName: z.string(),
        stockUnits: z.number(),
        onOrderUnits: z.number(),
        demand: figures,
        receipts: figures.meta({ description: 'As last sent or saved; 0 where nothing was' }),
      }),
    ),
  })
  .meta({ id: 'ReceiptsGrid' });

export const ScenarioChoice = z
  .object({
    kind: z.literal('scenario-choice'),
    scenarios: z.array(PlanLine),
    figures: z.array(ScenarioFigure),
    chosen: z.string().nullable(),
  })
  .meta({ id: 'ScenarioChoice' });

export const PlanReview = z
  .object({ kind: z.literal('plan-review'), plan: PlanLine, sinceLastMonth: orNull(ComparedPlans) })
  .meta({ id: 'PlanReview', description: 'The plan to look at before it goes on' });

export const DataAttest = z
  .object({
    kind: z.literal('attest'),
    sources: z.array(
      z.object({
        kind: z.string().meta({ example: 'sales' }),
        name: z.string().meta({ example: 'Sales history' }),
        lastImportAt: Instant.nullable(),
        fileName: z.string().nullable(),
        rowCount: z.number().int().meta({ description: 'Rows now in the database' }),
        sentence: z
          .string()
          .meta({ example: '4,812 rows, last month 2026-10, loaded Mon 2 Nov by Ana Ruiz.' }),
      }),
    ),
    ...attestedFigures,
  })
  .meta({ id: 'DataAttest' });

export const TaskGrid = z
  .discriminatedUnion('kind', [
    DemandGrid,
    CapacityGrid,
    ReceiptsGrid,
    ScenarioChoice,
    PlanReview,
    DataAttest,
  ])
  .meta({ id: 'TaskGrid' });

export const SubmissionView = z
  .object({
    id: Id,
    round: z.number().int(),
    person: PersonRef,
    content: SubmissionContentSchema,
    comment: z.string(),
    submittedAt: Instant,
    isLate: z.boolean(),
  })
  .meta({ id: 'SubmissionView' });

export const TaskView = TaskLine.extend({
  instructions: z.string(),
  dueLocal: z.string().meta({
    description: "Due time in the assignee's zone",
    example: 'Fri 4 Dec, 17:00 (Europe/Madrid)',
  }),
  askedBy: orNull(Contact).meta({ description: 'The process owner, who can hand it over or move its date' }),
  skipReason: z.string().nullable(),
  waitsFor: z
    .array(z.string())
    .meta({ description: 'What must be done first, in sentences; empty when open' }),
  grid: orNull(TaskGrid),
  past: orNull(PastDemand).meta({
    description: 'Of a demand task whose data is frozen; null: of every other',
  }),
  draft: z.object({ content: SubmissionContentSchema, comment: z.string(), savedAt: Instant }).nullable(),
  submission: orNull(SubmissionView).meta({ description: 'What was last accepted' }),
  previous: z
    .object({
      comment: z.string().meta({ description: 'Why the work was reopened' }),
      person: orNull(PersonRef),
      at: Instant,
    })
    .nullable(),
  next: z
    .string()
    .meta({ description: 'What happens after submitting', example: 'The consensus plan is built.' }),
  cutOff: z.string().meta({
    description: 'Until when what was handed in can be changed',
    example: 'until "Settle the consensus demand plan" is done',
  }),
  can: TaskCan,
  history: z.array(HistoryLine),
}).meta({ id: 'TaskView' });

export const SubmitBody = z
  .object({
    round: z.number().int().min(1).meta({ description: 'The round that was seen', example: 1 }),
    content: SubmissionContentSchema,
    comment: Comment.default(''),
  })
  .meta({ id: 'SubmitBody' });

export const DraftBody = z
  .object({ content: SubmissionContentSchema, comment: Comment.default('') })
  .meta({ id: 'DraftBody' });
export const DraftSaved = z.object({ savedAt: Instant }).meta({ id: 'DraftSaved' });

export const ReassignBody = z.object({ toPersonId: Id, reason: Reason }).meta({ id: 'ReassignBody' });
export const MoveBody = z.object({ dueAt: InstantInput, reason: Reason }).meta({ id: 'MoveBody' });
export const ReasonBody = z.object({ reason: Reason }).meta({ id: 'ReasonBody' });

const params = z.object({ taskId: Id });
const tag = 'Tasks';

export const routes = {
  getTask: defineRoute({
    method: 'get',
    path: '/api/tasks/{taskId}',
    operationId: 'getTask',
    tag,
    summary: 'A task with everything to do it',
    params,
    answer: TaskView,
  }),
  saveTaskDraft: defineRoute({
    method: 'put',
    path: '/api/tasks/{taskId}/draft',
    operationId: 'saveTaskDraft',
    tag,
    summary: 'Keep what was filled in so far; nobody else sees it',
    params,
    body: DraftBody,
    answer: DraftSaved,
  }),
  startTask: defineRoute({
    method: 'post',
    path: '/api/tasks/{taskId}/started',
    operationId: 'startTask',
    tag,
    summary: 'The assignee has opened the task',
    params,
    status: 204,
  }),
  submitTask: defineRoute({
    method: 'post',
    path: '/api/tasks/{taskId}/submit',
    operationId: 'submitTask',
    tag,
    summary: 'Send the work of a task',
    isAct: true,
    params,
    body: SubmitBody,
    answer: Receipt,
  }),
  remindTask: defineRoute({
    method: 'post',
    path: '/api/tasks/{taskId}/remind',
    operationId: 'remindTask',
    tag,
    summary: 'Remind the assignee now',
    isAct: true,
    params,
    answer: Reminded,
  }),
  reassignTask: defineRoute({
    method: 'post',
    path: '/api/tasks/{taskId}/reassign',
    operationId: 'reassignTask',
    tag,
    summary: 'Give the task to another person',
    isAct: true,
    params,
    body: ReassignBody,
    answer: Done,
  }),
  moveTask: defineRoute({
    method: 'post',
    path: '/api/tasks/{taskId}/move',
    operationId: 'moveTask',
    tag,
    summary: 'Set another due time',
    isAct: true,
    params,
    body: MoveBody,
    answer: Done,
  }),
  skipTask: defineRoute({
    method: 'post',
    path: '/api/tasks/{taskId}/skip',
    operationId: 'skipTask',
    tag,
    summary: 'Go on without the task',
    isAct: true,
    params,
    body: ReasonBody,
    answer: Done,
  }),
};
