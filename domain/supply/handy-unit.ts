import type { CompleteProblem } from './complete-problem';

/**
 * How many units (and hours) to count as one, so that a solver sees numbers it can tell apart: with lots in the
 * millions, its tolerance for yes-or-no decisions would hide thousands of units. A power of two, so that nothing is
 * rounded; 1 where the largest amount is small anyway.
 */
export function handyUnit(problem: CompleteProblem): number {
  const largest = Math.max(
    1,
    ...problem.families.map((family) =>
      Math.max(...family.demand, ...family.inventoryMinimum, family.minimumLot),
    ),
  );
  return 2 ** Math.max(0, Math.floor(Math.log2(largest)) - 9);
}

/**
 * The same problem with units and hours counted in `unit`s, and money with them: costs per unit and per hour stay as
 * they are, costs of a set-up or a worker shrink. Workers stay whole.
 */
export function countedIn(unit: number, problem: CompleteProblem): CompleteProblem {
  if (unit === 1) return problem;
  const shrink = (amounts: readonly number[]) => amounts.map((amount) => amount / unit);
  return {
    ...problem,
    families: problem.families.map((family) => ({
      ...family,
      demand: shrink(family.demand),
      initialInventory: family.initialInventory / unit,
      initialBacklog: family.initialBacklog / unit,
      finalBacklogMaximum: family.finalBacklogMaximum / unit,
      inventoryMinimum: shrink(family.inventoryMinimum),
      safetyStock: shrink(family.safetyStock),
      finalInventoryMinimum: family.finalInventoryMinimum / unit,
      setupCost: shrink(family.setupCost),
      minimumLot: family.minimumLot / unit,
      subcontract: family.subcontract && { ...family.subcontract, limit: shrink(family.subcontract.limit) },
      fixedProduction: family.fixedProduction.map((units) => (units === null ? null : units / unit)),
      productionMinimum: shrink(family.productionMinimum),
      receipts: shrink(family.receipts),
      zeroBelow: family.zeroBelow / unit,
    })),
    resources: problem.resources.map((resource) => ({
      ...resource,
      regularHours: shrink(resource.regularHours),
      overtimeHours: shrink(resource.overtimeHours),
      workforce: resource.workforce && {
        ...resource.workforce,
        hireCost: resource.workforce.hireCost / unit,
        layoffCost: resource.workforce.layoffCost / unit,
        wagePerPeriod: resource.workforce.wagePerPeriod / unit,
        hoursPerWorker: shrink(resource.workforce.hoursPerWorker),
        overtimeHoursPerWorker: resource.workforce.overtimeHoursPerWorker / unit,
      },
    })),
  };
}
