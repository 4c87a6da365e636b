import { PLAN_CSV_COLUMNS } from './plan-csv';

export interface PlanApproval {
  readonly name: string;
  readonly role: string;
  readonly decision: 'approved' | 'approved-with-conditions';
  /** ISO instant */
  readonly decidedAt: string;
  readonly comment: string;
  /** Who acted for them; null when they did themselves. */
  readonly decidedByDelegate: string | null;
}

export interface ManifestFacts {
  readonly unit: { readonly code: string; readonly name: string; readonly currency: string };
  readonly period: string;
  readonly planVersion: {
    readonly name: string;
    readonly number: number;
    readonly sha256: string;
    /** Its key, and what it is called. */
    readonly scenario: string;
    readonly scenarioName: string;
  };
  readonly planCsv: { readonly sha256: string; readonly rowCount: number };
  readonly horizon: { readonly firstMonth: string; readonly lastMonth: string; readonly months: number };
  readonly approvals: readonly PlanApproval[];
  /** ISO instant */
  readonly publishedAt: string;
}

/** What goes with plan.csv: which plan it is, who approved it and when, its hashes, and how to read it. */
export function planManifest(facts: ManifestFacts) {
  const { unit, period, planVersion, planCsv, horizon, approvals, publishedAt } = facts;
  return {
    format: 'sop-cycle/plan',
    formatVersion: 1,
    cycle: { unit: unit.code, unitName: unit.name, period },
    planVersion,
    publishedAt,
    approvals,
    horizon,
    units: { currency: unit.currency, hours: 'h', quantities: 'unit of measure of the item' },
    file: {
      name: 'plan.csv',
      sha256: planCsv.sha256,
      rows: planCsv.rowCount,
      encoding: 'UTF-8',
      separator: ',',
    },
    columns: PLAN_CSV_COLUMNS,
    rowKey: ['plan_version', 'item', 'location', 'customer', 'period', 'measure'],
  };
}
