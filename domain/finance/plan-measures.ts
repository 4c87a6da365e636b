import { at } from '../supply/per-period';
import type { PerPeriod, PlanAnswer, PlanningProblem } from '../supply/planning-problem';
import { type BudgetCell, type BudgetGap, budgetGap, type SoldFamily } from './budget-gap';
import { cashAtEnd, type PaymentTerms } from './cash-flow';

/** What a plan's money and stock are measured with, beyond the planning problem itself. */
export interface FinanceTerms {
  /** Days in a period; 365 / 12 when left out. */
  readonly daysPerPeriod?: number;
  /** Everything is paid at once when left out. */
  readonly payment?: PaymentTerms;
  readonly budget?: readonly BudgetCell[];
}

/** Volume, service, stock, capacity and money of one plan. Null = not defined, e.g. service without demand. */
export interface PlanMeasures extends BudgetGap {
  readonly demandUnits: number;
  readonly deliveredUnits: number;
  /** Units delivered in the period they were asked for / units asked for. */
  readonly serviceRatio: number | null;
  /** Average over the periods' ends. */
  readonly inventoryUnits: number;
  readonly inventoryValue: number;
  /** Days that the average stock, at cost, would last at the plan's cost of goods delivered (365 / turns). */
  readonly inventoryDays: number | null;
  readonly finalInventoryUnits: number;
  /** Regular hours worked / available, over the whole plan and all resources with limited hours. */
  readonly utilisationRatio: number | null;
  /** The same by resource id. */
  readonly utilisationOfResource: Readonly<Record<string, number | null>>;
  readonly overtimeHours: number;
  readonly largestBacklogUnits: number;
  readonly finalBacklogUnits: number;
  readonly lostUnits: number;
  readonly revenue: number;
  readonly cost: number;
  readonly margin: number;
  /** Cash that the plan brings, at the end of each period. */
  readonly cash: readonly number[];
  readonly lowestCash: number;
  readonly finalCash: number;
}

/**
 * Measures a solved plan so that plans can be laid side by side. Units, hours, days, and the problem's currency.
 * Late deliveries go to the oldest demand first: of a month's demand as much is late as there is backlog at its end,
 * at most all of it. Stock is valued at the family's mean production cost. A ratio without a denominator is null.
 *
 * @example Demand of 100 in each of two months, backlog of 20 and 0 at their ends: service (80 + 100) / 200 = 0.9.
 */
export function measurePlan(
  problem: PlanningProblem,
  plan: PlanAnswer,
  terms: FinanceTerms = {},
): PlanMeasures {
  const payment = terms.payment ?? { receivablePeriods: 0, payablePeriods: 0 };
  const cash = cashAtEnd(problem, plan, payment);
  return {
    ...measureService(problem, plan),
    ...measureStock(problem, plan, terms),
    ...measureUtilisation(problem, plan),
    overtimeHours: sum(plan.resources.flatMap((resource) => resource.overtimeHours)),
    revenue: plan.revenue,
    cost: plan.cost,
    margin: plan.margin,
    cash,
    lowestCash: Math.min(...cash),
    finalCash: cash.at(-1) ?? 0,
    ...budgetGap(problem.periods, soldFamilies(problem, plan), terms.budget ?? []),
  };
}

/** What is delivered of each family, at the price of the period of delivery. */
function soldFamilies(problem: PlanningProblem, plan: PlanAnswer): SoldFamily[] {
  return problem.families.map((family, f) => {
    const { delivered } = plan.families[f]!;
    return {
      family: family.id,
      units: delivered,
      revenue: delivered.map((units, t) => units * at(family.price, t)),
    };
  });
}

function measureService(problem: PlanningProblem, plan: PlanAnswer) {
  let demandUnits = 0;
  let onTime = 0;
  const backlog = problem.periods.map(() => 0);
  problem.families.forEach((family, f) => {
    const planned = plan.families[f]!;
    family.demand.forEach((units, t) => {
      demandUnits += units;
      onTime += Math.max(0, units - planned.backlog[t]! - planned.lost[t]!);
      backlog[t]! += planned.backlog[t]!;
    });
  });
  return {
    demandUnits,
    deliveredUnits: sum(plan.families.flatMap((family) => family.delivered)),
    serviceRatio: demandUnits === 0 ? null : onTime / demandUnits,
    largestBacklogUnits: Math.max(0, ...backlog),
    finalBacklogUnits: backlog.at(-1) ?? 0,
    lostUnits: sum(plan.families.flatMap((family) => family.lost)),
  };
}

function measureStock(problem: PlanningProblem, plan: PlanAnswer, terms: FinanceTerms) {
  const periodCount = problem.periods.length;
  const days = periodCount * (terms.daysPerPeriod ?? 365 / 12);
  let units = 0;
  let value = 0;
  let goodsDelivered = 0;
  problem.families.forEach((family, f) => {
    const planned = plan.families[f]!;
    const unitValue = mean(family.productionCost, periodCount);
    units += sum(planned.inventory) / periodCount;
    value += (sum(planned.inventory) / periodCount) * unitValue;
    goodsDelivered += sum(planned.delivered) * unitValue;
  });
  return {
    inventoryUnits: units,
    inventoryValue: value,
    inventoryDays: goodsDelivered === 0 ? null : (value * days) / goodsDelivered,
    finalInventoryUnits: sum(plan.families.map((family) => family.inventory.at(-1) ?? 0)),
  };
}

function measureUtilisation(problem: PlanningProblem, plan: PlanAnswer) {
  let used = 0;
  let limit = 0;
  const byResource = problem.resources.map((resource, r): [string, number | null] => {
    const { regularHours, workers } = plan.resources[r]!;
    const available = sum(
      problem.periods.map((_, t) => {
        if (resource.workforce) return workers[t]! * at(resource.workforce.hoursPerWorker, t);
        return resource.regularHours == null ? Number.POSITIVE_INFINITY : at(resource.regularHours, t);
      }),
    );
    if (!Number.isFinite(available)) return [resource.id, null];
    used += sum(regularHours);
    limit += available;
    return [resource.id, available > 0 ? sum(regularHours) / available : null];
  });
  return {
    utilisationRatio: limit > 0 ? used / limit : null,
    utilisationOfResource: Object.fromEntries(byResource),
  };
}

function mean(value: PerPeriod | undefined, periodCount: number): number {
  if (value === undefined) return 0;
  return typeof value === 'number' ? value : sum(value) / periodCount;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
