import type { CompleteFamily, CompleteProblem, CompleteResource } from './complete-problem';
import type { PlanModel } from './plan-model';

/** Bounds of one column or row of the model, as required and as they would be if nobody required it. */
export interface Relaxation {
  readonly of: 'column' | 'row';
  readonly index: number;
  readonly required: readonly [number, number];
  readonly relaxed: readonly [number, number];
}

/** Something the planner asked for in one period and could give up, with the bounds it puts on the model. */
export interface Requirement {
  /** Of whom it is required. */
  readonly owner: { readonly kind: 'family' | 'resource'; readonly id: string };
  /** What is required, told of all the owner's periods at once. */
  readonly tell: Tell;
  readonly unit: 'unit' | 'hour';
  readonly amount: number;
  readonly period: number;
  readonly relaxation: Relaxation;
}

/** Everything after "Family \"x\": ". The same requirement of several owners has the same function. */
export type Tell = (amounts: string, periods: string) => string;

const free = Number.POSITIVE_INFINITY;

/** Everything in a planning problem that can stand in the way of a plan and could be given up, period by period. */
export function requirementsOf(problem: CompleteProblem, model: PlanModel): Requirement[] {
  return [
    ...problem.families.flatMap((family, f) => requirementsOfFamily(family, f, model)),
    ...problem.resources.flatMap((resource, r) => requirementsOfResource(resource, r, model)),
  ];
}

const tells = {
  demand: (amounts, periods) =>
    `demand of ${amounts} in ${periods} must be delivered on time (unmetDemand "forbidden").`,
  safetyStock: (amounts, periods) => `stock must not fall below ${amounts} in ${periods} (safetyStock).`,
  finalInventory: (amounts, periods) =>
    `at least ${amounts} must be in stock at the end of ${periods} (finalInventoryMinimum).`,
  fixedProduction: (amounts, periods) => `production is fixed at ${amounts} in ${periods} (fixedProduction).`,
  subcontract: (amounts, periods) =>
    `at most ${amounts} can be subcontracted in ${periods} (subcontract.limit).`,
  minimumLot: (amounts, periods) => `a lot is at least ${amounts} in ${periods} (minimumLot).`,
  finalBacklog: (amounts, periods) =>
    `at most ${amounts} may still be waiting at the end of ${periods} (finalBacklogMaximum).`,
  regularHours: (amounts, periods) => `at most ${amounts} of regular time in ${periods} (regularHours).`,
  overtime: (amounts, periods) => `at most ${amounts} of overtime in ${periods} (overtimeHours).`,
  workersHours: (amounts, periods) =>
    `a worker works at most ${amounts} of regular time in ${periods} (hoursPerWorker).`,
  workersNeverIdle: (amounts, periods) =>
    `every worker works exactly ${amounts} of regular time in ${periods} (hoursPerWorker, idleAllowed false).`,
  wholeWorkersNeverIdle: (amounts, periods) =>
    `every whole worker works exactly ${amounts} of regular time in ${periods} (hoursPerWorker, idleAllowed false).`,
  workersOvertime: (amounts, periods) =>
    `a worker works at most ${amounts} of overtime in ${periods} (overtimeHoursPerWorker).`,
} satisfies Record<string, Tell>;

function requirementsOfFamily(family: CompleteFamily, f: number, model: PlanModel): Requirement[] {
  const columns = model.families[f]!;
  const rows = model.familyRows[f]!;
  const owner = { kind: 'family', id: family.id } as const;
  const last = family.demand.length - 1;
  const requirements: Requirement[] = [];
  const require = (tell: Tell, amount: number, period: number, relaxation: Relaxation) =>
    requirements.push({ owner, tell, unit: 'unit', amount, period, relaxation });

  family.demand.forEach((demand, t) => {
    if (family.unmetDemand === 'forbidden' && demand > 0) {
      require(tells.demand, demand, t, column(columns.delivered[t]!, [demand, demand], [0, demand]));
    }
    const atLeast = family.inventoryMinimum[t]!;
    if (atLeast > 0) {
      const isFinal = t === last && family.finalInventoryMinimum >= family.safetyStock[t]!;
      const tell = isFinal ? tells.finalInventory : tells.safetyStock;
      require(tell, atLeast, t, column(columns.inventory[t]!, [atLeast, free], [0, free]));
    }
    const fixed = family.fixedProduction[t] ?? null;
    if (fixed !== null) {
      require(tells.fixedProduction, fixed, t, column(columns.production[t]!, [fixed, fixed], [0, free]));
    }
    const limit = family.subcontract?.limit[t];
    if (columns.subcontracted && limit !== undefined && Number.isFinite(limit)) {
      require(tells.subcontract, limit, t, column(columns.subcontracted[t]!, [0, limit], [0, free]));
    }
    const lotRow = rows.minimumLot[t] ?? null;
    if (lotRow !== null) {
      require(tells.minimumLot, family.minimumLot, t, row(lotRow, [0, free]));
    }
  });
  if (columns.backlog) {
    const most = family.finalBacklogMaximum;
    require(tells.finalBacklog, most, last, column(columns.backlog[last]!, [0, most], [0, free]));
  }
  return requirements;
}

function requirementsOfResource(resource: CompleteResource, r: number, model: PlanModel): Requirement[] {
  const columns = model.resources[r]!;
  const rows = model.resourceRows[r]!;
  const owner = { kind: 'resource', id: resource.id } as const;
  const { workforce } = resource;
  const requirements: Requirement[] = [];
  const require = (tell: Tell, amount: number, period: number, relaxation: Relaxation) =>
    requirements.push({ owner, tell, unit: 'hour', amount, period, relaxation });

  if (!workforce) {
    columns.regularHours.forEach((regular, t) => {
      const hours = resource.regularHours[t]!;
      if (Number.isFinite(hours))
        require(tells.regularHours, hours, t, column(regular, [0, hours], [0, free]));
    });
    columns.overtimeHours.forEach((overtime, t) => {
      const hours = resource.overtimeHours[t]!;
      if (Number.isFinite(hours)) require(tells.overtime, hours, t, column(overtime, [0, hours], [0, free]));
    });
    return requirements;
  }
  const neverIdle = workforce.integer ? tells.wholeWorkersNeverIdle : tells.workersNeverIdle;
  const tellHours = workforce.idleAllowed ? tells.workersHours : neverIdle;
  rows.regularHoursOfWorkers?.forEach((regular, t) => {
    const atLeast = workforce.idleAllowed ? -free : 0;
    require(tellHours, workforce.hoursPerWorker[t]!, t, row(regular, [atLeast, 0]));
  });
  rows.overtimeHoursOfWorkers?.forEach((overtime, t) => {
    require(tells.workersOvertime, workforce.overtimeHoursPerWorker, t, row(overtime, [-free, 0]));
  });
  return requirements;
}

function column(index: number, required: [number, number], relaxed: [number, number]): Relaxation {
  return { of: 'column', index, required, relaxed };
}

function row(index: number, required: [number, number]): Relaxation {
  return { of: 'row', index, required, relaxed: [-free, free] };
}
