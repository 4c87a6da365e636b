import type {
  PerPeriod,
  PlanAnswer,
  PlannedFamily,
  PlannedResource,
  PlanningProblem,
  ProblemFamily,
  ProblemResource,
} from './planning-problem';

/** Amounts may differ by this much, relative to the largest amount in the relation. */
const tolerance = 1e-6;

/**
 * Adds a returned plan up again, from the problem's file alone and without the planner's model: stock and demand
 * balance, limits, lots, frozen fence, hours, workforce, money. Returns one sentence for each thing that does not
 * add up; empty means the plan holds. Tolerance 1e-6 of the largest amount concerned.
 *
 * @example checkPlan(problem, { ...plan, cost: plan.cost + 1 }) returns ['The cost adds up to 20, not 21.'].
 */
export function checkPlan(problem: PlanningProblem, plan: PlanAnswer): string[] {
  if (plan.status === 'infeasible')
    return plan.conflict.length > 0 ? [] : ['An infeasible answer names no conflict.'];
  return [
    ...problem.families.flatMap((family, f) => checkFamily(problem, family, plan.families[f])),
    ...problem.resources.flatMap((resource, r) => checkResource(problem, resource, plan, plan.resources[r])),
    ...checkMoney(problem, plan),
  ];
}

function checkFamily(
  problem: PlanningProblem,
  family: ProblemFamily,
  plan: PlannedFamily | undefined,
): string[] {
  if (plan?.id !== family.id) return [`The plan has no family "${family.id}" in its place.`];
  const mistakes: string[] = [];
  const scale = Math.max(1, ...family.demand);
  const name = (t: number) => `Family "${family.id}" in ${problem.periods[t]}`;
  const same = (what: string, t: number, is: number, should: number) => {
    if (Math.abs(is - should) > tolerance * Math.max(scale, Math.abs(should))) {
      mistakes.push(`${name(t)}: ${what} is ${is}, not ${should}.`);
    }
  };
  const atLeast = (what: string, t: number, is: number, least: number) => {
    if (is < least - tolerance * Math.max(scale, least))
      mistakes.push(`${name(t)}: ${what} is ${is}, below ${least}.`);
  };
  const atMost = (what: string, t: number, is: number, most: number) => {
    if (is > most + tolerance * Math.max(scale, most))
      mistakes.push(`${name(t)}: ${what} is ${is}, above ${most}.`);
  };
  const last = family.demand.length - 1;
  family.demand.forEach((demand, t) => {
    const stockBefore = t === 0 ? (family.initialInventory ?? 0) : plan.inventory[t - 1]!;
    const backlogBefore = t === 0 ? (family.initialBacklog ?? 0) : plan.backlog[t - 1]!;
    const received = plan.production[t]! + plan.subcontracted[t]! + at(family.receipts, t);
    same('inventory', t, plan.inventory[t]!, stockBefore + received - plan.delivered[t]!);
    same('demand', t, plan.delivered[t]! + plan.backlog[t]! + plan.lost[t]! - backlogBefore, demand);
    for (const what of [
      'production',
      'subcontracted',
      'delivered',
      'inventory',
      'backlog',
      'lost',
    ] as const) {
      atLeast(what, t, plan[what][t]!, 0);
    }
    const unmet = family.unmetDemand ?? 'forbidden';
    if (unmet !== 'backlog') same('backlog', t, plan.backlog[t]!, 0);
    if (unmet !== 'lost') same('lost', t, plan.lost[t]!, 0);
    atLeast('inventory', t, plan.inventory[t]!, at(family.safetyStock, t));
    atMost('subcontracted', t, plan.subcontracted[t]!, subcontractLimit(family, t));
    const fixed = family.fixedProduction?.[t] ?? null;
    if (fixed !== null) same('production', t, plan.production[t]!, fixed);
    else if (plan.production[t]! >= tolerance * scale) {
      atLeast('a lot', t, plan.production[t]!, family.minimumLot ?? 0);
    }
  });
  atLeast('final inventory', last, plan.inventory[last]!, family.finalInventoryMinimum ?? 0);
  atMost('final backlog', last, plan.backlog[last]!, family.finalBacklogMaximum ?? 0);
  return mistakes;
}

function checkResource(
  problem: PlanningProblem,
  resource: ProblemResource,
  plan: PlanAnswer,
  hours: PlannedResource | undefined,
): string[] {
  if (hours?.id !== resource.id) return [`The plan has no resource "${resource.id}" in its place.`];
  const mistakes: string[] = [];
  const { workforce } = resource;
  problem.periods.forEach((period, t) => {
    const taken = problem.families.reduce(
      (sum, family, f) => sum + (family.hoursPerUnit?.[resource.id] ?? 0) * plan.families[f]!.production[t]!,
      0,
    );
    const scale = Math.max(1, taken);
    const say = (what: string) => mistakes.push(`Resource "${resource.id}" in ${period}: ${what}`);
    const worked = hours.regularHours[t]! + hours.overtimeHours[t]!;
    if (Math.abs(worked - taken) > tolerance * scale)
      say(`${worked} hours are worked, but production takes ${taken}.`);
    if (Math.min(hours.regularHours[t]!, hours.overtimeHours[t]!) < -tolerance * scale)
      say('hours are below 0.');
    const regular = workforce
      ? hours.workers[t]! * at(workforce.hoursPerWorker, t)
      : limit(resource.regularHours, t);
    const overtime = workforce
      ? hours.workers[t]! * (workforce.overtimeHoursPerWorker ?? 0)
      : limit(resource.overtimeHours === undefined ? 0 : resource.overtimeHours, t);
    if (hours.regularHours[t]! > regular + tolerance * scale) {
      say(`${hours.regularHours[t]} regular hours are worked, above ${regular}.`);
    }
    if (hours.overtimeHours[t]! > overtime + tolerance * scale) {
      say(`${hours.overtimeHours[t]} hours of overtime are worked, above ${overtime}.`);
    }
    if (!workforce) return;
    if (workforce.idleAllowed === false && Math.abs(hours.regularHours[t]! - regular) > tolerance * scale) {
      say(`workers idle: ${hours.regularHours[t]} of ${regular} regular hours are worked.`);
    }
    const before = t === 0 ? workforce.initialWorkers : hours.workers[t - 1]!;
    const workers = before + hours.hired[t]! - hours.laidOff[t]!;
    if (Math.abs(workers - hours.workers[t]!) > tolerance * Math.max(1, workers)) {
      say(`${hours.workers[t]} workers do not follow from ${before} before, hired and laid off.`);
    }
    if (Math.min(hours.workers[t]!, hours.hired[t]!, hours.laidOff[t]!) < 0) say('workers are below 0.');
    if (workforce.integer && !Number.isInteger(hours.workers[t]!))
      say(`${hours.workers[t]} workers are not whole.`);
  });
  return mistakes;
}

function checkMoney(problem: PlanningProblem, plan: PlanAnswer): string[] {
  let revenue = 0;
  let cost = 0;
  problem.families.forEach((family, f) => {
    const planned = plan.families[f]!;
    const zeroBelow = tolerance * Math.max(1, ...family.demand);
    problem.periods.forEach((_, t) => {
      revenue += planned.delivered[t]! * at(family.price, t);
      cost += planned.production[t]! * at(family.productionCost, t);
      cost += planned.subcontracted[t]! * at(family.subcontract?.cost, t);
      cost += planned.inventory[t]! * at(family.holdingCost, t);
      cost += planned.backlog[t]! * at(family.backlogCost, t);
      cost += planned.production[t]! >= zeroBelow ? at(family.setupCost, t) : 0;
    });
  });
  problem.resources.forEach((resource, r) => {
    const hours = plan.resources[r]!;
    problem.periods.forEach((_, t) => {
      cost += hours.regularHours[t]! * at(resource.regularCostPerHour, t);
      cost += hours.overtimeHours[t]! * at(resource.overtimeCostPerHour, t);
      if (!resource.workforce) return;
      cost += hours.workers[t]! * resource.workforce.wagePerPeriod;
      cost +=
        hours.hired[t]! * resource.workforce.hireCost + hours.laidOff[t]! * resource.workforce.layoffCost;
    });
  });
  const mistakes: string[] = [];
  const compare = (what: string, adds: number, says: number) => {
    if (Math.abs(adds - says) > tolerance * Math.max(1, Math.abs(adds))) {
      mistakes.push(`The ${what} adds up to ${adds}, not ${says}.`);
    }
  };
  compare('revenue', revenue, plan.revenue);
  compare('cost', cost, plan.cost);
  compare('margin', plan.revenue - plan.cost, plan.margin);
  if (plan.boundMargin < plan.margin - tolerance * Math.max(1, Math.abs(plan.margin))) {
    mistakes.push(
      `The bound ${plan.boundMargin} lies below the margin ${plan.margin} that the plan reaches.`,
    );
  }
  return mistakes;
}

function at(value: PerPeriod | undefined, t: number): number {
  if (value === undefined) return 0;
  return typeof value === 'number' ? value : value[t]!;
}

function limit(value: PerPeriod | null | undefined, t: number): number {
  return value === null || value === undefined ? Number.POSITIVE_INFINITY : at(value, t);
}

function subcontractLimit(family: ProblemFamily, t: number): number {
  return family.subcontract ? limit(family.subcontract.limit, t) : 0;
}
