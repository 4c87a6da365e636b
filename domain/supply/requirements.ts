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
  /** What is required of whom; requirements with the same subject are told in one sentence. */
  readonly subject: string;
  readonly tell: (amounts: string, periods: string) => string;
  readonly unit: 'unit' | 'hour' | null;
  readonly amount: number;
  readonly period: number;
  readonly relaxation: Relaxation;
}

const free = Number.POSITIVE_INFINITY;

/** Everything in a planning problem that can stand in the way of a plan and could be given up, period by period. */
export function requirementsOf(problem: CompleteProblem, model: PlanModel): Requirement[] {
  return [
    ...problem.families.flatMap((family, f) => requirementsOfFamily(family, f, model)),
    ...problem.resources.flatMap((resource, r) => requirementsOfResource(resource, r, model)),
  ];
}

function requirementsOfFamily(family: CompleteFamily, f: number, model: PlanModel): Requirement[] {
  const columns = model.families[f]!;
  const rows = model.familyRows[f]!;
  const name = `Family "${family.id}"`;
  const last = family.demand.length - 1;
  const requirements: Requirement[] = [];
  const add = (
    kind: string,
    unit: Requirement['unit'],
    amount: number,
    period: number,
    tell: Requirement['tell'],
    relaxation: Relaxation,
  ) => requirements.push({ subject: `${name} ${kind}`, tell, unit, amount, period, relaxation });

  family.demand.forEach((demand, t) => {
    if (family.unmetDemand === 'forbidden' && demand > 0) {
      add(
        'demand',
        'unit',
        demand,
        t,
        (amounts, periods) =>
          `${name}: demand of ${amounts} in ${periods} must be delivered on time (unmetDemand "forbidden").`,
        column(columns.delivered[t]!, [demand, demand], [0, demand]),
      );
    }
    const atLeast = family.inventoryMinimum[t]!;
    if (atLeast > 0) {
      const isFinal = t === last && family.finalInventoryMinimum >= family.safetyStock[t]!;
      add(
        isFinal ? 'final inventory' : 'safety stock',
        'unit',
        atLeast,
        t,
        (amounts, periods) =>
          isFinal
            ? `${name}: at least ${amounts} must be in stock at the end of ${periods} (finalInventoryMinimum).`
            : `${name}: stock must not fall below ${amounts} in ${periods} (safetyStock).`,
        column(columns.inventory[t]!, [atLeast, free], [0, free]),
      );
    }
    const fixed = family.fixedProduction[t] ?? null;
    if (fixed !== null) {
      add(
        'fixed production',
        'unit',
        fixed,
        t,
        (amounts, periods) => `${name}: production is fixed at ${amounts} in ${periods} (fixedProduction).`,
        column(columns.production[t]!, [fixed, fixed], [0, free]),
      );
    }
    const limit = family.subcontract?.limit[t];
    if (columns.subcontracted && limit !== undefined && Number.isFinite(limit)) {
      add(
        'subcontract limit',
        'unit',
        limit,
        t,
        (amounts, periods) =>
          `${name}: at most ${amounts} can be subcontracted in ${periods} (subcontract.limit).`,
        column(columns.subcontracted[t]!, [0, limit], [0, free]),
      );
    }
    const lotRow = rows.minimumLot[t] ?? null;
    if (lotRow !== null) {
      add(
        'minimum lot',
        'unit',
        family.minimumLot,
        t,
        (amounts, periods) => `${name}: a lot is at least ${amounts} in ${periods} (minimumLot).`,
        { of: 'row', index: lotRow, required: [0, free], relaxed: [-free, free] },
      );
    }
  });
  if (columns.backlog) {
    const most = family.finalBacklogMaximum;
    add(
      'final backlog',
      'unit',
      most,
      last,
      (amounts, periods) =>
        `${name}: at most ${amounts} may still be waiting at the end of ${periods} (finalBacklogMaximum).`,
      column(columns.backlog[last]!, [0, most], [0, free]),
    );
  }
  return requirements;
}

function requirementsOfResource(resource: CompleteResource, r: number, model: PlanModel): Requirement[] {
  const columns = model.resources[r]!;
  const rows = model.resourceRows[r]!;
  const name = `Resource "${resource.id}"`;
  const { workforce } = resource;
  const requirements: Requirement[] = [];

  columns.regularHours.forEach((regular, t) => {
    if (workforce) return;
    const hours = resource.regularHours[t]!;
    if (Number.isFinite(hours)) {
      requirements.push({
        subject: `${name} regular hours`,
        unit: 'hour',
        amount: hours,
        period: t,
        tell: (amounts, periods) =>
          `${name}: at most ${amounts} of regular time in ${periods} (regularHours).`,
        relaxation: column(regular, [0, hours], [0, free]),
      });
    }
    const overtime = resource.overtimeHours[t]!;
    if (Number.isFinite(overtime)) {
      requirements.push({
        subject: `${name} overtime`,
        unit: 'hour',
        amount: overtime,
        period: t,
        tell: (amounts, periods) => `${name}: at most ${amounts} of overtime in ${periods} (overtimeHours).`,
        relaxation: column(columns.overtimeHours[t]!, [0, overtime], [0, free]),
      });
    }
  });
  if (!workforce || !columns.workers) return requirements;

  columns.workers.forEach((_, t) => {
    const regularRow = rows.regularHoursOfWorkers![t]!;
    const overtimeRow = rows.overtimeHoursOfWorkers![t]!;
    requirements.push({
      subject: `${name} hours of workers`,
      unit: 'hour',
      amount: workforce.hoursPerWorker[t]!,
      period: t,
      tell: (amounts, periods) =>
        workforce.idleAllowed
          ? `${name}: a worker works at most ${amounts} of regular time in ${periods} (hoursPerWorker).`
          : `${name}: every ${workforce.integer ? 'whole ' : ''}worker works exactly ${amounts} of regular time in ${periods} (hoursPerWorker, idleAllowed false).`,
      relaxation: {
        of: 'row',
        index: regularRow,
        required: [workforce.idleAllowed ? -free : 0, 0],
        relaxed: [-free, free],
      },
    });
    requirements.push({
      subject: `${name} overtime of workers`,
      unit: 'hour',
      amount: workforce.overtimeHoursPerWorker,
      period: t,
      tell: (amounts, periods) =>
        `${name}: a worker works at most ${amounts} of overtime in ${periods} (overtimeHoursPerWorker).`,
      relaxation: { of: 'row', index: overtimeRow, required: [-free, 0], relaxed: [-free, free] },
    });
  });
  return requirements;
}

function column(index: number, required: [number, number], relaxed: [number, number]): Relaxation {
  return { of: 'column', index, required, relaxed };
}
