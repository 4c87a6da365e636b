import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Id, Period, UnitRef } from './common';

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

export const LikeItemChoice = z
  .object({
    itemCode: z.string().min(1).max(60),
    likeItemCode: z.string().min(1).max(60).nullable().meta({ description: 'null: follows none any more' }),
    percent: z
      .number()
      .positive()
      .max(10_000)
      .nullable()
      .default(null)
      .meta({ description: 'Of the like item\u2019s sales; null: 100' }),
  })
  .meta({ id: 'LikeItemChoice' });

const Ratio = z.number().nullable().meta({ description: 'null: n/a, nothing was sold', example: 0.128 });

const measured = {
  wmape: Ratio.meta({ description: 'Sum of |sold − forecast| / sum of sold' }),
  accuracy: Ratio.meta({ description: '1 − WMAPE, at least 0' }),
  bias: Ratio.meta({ description: 'Sum of (forecast − sold) / sum of sold; positive: over-forecast' }),
  biasWords: z.string().meta({ example: '2.1 % over-forecast' }),
};

export const ForecastStep = z
  .object({
    key: z.enum(['naive', 'baseline', 'sales', 'marketing', 'finance', 'consensus']),
    name: z.string().meta({ example: 'After sales' }),
    ...measured,
    valueAdded: Ratio.meta({ description: 'WMAPE of the step before less that of this one' }),
    words: z.string().meta({ example: 'took 2.3 points off the error' }),
  })
  .meta({ id: 'ForecastStep' });

export const ForecastAccuracy = z
  .object({
    unit: UnitRef,
    sentence: z.string().meta({ example: 'Forecasts made 2 months ahead were 87.2 % accurate.' }),
    lagMonths: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'What all but byLag is at; null: nothing yet' }),
    byLag: z.array(z.object({ lagMonths: z.number().int(), ...measured })),
    steps: z.array(ForecastStep),
    families: z.array(
      z.object({ familyCode: z.string(), familyName: z.string(), steps: z.array(ForecastStep) }),
    ),
    months: z.array(z.object({ month: Period, ...measured })),
  })
  .meta({ id: 'ForecastAccuracy', description: 'Forecasts of passed months against what was sold' });

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
  chooseLikeItem: defineRoute({
    method: 'put',
    path: '/api/units/{unitId}/like-item',
    operationId: 'chooseLikeItem',
    tag,
    summary: 'Let a new item follow another one, or none',
    params: z.object({ unitId: Id }),
    body: LikeItemChoice,
    answer: z.object({ message: z.string() }),
  }),
  getForecastAccuracy: defineRoute({
    method: 'get',
    path: '/api/units/{unitId}/forecast-accuracy',
    operationId: 'getForecastAccuracy',
    tag,
    summary: 'How good the forecasts of passed months were: by lag, by step of the process, by family',
    params: z.object({ unitId: Id }),
    query: z.object({
      months: z.coerce.number().int().min(1).max(36).default(12),
      lag: z.coerce.number().int().min(0).max(12).default(2),
    }),
    answer: ForecastAccuracy,
  }),
};
