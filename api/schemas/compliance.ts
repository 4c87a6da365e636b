import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Id, Instant, orNull, Period, StepKeySchema } from './common';
import { CycleState } from './cycles';

const Ratio = z.number().nullable().meta({ description: '0 to 1; null: n/a', example: 0.8 });

export const ComplianceStep = z
  .object({
    key: StepKeySchema,
    name: z.string(),
    words: z.string().meta({ example: 'closed 1 day late' }),
    isOnTime: z.boolean().nullable().meta({ description: 'null: not yet due, skipped or cancelled' }),
    plannedDueAt: Instant,
    dueAt: Instant,
    closedAt: Instant.nullable(),
    isRescheduled: z.boolean(),
  })
  .meta({ id: 'ComplianceStep' });

export const ComplianceMonth = z
  .object({
    period: Period,
    cycleId: Id.nullable().meta({ description: 'null: no cycle in this month' }),
    state: orNull(CycleState),
    words: z.string().meta({ example: '4 of 5 steps on time' }),
    steps: z.array(ComplianceStep),
    stepsOnTimeRatio: Ratio,
    tasksOnTimeRatio: Ratio,
    inputsAtCutOffRatio: Ratio,
    signOffsOnTimeRatio: Ratio,
    signOffMedianHours: z.number().nullable().meta({ description: 'Working hours from request to decision' }),
    signOffP90Hours: z.number().nullable(),
    firstPassRatio: Ratio,
    escalationRatio: Ratio,
    index: Ratio.meta({ description: 'Weighted index of what can be measured; null: n/a' }),
  })
  .meta({ id: 'ComplianceMonth' });

export const ComplianceUnit = z
  .object({
    id: Id,
    code: z.string(),
    name: z.string(),
    months: z.array(ComplianceMonth).meta({ description: 'Oldest first, one for every month asked for' }),
    trend: z.string().meta({ example: 'Steps on time: 80 %, up from 60 % the month before.' }),
  })
  .meta({ id: 'ComplianceUnit' });

export const Compliance = z
  .object({
    months: z.array(Period),
    units: z.array(ComplianceUnit),
    sentence: z
      .string()
      .meta({ example: 'Europe keeps its process: 4 of 5 steps on time in December 2026.' }),
    madeUp: orNull(z.string()).meta({
      description: 'Which months are made up for a sample company; null: none',
      example: 'Europe: June 2026 to November 2026',
    }),
  })
  .meta({ id: 'Compliance' });

const query = z.object({ months: z.coerce.number().int().min(1).max(60).default(12) });
const tag = 'Compliance';

export const routes = {
  getUnitCompliance: defineRoute({
    method: 'get',
    path: '/api/units/{unitId}/compliance',
    operationId: 'getUnitCompliance',
    tag,
    summary: 'Is the process kept in this unit, month by month and step by step',
    params: z.object({ unitId: Id }),
    query,
    answer: Compliance,
  }),
  getCompliance: defineRoute({
    method: 'get',
    path: '/api/compliance',
    operationId: 'getCompliance',
    tag,
    summary: 'The same for all units that I can see',
    query,
    answer: Compliance,
  }),
};
