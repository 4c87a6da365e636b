import type { DemandAdjustment } from '../cycle/submission';
import type { TaskKind } from '../cycle/template';
import {
  applyAdjustment,
  closeDemandPlan,
  type DemandPlan,
  openDemandPlan,
  type SeriesWeights,
} from './adjustments';
import type { DemandHierarchy, DemandSeries } from './demand-plan';
import { sumQuantities } from './spread-quantity';

const DEMAND_FUNCTIONS = ['sales', 'marketing', 'finance', 'consensus'] as const;
export type DemandFunction = (typeof DEMAND_FUNCTIONS)[number];

/**
 * Whose turn it is with what somebody handed in: whoever settles the consensus speaks as the demand planner, whatever
 * their role, and so does every role but sales, marketing and finance.
 *
 * Example: a demand input of finance is finance's, the consensus that finance settles is the demand planner's.
 */
export function demandFunctionOf({
  kind,
  role,
}: {
  readonly kind: TaskKind;
  readonly role: string;
}): DemandFunction {
  if (kind === 'consensus') return 'consensus';
  return role === 'sales' || role === 'marketing' || role === 'finance' ? role : 'consensus';
}

/** What one person handed in for one function; `consensus` is the demand planner's. */
export interface DemandInput {
  readonly function: DemandFunction;
  readonly personName: string;
  /** ISO instant */
  readonly submittedAt: string;
  readonly adjustments: readonly DemandAdjustment[];
}

/** By how many units a function moved a family in a market, along the months. */
export interface FunctionChange {
  readonly function: DemandFunction;
  readonly familyCode: string;
  readonly marketCode: string;
  readonly changeUnits: readonly number[];
}

/** Two people of one function said different things about the same cell: the later one counted. */
export interface AdjustmentConflict {
  readonly function: DemandFunction;
  readonly kept: { readonly personName: string; readonly adjustment: DemandAdjustment };
  readonly dropped: { readonly personName: string; readonly adjustment: DemandAdjustment };
}

export interface ConsensusDemand {
  readonly series: readonly DemandSeries[];
  readonly changes: readonly FunctionChange[];
  readonly conflicts: readonly AdjustmentConflict[];
}

/**
 * The consensus rule. The baseline is changed by sales, then marketing, then finance, then the demand planner; each
 * starts from what stands after the one before, so a later absolute replaces, a later delta adds. Within a function:
 * the family's level first, then market, then item; absolutes, then percentages, then deltas. What several people of
 * a function say in absolute or percent about the very same cell are opinions on one number: the latest counts and
 * the others are shown as conflicts; their deltas add up, since each knows of other customers.
 *
 * Example: baseline 100; two sales people say +10 and +5, finance says 108: sales makes it 115, finance 108.
 */
export function consensusDemand(options: {
  readonly hierarchy: DemandHierarchy;
  readonly baseline: readonly DemandSeries[];
  readonly inputs: readonly DemandInput[];
  readonly weights: SeriesWeights;
}): ConsensusDemand {
  const { hierarchy, baseline, inputs, weights } = options;
  const plan = openDemandPlan(hierarchy, baseline);
  const conflicts: AdjustmentConflict[] = [];
  const changes: FunctionChange[] = [];
  for (const each of DEMAND_FUNCTIONS) {
    const ofFunction = inputs
      .filter((input) => input.function === each && input.adjustments.length > 0)
      .sort((a, b) => (a.submittedAt < b.submittedAt ? -1 : a.submittedAt > b.submittedAt ? 1 : 0));
    if (ofFunction.length === 0) continue;
    const before = totalsByFamilyAndMarket(plan);
    for (const adjustment of inOrder(ofFunction, each, conflicts)) applyAdjustment(plan, adjustment, weights);
    changes.push(...changesSince(before, totalsByFamilyAndMarket(plan), each));
  }
  return { series: closeDemandPlan(plan), changes, conflicts };
}

const KIND_ORDER = ['absolute', 'percent', 'delta'] as const;

function inOrder(
  inputs: readonly DemandInput[],
  of: DemandFunction,
  conflicts: AdjustmentConflict[],
): DemandAdjustment[] {
  const opinions = new Map<string, AdjustmentConflict['kept']>();
  const deltas: DemandAdjustment[] = [];
  for (const { personName, adjustments } of inputs) {
    for (const adjustment of adjustments) {
      if (adjustment.change.kind === 'delta') {
        deltas.push(adjustment);
        continue;
      }
      const { familyCode, marketCode, itemCode, month } = adjustment;
      const cell = JSON.stringify([familyCode, marketCode, itemCode, month]);
      const kept = { personName, adjustment };
      const dropped = opinions.get(cell);
      if (dropped && !isSameChange(dropped.adjustment, adjustment)) {
        conflicts.push({ function: of, kept, dropped });
      }
      opinions.set(cell, kept);
    }
  }
  const level = ({ marketCode, itemCode }: DemandAdjustment) => (marketCode ? 1 : 0) + (itemCode ? 2 : 0);
  const kind = ({ change }: DemandAdjustment) => KIND_ORDER.indexOf(change.kind);
  return [...[...opinions.values()].map(({ adjustment }) => adjustment), ...deltas].sort(
    (a, b) => level(a) - level(b) || kind(a) - kind(b),
  );
}

const isSameChange = (a: DemandAdjustment, b: DemandAdjustment): boolean =>
  a.change.kind === b.change.kind && a.change.value === b.change.value;

type Totals = Map<string, number[]>;

function totalsByFamilyAndMarket(plan: DemandPlan): Totals {
  const grouped = new Map<string, (readonly number[])[]>();
  for (const { familyCode, marketCode, quantityUnits } of closeDemandPlan(plan)) {
    const key = JSON.stringify([familyCode, marketCode]);
    const group = grouped.get(key) ?? [];
    group.push(quantityUnits);
    grouped.set(key, group);
  }
  const months = plan.hierarchy.months;
  return new Map(
    [...grouped].map(([key, group]) => [
      key,
      months.map((_, index) => sumQuantities(group.map((quantities) => quantities[index]!))),
    ]),
  );
}

function changesSince(before: Totals, after: Totals, of: DemandFunction): FunctionChange[] {
  return [...after].flatMap(([key, values]) => {
    const [familyCode, marketCode] = JSON.parse(key) as [string, string];
    const earlier = before.get(key) ?? [];
    const changeUnits = values.map((value, index) => sumQuantities([value, -(earlier[index] ?? 0)]));
    return changeUnits.some((change) => change !== 0)
      ? [{ function: of, familyCode, marketCode, changeUnits }]
      : [];
  });
}
