import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Id, Period } from './common';

export const PlanDifference = z
  .object({
    with: z
      .object({ id: Id, name: z.string() })
      .nullable()
      .meta({ description: 'null: there is nothing to compare with' }),
    choices: z.array(z.object({ id: Id, name: z.string() })),
    months: z.array(Period).meta({ description: 'The months that both plans have' }),
    revenueChange: z.number(),
    costChange: z.number().nullable(),
    marginChange: z.number().nullable(),
    serviceChange: z.number().nullable().meta({ description: 'Of the ratio: 0.01 is one point' }),
    stabilityRatio: z
      .number()
      .nullable()
      .meta({ description: '1 − sum of |production − production before| / production before' }),
    changeCount: z.number().int(),
    moves: z
      .array(
        z.object({
          familyCode: z.string(),
          familyName: z.string(),
          measure: z.string().meta({ example: 'production' }),
          measureName: z.string().meta({ example: 'Production' }),
          month: Period,
          before: z.number(),
          after: z.number(),
        }),
      )
      .meta({ description: 'The largest ones, largest first' }),
  })
  .meta({ id: 'PlanDifference' });

const params = z.object({ planId: Id });
const tag = 'Plans';

export const routes = {
  getPlanDifference: defineRoute({
    method: 'get',
    path: '/api/plans/{planId}/difference',
    operationId: 'getPlanDifference',
    tag,
    summary: 'How a plan differs from the version before it, or from another one',
    params: params,
    query: z.object({ with: Id.optional() }),
    answer: PlanDifference,
  }),
};
