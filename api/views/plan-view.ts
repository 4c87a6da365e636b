import type { z } from 'zod';
import type { PlanVersion } from '../../database/plan-repository';
import { addMonths, monthRange, monthsBetween } from '../../domain/cycle/month';
import { plannedMonths } from '../../domain/plan/baseline-plan';
import { PLAN_MEASURES, type PlanMeasure, type PlanRow } from '../../domain/plan/plan-row';
import type { PlanningInput } from '../../domain/plan/planning-input';
import type { PlanRows, PlanView } from '../schemas/plans';
import type { ViewerUnit } from '../viewer';
import { unitRef } from './lines';
import { planLine } from './plan-line';

type View = z.input<typeof PlanView>;

export interface PlanFacts {
  readonly plan: PlanVersion;
  readonly unit: ViewerUnit;
  readonly input: PlanningInput;
  readonly rows: readonly PlanRow[];
}

const HISTORY_MONTHS = 36;

/** A plan by family and measure along the months, with the sales before it and the hours of its resources. */
export function planView({ plan, unit, input, rows }: PlanFacts): View {
  const months = plannedMonths(input);
  const ofFamilies = rows.filter(
    ({ measure, resourceCode }) => resourceCode === '' && measure !== 'item-production',
  );
  const measures = [...new Set(ofFamilies.map(({ measure }) => measure))];
  return {
    ...planLine(plan),
    cycleId: plan.cycleId,
    period: input.period,
    unit: unitRef({ unit }),
    basedOnId: plan.basedOnId,
    months,
    families: input.families.map(({ code, name }) => ({ code, name })),
    markets: input.markets.map(({ code, name }) => ({ code, name })),
    measures: measures.map((key) => ({
      key,
      name: PLAN_MEASURES[key].name,
      unit: unitOf(key, input.currency),
      addsUp: PLAN_MEASURES[key].unit !== 'money-per-unit',
    })),
    series: measures.flatMap((measure) => familySeries(measure, ofFamilies, months)),
    history: familyHistory(input),
    resources: resourceHours(input, rows, months),
  };
}

const unitOf = (measure: PlanMeasure, currency: string): string => {
  const { unit } = PLAN_MEASURES[measure];
  if (unit === 'money-per-unit') return `${currency} per unit`;
  return unit === 'money' ? currency : unit;
};

function familySeries(
  measure: PlanMeasure,
  rows: readonly PlanRow[],
  months: readonly string[],
): View['series'] {
  if (measure === 'lower80' || measure === 'upper80') return familyBounds(measure, rows, months);
  return [...sumsByFamily(measure, rows, months)].map(([familyCode, values]) => ({
    measure,
    familyCode,
    values,
  }));
}

/**
 * The interval of a family: its baseline plus or minus the root of the summed squares of its series' half widths, as
 * for errors that do not depend on each other.
 */
function familyBounds(
  measure: 'lower80' | 'upper80',
  rows: readonly PlanRow[],
  months: readonly string[],
): View['series'] {
  const keyOf = ({ itemCode, marketCode, month }: PlanRow) => JSON.stringify([itemCode, marketCode, month]);
  const expected = new Map(
    rows.filter((row) => row.measure === 'baseline').map((row) => [keyOf(row), row.value]),
  );
  const squares = sumsByFamily(
    measure,
    rows.map((row) => ({ ...row, value: (row.value - (expected.get(keyOf(row)) ?? row.value)) ** 2 })),
    months,
  );
  const sign = measure === 'lower80' ? -1 : 1;
  return [...sumsByFamily('baseline', rows, months)].map(([familyCode, baseline]) => ({
    measure,
    familyCode,
    values: baseline.map((value, month) =>
      rounded(Math.max(0, value + sign * Math.sqrt(squares.get(familyCode)?.[month] ?? 0))),
    ),
  }));
}

function sumsByFamily(
  measure: PlanMeasure,
  rows: readonly PlanRow[],
  months: readonly string[],
): Map<string, number[]> {
  const position = new Map(months.map((month, index) => [month, index]));
  const sums = new Map<string, number[]>();
  for (const row of rows) {
    const index = position.get(row.month);
    if (row.measure !== measure || index === undefined) continue;
    const sum = sums.get(row.familyCode) ?? months.map(() => 0);
    sum[index] = rounded(sum[index]! + row.value);
    sums.set(row.familyCode, sum);
  }
  return sums;
}

/** Units of a family in the months before the plan; null where nothing was recorded. */
function familyHistory(input: PlanningInput): View['history'] {
  const first = addMonths(input.period, -HISTORY_MONTHS);
  const months = monthRange(first, HISTORY_MONTHS);
  const familyOf = new Map(input.items.map(({ code, familyCode }) => [code, familyCode]));
  return input.families.map(({ code }) => {
    const values: (number | null)[] = months.map(() => null);
    for (const { itemCode, firstMonth, quantityUnits } of input.sales) {
      if (familyOf.get(itemCode) !== code) continue;
      const offset = monthsBetween(first, firstMonth);
      quantityUnits.forEach((quantity, index) => {
        const at = offset + index;
        if (quantity !== null && at >= 0 && at < values.length)
          values[at] = rounded((values[at] ?? 0) + quantity);
      });
    }
    return { familyCode: code, months, values };
  });
}

function resourceHours(
  input: PlanningInput,
  rows: readonly PlanRow[],
  months: readonly string[],
): View['resources'] {
  return input.resources.flatMap(({ code, name }) => {
    const own = rows.filter(({ resourceCode }) => resourceCode === code);
    if (own.length === 0) return [];
    const values = (measure: PlanMeasure) =>
      months.map((month) => own.find((row) => row.measure === measure && row.month === month)?.value ?? 0);
    return [
      {
        code,
        name,
        regularHoursAvailable: values('regular-hours-available'),
        overtimeHoursAvailable: values('overtime-hours-available'),
        regularHours: values('regular-hours'),
        overtimeHours: values('overtime-hours'),
      },
    ];
  });
}

/** Rows of a plan along its months, one line for each measure and subject. */
export function planRowLines(input: PlanningInput, rows: readonly PlanRow[]): z.input<typeof PlanRows> {
  const months = plannedMonths(input);
  const nameOf = new Map(input.items.map(({ code, name }) => [code, name]));
  const lines = new Map<string, z.input<typeof PlanRows>['rows'][number]>();
  for (const { measure, familyCode, itemCode, marketCode, resourceCode, month, value } of rows) {
    const subject = { measure, familyCode, itemCode, marketCode, resourceCode };
    const key = JSON.stringify(subject);
    let line = lines.get(key);
    if (!line) {
      line = { ...subject, itemName: nameOf.get(itemCode) ?? '', values: months.map(() => null) };
      lines.set(key, line);
    }
    const index = months.indexOf(month);
    if (index >= 0) line.values[index] = value;
  }
  return { months, rows: [...lines.values()] };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
