/** A plan version as the workflow and the mails know it. */
export interface PlanReference {
  readonly planVersionId: string;
  readonly sha256: string;
  readonly number: number;
}

/**
 * The figures that matter about one plan version, over its horizon. Money is in the unit's currency; a ratio is
 * null where its denominator is zero ("n/a", never 0 %). Stored as PlanVersion.summary.
 */
export interface PlanSummary {
  readonly currency: string;
  readonly firstMonth: string;
  readonly lastMonth: string;
  /** Demand of the horizon. */
  readonly volumeUnits: number;
  /** Delivered within the horizon, late or not. */
  readonly deliveredUnits: number | null;
  /** Delivered on time / demand; null for a demand plan. */
  readonly serviceRatio: number | null;
  /** Average at month end. */
  readonly inventoryUnits: number | null;
  readonly inventoryValue: number | null;
  readonly inventoryDays: number | null;
  /** Highest backlog at a month end. */
  readonly backlogUnits: number | null;
  /** Regular hours used / available, all resources. */
  readonly utilisationRatio: number | null;
  readonly revenue: number;
  readonly cost: number | null;
  readonly margin: number | null;
  /** Cash that the plan brings by the end of its horizon, from nothing, with the unit's payment terms. */
  readonly cashAtEnd: number | null;
  /** The lowest it falls at a month end. */
  readonly lowestCash: number | null;
  readonly budgetRevenue: number | null;
  /** revenue − budgetRevenue, over the families and months that have a budget */
  readonly gapToBudget: number | null;
  /** Where capacity binds, most valuable first. */
  readonly bottlenecks: readonly {
    readonly resourceCode: string;
    /** Left out of summaries from before it was kept. */
    readonly resourceName?: string;
    readonly month: string;
    /** Null where the month has no regular hours. */
    readonly utilisationRatio: number | null;
    readonly valueOfOneMoreHour: number;
  }[];
  /** What changed against the version before it, in sentences. */
  readonly changes: readonly string[];
  /** "optimal", "feasible (gap 0.2 %)" …; null for a demand plan. */
  readonly solverStatus: string | null;
  /** What a scenario, and a final plan that was one, is called. */
  readonly scenarioName?: string;
}
