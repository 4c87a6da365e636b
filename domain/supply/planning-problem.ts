/** One number for every period, or one number per period. */
export type PerPeriod = number | readonly number[];

/** What may happen to demand that is not delivered in its period. */
export type UnmetDemand = 'forbidden' | 'backlog' | 'lost';

/** A product family: what is asked for, what it costs, and what it takes. Quantities in units. */
export interface ProblemFamily {
  readonly id: string;
  readonly demand: readonly number[];
  readonly unmetDemand?: UnmetDemand;
  readonly backlogCost?: PerPeriod;
  readonly price?: PerPeriod;
  readonly initialInventory?: number;
  readonly initialBacklog?: number;
  readonly finalInventoryMinimum?: number;
  readonly finalBacklogMaximum?: number;
  readonly safetyStock?: PerPeriod;
  readonly productionCost?: PerPeriod;
  readonly holdingCost?: PerPeriod;
  readonly setupCost?: PerPeriod;
  readonly minimumLot?: number;
  readonly subcontract?: { readonly cost: PerPeriod; readonly limit?: PerPeriod | null } | null;
  readonly hoursPerUnit?: Readonly<Record<string, number>>;
  readonly fixedProduction?: readonly (number | null)[] | null;
  readonly receipts?: PerPeriod;
}

/** People on a resource: hours come from workers, who are hired, laid off and paid whether busy or not. */
export interface ProblemWorkforce {
  readonly initialWorkers: number;
  readonly hireCost: number;
  readonly layoffCost: number;
  readonly wagePerPeriod: number;
  readonly hoursPerWorker: PerPeriod;
  readonly overtimeHoursPerWorker?: number;
  readonly integer?: boolean;
  readonly idleAllowed?: boolean;
}

/** A line, a plant or a team. Null hours are unlimited; with a workforce, hours come from the workers. */
export interface ProblemResource {
  readonly id: string;
  readonly regularHours?: PerPeriod | null;
  readonly regularCostPerHour?: PerPeriod;
  readonly overtimeHours?: PerPeriod | null;
  readonly overtimeCostPerHour?: PerPeriod;
  readonly workforce?: ProblemWorkforce | null;
}

/** The file that `npm run plan` reads; docs/planner.md describes every field. */
export interface PlanningProblem {
  readonly id: string;
  readonly periods: readonly string[];
  readonly families: readonly ProblemFamily[];
  readonly resources: readonly ProblemResource[];
  readonly options?: { readonly timeLimitSeconds?: number; readonly gapRatio?: number };
}

export type PlanStatus = 'optimal' | 'feasible' | 'infeasible';

/** What one family does in each period, in units; inventory and backlog at the end of the period. */
export interface PlannedFamily {
  readonly id: string;
  readonly production: readonly number[];
  readonly subcontracted: readonly number[];
  readonly delivered: readonly number[];
  readonly inventory: readonly number[];
  readonly backlog: readonly number[];
  readonly lost: readonly number[];
}

/**
 * What one resource does in each period. Hours are hours worked. `workers`, `hired` and `laidOff` are empty
 * without a workforce. `utilisationRatio` is null where hours are unlimited or there are none.
 */
export interface PlannedResource {
  readonly id: string;
  readonly regularHours: readonly number[];
  readonly overtimeHours: readonly number[];
  readonly workers: readonly number[];
  readonly hired: readonly number[];
  readonly laidOff: readonly number[];
  readonly utilisationRatio: readonly (number | null)[];
  readonly valueOfOneMoreHour: readonly number[];
}

/** A resource and period in which one more regular hour would earn something. */
export interface BindingCapacity {
  readonly resource: string;
  readonly period: string;
  readonly valueOfOneMoreHour: number;
}

/** The planner's answer. When infeasible every amount is 0, the lists are empty, and `conflict` says why. */
export interface PlanAnswer {
  readonly id: string;
  readonly status: PlanStatus;
  readonly revenue: number;
  readonly cost: number;
  readonly margin: number;
  readonly boundMargin: number;
  readonly gapRatio: number;
  readonly solveMs: number;
  readonly families: readonly PlannedFamily[];
  readonly resources: readonly PlannedResource[];
  readonly binding: readonly BindingCapacity[];
  readonly conflict: readonly string[];
}
