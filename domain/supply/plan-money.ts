import type { CompleteProblem } from './complete-problem';
import type { PlanQuantities } from './plan-quantities';

export interface PlanMoney {
  readonly revenue: number;
  readonly cost: number;
  readonly margin: number;
}

/**
 * What a plan earns and costs, added up from its quantities alone: revenue on delivered units at the price of the
 * period of delivery; material, subcontracting, holding, backlog, set-ups, hours, wages, hiring and layoffs.
 */
export function planMoney(problem: CompleteProblem, plan: PlanQuantities): PlanMoney {
  let revenue = 0;
  let cost = 0;
  problem.families.forEach((family, f) => {
    const planned = plan.families[f]!;
    problem.periods.forEach((_, t) => {
      revenue += planned.delivered[t]! * family.price[t]!;
      cost += planned.production[t]! * family.productionCost[t]!;
      cost += planned.subcontracted[t]! * (family.subcontract?.cost[t] ?? 0);
      cost += planned.inventory[t]! * family.holdingCost[t]!;
      cost += planned.backlog[t]! * family.backlogCost[t]!;
      if (planned.production[t]! >= family.zeroBelow) cost += family.setupCost[t]!;
    });
  });
  problem.resources.forEach((resource, r) => {
    const hours = plan.resources[r]!;
    problem.periods.forEach((_, t) => {
      cost += hours.regularHours[t]! * resource.regularCostPerHour[t]!;
      cost += hours.overtimeHours[t]! * resource.overtimeCostPerHour[t]!;
    });
    const { workforce } = resource;
    if (!workforce) return;
    hours.workers.forEach((workers, t) => {
      cost += workers * workforce.wagePerPeriod;
      cost += hours.hired[t]! * workforce.hireCost + hours.laidOff[t]! * workforce.layoffCost;
    });
  });
  return { revenue, cost, margin: revenue - cost };
}
