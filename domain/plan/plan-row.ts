import { createHash } from 'node:crypto';

/** One figure of a plan. Empty item, market, resource or family means "all of them" or "not about one". */
export interface PlanRow {
  readonly measure: PlanMeasure;
  readonly familyCode: string;
  readonly itemCode: string;
  readonly marketCode: string;
  readonly resourceCode: string;
  /** YYYY-MM */
  readonly month: string;
  readonly value: number;
}

/** What plans tell, at which level, and in which unit. */
export const PLAN_MEASURES = {
  baseline: { name: 'Statistical baseline', unit: 'units', level: 'item-market' },
  lower80: { name: 'Baseline, lower end of 80 %', unit: 'units', level: 'item-market' },
  upper80: { name: 'Baseline, upper end of 80 %', unit: 'units', level: 'item-market' },
  'change-sales': { name: 'Changed by sales', unit: 'units', level: 'family-market' },
  'change-marketing': { name: 'Changed by marketing', unit: 'units', level: 'family-market' },
  'change-finance': { name: 'Changed by finance', unit: 'units', level: 'family-market' },
  'change-consensus': { name: 'Changed by the demand planner', unit: 'units', level: 'family-market' },
  demand: { name: 'Demand', unit: 'units', level: 'item-market' },
  'item-production': { name: 'Production of the item', unit: 'units', level: 'item' },
  production: { name: 'Production', unit: 'units', level: 'family' },
  delivered: { name: 'Delivered', unit: 'units', level: 'family' },
  inventory: { name: 'Inventory at month end', unit: 'units', level: 'family' },
  backlog: { name: 'Backlog at month end', unit: 'units', level: 'family' },
  revenue: { name: 'Revenue', unit: 'money', level: 'family' },
  'safety-stock': { name: 'Safety stock asked for', unit: 'units', level: 'family' },
  'marginal-cost-of-demand': {
    name: 'Cost of one more unit of demand',
    unit: 'money-per-unit',
    level: 'family',
  },
  'regular-hours': { name: 'Regular hours worked', unit: 'hours', level: 'resource' },
  'overtime-hours': { name: 'Overtime hours worked', unit: 'hours', level: 'resource' },
  'regular-hours-available': { name: 'Regular hours available', unit: 'hours', level: 'resource' },
  'overtime-hours-available': { name: 'Overtime hours available', unit: 'hours', level: 'resource' },
  'value-of-one-more-hour': { name: 'Value of one more hour', unit: 'money', level: 'resource' },
} as const;

export type PlanMeasure = keyof typeof PLAN_MEASURES;

/**
 * The hash that a plan version is known and signed by: SHA-256 over its rows in canonical order, one JSON array a
 * line, quantities as JavaScript writes them. It depends on the content only, not on ids, times or the order given.
 */
export function planContentHash(rows: readonly PlanRow[]): string {
  const lines = rows.map((row) => JSON.stringify(cellsOf(row))).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

const cellsOf = (row: PlanRow) => [
  row.measure,
  row.familyCode,
  row.itemCode,
  row.marketCode,
  row.resourceCode,
  row.month,
  row.value,
];

/** A row with the levels that do not apply left empty. */
export function planRow(
  measure: PlanMeasure,
  month: string,
  value: number,
  codes: Partial<PlanCodes>,
): PlanRow {
  return { measure, familyCode: '', itemCode: '', marketCode: '', resourceCode: '', ...codes, month, value };
}

type PlanCodes = Pick<PlanRow, 'familyCode' | 'itemCode' | 'marketCode' | 'resourceCode'>;
