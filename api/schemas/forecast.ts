import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Id, Period } from './common';

export const KeptDemand = z
  .object({
    itemCode: z.string().min(1).max(60),
    marketCode: z.string().min(1).max(60),
    month: Period,
    isKept: z.boolean().meta({ description: 'false: let it be cleaned again' }),
    reason: z.string().trim().max(2000).default(''),
  })
  .meta({
    id: 'KeptDemand',
    description: 'A month that looks like a one-off order, kept as true demand or not',
  });

const tag = 'Forecast';

export const routes = {
  keepDemand: defineRoute({
    method: 'put',
    path: '/api/units/{unitId}/kept-demand',
    operationId: 'keepDemand',
    tag,
    summary: 'Keep a month as true demand although it looks like a one-off order, or let it be cleaned again',
    params: z.object({ unitId: Id }),
    body: KeptDemand,
    answer: z.object({ message: z.string() }),
  }),
};
