import { proposeReorderPoint, type ReorderProposal } from './reorder-proposal';
import type { ReplenishmentFacts } from './replenishment-facts';
import {
  type Replenishment,
  type ServiceTarget,
  type StockTarget,
  serviceOf,
  stockTarget,
} from './safety-stock';

/** A reorder point moves by at most a quarter at once: what was wrong for years is not mended in one month. */
const LARGEST_REORDER_CHANGE = 0.25;

const DAYS_A_MONTH = 365 / 12;

/** An item whose stock is to be set, in units and days. */
export interface ItemToStock {
  readonly itemCode: string;
  readonly familyCode: string;
  /** Where the stock is kept. */
  readonly location: string;
  readonly replenishment: ReplenishmentFacts;
  /** Mean demand a month over the protected time. */
  readonly monthlyDemandUnits: number;
  /** Standard deviation of a month's forecast error at the lag of the protected time. */
  readonly monthlyErrorUnits: number;
}

/** What an item's stock should be for the service promised, and what it is now. Kept with the supply plan. */
export interface ItemTarget {
  readonly itemCode: string;
  readonly familyCode: string;
  readonly service: ServiceTarget;
  /** In words what was assumed of its replenishment. */
  readonly assumed: readonly string[];
  readonly leadTimeDays: number;
  readonly reviewDays: number;
  readonly lotUnits: number | null;
  readonly monthlyDemandUnits: number;
  readonly monthlyErrorUnits: number;
  /** What keeps the promise. */
  readonly safetyStockUnits: number;
  /** The service, of the kind promised, that the present reorder point gives; null where none is known. */
  readonly serviceNow: number | null;
  readonly proposal: ReorderProposal;
}

/** Lead time and review in months: how long the stock must last. */
export const protectedMonths = ({ leadTimeDays, reviewDays }: ReplenishmentFacts): number =>
  (leadTimeDays + reviewDays) / DAYS_A_MONTH;

/**
 * Safety stock and reorder point of an item for its promise, the service that its present reorder point gives, and a
 * capped proposal. Without demand nothing is held. A fill rate for which no lot is stated takes a month's demand as
 * the lot.
 *
 * @example 300 a month with an error of 60, 90 % of cycles, lead time and review of two months together:
 *   safety stock 1.2816 x 60 x sqrt(2) = 108.7, reorder point 708.7; from 500 now proposes 625, capped.
 */
export function itemTarget(item: ItemToStock): ItemTarget {
  const { itemCode, familyCode, location, replenishment, monthlyDemandUnits, monthlyErrorUnits } = item;
  const { service, reorderPointUnits: now, assumed, leadTimeDays, reviewDays, lotUnits } = replenishment;
  const hasDemand = monthlyDemandUnits > 0;
  const monthly = inMonths(item);
  const target = hasDemand ? stockTarget(monthly, service) : null;
  const expectedUnits = monthlyDemandUnits * protectedMonths(replenishment);
  return {
    itemCode,
    familyCode,
    service,
    assumed,
    leadTimeDays,
    reviewDays,
    lotUnits,
    monthlyDemandUnits,
    monthlyErrorUnits,
    safetyStockUnits: target?.safetyStockUnits ?? 0,
    serviceNow: hasDemand && now !== null ? promised(service, serviceOf(monthly, now - expectedUnits)) : null,
    proposal: proposeReorderPoint(
      {
        item: itemCode,
        location,
        oldReorderPointUnits: now,
        computedReorderPointUnits: target?.reorderPointUnits ?? 0,
      },
      LARGEST_REORDER_CHANGE,
    ),
  };
}

function inMonths({ replenishment, monthlyDemandUnits, monthlyErrorUnits }: ItemToStock): Replenishment {
  const { leadTimeDays, leadTimeDeviationDays, reviewDays, lotUnits, service } = replenishment;
  const lot = lotUnits ?? (service.kind === 'fill-rate' ? monthlyDemandUnits : null);
  return {
    demandMean: monthlyDemandUnits,
    demandErrorDeviation: monthlyErrorUnits,
    leadTimeMean: leadTimeDays / DAYS_A_MONTH,
    leadTimeDeviation: leadTimeDeviationDays / DAYS_A_MONTH,
    reviewPeriod: reviewDays / DAYS_A_MONTH,
    ...(lot !== null && { lotUnits: lot }),
  };
}

/** The service of the kind that was promised; never below nothing. */
function promised({ kind }: ServiceTarget, target: StockTarget): number | null {
  const ratio = kind === 'cycle-service' ? target.cycleServiceRatio : target.fillRatio;
  return ratio === null ? null : Math.max(0, ratio);
}

/** What the families' items need together, by family: what a plan keeps that takes the proposal over. */
export function proposedSafetyStock(targets: readonly ItemTarget[]): Record<string, number> {
  const units: Record<string, number> = {};
  for (const { familyCode, safetyStockUnits } of targets) {
    units[familyCode] = (units[familyCode] ?? 0) + safetyStockUnits;
  }
  return Object.fromEntries(
    Object.entries(units).map(([family, stock]) => [family, Math.round(stock * 1000) / 1000]),
  );
}
