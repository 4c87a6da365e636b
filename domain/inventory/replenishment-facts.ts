import type { ServiceTarget } from './safety-stock';

/** What a company has told of an item's replenishment; null where it said nothing. Days and units. */
export interface StatedReplenishment {
  readonly serviceKind: ServiceTarget['kind'] | null;
  /** 95 = 95 % */
  readonly servicePercent: number | null;
  readonly leadTimeDays: number | null;
  readonly leadTimeDeviationDays: number | null;
  /** 0 = watched all the time. */
  readonly reviewDays: number | null;
  readonly lotUnits: number | null;
  /** What the inventory system orders at now. */
  readonly reorderPointUnits: number | null;
}

/** What is assumed of an item until its company says it (docs/import.md). */
export const USUAL_REPLENISHMENT = {
  serviceKind: 'cycle-service',
  servicePercent: 95,
  leadTimeDays: 30,
  leadTimeDeviationDays: 0,
  reviewDays: 7,
} as const;

export interface ReplenishmentFacts {
  readonly service: ServiceTarget;
  readonly leadTimeDays: number;
  readonly leadTimeDeviationDays: number;
  readonly reviewDays: number;
  /** Null: as much as is needed. */
  readonly lotUnits: number | null;
  readonly reorderPointUnits: number | null;
  /** In words what was assumed; empty where all was stated. */
  readonly assumed: readonly string[];
}

/**
 * What is stated of an item's replenishment, with the usual where nothing is, and in words what was assumed.
 *
 * @example Nothing stated gives a cycle service of 0.95, 30 days of lead time and a review every 7 days.
 */
export function replenishmentFacts(stated: Partial<StatedReplenishment>): ReplenishmentFacts {
  const usual = USUAL_REPLENISHMENT;
  const assumed = [
    ...(stated.servicePercent == null ? [`service ${usual.servicePercent} %`] : []),
    ...(stated.leadTimeDays == null ? [`lead time ${usual.leadTimeDays} days`] : []),
    ...(stated.reviewDays == null ? [`review every ${usual.reviewDays} days`] : []),
  ];
  return {
    service: {
      kind: stated.serviceKind ?? usual.serviceKind,
      ratio: (stated.servicePercent ?? usual.servicePercent) / 100,
    },
    leadTimeDays: stated.leadTimeDays ?? usual.leadTimeDays,
    leadTimeDeviationDays: stated.leadTimeDeviationDays ?? usual.leadTimeDeviationDays,
    reviewDays: stated.reviewDays ?? usual.reviewDays,
    lotUnits: stated.lotUnits ?? null,
    reorderPointUnits: stated.reorderPointUnits ?? null,
    assumed,
  };
}
