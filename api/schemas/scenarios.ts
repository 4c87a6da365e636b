import { z } from 'zod';
import type { StoredChange } from '../../domain/finance/stored-change';
import { defineRoute } from '../route-definition';
import { Done, Id, Instant, type Mutable, Period, Permission, PersonRef } from './common';
import { PlanLine } from './plans';

const code = z.string().min(1).max(100);
const families = z
  .array(code)
  .min(1, { error: 'name a family, or leave it out for all' })
  .max(2000)
  .optional();
const periods = z
  .array(Period)
  .min(1, { error: 'name a month, or leave it out for all' })
  .max(120)
  .optional();
const percent = z
  .number({ error: 'must be a number of per cent like 10 or -10' })
  .max(1000, { error: 'a change of more than 1000 % is not a plan any more' })
  .meta({ description: '10 = a tenth more, -100 = nothing left', example: 10 });
const resource = code.meta({ example: 'SEWING' });

/** domain/finance/stored-change.ts as a check at the edge; who and what it names is checked by the domain. */
export const ScenarioChange = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('demand'), percent, families, periods }),
      z.strictObject({ kind: z.literal('price'), percent, families, periods }),
      z.strictObject({
        kind: z.literal('cost'),
        cost: z.enum(['production', 'holding', 'backlog']),
        percent,
        families,
        periods,
      }),
      z.strictObject({ kind: z.literal('hour-cost'), resource, percent }),
      z.strictObject({ kind: z.literal('line-lost'), resource, periods }),
      z.strictObject({ kind: z.literal('capacity'), resource, percent, periods }),
      z.strictObject({
        kind: z.literal('overtime-share'),
        percent,
        resources: z.array(resource).min(1).max(1000).optional(),
        periods,
      }),
      z.strictObject({
        kind: z.literal('unmet-demand'),
        unmetDemand: z.literal('forbidden').meta({ description: 'All demand in its month' }),
        families,
      }),
      z.strictObject({ kind: z.literal('proposed-safety-stock'), families }),
    ],
    { error: 'must be one of the changes that a scenario knows: see its kind' },
  )
  .meta({ id: 'ScenarioChange', description: 'One thing that a scenario assumes' });

type ParsedChange = z.output<typeof ScenarioChange>;
/** The way in: without the keys that were left out. */
export const asStoredChanges = (parsed: readonly ParsedChange[]): StoredChange[] =>
  parsed.map((change) => JSON.parse(JSON.stringify(change)) as StoredChange);
/** The way out: a copy without the domain's `readonly`. */
export const asSentChanges = (changes: readonly StoredChange[]): ParsedChange[] =>
  structuredClone(changes) as Mutable<ParsedChange>[];

export const ScenarioFigure = z
  .object({
    key: z.string().meta({ example: 'margin' }),
    name: z.string().meta({ example: 'Margin' }),
    unit: z.string().meta({ description: 'units, ratio, days or the currency', example: 'EUR' }),
    values: z.array(z.number().nullable()).meta({ description: 'One per scenario; null: n/a' }),
    differences: z
      .array(z.number().nullable())
      .meta({ description: 'To the base scenario; null for the base itself' }),
    best: z.array(z.boolean()).meta({ description: 'The best of the row, where one is better' }),
  })
  .meta({ id: 'ScenarioFigure' });

export const OwnScenario = z
  .object({
    id: Id,
    key: z.string().meta({ example: 'own-1' }),
    name: z.string(),
    assumes: z.array(z.string()).meta({ example: ['Demand of Tents is 10 % higher in Mar 2027.'] }),
    changes: z.array(ScenarioChange),
    state: z.enum(['computing', 'computed', 'without-plan', 'stopped']),
    stateWords: z.string().meta({ example: 'being computed' }),
    problem: z.string().meta({ description: 'Why there is no plan; empty where there is one' }),
    by: PersonRef,
    createdAt: Instant,
    can: z.object({ remove: Permission }),
  })
  .meta({ id: 'OwnScenario', description: 'A scenario that a planner added' });

export const Scenarios = z
  .object({
    scenarios: z.array(PlanLine),
    assumes: z.array(z.array(z.string())).meta({ description: 'What each scenario assumes, in sentences' }),
    figures: z.array(ScenarioFigure),
    chosen: z.string().nullable(),
    own: z.array(OwnScenario),
    frame: z
      .object({
        months: z.array(Period),
        families: z.array(z.object({ code: z.string(), name: z.string() })),
        resources: z.array(z.object({ code: z.string(), name: z.string() })),
      })
      .meta({ description: 'What a change may name; empty before there are scenarios' }),
    can: z.object({ add: Permission }),
  })
  .meta({ id: 'Scenarios', description: 'Side by side' });

const params = z.object({ cycleId: Id });
const tag = 'Plans';

export const routes = {
  listScenarios: defineRoute({
    method: 'get',
    path: '/api/cycles/{cycleId}/scenarios',
    operationId: 'listScenarios',
    tag,
    summary: 'The scenarios side by side',
    params,
    answer: Scenarios,
  }),
  addScenario: defineRoute({
    method: 'post',
    path: '/api/cycles/{cycleId}/scenarios',
    operationId: 'addScenario',
    tag,
    summary: 'Add a scenario; its plan is computed and stands beside the others when it is ready',
    isAct: true,
    params,
    body: z
      .object({
        name: z
          .string({ error: 'give the scenario a name' })
          .trim()
          .min(1, { error: 'give the scenario a name' })
          .max(60, { error: 'must have at most 60 characters' })
          .refine((name) => !name.includes('"'), { error: 'must not hold quotation marks' })
          .meta({ example: 'Sewing hall lost in March' }),
        changes: z
          .array(ScenarioChange)
          .min(1, { error: 'say at least one thing that is different from the base' })
          .max(20, { error: 'at most 20 changes make one scenario' }),
      })
      .meta({ id: 'NewScenario' }),
    answer: z.object({ key: z.string(), message: z.string() }).meta({ id: 'ScenarioAdded' }),
  }),
  removeScenario: defineRoute({
    method: 'delete',
    path: '/api/cycles/{cycleId}/scenarios/{scenarioId}',
    operationId: 'removeScenario',
    tag,
    summary: 'Take a scenario that a planner added out of the comparison; it stays on record',
    isAct: true,
    params: params.extend({ scenarioId: Id }),
    answer: Done,
  }),
};
