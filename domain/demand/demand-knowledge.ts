/**
 * What people know about demand beyond its history, frozen with a cycle's snapshot. Months are "YYYY-MM". Every list
 * may be empty: then the baseline rests on sales alone.
 */
export interface DemandKnowledge {
  /** New and ending items. */
  readonly items: readonly ItemKnowledge[];
  readonly promotions: readonly Promotion[];
  /** Orders in hand, now and at the same point of earlier months. */
  readonly orderBooks: readonly OrderedUnits[];
  /** Months that look like outliers and that a person keeps as true demand. */
  readonly keptMonths: readonly {
    readonly itemCode: string;
    readonly marketCode: string;
    readonly month: string;
  }[];
  /** Working days of the unit's calendar, from its first month of sales to the last planned one. */
  readonly workingDays: readonly { readonly month: string; readonly days: number }[];
}

export interface ItemKnowledge {
  readonly itemCode: string;
  /** The item whose launch it is expected to follow. */
  readonly likeItemCode: string | null;
  /** Its sales in percent of the like item's; null: as much. */
  readonly likeItemPercent: number | null;
  readonly launchMonth: string | null;
  readonly lastMonth: string | null;
}

export interface Promotion {
  readonly itemCode: string;
  /** Empty: in all markets. */
  readonly marketCode: string;
  readonly month: string;
  /** The same word each time: "flyer". */
  readonly kind: string;
  /** 30 = 30 % more is expected, 0 = called off; null: as past ones of the kind did. */
  readonly upliftPercent: number | null;
}

export interface OrderedUnits {
  /** The month in which the order book stood so. */
  readonly asOf: string;
  readonly itemCode: string;
  readonly marketCode: string;
  readonly month: string;
  readonly quantityUnits: number;
}

export const NOTHING_KNOWN: DemandKnowledge = {
  items: [],
  promotions: [],
  orderBooks: [],
  keptMonths: [],
  workingDays: [],
};
