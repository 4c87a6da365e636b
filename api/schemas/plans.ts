import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Id, Instant, Period, Permission, UnitRef } from './common';

const Money = z.number();

export const PlanSummary = z
  .object({
    currency: z.string().meta({ example: 'EUR' }),
    firstMonth: Period,
    lastMonth: Period,
    volumeUnits: z.number().meta({ description: 'Demand' }),
    deliveredUnits: z.number().nullable(),
    serviceRatio: z.number().nullable(),
    inventoryUnits: z.number().nullable(),
    inventoryValue: Money.nullable(),
    inventoryDays: z.number().nullable(),
    backlogUnits: z.number().nullable(),
    utilisationRatio: z.number().nullable(),
    revenue: Money,
    cost: Money.nullable(),
    margin: Money.nullable(),
    cashAtEnd: Money.nullable().meta({ description: 'Cash that the plan brings by the end of its horizon' }),
    lowestCash: Money.nullable(),
    budgetRevenue: Money.nullable(),
    gapToBudget: Money.nullable(),
    bottlenecks: z.array(
      z.object({
        resourceCode: z.string(),
        resourceName: z.string().optional(),
        month: Period,
        utilisationRatio: z.number().nullable().meta({ description: 'null: there are no regular hours' }),
        valueOfOneMoreHour: z.number(),
      }),
    ),
    changes: z.array(z.string()),
    solverStatus: z.string().nullable(),
    scenarioName: z.string().optional(),
  })
  .meta({ id: 'PlanSummary', description: 'Figures over the horizon; null: n/a' });

const ComparedFigures = z
  .object({
    volumeUnits: z.number().nullable(),
    serviceRatio: z.number().nullable(),
    inventoryValue: Money.nullable(),
    revenue: Money.nullable(),
    margin: Money.nullable(),
    cashAtEnd: Money.nullable(),
  })
  .meta({ id: 'ComparedFigures', description: 'null: not known over the months compared' });

export const ComparedPlans = z
  .object({ now: ComparedFigures, before: ComparedFigures })
  .meta({ id: 'ComparedPlans', description: 'Two plans over the months that both have' });

export const PlanKind = z
  .enum(['baseline', 'consensus', 'supply', 'scenario', 'final'])
  .meta({ id: 'PlanKind' });

export const PlanLine = z
  .object({
    id: Id,
    kind: PlanKind,
    scenario: z.string().meta({ description: 'Empty unless a scenario', example: 'overtime' }),
    name: z.string().meta({ example: 'Supply plan, version 4' }),
    number: z.number().int(),
    sha256: z.string(),
    createdAt: Instant,
    frozenAt: Instant.nullable(),
    summary: PlanSummary,
  })
  .meta({ id: 'PlanLine' });

export const PlanView = PlanLine.extend({
  cycleId: Id,
  period: Period,
  unit: UnitRef,
  basedOnId: Id.nullable(),
  months: z.array(Period),
  families: z.array(z.object({ code: z.string(), name: z.string() })),
  markets: z.array(z.object({ code: z.string(), name: z.string() })),
  measures: z.array(
    z.object({
      key: z.string().meta({ example: 'inventory' }),
      name: z.string().meta({ example: 'Inventory at month end' }),
      unit: z.string().meta({ example: 'units' }),
      addsUp: z.boolean().meta({ description: 'Whether families add up to a total' }),
    }),
  ),
  series: z
    .array(z.object({ measure: z.string(), familyCode: z.string(), values: z.array(z.number()) }))
    .meta({ description: 'One per measure and family, along the months' }),
  history: z
    .array(
      z.object({ familyCode: z.string(), months: z.array(Period), values: z.array(z.number().nullable()) }),
    )
    .meta({ description: 'Actual sales before the plan' }),
  resources: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      regularHoursAvailable: z.array(z.number()),
      overtimeHoursAvailable: z.array(z.number()),
      regularHours: z.array(z.number()),
      overtimeHours: z.array(z.number()),
    }),
  ),
}).meta({ id: 'PlanView' });

export const PlanRows = z
  .object({
    months: z.array(Period),
    rows: z.array(
      z.object({
        measure: z.string(),
        familyCode: z.string(),
        itemCode: z.string(),
        itemName: z.string(),
        marketCode: z.string(),
        resourceCode: z.string(),
        values: z.array(z.number().nullable()),
      }),
    ),
  })
  .meta({ id: 'PlanRows' });

export const PlanModels = z
  .object({
    models: z.array(
      z.object({
        itemCode: z.string(),
        itemName: z.string(),
        familyCode: z.string(),
        marketCode: z.string(),
        model: z.string().meta({ example: 'theta' }),
        note: z.string(),
        backtest: z
          .object({
            backtestWmape: z.number().nullable(),
            backtest: z.array(
              z.object({ method: z.string(), wmape: z.number().nullable(), weight: z.number() }),
            ),
          })
          .meta({ description: 'Errors on held-back months: of the answer, and of each method in it' }),
        corrections: z
          .array(
            z.object({
              month: Period,
              recordedUnits: z.number(),
              usualUnits: z.number(),
              isKept: z.boolean().meta({ description: 'Forecast as recorded, because a person kept it' }),
              keptNext: z
                .object({ byName: z.string(), reason: z.string() })
                .nullable()
                .meta({ description: 'Who keeps it in the next baseline; null: it is cleaned there' }),
            }),
          )
          .meta({ description: 'Months that look like one-off orders' }),
      }),
    ),
    items: z.array(z.object({ code: z.string(), name: z.string() })),
    likeItems: z
      .array(z.object({ itemCode: z.string(), likeItemCode: z.string(), percent: z.number().nullable() }))
      .meta({ description: 'New items and those they follow, as it stands for the next baseline' }),
    can: z.object({ keep: Permission, like: Permission }),
  })
  .meta({ id: 'PlanModels', description: 'How each series of the baseline was made' });

const cycleParams = z.object({ cycleId: Id });
const planParams = z.object({ planId: Id });
const tag = 'Plans';

export const routes = {
  listPlans: defineRoute({
    method: 'get',
    path: '/api/cycles/{cycleId}/plans',
    operationId: 'listPlans',
    tag,
    summary: 'Every plan version of a cycle, newest first',
    params: cycleParams,
    answer: z.array(PlanLine),
  }),
  getPlan: defineRoute({
    method: 'get',
    path: '/api/plans/{planId}',
    operationId: 'getPlan',
    tag,
    summary: 'A plan by family, measure and month',
    params: planParams,
    answer: PlanView,
  }),
  getPlanRows: defineRoute({
    method: 'get',
    path: '/api/plans/{planId}/rows',
    operationId: 'getPlanRows',
    tag,
    summary: 'A plan in full detail, for one family or measure',
    params: planParams,
    query: z.object({ family: z.string().max(100).optional(), measure: z.string().max(100).optional() }),
    answer: PlanRows,
  }),
  getPlanModels: defineRoute({
    method: 'get',
    path: '/api/plans/{planId}/models',
    operationId: 'getPlanModels',
    tag,
    summary: 'The forecast model of each series, with its backtest',
    params: planParams,
    query: z.object({ family: z.string().max(100).optional() }),
    answer: PlanModels,
  }),
  getPublishedPlan: defineRoute({
    method: 'get',
    path: '/api/cycles/{cycleId}/publication/plan.csv',
    operationId: 'getPublishedPlan',
    tag,
    summary: 'The published plan',
    params: cycleParams,
    answer: z.string(),
    contentType: 'text/csv',
  }),
  getManifest: defineRoute({
    method: 'get',
    path: '/api/cycles/{cycleId}/publication/manifest.json',
    operationId: 'getManifest',
    tag,
    summary: 'What the published plan is: cycle, version, hash, approvers',
    params: cycleParams,
    answer: z.record(z.string(), z.unknown()),
  }),
};
