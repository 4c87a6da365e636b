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

export const Inventory = z
  .object({
    from: z
      .object({ id: Id, name: z.string() })
      .nullable()
      .meta({ description: 'The supply plan they were computed with; null: none yet' }),
    items: z.array(
      z.object({
        itemCode: z.string(),
        itemName: z.string(),
        familyCode: z.string(),
        serviceKind: z.enum(['cycle-service', 'fill-rate']),
        serviceRatio: z.number().meta({ description: 'What is promised', example: 0.95 }),
        serviceNow: z
          .number()
          .nullable()
          .meta({ description: 'What the present reorder point gives; null: not known' }),
        assumed: z.array(z.string()).meta({ example: ['lead time 30 days'] }),
        leadTimeDays: z.number(),
        reviewDays: z.number(),
        lotUnits: z.number().nullable(),
        monthlyDemandUnits: z.number(),
        monthlyErrorUnits: z.number().meta({ description: 'Deviation of the forecast error of a month' }),
        safetyStockUnits: z.number(),
        oldReorderPointUnits: z.number().nullable(),
        computedReorderPointUnits: z.number(),
        proposedReorderPointUnits: z.number(),
        isCapped: z.boolean(),
      }),
    ),
    families: z.array(
      z.object({
        familyCode: z.string(),
        familyName: z.string(),
        plannedUnits: z.number().meta({ description: 'Safety stock that the plan was asked to keep' }),
        proposedUnits: z.number().meta({ description: 'What its items need together' }),
      }),
    ),
    placements: z
      .array(
        z.object({
          familyCode: z.string(),
          familyName: z.string(),
          serviceRatio: z
            .number()
            .meta({ description: 'Share of cycles without a stock-out', example: 0.95 }),
          monthlyCost: z.number(),
          marketsOnlyMonthlyCost: z
            .number()
            .meta({ description: 'The same promise with stock at the markets only' }),
          marketsWithoutStage: z
            .array(z.string())
            .meta({ description: 'Names of markets that buy the family and that no stage serves' }),
          stages: z.array(
            z.object({
              code: z.string(),
              name: z.string(),
              marketName: z.string().nullable(),
              monthlyDemandUnits: z.number().meta({ description: 'Of all markets behind it' }),
              monthlyErrorUnits: z.number(),
              inboundDays: z.number(),
              promisedDays: z.number(),
              coveredDays: z.number(),
              safetyStockUnits: z.number(),
              monthlyCost: z.number(),
            }),
          ),
        }),
      )
      .meta({ description: 'Where the safety stock of families with stages costs least' }),
  })
  .meta({ id: 'Inventory', description: 'What the stock of items and families should be' });

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
  getInventory: defineRoute({
    method: 'get',
    path: '/api/plans/{planId}/inventory',
    operationId: 'getInventory',
    tag,
    summary: 'Stock targets of items and families beside a supply plan',
    params,
    answer: Inventory,
  }),
  getReorderProposals: defineRoute({
    method: 'get',
    path: '/api/plans/{planId}/reorder-points.csv',
    operationId: 'getReorderProposals',
    tag,
    summary: 'Reorder points as proposals to the inventory system',
    params,
    answer: z.string(),
    contentType: 'text/csv',
  }),
};
