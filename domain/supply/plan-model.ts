import type { CompleteFamily, CompleteProblem, CompleteResource } from './complete-problem';
import { LinearModel } from './linear-model';

/** Where the decisions of one family stand in the model: a list has one column per period, null where there is none. */
export interface FamilyColumns {
  readonly production: readonly number[];
  readonly subcontracted: readonly number[] | null;
  readonly delivered: readonly number[];
  readonly inventory: readonly number[];
  readonly backlog: readonly number[] | null;
  readonly setup: readonly (number | null)[];
}

export interface ResourceColumns {
  readonly regularHours: readonly number[];
  readonly overtimeHours: readonly number[];
  readonly workers: readonly number[] | null;
  readonly hired: readonly number[] | null;
  readonly laidOff: readonly number[] | null;
}

/** The rows of one family that others ask for: what one more unit of demand costs, which lot rule is in the way. */
export interface FamilyRows {
  readonly demandBalance: readonly number[] | null;
  readonly minimumLot: readonly (number | null)[];
}

export interface ResourceRows {
  readonly regularHoursOfWorkers: readonly number[] | null;
  readonly overtimeHoursOfWorkers: readonly number[] | null;
}

/** A planning problem as a linear model, and the way back from its columns and rows to the planner's words. */
export interface PlanModel {
  readonly linear: LinearModel;
  readonly families: readonly FamilyColumns[];
  readonly familyRows: readonly FamilyRows[];
  readonly resources: readonly ResourceColumns[];
  readonly resourceRows: readonly ResourceRows[];
  /** Set-ups of production that is fixed anyway. */
  readonly constantCost: number;
}

/**
 * Writes a planning problem as a linear model (mixed-integer where there are lots, set-ups or whole workers) which
 * minimises cost less revenue. One function below for each kind of constraint; docs/planner.md has the formulas.
 */
export function buildPlanModel(
  problem: CompleteProblem,
  { lotsWithinHours = true }: { readonly lotsWithinHours?: boolean } = {},
): PlanModel {
  const linear = new LinearModel();
  const families = problem.families.map((family) => familyDecisions(linear, family));
  const resources = problem.resources.map((resource) => resourceDecisions(linear, resource));
  const familyRows = problem.families.map((family, f) => {
    const columns = families[f]!;
    stockBalance(linear, family, columns);
    return {
      demandBalance: demandBalance(linear, family, columns),
      minimumLot: lotsAndSetups(linear, family, columns, (t) =>
        lotsWithinHours ? lotLimit(family, t, problem) : largestLot(family, t, problem),
      ),
    };
  });
  productionTakesHours(linear, problem, families, resources);
  const resourceRows = problem.resources.map((resource, r) =>
    workforceRules(linear, resource, resources[r]!),
  );
  return {
    linear,
    families,
    familyRows,
    resources,
    resourceRows,
    constantCost: problem.families.reduce((sum, family) => sum + setupsOfFixedProduction(family), 0),
  };
}

/** Is there a yes-or-no decision on making anything of this family in period t? */
export function hasSetupDecision(family: CompleteFamily, t: number): boolean {
  return family.fixedProduction[t] === null && (family.setupCost[t]! > 0 || family.minimumLot > 0);
}

function familyDecisions(linear: LinearModel, family: CompleteFamily): FamilyColumns {
  const free = Number.POSITIVE_INFINITY;
  const { subcontract } = family;
  return {
    production: family.fixedProduction.map((fixed, t) =>
      linear.addColumn(family.productionCost[t]!, fixed ?? family.productionMinimum[t]!, fixed ?? free),
    ),
    subcontracted: subcontract
      ? subcontract.cost.map((cost, t) => linear.addColumn(cost, 0, subcontract.limit[t]!))
      : null,
    delivered: family.demand.map((demand, t) =>
      linear.addColumn(
        -family.price[t]!,
        family.unmetDemand === 'forbidden' ? demand : 0,
        family.unmetDemand === 'backlog' ? free : demand,
      ),
    ),
    inventory: family.holdingCost.map((cost, t) => linear.addColumn(cost, family.inventoryMinimum[t]!, free)),
    backlog:
      family.unmetDemand === 'backlog'
        ? family.backlogCost.map((cost, t) =>
            linear.addColumn(cost, 0, t === family.demand.length - 1 ? family.finalBacklogMaximum : free),
          )
        : null,
    setup: family.setupCost.map((cost, t) =>
      hasSetupDecision(family, t) ? linear.addIntegerColumn(cost, 0, 1) : null,
    ),
  };
}

function resourceDecisions(linear: LinearModel, resource: CompleteResource): ResourceColumns {
  const free = Number.POSITIVE_INFINITY;
  const { workforce } = resource;
  const regularHours = resource.regularHours.map((hours, t) =>
    linear.addColumn(resource.regularCostPerHour[t]!, 0, workforce ? free : hours),
  );
  const overtimeHours = resource.overtimeHours.map((hours, t) =>
    linear.addColumn(resource.overtimeCostPerHour[t]!, 0, workforce ? free : hours),
  );
  if (!workforce) return { regularHours, overtimeHours, workers: null, hired: null, laidOff: null };

  const workers = resource.regularHours.map(() =>
    workforce.integer
      ? linear.addIntegerColumn(workforce.wagePerPeriod, 0, free)
      : linear.addColumn(workforce.wagePerPeriod, 0, free),
  );
  const hired = workers.map(() => linear.addColumn(workforce.hireCost, 0, free));
  const laidOff = workers.map(() => linear.addColumn(workforce.layoffCost, 0, free));
  return { regularHours, overtimeHours, workers, hired, laidOff };
}

/** Stock before + made + subcontracted + receipts = delivered + stock after. */
function stockBalance(linear: LinearModel, family: CompleteFamily, columns: FamilyColumns): void {
  family.demand.forEach((_, t) => {
    const terms = [columns.production[t]!, columns.delivered[t]!, columns.inventory[t]!];
    const signs = [1, -1, -1];
    if (columns.subcontracted) {
      terms.push(columns.subcontracted[t]!);
      signs.push(1);
    }
    if (t > 0) {
      terms.push(columns.inventory[t - 1]!);
      signs.push(1);
    }
    const given = family.receipts[t]! + (t === 0 ? family.initialInventory : 0);
    linear.addRow(-given, -given, terms, signs);
  });
}

/** Delivered + backlog after = demand + backlog before; only where demand may wait. */
function demandBalance(
  linear: LinearModel,
  family: CompleteFamily,
  columns: FamilyColumns,
): readonly number[] | null {
  const { backlog } = columns;
  if (!backlog) return null;
  return family.demand.map((demand, t) => {
    const due = demand + (t === 0 ? family.initialBacklog : 0);
    if (t === 0) return linear.addRow(due, due, [columns.delivered[t]!, backlog[t]!], [1, 1]);
    return linear.addRow(due, due, [columns.delivered[t]!, backlog[t]!, backlog[t - 1]!], [1, 1, -1]);
  });
}

/** Made <= largest sensible lot x set-up, and made >= minimum lot x set-up. */
function lotsAndSetups(
  linear: LinearModel,
  family: CompleteFamily,
  columns: FamilyColumns,
  lotLimit: (t: number) => number,
): readonly (number | null)[] {
  return columns.setup.map((setup, t) => {
    if (setup === null) return null;
    const made = columns.production[t]!;
    linear.addRow(Number.NEGATIVE_INFINITY, 0, [made, setup], [1, -lotLimit(t)]);
    if (family.minimumLot === 0) return null;
    return linear.addRow(0, Number.POSITIVE_INFINITY, [made, setup], [1, -family.minimumLot]);
  });
}

/** Hours that production takes = regular hours + overtime hours worked. */
function productionTakesHours(
  linear: LinearModel,
  problem: CompleteProblem,
  families: readonly FamilyColumns[],
  resources: readonly ResourceColumns[],
): void {
  const users: { family: number; hoursPerUnit: number }[][] = problem.resources.map(() => []);
  problem.families.forEach((family, f) => {
    for (const { resource, hoursPerUnit } of family.hours) users[resource]!.push({ family: f, hoursPerUnit });
  });
  resources.forEach((columns, r) => {
    const hoursPerUnit = users[r]!.map((user) => user.hoursPerUnit);
    problem.periods.forEach((_, t) => {
      const made = users[r]!.map((user) => families[user.family]!.production[t]!);
      linear.addRow(
        0,
        0,
        [...made, columns.regularHours[t]!, columns.overtimeHours[t]!],
        [...hoursPerUnit, -1, -1],
      );
    });
  });
}

/** Workers carry over, come and go; their hours limit (or, where nobody may idle, are) the hours worked. */
function workforceRules(
  linear: LinearModel,
  resource: CompleteResource,
  columns: ResourceColumns,
): ResourceRows {
  const { workforce } = resource;
  const { workers, hired, laidOff } = columns;
  if (!workforce || !workers || !hired || !laidOff) {
    return { regularHoursOfWorkers: null, overtimeHoursOfWorkers: null };
  }
  workers.forEach((worker, t) => {
    const before = t === 0 ? workforce.initialWorkers : 0;
    const terms = [worker, hired[t]!, laidOff[t]!];
    const signs = [1, -1, 1];
    if (t > 0) {
      terms.push(workers[t - 1]!);
      signs.push(-1);
    }
    linear.addRow(before, before, terms, signs);
  });
  const idle = workforce.idleAllowed ? Number.NEGATIVE_INFINITY : 0;
  return {
    regularHoursOfWorkers: workers.map((worker, t) =>
      linear.addRow(idle, 0, [columns.regularHours[t]!, worker], [1, -workforce.hoursPerWorker[t]!]),
    ),
    overtimeHoursOfWorkers: workers.map((worker, t) =>
      linear.addRow(
        Number.NEGATIVE_INFINITY,
        0,
        [columns.overtimeHours[t]!, worker],
        [1, -workforce.overtimeHoursPerWorker],
      ),
    ),
  };
}

/** The most of a family that is worth making, and fits into the hours, in period t. */
export function lotLimit(family: CompleteFamily, t: number, problem: CompleteProblem): number {
  return Math.min(largestLot(family, t, problem), lotInHours(family, t, problem));
}

/**
 * The most of a family that any best plan makes in period t: all that can still be asked for, or the minimum lot.
 * Where workers may not idle, more may be made only to keep them busy.
 */
function largestLot(family: CompleteFamily, t: number, problem: CompleteProblem): number {
  let lot = Math.max(family.minimumLot, largestNeed(family, t));
  for (const { resource: r, hoursPerUnit } of family.hours) {
    const { workforce } = problem.resources[r]!;
    if (workforce && !workforce.idleAllowed)
      lot = Math.max(lot, lotThatKeepsBusy(problem, r, t) / hoursPerUnit);
  }
  return lot;
}

/** The most of a family that fits into the hours of period t; with a workforce there may be any number of hours. */
function lotInHours(family: CompleteFamily, t: number, problem: CompleteProblem): number {
  const fits = family.hours.map(({ resource, hoursPerUnit }) => {
    const { workforce, regularHours, overtimeHours } = problem.resources[resource]!;
    return workforce ? Number.POSITIVE_INFINITY : (regularHours[t]! + overtimeHours[t]!) / hoursPerUnit;
  });
  return Math.min(...fits);
}

function largestNeed(family: CompleteFamily, t: number): number {
  const from = family.unmetDemand === 'backlog' ? 0 : t;
  const demand = family.demand.slice(from).reduce((sum, units) => sum + units, 0);
  return demand + family.initialBacklog + Math.max(...family.inventoryMinimum.slice(t));
}

/** Hours of as many workers as there are at the start, or as could make everything at once. */
function lotThatKeepsBusy(problem: CompleteProblem, r: number, t: number): number {
  const workforce = problem.resources[r]!.workforce!;
  const hoursPerWorker = Math.min(...workforce.hoursPerWorker.filter((hours) => hours > 0));
  let hoursToMakeAll = 0;
  for (const family of problem.families) {
    const use = family.hours.find(({ resource }) => resource === r);
    if (!use) continue;
    const fixed = family.fixedProduction.reduce<number>((sum, units) => sum + (units ?? 0), 0);
    hoursToMakeAll += use.hoursPerUnit * (largestNeed(family, 0) + fixed + family.minimumLot);
  }
  const workers = Math.max(workforce.initialWorkers, Math.ceil(hoursToMakeAll / hoursPerWorker));
  return workers * (workforce.hoursPerWorker[t]! + workforce.overtimeHoursPerWorker);
}

/** Set-ups that are paid whatever is decided. */
export function setupsOfFixedProduction(family: CompleteFamily): number {
  return family.fixedProduction.reduce<number>(
    (sum, units, t) => sum + (units !== null && units >= family.zeroBelow ? family.setupCost[t]! : 0),
    0,
  );
}
