import { stringify } from 'csv-stringify/sync';
import type { ItemTarget } from '../domain/inventory/item-target';

/**
 * Reorder points as proposals to the inventory system, one line an item in the order given: the old value, the proposed
 * one (whole units), what the promise asks for before the cap, and what it rests on. Texts that a spreadsheet would
 * take for a formula are written as text.
 */
export function reorderProposalsCsv(targets: readonly ItemTarget[]): string {
  const lines = targets.map(({ proposal, service, ...target }) => [
    proposal.item,
    proposal.location,
    proposal.oldReorderPointUnits === null ? '' : String(proposal.oldReorderPointUnits),
    String(proposal.proposedReorderPointUnits),
    rounded(proposal.computedReorderPointUnits),
    proposal.isCapped ? 'yes' : 'no',
    rounded(target.safetyStockUnits),
    service.kind,
    String(Math.round(10_000 * service.ratio) / 100),
    target.serviceNow === null ? '' : (100 * target.serviceNow).toFixed(1),
    String(target.leadTimeDays),
    String(target.reviewDays),
    target.lotUnits === null ? '' : String(target.lotUnits),
  ]);
  return stringify(lines, { header: true, columns: COLUMNS, escape_formulas: true, record_delimiter: '\n' });
}

const COLUMNS = [
  'item',
  'location',
  'reorder_point_old',
  'reorder_point_proposed',
  'reorder_point_computed',
  'is_capped',
  'safety_stock',
  'service_kind',
  'service_percent',
  'service_percent_now',
  'lead_time_days',
  'review_days',
  'lot_units',
];

const rounded = (units: number): string => String(Math.round(units * 1000) / 1000);
