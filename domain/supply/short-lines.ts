import type { CompleteFamily, CompleteProblem, CompleteResource } from './complete-problem';

/** Hours that are missing by less than this share of what there is may be the arithmetic's. */
const arithmetic = 1e-6;

/**
 * The resources, by their place in the problem, that cannot work the hours which must be worked by the end of some
 * period, whatever the plan; the shortest first. What a family must make by then is what must be delivered or in stock
 * by then and cannot come from stock, receipts or subcontracting. Resources with a workforce are never short: workers
 * can be hired. A resource that is not listed may be short all the same.
 *
 * Example: 30 units of an hour each are due by the end of the second period, with 10 hours in each: listed.
 */
export function shortLines(problem: CompleteProblem): number[] {
  const needed = problem.resources.map(() => new Float64Array(problem.periods.length));
  for (const family of problem.families) {
    if (family.hours.length === 0) continue;
    const units = unitsNeeded(family);
    for (const { resource, hoursPerUnit } of family.hours) {
      for (const [t, most] of units.entries()) needed[resource]![t]! += hoursPerUnit * most;
    }
  }
  return problem.resources
    .map((resource, r) => ({ r, ratio: shortestRatio(resource, needed[r]!) }))
    .filter(({ ratio }) => ratio > 1 + arithmetic)
    .sort((a, b) => b.ratio - a.ratio)
    .map(({ r }) => r);
}

/** Units that must have been made by the end of each period. */
function unitsNeeded(family: CompleteFamily): number[] {
  const last = family.demand.length - 1;
  let given = family.initialInventory;
  let due = family.unmetDemand === 'backlog' ? family.initialBacklog : 0;
  let most = 0;
  return family.demand.map((demand, t) => {
    given += family.receipts[t]! + (family.subcontract?.limit[t] ?? 0);
    due += demand;
    const delivered = family.unmetDemand === 'forbidden' ? due : 0;
    const deliveredAtEnd = family.unmetDemand === 'backlog' ? due - family.finalBacklogMaximum : delivered;
    const needed = (t === last ? Math.max(0, deliveredAtEnd) : delivered) + family.inventoryMinimum[t]!;
    most = Math.max(most, needed - given);
    return most;
  });
}

/** The largest ratio of hours needed by the end of a period to hours there are until then. */
function shortestRatio(resource: CompleteResource, needed: Float64Array): number {
  if (resource.workforce) return 0;
  let available = 0;
  let ratio = 0;
  for (const [t, hours] of needed.entries()) {
    available += resource.regularHours[t]! + resource.overtimeHours[t]!;
    if (hours > 0) ratio = Math.max(ratio, hours / available);
  }
  return ratio;
}
