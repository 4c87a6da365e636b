import { DomainError } from '../errors';
import { at } from '../supply/per-period';
import type { PerPeriod, PlanningProblem, ProblemFamily, ProblemResource } from '../supply/planning-problem';

/** The families a change is about (all when left out), and the periods it lasts (all when left out). */
interface Reach {
  readonly families?: readonly string[];
  readonly periods?: readonly string[];
}

/** One named change to a planning problem. Percent: 10 = a tenth more, -100 = nothing left. */
export type ScenarioChange =
  | ({ readonly kind: 'demand'; readonly percent: number } & Reach)
  | ({ readonly kind: 'price'; readonly percent: number } & Reach)
  | ({ readonly kind: 'cost'; readonly cost: FamilyCost; readonly percent: number } & Reach)
  | { readonly kind: 'hour-cost'; readonly resource: string; readonly percent: number }
  | { readonly kind: 'line-lost'; readonly resource: string; readonly periods?: readonly string[] }
  | {
      readonly kind: 'capacity';
      readonly resource: string;
      readonly percent: number;
      readonly periods?: readonly string[];
    }
  | {
      readonly kind: 'overtime-share';
      /** The lines that may; all when left out. */
      readonly resources?: readonly string[];
      readonly periods?: readonly string[];
      /** Overtime of at least so many per cent of the regular hours is allowed. */
      readonly percent: number;
    }
  | {
      readonly kind: 'safety-stock';
      /** By family id; the others keep theirs. */
      readonly units: Readonly<Record<string, number>>;
    }
  | ({ readonly kind: 'unmet-demand'; readonly unmetDemand: 'forbidden' | 'backlog' | 'lost' } & Pick<
      Reach,
      'families'
    >);

export type FamilyCost = 'production' | 'holding' | 'backlog' | 'setup' | 'subcontract';

/**
 * Applies changes, in order, to a planning problem and returns the changed one; the given one stays as it is. Throws
 * a DomainError 'invalid-input' for an unknown family, resource or period, or a percentage below -100.
 *
 * @example applyChanges(problem, [{ kind: 'demand', percent: 10 }]) asks for [11, 22] where problem asked for [10, 20].
 */
export function applyChanges(problem: PlanningProblem, changes: readonly ScenarioChange[]): PlanningProblem {
  return changes.reduce(applyChange, problem);
}

function applyChange(problem: PlanningProblem, change: ScenarioChange): PlanningProblem {
  switch (change.kind) {
    case 'demand':
      return changeFamilies(problem, change, (family, factor) => ({
        ...family,
        demand: family.demand.map((units, t) => units * factor(t)),
      }));
    case 'price':
      return changeFamilies(problem, change, (family, factor) => ({
        ...family,
        price: times(problem, family.price, factor),
      }));
    case 'cost':
      return changeFamilies(problem, change, (family, factor) =>
        changeCost(problem, family, change.cost, factor),
      );
    case 'unmet-demand':
      return changeFamilies(problem, { ...change, percent: 0 }, (family) => ({
        ...family,
        unmetDemand: change.unmetDemand,
        initialBacklog: change.unmetDemand === 'backlog' ? (family.initialBacklog ?? 0) : 0,
      }));
    case 'hour-cost':
      return changeResource(problem, change.resource, (resource) =>
        changeHourCost(problem, resource, change.percent),
      );
    case 'capacity':
      return changeResource(problem, change.resource, (resource) => {
        const factor = factorByPeriod(problem, change);
        return resource.workforce
          ? changeWorkersHours(problem, resource, factor)
          : changeHours(problem, resource, factor);
      });
    case 'overtime-share':
      return shareOvertime(problem, change);
    case 'safety-stock':
      return keepSafetyStock(problem, change.units);
    case 'line-lost':
      return loseLine(problem, change);
  }
}

function changeCost(
  problem: PlanningProblem,
  family: ProblemFamily,
  cost: FamilyCost,
  factor: (t: number) => number,
): ProblemFamily {
  const change = (value: PerPeriod | undefined) => times(problem, value, factor);
  switch (cost) {
    case 'production':
      return { ...family, productionCost: change(family.productionCost) };
    case 'holding':
      return { ...family, holdingCost: change(family.holdingCost) };
    case 'backlog':
      return { ...family, backlogCost: change(family.backlogCost) };
    case 'setup':
      return { ...family, setupCost: change(family.setupCost) };
    case 'subcontract': {
      const { subcontract } = family;
      return subcontract
        ? { ...family, subcontract: { ...subcontract, cost: change(subcontract.cost) } }
        : family;
    }
  }
}

function changeHourCost(
  problem: PlanningProblem,
  resource: ProblemResource,
  percent: number,
): ProblemResource {
  const factor = factorByPeriod(problem, { percent });
  const { workforce } = resource;
  return {
    ...resource,
    regularCostPerHour: times(problem, resource.regularCostPerHour, factor),
    overtimeCostPerHour: times(problem, resource.overtimeCostPerHour, factor),
    workforce: workforce ? { ...workforce, wagePerPeriod: workforce.wagePerPeriod * factor(0) } : null,
  };
}

function changeHours(
  problem: PlanningProblem,
  resource: ProblemResource,
  factor: (t: number) => number,
): ProblemResource {
  const change = (hours: PerPeriod | null | undefined) =>
    hours == null ? hours : times(problem, hours, factor);
  const { regularHours = null, overtimeHours = 0 } = resource;
  return {
    ...resource,
    regularHours: change(regularHours) ?? null,
    overtimeHours: change(overtimeHours) ?? null,
  };
}

function changeWorkersHours(
  problem: PlanningProblem,
  resource: ProblemResource,
  factor: (t: number) => number,
): ProblemResource {
  const workforce = resource.workforce!;
  return {
    ...resource,
    workforce: { ...workforce, hoursPerWorker: times(problem, workforce.hoursPerWorker, factor) },
  };
}

/** Overtime up to a share of the regular hours, where it was not allowed already; unlimited hours stay so. */
function shareOvertime(
  problem: PlanningProblem,
  change: Extract<ScenarioChange, { kind: 'overtime-share' }>,
): PlanningProblem {
  const { percent } = change;
  if (!(percent >= 0)) {
    throw new DomainError('invalid-input', `Overtime of ${percent} % of the hours: give 0 or more.`);
  }
  const isReached = isInReach(problem, change.periods);
  const ids = change.resources ?? problem.resources.map(({ id }) => id);
  return ids.reduce(
    (changed, id) =>
      changeResource(changed, id, (resource) => {
        const { regularHours = null, overtimeHours = 0, workforce } = resource;
        if (workforce) {
          const least = Math.min(...problem.periods.map((_, t) => at(workforce.hoursPerWorker, t)));
          const overtimeHoursPerWorker = Math.max(
            workforce.overtimeHoursPerWorker ?? 0,
            (percent / 100) * least,
          );
          return { ...resource, workforce: { ...workforce, overtimeHoursPerWorker } };
        }
        if (regularHours === null || overtimeHours === null) return resource;
        const hours = problem.periods.map((_, t) =>
          Math.max(at(overtimeHours, t), isReached(t) ? (percent / 100) * at(regularHours, t) : 0),
        );
        return { ...resource, overtimeHours: hours };
      }),
    problem,
  );
}

function keepSafetyStock(problem: PlanningProblem, units: Readonly<Record<string, number>>): PlanningProblem {
  const known = problem.families.map(({ id }) => id);
  for (const [id, stock] of Object.entries(units)) {
    if (!known.includes(id)) throw unknownId('family', id, known);
    if (!(stock >= 0)) {
      throw new DomainError('invalid-input', `Safety stock of ${stock} units for "${id}": give 0 or more.`);
    }
  }
  return {
    ...problem,
    families: problem.families.map((family) =>
      units[family.id] === undefined ? family : { ...family, safetyStock: units[family.id]! },
    ),
  };
}

/** A lost line has no hours, and nothing that needs it is made, not even what was frozen. */
function loseLine(
  problem: PlanningProblem,
  change: { readonly resource: string; readonly periods?: readonly string[] },
): PlanningProblem {
  const factor = factorByPeriod(problem, { ...change, percent: -100 });
  const isLost = (t: number) => factor(t) === 0;
  const withoutHours = changeResource(problem, change.resource, (resource) =>
    resource.workforce
      ? changeWorkersHours(problem, resource, factor)
      : changeHours(problem, withLimitedHours(problem, resource, isLost), factor),
  );
  return {
    ...withoutHours,
    families: problem.families.map((family) => {
      if (!(family.hoursPerUnit?.[change.resource] ?? 0)) return family;
      const fixed = family.fixedProduction ?? problem.periods.map(() => null);
      return { ...family, fixedProduction: fixed.map((units, t) => (isLost(t) ? 0 : units)) };
    }),
  };
}

/** Hours without a limit stay so outside the lost periods: families' frozen production does the stopping there. */
function withLimitedHours(
  problem: PlanningProblem,
  resource: ProblemResource,
  isLost: (t: number) => boolean,
): ProblemResource {
  if (!problem.periods.every((_, t) => isLost(t))) return resource;
  return {
    ...resource,
    regularHours: resource.regularHours ?? 0,
    overtimeHours: resource.overtimeHours ?? 0,
  };
}

function changeFamilies(
  problem: PlanningProblem,
  reach: Reach & { readonly percent: number },
  change: (family: ProblemFamily, factor: (t: number) => number) => ProblemFamily,
): PlanningProblem {
  const factor = factorByPeriod(problem, reach);
  const known = new Set(problem.families.map((family) => family.id));
  const unknown = reach.families?.find((id) => !known.has(id));
  if (unknown !== undefined) throw unknownId('family', unknown, [...known]);
  return {
    ...problem,
    families: problem.families.map((family) =>
      !reach.families || reach.families.includes(family.id) ? change(family, factor) : family,
    ),
  };
}

function changeResource(
  problem: PlanningProblem,
  id: string,
  change: (resource: ProblemResource) => ProblemResource,
): PlanningProblem {
  const ids = problem.resources.map((resource) => resource.id);
  if (!ids.includes(id)) throw unknownId('resource', id, ids);
  return {
    ...problem,
    resources: problem.resources.map((resource) => (resource.id === id ? change(resource) : resource)),
  };
}

function factorByPeriod(
  problem: PlanningProblem,
  { percent, periods }: { readonly percent: number; readonly periods?: readonly string[] },
): (t: number) => number {
  if (!(percent >= -100)) {
    throw new DomainError(
      'invalid-input',
      `A change of ${percent} % leaves less than nothing: give -100 or more.`,
    );
  }
  const isReached = isInReach(problem, periods);
  return (t) => (isReached(t) ? 1 + percent / 100 : 1);
}

function isInReach(problem: PlanningProblem, periods: readonly string[] | undefined): (t: number) => boolean {
  const unknown = periods?.find((period) => !problem.periods.includes(period));
  if (unknown !== undefined) throw unknownId('period', unknown, problem.periods);
  return (t) => !periods || periods.includes(problem.periods[t]!);
}

function times(
  problem: PlanningProblem,
  value: PerPeriod | undefined,
  factor: (t: number) => number,
): readonly number[] {
  return problem.periods.map((_, t) => at(value, t) * factor(t));
}

function unknownId(what: string, id: string, known: readonly string[]): DomainError {
  const names = known.map((name) => `"${name}"`).join(', ');
  return new DomainError('invalid-input', `There is no ${what} "${id}" in the plan: use one of ${names}.`);
}
