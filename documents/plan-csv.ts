import { stringify } from 'csv-stringify/sync';
import { PLAN_MEASURES, type PlanMeasure, type PlanRow } from '../domain/plan/plan-row';

export interface PlanCsvFacts {
  /** Names the version for good: unit, month and number, "EUROPE/2027-01/1". */
  readonly planVersion: string;
  /** The unit's code. */
  readonly location: string;
  readonly currency: string;
  /** item code → unit of measure */
  readonly unitOfMeasure: ReadonlyMap<string, string>;
  readonly rows: readonly PlanRow[];
}

/** The columns of plan.csv, in order, with what they hold; the manifest repeats them. */
export const PLAN_CSV_COLUMNS = {
  row_key: 'plan version, item, location, customer, period and measure, parted by |: names the row for good',
  plan_version: 'unit, month and number of the version',
  level: 'item, family or resource: what the item column names',
  item: 'code of the item, family or resource',
  location: 'code of the unit',
  customer: 'market; empty where all are meant',
  period: 'month, YYYY-MM',
  measure: 'what the quantity says',
  quantity: 'number with a point for decimals',
  unit: 'unit of the quantity: unit of measure, currency or h',
} as const;

/**
 * The published plan as CSV: one line for every row of the plan, in the order of their keys. It depends on content
 * only: the same plan gives the same bytes. Texts that a spreadsheet would take for a formula are written as text,
 * with an apostrophe before them; numbers below zero stay numbers.
 */
export function planCsv(facts: PlanCsvFacts): string {
  const lines = facts.rows.map((row) => lineOf(facts, row)).sort(([a], [b]) => (a < b ? -1 : 1));
  return stringify(lines, {
    header: true,
    columns: Object.keys(PLAN_CSV_COLUMNS),
    escape_formulas: true,
    record_delimiter: '\n',
  });
}

function lineOf(facts: PlanCsvFacts, row: PlanRow): [key: string, ...cells: (string | number)[]] {
  const { level, item } = subjectOf(row);
  const measure = publishedMeasure(row.measure);
  const { planVersion, location } = facts;
  const key = [planVersion, item, location, row.marketCode, row.month, measure];
  return [
    key.join('|'),
    planVersion,
    level,
    item,
    location,
    row.marketCode,
    row.month,
    measure,
    row.value,
    unitOf(facts, row),
  ];
}

function subjectOf(row: PlanRow): { level: 'item' | 'family' | 'resource'; item: string } {
  if (row.resourceCode !== '') return { level: 'resource', item: row.resourceCode };
  if (row.itemCode !== '') return { level: 'item', item: row.itemCode };
  return { level: 'family', item: row.familyCode };
}

/** Figures of a family carry it in their name: a family may have the code of an item. */
export function publishedMeasure(measure: PlanMeasure): string {
  if (measure === 'item-production') return 'production';
  return PLAN_MEASURES[measure].level === 'family' ? `family-${measure}` : measure;
}

function unitOf({ currency, unitOfMeasure }: PlanCsvFacts, row: PlanRow): string {
  switch (PLAN_MEASURES[row.measure].unit) {
    case 'money':
    case 'money-per-unit':
      return currency;
    case 'hours':
      return 'h';
    case 'units':
      return unitOfMeasure.get(row.itemCode) ?? 'units';
  }
}
