import type {
  PerPeriod,
  PlanningProblem,
  ProblemFamily,
  ProblemResource,
  UnmetDemand,
} from './planning-problem';

/** A family with every field filled in and every series one value per period; no limit is Infinity. */
export interface CompleteFamily {
  readonly id: string;
  readonly demand: readonly number[];
  readonly unmetDemand: UnmetDemand;
  readonly backlogCost: readonly number[];
  readonly price: readonly number[];
  readonly initialInventory: number;
  readonly initialBacklog: number;
  readonly finalBacklogMaximum: number;
  /** Safety stock, and in the last period at least the final inventory minimum. */
  readonly inventoryMinimum: readonly number[];
  readonly safetyStock: readonly number[];
  readonly finalInventoryMinimum: number;
  readonly productionCost: readonly number[];
  readonly holdingCost: readonly number[];
  readonly setupCost: readonly number[];
  readonly minimumLot: number;
  readonly subcontract: { readonly cost: readonly number[]; readonly limit: readonly number[] } | null;
  readonly hours: readonly { readonly resource: number; readonly hoursPerUnit: number }[];
  readonly fixedProduction: readonly (number | null)[];
  /** What is made at least, where that has been decided; 0 in a problem as it is read. */
  readonly productionMinimum: readonly number[];
  readonly receipts: readonly number[];
  /** Amounts below this count as zero: 1e-6 of the largest demand, or of one unit. */
  readonly zeroBelow: number;
}

export interface CompleteWorkforce {
  readonly initialWorkers: number;
  readonly hireCost: number;
  readonly layoffCost: number;
  readonly wagePerPeriod: number;
  readonly hoursPerWorker: readonly number[];
  readonly overtimeHoursPerWorker: number;
  readonly integer: boolean;
  readonly idleAllowed: boolean;
}

export interface CompleteResource {
  readonly id: string;
  readonly regularHours: readonly number[];
  readonly regularCostPerHour: readonly number[];
  readonly overtimeHours: readonly number[];
  readonly overtimeCostPerHour: readonly number[];
  readonly workforce: CompleteWorkforce | null;
}

export interface CompleteProblem {
  readonly id: string;
  readonly periods: readonly string[];
  readonly families: readonly CompleteFamily[];
  readonly resources: readonly CompleteResource[];
  readonly timeLimitSeconds: number;
  readonly gapRatio: number;
}

/**
 * Fills in every optional field of a planning problem and spreads single numbers over the periods, so that the
 * planner reads `family.price[t]` and nothing else. Expects a problem that `readPlanningProblem` accepted.
 *
 * @example completeProblem({ id: 'p', periods: ['a', 'b'], families: [{ id: 'f', demand: [1, 2], price: 5 }], resources: [] })
 *   has families[0].price [5, 5] and families[0].unmetDemand 'forbidden'.
 */
export function completeProblem(problem: PlanningProblem): CompleteProblem {
  const periodCount = problem.periods.length;
  const resourceIndex = new Map(problem.resources.map((resource, index) => [resource.id, index]));
  return {
    id: problem.id,
    periods: problem.periods,
    families: problem.families.map((family) => completeFamily(family, periodCount, resourceIndex)),
    resources: problem.resources.map((resource) => completeResource(resource, periodCount)),
    timeLimitSeconds: problem.options?.timeLimitSeconds ?? 60,
    gapRatio: problem.options?.gapRatio ?? 0,
  };
}

function completeFamily(
  family: ProblemFamily,
  periodCount: number,
  resourceIndex: ReadonlyMap<string, number>,
): CompleteFamily {
  const series = (value: PerPeriod | undefined) => spread(value ?? 0, periodCount);
  const safetyStock = series(family.safetyStock);
  const finalInventoryMinimum = family.finalInventoryMinimum ?? 0;
  return {
    id: family.id,
    demand: family.demand,
    unmetDemand: family.unmetDemand ?? 'forbidden',
    backlogCost: series(family.backlogCost),
    price: series(family.price),
    initialInventory: family.initialInventory ?? 0,
    initialBacklog: family.initialBacklog ?? 0,
    finalBacklogMaximum: family.finalBacklogMaximum ?? 0,
    inventoryMinimum: safetyStock.map((stock, t) =>
      t === periodCount - 1 ? Math.max(stock, finalInventoryMinimum) : stock,
    ),
    safetyStock,
    finalInventoryMinimum,
    productionCost: series(family.productionCost),
    holdingCost: series(family.holdingCost),
    setupCost: series(family.setupCost),
    minimumLot: family.minimumLot ?? 0,
    subcontract: family.subcontract
      ? {
          cost: series(family.subcontract.cost),
          limit: spread(family.subcontract.limit ?? Number.POSITIVE_INFINITY, periodCount),
        }
      : null,
    hours: Object.entries(family.hoursPerUnit ?? {})
      .filter(([, hoursPerUnit]) => hoursPerUnit > 0)
      .map(([id, hoursPerUnit]) => ({ resource: resourceIndex.get(id)!, hoursPerUnit })),
    fixedProduction: family.fixedProduction ?? new Array<null>(periodCount).fill(null),
    productionMinimum: new Array<number>(periodCount).fill(0),
    receipts: series(family.receipts),
    zeroBelow: 1e-6 * Math.max(1, ...family.demand),
  };
}

function completeResource(resource: ProblemResource, periodCount: number): CompleteResource {
  const series = (value: PerPeriod) => spread(value, periodCount);
  const workforce = resource.workforce ?? null;
  return {
    id: resource.id,
    regularHours: series(resource.regularHours ?? Number.POSITIVE_INFINITY),
    regularCostPerHour: series(resource.regularCostPerHour ?? 0),
    overtimeHours: series(
      resource.overtimeHours === null ? Number.POSITIVE_INFINITY : (resource.overtimeHours ?? 0),
    ),
    overtimeCostPerHour: series(resource.overtimeCostPerHour ?? 0),
    workforce: workforce && {
      initialWorkers: workforce.initialWorkers,
      hireCost: workforce.hireCost,
      layoffCost: workforce.layoffCost,
      wagePerPeriod: workforce.wagePerPeriod,
      hoursPerWorker: series(workforce.hoursPerWorker),
      overtimeHoursPerWorker: workforce.overtimeHoursPerWorker ?? 0,
      integer: workforce.integer ?? false,
      idleAllowed: workforce.idleAllowed ?? true,
    },
  };
}

function spread(value: PerPeriod, periodCount: number): readonly number[] {
  return typeof value === 'number' ? new Array<number>(periodCount).fill(value) : value;
}
