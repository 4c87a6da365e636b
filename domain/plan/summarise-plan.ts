import type { PlanSummary } from '../cycle/plan-summary';
import type { PlanningInput } from '../cycle/planning-input';
import type { DemandSeries } from '../demand/demand-plan';
import { sumQuantities, toThousandths } from '../demand/spread-quantity';
import { compareWithBudget, familyRevenue, toCents } from './plan-figures';
import { deliveredRevenue, type SupplyResult } from './supply-plan';

/** The figures of a demand plan: what would be sold if everything asked for were delivered. */
export function summariseDemand(
  input: PlanningInput,
  months: readonly string[],
  series: readonly DemandSeries[],
  changes: readonly string[],
): PlanSummary {
  const revenue = familyRevenue(input, months, series);
  return {
    currency: input.currency,
    firstMonth: months[0]!,
    lastMonth: months.at(-1)!,
    volumeUnits: sumQuantities(series.flatMap(({ quantityUnits }) => quantityUnits)),
    serviceRatio: null,
    inventoryUnits: null,
    inventoryValue: null,
    inventoryDays: null,
    backlogUnits: null,
    utilisationRatio: null,
    revenue: toCents(revenue.flatMap((family) => family.revenue).reduce((sum, amount) => sum + amount, 0)),
    cost: null,
    margin: null,
    ...compareWithBudget(input, months, revenue),
    bottlenecks: [],
    changes,
    solverStatus: null,
  };
}

const DAYS_A_MONTH = 365 / 12;
const MOST_BOTTLENECKS = 12;

/**
 * The figures of a supply plan. Service is what was delivered in its own month: the oldest backlog is served first,
 * so of a month's demand as much is late as there is backlog at its end, at most all of it. Inventory days are
 * average stock at cost over a day's cost of goods delivered.
 *
 * Example: demand 100 in each of two months, backlog 20 and 0 at their ends: service (80 + 100) / 200 = 0.9.
 */
export function summariseSupply(
  input: PlanningInput,
  result: SupplyResult,
  changes: readonly string[],
): PlanSummary {
  const { months, problem, answer, demand } = result;
  const volumeUnits = sumQuantities(demand.flatMap(({ quantityUnits }) => quantityUnits));
  const late = sumOver(problem.families, (family, index) =>
    sumOver(months, (_, month) => Math.min(family.demand[month]!, answer.families[index]!.backlog[month]!)),
  );
  const inventoryUnits = sumOver(answer.families, (family) => mean(family.inventory));
  const inventoryValue = sumOver(answer.families, (family, index) =>
    mean(
      family.inventory.map((units, month) => units * costAt(problem.families[index]!.productionCost, month)),
    ),
  );
  const goodsCost = sumOver(answer.families, (family, index) =>
    sumOver(
      family.delivered,
      (units, month) => units * costAt(problem.families[index]!.productionCost, month),
    ),
  );
  const revenue = answer.families.map(({ id }) => ({
    familyCode: id,
    revenue: deliveredRevenue(result, id),
  }));
  return {
    currency: input.currency,
    firstMonth: months[0]!,
    lastMonth: months.at(-1)!,
    volumeUnits,
    serviceRatio: volumeUnits > 0 ? 1 - late / volumeUnits : null,
    inventoryUnits: toThousandths(inventoryUnits),
    inventoryValue: toCents(inventoryValue),
    inventoryDays: goodsCost > 0 ? (inventoryValue / goodsCost) * months.length * DAYS_A_MONTH : null,
    backlogUnits: toThousandths(
      Math.max(0, ...months.map((_, month) => sumOver(answer.families, ({ backlog }) => backlog[month]!))),
    ),
    utilisationRatio: utilisation(result),
    revenue: toCents(answer.revenue),
    cost: toCents(answer.cost),
    margin: toCents(answer.margin),
    ...compareWithBudget(input, months, revenue),
    bottlenecks: bottlenecks(result),
    changes,
    solverStatus: solverStatus(result),
  };
}

function utilisation({ problem, answer }: SupplyResult): number | null {
  let used = 0;
  let available = 0;
  problem.resources.forEach(({ regularHours }, index) => {
    if (!Array.isArray(regularHours)) return;
    available += sumOver(regularHours as number[], (hours) => hours);
    used += sumOver(answer.resources[index]!.regularHours, (hours) => hours);
  });
  return available > 0 ? used / available : null;
}

function bottlenecks({ answer, months }: SupplyResult): PlanSummary['bottlenecks'] {
  return [...answer.binding]
    .sort((a, b) => b.valueOfOneMoreHour - a.valueOfOneMoreHour)
    .slice(0, MOST_BOTTLENECKS)
    .map(({ resource, period, valueOfOneMoreHour }) => ({
      resourceCode: resource,
      month: period,
      utilisationRatio:
        answer.resources.find(({ id }) => id === resource)?.utilisationRatio[months.indexOf(period)] ?? 1,
      valueOfOneMoreHour: toCents(valueOfOneMoreHour),
    }));
}

function solverStatus({ answer }: SupplyResult): string {
  if (answer.status === 'optimal') return 'optimal';
  return `${answer.status} (gap ${(100 * answer.gapRatio).toFixed(1)} %)`;
}

const costAt = (cost: number | readonly number[] | undefined, month: number): number =>
  typeof cost === 'number' ? cost : (cost?.[month] ?? 0);

const mean = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;

function sumOver<Each>(list: readonly Each[], value: (each: Each, index: number) => number): number {
  return list.reduce((sum, each, index) => sum + value(each, index), 0);
}
