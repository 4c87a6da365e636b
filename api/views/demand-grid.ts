import type { z } from 'zod';
import { addMonths, monthRange } from '../../domain/cycle/month';
import { type DemandAdjustment, REASON_CODES, type SubmissionContent } from '../../domain/cycle/submission';
import { consensusDemand, type DemandInput, demandFunctionOf } from '../../domain/demand/consensus-rule';
import type { DemandSeries } from '../../domain/demand/demand-plan';
import { demandHierarchy, plannedMonths } from '../../domain/plan/baseline-plan';
import { lastYearWeights } from '../../domain/plan/consensus-plan';
import type { PlanRow } from '../../domain/plan/plan-row';
import type { PlanningInput } from '../../domain/plan/planning-input';
import { asSentContent } from '../schemas/submissions';
import type { DemandGrid } from '../schemas/tasks';

type Grid = z.input<typeof DemandGrid>;

/** What another person handed in for the demand plan. */
export interface DemandInputGiven {
  readonly person: { readonly id: string; readonly name: string };
  readonly taskTitle: string;
  readonly role: string;
  readonly submittedAt: Date;
  readonly content: SubmissionContent;
  readonly comment: string;
}

export interface DemandGridFacts {
  readonly input: PlanningInput;
  /** baseline, lower80 and upper80 by item and market. */
  readonly rows: readonly PlanRow[];
  /** Families that the task is narrowed to; empty: all. */
  readonly families: readonly string[];
  /** Those of the others; [] but for the consensus. */
  readonly inputs: readonly DemandInputGiven[];
  /** The person's own draft or last submission. */
  readonly own: { readonly role: string; readonly content: SubmissionContent | null };
}

const HISTORY_MONTHS = 36;

/** A row for every family and market with sales or a forecast; totals are the page's. */
export function demandGrid({ input, rows, families, inputs, own }: DemandGridFacts): Grid {
  const months = plannedMonths(input);
  const measure = (name: PlanRow['measure']) =>
    totals(
      rows.filter((row) => row.measure === name),
      months,
    );
  const baseline = measure('baseline');
  const lower = measure('lower80');
  const upper = measure('upper80');
  const given = inputs.map(demandInput);
  const ownGiven = ownInput(own);
  const standing = adjustedTotals(input, rows, given);
  const adjusted = ownGiven.length === 0 ? standing : adjustedTotals(input, rows, [...given, ...ownGiven]);
  const history = salesTotals(input);
  const historyMonths = monthRange(addMonths(input.period, -HISTORY_MONTHS), HISTORY_MONTHS);
  const keys = [...new Set([...baseline.keys(), ...adjusted.keys(), ...history.keys()])];
  return {
    kind: 'demand',
    months,
    rows: keys
      .map((key) => JSON.parse(key) as [string, string])
      .filter(([familyCode]) => families.length === 0 || families.includes(familyCode))
      .sort(byFamilyAndMarket)
      .map(([familyCode, marketCode]) => {
        const key = keyOf(familyCode, marketCode);
        const sold = history.get(key) ?? new Map<string, number>();
        return {
          familyCode,
          familyName: input.families.find(({ code }) => code === familyCode)?.name ?? familyCode,
          marketCode,
          marketName: input.markets.find(({ code }) => code === marketCode)?.name ?? marketCode,
          history: historyMonths.flatMap((month) => {
            const quantity = sold.get(month);
            return quantity === undefined ? [] : [{ month, quantity }];
          }),
          baseline: baseline.get(key) ?? months.map(() => 0),
          lastYear: months.map((month) => sold.get(addMonths(month, -12)) ?? null),
          lower80: lower.get(key) ?? months.map(() => null),
          upper80: upper.get(key) ?? months.map(() => null),
          standing: standing.get(key) ?? months.map(() => 0),
          adjusted: adjusted.get(key) ?? months.map(() => 0),
        };
      }),
    inputs: inputs.map(({ person, taskTitle, submittedAt, content, comment }) => ({
      person,
      taskTitle,
      submittedAt: submittedAt.toISOString(),
      content: asSentContent(content),
      comment,
    })),
    reasonCodes: [...REASON_CODES],
  };
}

/** By the same rule that builds the consensus plan. */
function adjustedTotals(
  input: PlanningInput,
  rows: readonly PlanRow[],
  inputs: readonly DemandInput[],
): ReadonlyMap<string, number[]> {
  const hierarchy = demandHierarchy(input);
  const { series } = consensusDemand({
    hierarchy,
    baseline: seriesOf(
      rows.filter(({ measure }) => measure === 'baseline'),
      hierarchy.months,
    ),
    inputs: inputs.map((each) => ({ ...each, adjustments: each.adjustments.filter(isKnown) })),
    weights: lastYearWeights(input),
  });
  const sums = new Map<string, number[]>();
  for (const { familyCode, marketCode, quantityUnits } of series) {
    addTo(sums, keyOf(familyCode, marketCode), quantityUnits);
  }
  return sums;

  /** A draft may name what has left the data since. */
  function isKnown({ familyCode, marketCode, itemCode, month }: DemandAdjustment): boolean {
    return (
      hierarchy.familyCodes.has(familyCode) &&
      (marketCode === null || hierarchy.marketCodes.has(marketCode)) &&
      (itemCode === null || hierarchy.familyOfItem.get(itemCode) === familyCode) &&
      hierarchy.months.includes(month)
    );
  }
}

function seriesOf(rows: readonly PlanRow[], months: readonly string[]): DemandSeries[] {
  const series = new Map<string, DemandSeries & { quantityUnits: number[] }>();
  for (const { familyCode, itemCode, marketCode, month, value } of rows) {
    const key = JSON.stringify([itemCode, marketCode]);
    const known = series.get(key) ?? { familyCode, itemCode, marketCode, quantityUnits: months.map(() => 0) };
    known.quantityUnits[months.indexOf(month)] = value;
    series.set(key, known);
  }
  return [...series.values()];
}

function totals(rows: readonly PlanRow[], months: readonly string[]): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  const indexOf = new Map(months.map((month, index) => [month, index]));
  for (const { familyCode, marketCode, month, value } of rows) {
    const index = indexOf.get(month);
    if (index === undefined) continue;
    const key = keyOf(familyCode, marketCode);
    const sum = sums.get(key) ?? months.map(() => 0);
    sum[index]! += value;
    sums.set(key, sum);
  }
  return sums;
}

/** Sales by family and market: month → units. */
function salesTotals(input: PlanningInput): Map<string, Map<string, number>> {
  const familyOf = new Map(input.items.map(({ code, familyCode }) => [code, familyCode]));
  const sums = new Map<string, Map<string, number>>();
  for (const { itemCode, marketCode, firstMonth, quantityUnits } of input.sales) {
    const familyCode = familyOf.get(itemCode);
    if (familyCode === undefined) continue;
    const key = keyOf(familyCode, marketCode);
    const sum = sums.get(key) ?? new Map<string, number>();
    monthRange(firstMonth, quantityUnits.length).forEach((month, index) => {
      const quantity = quantityUnits[index];
      if (quantity !== null && quantity !== undefined) sum.set(month, (sum.get(month) ?? 0) + quantity);
    });
    sums.set(key, sum);
  }
  return sums;
}

function demandInput({ person, role, submittedAt, content }: DemandInputGiven): DemandInput {
  return {
    function: demandFunctionOf({ kind: content.kind, role }),
    personName: person.name,
    submittedAt: submittedAt.toISOString(),
    adjustments: 'adjustments' in content ? content.adjustments : [],
  };
}

function ownInput({ role, content }: DemandGridFacts['own']): DemandInput[] {
  if (!content || !('adjustments' in content)) return [];
  const { kind, adjustments } = content;
  return [{ function: demandFunctionOf({ kind, role }), personName: '', submittedAt: '9', adjustments }];
}

function addTo(sums: Map<string, number[]>, key: string, values: readonly number[]): void {
  const sum = sums.get(key) ?? values.map(() => 0);
  values.forEach((value, index) => {
    sum[index]! += value;
  });
  sums.set(key, sum);
}

const keyOf = (familyCode: string, marketCode: string): string => JSON.stringify([familyCode, marketCode]);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byFamilyAndMarket = (a: [string, string], b: [string, string]): number =>
  compare(a[0], b[0]) || compare(a[1], b[1]);
