import { DomainError } from '../errors';
import { normalLoss, normalProbability, normalQuantile } from './normal-distribution';

/**
 * Demand and replenishment of one item at one place. All times in the same unit (say weeks), demand per that unit.
 * `demandErrorDeviation` is the standard deviation of the forecast error of one unit of time, at the lag at which
 * stock is ordered (lead time + review), not at lag one.
 */
export interface Replenishment {
  readonly demandMean: number;
  readonly demandErrorDeviation: number;
  readonly leadTimeMean: number;
  readonly leadTimeDeviation?: number;
  /** Time between reviews; 0 = watched continuously. */
  readonly reviewPeriod?: number;
  /** Units ordered at once; needed for a fill rate when watched continuously. */
  readonly lotUnits?: number;
}

/**
 * What service is promised. Cycle service: the share of replenishment cycles without any stock-out. Fill rate: the
 * share of units delivered from stock. The same number means much more stock as a cycle service level.
 */
export type ServiceTarget =
  | { readonly kind: 'cycle-service'; readonly ratio: number }
  | { readonly kind: 'fill-rate'; readonly ratio: number };

export interface StockTarget {
  readonly safetyStockUnits: number;
  /** Order when stock on hand and on order falls to this (continuous), or order up to it (periodic review). */
  readonly reorderPointUnits: number;
  readonly protectedDemandDeviation: number;
  readonly cycleServiceRatio: number;
  readonly fillRatio: number | null;
}

/**
 * Safety stock and reorder point (order-up-to level with a review period) which keep the promised service, for
 * normally distributed demand error over the protected time (lead time + review period):
 * deviation = sqrt(protected time x error deviation^2 + mean demand^2 x lead-time deviation^2).
 * Units in, units out. Safety stock is 0 where the promise holds without (fill rate with large lots). Source: Chopra
 * & Meindl, Supply Chain Management, "Managing uncertainty in a supply chain: safety inventory"; Silver, Pyke &
 * Thomas, Inventory and Production Management, ch. 6.
 *
 * @example stockTarget({ demandMean: 2500, demandErrorDeviation: 500, leadTimeMean: 2, lotUnits: 10000 },
 *   { kind: 'cycle-service', ratio: 0.9 }).safetyStockUnits is 906.
 */
export function stockTarget(item: Replenishment, target: ServiceTarget): StockTarget {
  const checked = checkReplenishment(item, target);
  const safetyFactor =
    target.kind === 'cycle-service' ? normalQuantile(target.ratio) : fillRateFactor(checked, target.ratio);
  return stockTargetAt(checked, Math.max(0, safetyFactor));
}

/**
 * The service that a given safety stock gives: the way back from `stockTarget`.
 *
 * @example serviceOf({ demandMean: 2500, demandErrorDeviation: 500, leadTimeMean: 2, lotUnits: 10000 }, 1000)
 *   has cycleServiceRatio 0.921 and fillRatio 0.9975.
 */
export function serviceOf(item: Replenishment, safetyStockUnits: number): StockTarget {
  const checked = checkReplenishment(item, null);
  const { deviation } = protectedDemand(checked);
  if (deviation === 0) return { ...stockTargetAt(checked, 0), safetyStockUnits };
  return stockTargetAt(checked, safetyStockUnits / deviation);
}

interface CheckedReplenishment {
  readonly demandMean: number;
  readonly demandErrorDeviation: number;
  readonly leadTimeMean: number;
  readonly leadTimeDeviation: number;
  readonly reviewPeriod: number;
  /** Units ordered per cycle: the lot, or the demand between reviews; null when watched continuously without a lot. */
  readonly cycleUnits: number | null;
}

function stockTargetAt(item: CheckedReplenishment, safetyFactor: number): StockTarget {
  const { mean, deviation } = protectedDemand(item);
  const safetyStockUnits = safetyFactor * deviation;
  return {
    safetyStockUnits,
    reorderPointUnits: mean + safetyStockUnits,
    protectedDemandDeviation: deviation,
    cycleServiceRatio: deviation === 0 ? 1 : normalProbability(safetyFactor),
    fillRatio: item.cycleUnits ? 1 - shortagePerCycle(item, safetyFactor) / item.cycleUnits : null,
  };
}

/** Mean and deviation of demand over the time that the stock must last until the next order can arrive. */
function protectedDemand(item: CheckedReplenishment) {
  const time = item.leadTimeMean + item.reviewPeriod;
  return { mean: item.demandMean * time, deviation: deviationOver(item, time) };
}

function deviationOver(item: CheckedReplenishment, time: number): number {
  return Math.hypot(Math.sqrt(time) * item.demandErrorDeviation, item.demandMean * item.leadTimeDeviation);
}

/**
 * Units expected to be short in one cycle. What was short already when the cycle began is not counted twice: the
 * shortage a lot earlier (continuous), or over the lead time alone (periodic review), is taken off.
 */
function shortagePerCycle(item: CheckedReplenishment, safetyFactor: number): number {
  const { mean, deviation } = protectedDemand(item);
  if (deviation === 0) return 0;
  const atEnd = deviation * normalLoss(safetyFactor);
  if (item.reviewPeriod === 0) {
    return atEnd - deviation * normalLoss(safetyFactor + (item.cycleUnits ?? 0) / deviation);
  }
  const orderUpTo = mean + safetyFactor * deviation;
  const deviationOfLeadTime = deviationOver(item, item.leadTimeMean);
  const leadTimeDemand = item.demandMean * item.leadTimeMean;
  if (deviationOfLeadTime === 0) return atEnd - Math.max(0, leadTimeDemand - orderUpTo);
  return atEnd - deviationOfLeadTime * normalLoss((orderUpTo - leadTimeDemand) / deviationOfLeadTime);
}

/** The safety factor whose expected shortage per cycle is what the fill rate leaves; found by halving. */
function fillRateFactor(item: CheckedReplenishment, ratio: number): number {
  const allowed = (1 - ratio) * item.cycleUnits!;
  if (shortagePerCycle(item, 0) <= allowed) return 0;
  let tooLow = 0;
  let enough = 40;
  for (let halving = 0; halving < 60; halving++) {
    const middle = (tooLow + enough) / 2;
    if (shortagePerCycle(item, middle) > allowed) tooLow = middle;
    else enough = middle;
  }
  return enough;
}

function checkReplenishment(item: Replenishment, target: ServiceTarget | null): CheckedReplenishment {
  const reviewPeriod = item.reviewPeriod ?? 0;
  const checked = {
    demandMean: item.demandMean,
    demandErrorDeviation: item.demandErrorDeviation,
    leadTimeMean: item.leadTimeMean,
    leadTimeDeviation: item.leadTimeDeviation ?? 0,
    reviewPeriod,
    cycleUnits: reviewPeriod > 0 ? item.demandMean * reviewPeriod : (item.lotUnits ?? null),
  };
  for (const [field, value] of Object.entries(checked)) {
    if (value === null || value >= 0) continue;
    throw new DomainError('invalid-input', `${field} is ${value}: give a number of 0 or more.`);
  }
  if (!target) return checked;
  if (!(target.ratio > 0 && target.ratio < 1)) {
    throw new DomainError(
      'invalid-input',
      `A ${target.kind} of ${target.ratio}: give a ratio above 0 and below 1.`,
    );
  }
  if (target.kind === 'fill-rate' && !checked.cycleUnits) {
    throw new DomainError(
      'invalid-input',
      'A fill rate needs the units ordered per cycle: give lotUnits, or a review period with demand above 0.',
    );
  }
  return checked;
}
