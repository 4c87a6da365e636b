/** Demand of one item in one market along the months of the plan, in units, to a thousandth. */
export interface DemandSeries {
  readonly familyCode: string;
  readonly itemCode: string;
  readonly marketCode: string;
  readonly quantityUnits: readonly number[];
}

/** What demand may be planned for: every item has its family; any item may be sold in any market. */
export interface DemandHierarchy {
  readonly months: readonly string[];
  /** item code → family code */
  readonly familyOfItem: ReadonlyMap<string, string>;
  readonly familyCodes: ReadonlySet<string>;
  readonly marketCodes: ReadonlySet<string>;
}
