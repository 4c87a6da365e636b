import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Id, Instant, Period, Permission, Reason, StepKeySchema, UnitRef } from './common';
import { CycleLine } from './cycles';

export const Schedule = z
  .object({
    state: z
      .enum(['running', 'paused', 'none', 'unknown'])
      .meta({ description: 'none: not set up yet; unknown: Temporal cannot be reached' }),
    isPaused: z.boolean(),
    note: z
      .string()
      .meta({ description: 'Why it is paused', example: 'Paused by Maria Keller: year-end close.' }),
    nextRuns: z.array(
      z.object({
        period: Period,
        at: Instant,
        isSkipped: z.boolean(),
        skipReason: z.string().nullable(),
        cycleId: Id.nullable().meta({
          description: 'The month has begun already, so it starts no second time',
        }),
      }),
    ),
    can: z.object({ change: Permission, start: Permission }),
  })
  .meta({ id: 'Schedule', description: 'When the unit starts its months by itself' });

export const CalendarPreview = z
  .object({
    period: Period,
    timeZone: z.string(),
    kickOffAt: Instant,
    publishDueAt: Instant,
    steps: z.array(
      z.object({
        key: StepKeySchema,
        name: z.string(),
        openAt: Instant,
        dueAt: Instant,
        signOffDueAt: Instant.nullable(),
        tasks: z.array(z.object({ key: z.string(), title: z.string(), dueAt: Instant })),
      }),
    ),
    holidays: z.array(z.object({ date: z.string(), name: z.string() })),
    existingCycleId: Id.nullable().meta({ description: 'The month already has a cycle' }),
    cancelledCycleId: Id.nullable().meta({ description: 'It was cancelled, and can be started again' }),
  })
  .meta({ id: 'CalendarPreview', description: 'How a month would be dated, before it is started' });

const params = z.object({ unitId: Id });
const tag = 'Units';

export const routes = {
  listUnits: defineRoute({
    method: 'get',
    path: '/api/units',
    operationId: 'listUnits',
    tag,
    summary: 'The units that I can see',
    answer: z.array(UnitRef),
  }),
  listCycles: defineRoute({
    method: 'get',
    path: '/api/units/{unitId}/cycles',
    operationId: 'listCycles',
    tag,
    summary: 'The cycles of a unit, newest month first',
    params,
    answer: z.array(CycleLine),
  }),
  startCycle: defineRoute({
    method: 'post',
    path: '/api/units/{unitId}/cycles',
    operationId: 'startCycle',
    tag,
    summary: 'Start a month now; one cycle per unit and month',
    isAct: true,
    params,
    body: z.object({ period: Period }),
    status: 201,
    answer: CycleLine,
  }),
  getCalendar: defineRoute({
    method: 'get',
    path: '/api/units/{unitId}/calendar',
    operationId: 'getCalendar',
    tag,
    summary: 'How a month would be dated',
    params,
    query: z.object({ period: Period }),
    answer: CalendarPreview,
  }),
  getSchedule: defineRoute({
    method: 'get',
    path: '/api/units/{unitId}/schedule',
    operationId: 'getSchedule',
    tag,
    summary: 'When months start by themselves',
    params,
    answer: Schedule,
  }),
  putSchedule: defineRoute({
    method: 'put',
    path: '/api/units/{unitId}/schedule',
    operationId: 'putSchedule',
    tag,
    summary: 'Create the monthly start, or bring it in line with the template',
    isAct: true,
    params,
    body: z.object({ isPaused: z.boolean().default(false) }),
    answer: Schedule,
  }),
  pauseSchedule: defineRoute({
    method: 'post',
    path: '/api/units/{unitId}/schedule/pause',
    operationId: 'pauseSchedule',
    tag,
    summary: 'Start no month until resumed',
    isAct: true,
    params,
    body: z.object({ reason: Reason }),
    answer: Schedule,
  }),
  resumeSchedule: defineRoute({
    method: 'post',
    path: '/api/units/{unitId}/schedule/resume',
    operationId: 'resumeSchedule',
    tag,
    summary: 'Start months by themselves again',
    isAct: true,
    params,
    body: z.object({ reason: Reason }),
    answer: Schedule,
  }),
  skipMonth: defineRoute({
    method: 'post',
    path: '/api/units/{unitId}/schedule/skip',
    operationId: 'skipMonth',
    tag,
    summary: 'Leave one month out',
    isAct: true,
    params,
    body: z.object({ period: Period, reason: Reason }),
    answer: Schedule,
  }),
  backfillMonth: defineRoute({
    method: 'post',
    path: '/api/units/{unitId}/schedule/backfill',
    operationId: 'backfillMonth',
    tag,
    summary: 'Start a month that the schedule missed or left out',
    isAct: true,
    params,
    body: z.object({ period: Period }),
    status: 201,
    answer: CycleLine,
  }),
};
