import type { CompleteFamily, CompleteProblem, CompleteResource } from './complete-problem';
import type { PlanModel } from './plan-model';
import type { PlannedFamily } from './planning-problem';

/** What a resource does in each period, before its hours are valued. */
export interface ResourceHours {
  readonly regularHours: readonly number[];
  readonly overtimeHours: readonly number[];
  readonly workers: readonly number[];
  readonly hired: readonly number[];
  readonly laidOff: readonly number[];
}

export interface PlanQuantities {
  readonly families: readonly PlannedFamily[];
  readonly resources: readonly ResourceHours[];
}

/** What the solver may leave as dust on an amount, relative to the family's or resource's scale. */
const dust = 1e-9;

/**
 * Reads the quantities of a plan out of the solver's columns. What was decided (made, subcontracted, delivered,
 * workers) is taken without the solver's dust; what follows (stock, backlog, lost, hours) is computed from it, so
 * that the plan adds up. The model counts in `unit`s.
 */
export function readQuantities(
  problem: CompleteProblem,
  model: PlanModel,
  columns: Float64Array,
  unit: number,
): PlanQuantities {
  const families = problem.families.map((family, f) => {
    const at = model.families[f]!;
    const none = new Array<number>(family.demand.length).fill(0);
    return settleFamily(family, {
      production: at.production.map((column) => columns[column]! * unit),
      subcontracted: at.subcontracted?.map((column) => columns[column]! * unit) ?? none,
      delivered: at.delivered.map((column) => columns[column]! * unit),
    });
  });
  const workers = model.resources.map((at) => at.workers?.map((column) => columns[column]!) ?? []);
  return { families, resources: settleResources(problem, families, workers) };
}

/** A plan as columns of the model, which counts in `unit`s: the way back from `readQuantities`. */
export function writeQuantities(
  problem: CompleteProblem,
  model: PlanModel,
  { families, resources }: PlanQuantities,
  unit: number,
): Float64Array {
  const columns = new Float64Array(model.linear.columnCount);
  const write = (at: readonly number[] | null, amounts: readonly number[]) =>
    at?.forEach((column, t) => {
      columns[column] = amounts[t]! / unit;
    });
  const writeWorkers = (at: readonly number[] | null, counts: readonly number[]) =>
    at?.forEach((column, t) => {
      columns[column] = counts[t]!;
    });
  problem.families.forEach((family, f) => {
    const planned = families[f]!;
    const at = model.families[f]!;
    write(at.production, planned.production);
    write(at.subcontracted, planned.subcontracted);
    write(at.delivered, planned.delivered);
    write(at.inventory, planned.inventory);
    write(at.backlog, planned.backlog);
    at.setup.forEach((column, t) => {
      if (column !== null) columns[column] = planned.production[t]! >= family.zeroBelow ? 1 : 0;
    });
  });
  model.resources.forEach((at, r) => {
    write(at.regularHours, resources[r]!.regularHours);
    write(at.overtimeHours, resources[r]!.overtimeHours);
    writeWorkers(at.workers, resources[r]!.workers);
    writeWorkers(at.hired, resources[r]!.hired);
    writeWorkers(at.laidOff, resources[r]!.laidOff);
  });
  return columns;
}

/** The hours that the families' production takes of each resource, worked by the given workers where it has any. */
export function settleResources(
  problem: CompleteProblem,
  families: readonly PlannedFamily[],
  workers: readonly (readonly number[])[] = [],
): ResourceHours[] {
  const hours = hoursTaken(problem, families);
  return problem.resources.map((resource, r) => settleResource(resource, hours[r]!, workers[r] ?? []));
}

export interface FamilyDecisions {
  readonly production: readonly number[];
  readonly subcontracted: readonly number[];
  readonly delivered: readonly number[];
}

/** A family's decisions without dust, and the stock, backlog and lost demand that follow from them. */
export function settleFamily(family: CompleteFamily, decisions: FamilyDecisions): PlannedFamily {
  const scale = Math.max(1, ...family.demand);
  const clean = (units: number) => withoutDust(units, scale);
  const production = decisions.production.map((units, t) => family.fixedProduction[t] ?? clean(units));
  const subcontracted = decisions.subcontracted.map(clean);
  const delivered = decisions.delivered.map(clean);
  const inventory: number[] = [];
  const backlog: number[] = [];
  const lost: number[] = [];
  let stock = family.initialInventory;
  let waiting = family.initialBacklog;
  family.demand.forEach((demand, t) => {
    stock = clean(stock + production[t]! + subcontracted[t]! + family.receipts[t]! - delivered[t]!);
    inventory.push(stock);
    const unmet = clean(demand + waiting - delivered[t]!);
    waiting = family.unmetDemand === 'backlog' ? unmet : 0;
    backlog.push(waiting);
    lost.push(family.unmetDemand === 'lost' ? unmet : 0);
  });
  return { id: family.id, production, subcontracted, delivered, inventory, backlog, lost };
}

/** Hours that the production of all families takes, per resource and period. */
function hoursTaken(problem: CompleteProblem, families: readonly PlannedFamily[]): number[][] {
  const hours = problem.resources.map(() => new Array<number>(problem.periods.length).fill(0));
  problem.families.forEach((family, f) => {
    for (const { resource, hoursPerUnit } of family.hours) {
      families[f]!.production.forEach((units, t) => {
        hours[resource]![t]! += units * hoursPerUnit;
      });
    }
  });
  return hours;
}

/** Splits hours into regular time and overtime, the cheaper first, and lets workers come and go. */
function settleResource(
  resource: CompleteResource,
  hours: readonly number[],
  workersWanted: readonly number[],
): ResourceHours {
  const { workforce } = resource;
  const scale = Math.max(1, ...workersWanted);
  const workers = workersWanted.map((count) => withoutDust(count, scale));
  const available = regularHoursAvailable(resource, workers);
  const regularHours = hours.map((taken, t) => {
    const overtimeLimit = workforce
      ? workers[t]! * workforce.overtimeHoursPerWorker
      : resource.overtimeHours[t]!;
    if (workforce && !workforce.idleAllowed) return Math.min(taken, available[t]!);
    const regularFirst = resource.regularCostPerHour[t]! <= resource.overtimeCostPerHour[t]!;
    return regularFirst ? Math.min(taken, available[t]!) : Math.max(0, taken - overtimeLimit);
  });
  const overtimeHours = hours.map((taken, t) => withoutDust(taken - regularHours[t]!, Math.max(1, taken)));
  const change = workers.map((count, t) => count - (t === 0 ? workforce!.initialWorkers : workers[t - 1]!));
  return {
    regularHours,
    overtimeHours,
    workers,
    hired: change.map((count) => Math.max(0, withoutDust(count, scale))),
    laidOff: change.map((count) => Math.max(0, withoutDust(-count, scale))),
  };
}

/** Regular hours there are in each period, given the workers; Infinity where unlimited. */
export function regularHoursAvailable(
  resource: CompleteResource,
  workers: readonly number[],
): readonly number[] {
  const { workforce } = resource;
  if (!workforce) return resource.regularHours;
  return workers.map((count, t) => count * workforce.hoursPerWorker[t]!);
}

/** Rounds away what lies within the solver's tolerance of a whole number, and what is as good as zero. */
function withoutDust(amount: number, scale: number): number {
  const tolerance = dust * scale;
  if (Math.abs(amount) < tolerance) return 0;
  const whole = Math.round(amount);
  return Math.abs(amount - whole) < tolerance ? whole : amount;
}
