import { z } from 'zod';
import type { CycleTemplate } from '../../domain/cycle/template';
import { defineRoute } from '../route-definition';
import {
  Id,
  Instant,
  Minutes,
  type Mutable,
  orNull,
  Permission,
  PersonRef,
  RoleSchema,
  StepKeySchema,
  TaskKindSchema,
} from './common';

/** A cycle template as it may be sent: the shape here, what must fit together in domain/cycle. */

const ClockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time like 09:00' })
  .meta({ example: '17:00' });

const BusinessMoment = z
  .strictObject({
    businessDay: z
      .number()
      .int({ error: 'must be a whole number of business days' })
      .min(-20, { error: 'must be between -20 and 40' })
      .max(40, { error: 'must be between -20 and 40' })
      .refine((day) => day !== 0, {
        error:
          'there is no business day 0: use 1 for the first business day of the month, -1 for the last before it',
      }),
    time: ClockTime,
  })
  .meta({
    id: 'BusinessMoment',
    description: "1 is the first business day of the cycle's month, -1 the last one before it",
    example: { businessDay: 3, time: '17:00' },
  });

const Key = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: 'must be words in small letters joined by -, like sales-input',
  })
  .max(60)
  .meta({ example: 'sales-input' });

const Title = z.string().trim().min(1, { error: 'a title is needed' }).max(120);

const TaskTemplateSchema = z
  .strictObject({
    key: Key,
    kind: TaskKindSchema,
    title: Title,
    instructions: z.string().max(4000),
    role: RoleSchema,
    assign: z.enum(['each', 'one']),
    due: BusinessMoment,
    dependsOn: z.array(Key),
    minutes: Minutes,
  })
  .meta({ id: 'TaskTemplate' });

const SignOffRuleSchema = z
  .strictObject({
    kind: z.enum(['everyone', 'quorum', 'any']),
    quorum: z.number().int().min(1, { error: 'a quorum is at least 1' }).optional(),
    roles: z.array(RoleSchema).min(1, { error: 'name at least one role that signs' }),
    forbidOwn: z.boolean(),
    order: z
      .enum(['parallel', 'sequence'])
      .optional()
      .meta({ description: 'sequence: one after another, in the order of the roles; left out: all at once' }),
  })
  .refine((rule) => rule.kind !== 'quorum' || rule.quorum !== undefined, {
    path: ['quorum'],
    error: 'say how many must approve',
  })
  .meta({ id: 'SignOffRule' });

const RungTimingSchema = z
  .discriminatedUnion('at', [
    z.strictObject({ at: z.literal('assignment') }),
    z.strictObject({ at: z.literal('business-days-before-due'), days: z.number().int().min(1).max(20) }),
    z.strictObject({ at: z.literal('due-day'), time: ClockTime }),
    z.strictObject({ at: z.literal('due') }),
    z.strictObject({ at: z.literal('working-hours-after-due'), hours: z.number().min(1).max(200) }),
    z.strictObject({ at: z.literal('business-days-after-due'), days: z.number().int().min(1).max(20) }),
  ])
  .meta({ id: 'RungTiming' });

const LadderRungSchema = z
  .strictObject({
    timing: RungTimingSchema,
    audience: z
      .array(z.enum(['assignee', 'backup', 'manager', 'process-owner', 'sponsor']))
      .min(1, { error: 'name at least one person to tell' }),
    kind: z.enum(['assigned', 'reminder', 'past-due', 'escalation']),
  })
  .meta({ id: 'LadderRung' });

const StepTemplateSchema = z
  .strictObject({
    key: StepKeySchema,
    name: Title,
    opening: z.enum(['predecessor', 'date', 'predecessor-and-date']),
    opensAt: BusinessMoment,
    due: BusinessMoment,
    tasks: z.array(TaskTemplateSchema).max(60),
    signOff: z.strictObject({ rule: SignOffRuleSchema, due: BusinessMoment, minutes: Minutes }).nullable(),
  })
  .meta({ id: 'StepTemplate' });

export const CycleTemplateSchema = z
  .strictObject({
    name: Title,
    kickOff: BusinessMoment,
    publishDue: BusinessMoment,
    workingHours: z
      .strictObject({ from: ClockTime, until: ClockTime })
      .refine((hours) => hours.from < hours.until, { error: 'working hours must end after they begin' }),
    workingDays: z
      .array(z.number().int().min(1).max(7))
      .min(1, { error: 'name at least one weekday that is worked' })
      .refine((days) => new Set(days).size === days.length, { error: 'name each weekday once' })
      .optional()
      .meta({ description: '1 = Monday … 7 = Sunday; left out: Monday to Friday' }),
    ladder: z.array(LadderRungSchema).max(20),
    remindersPerDay: z.number().int().min(1).max(10),
    steps: z
      .array(StepTemplateSchema)
      .length(5, { error: 'a cycle has five steps; you may rename them but not leave one out' }),
  })
  .meta({ id: 'CycleTemplate' });

/** The schema and the domain type say the same: the compiler refuses a difference. */
export const asCycleTemplate = (parsed: z.output<typeof CycleTemplateSchema>): CycleTemplate =>
  withoutUndefined(parsed);

/** The way back, for answers: a copy without the domain's `readonly`. */
export const asSentTemplate = (template: CycleTemplate): z.input<typeof CycleTemplateSchema> =>
  structuredClone(template) as Mutable<CycleTemplate>;

export const TemplateView = z
  .object({
    templateId: Id,
    name: z.string(),
    version: z.number().int(),
    definition: CycleTemplateSchema,
    versions: z.array(
      z.object({
        version: z.number().int(),
        createdAt: Instant,
        createdBy: orNull(PersonRef),
        usedByCycles: z.number().int(),
      }),
    ),
    others: z
      .array(z.object({ templateId: Id, name: z.string() }))
      .meta({ description: 'Other templates that the unit could use' }),
    can: z.object({ change: Permission }),
  })
  .meta({ id: 'TemplateView' });

const tag = 'Templates';
const unitParams = z.object({ unitId: Id });

export const routes = {
  getTemplate: defineRoute({
    method: 'get',
    path: '/api/units/{unitId}/template',
    operationId: 'getTemplate',
    tag,
    summary: 'How the months of a unit go; an older version on request',
    params: unitParams,
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    answer: TemplateView,
  }),
  putTemplate: defineRoute({
    method: 'put',
    path: '/api/units/{unitId}/template',
    operationId: 'putTemplate',
    tag,
    summary: 'Store a new version; running cycles keep theirs',
    params: unitParams,
    body: z.object({ definition: CycleTemplateSchema, basedOnVersion: z.number().int().min(1) }),
    answer: TemplateView,
  }),
  copyTemplate: defineRoute({
    method: 'post',
    path: '/api/templates/{templateId}/copy',
    operationId: 'copyTemplate',
    tag,
    summary: 'A new template from the newest version of this one; with unitId the unit uses it from now on',
    params: z.object({ templateId: Id }),
    body: z.object({ name: Title, unitId: Id }),
    status: 201,
    answer: TemplateView,
  }),
};

/** A quorum that was left out is left out, not present as undefined. */
function withoutUndefined(parsed: z.output<typeof CycleTemplateSchema>): CycleTemplate {
  return {
    ...parsed,
    steps: parsed.steps.map((step) => {
      if (!step.signOff) return { ...step, signOff: null };
      const { quorum, ...rule } = step.signOff.rule;
      return {
        ...step,
        signOff: { ...step.signOff, rule: quorum === undefined ? rule : { ...rule, quorum } },
      };
    }),
  };
}
