import type { DemandSeries } from '../demand/demand-plan';
import { sumQuantities, toThousandths } from '../demand/spread-quantity';
import type { MarginalDemand } from '../supply/marginal-demand';
import { at } from '../supply/per-period';
import type { PlanAnswer, PlanningProblem } from '../supply/planning-problem';
import { splitProduction } from '../supply/split-production';
import { demandRows } from './consensus-plan';
import { toCents } from './plan-figures';
import { type PlanMeasure, type PlanRow, planRow } from './plan-row';
import type { PlanningInput } from './planning-input';

/** A planner's answer with the question it answers, as the figures and sentences of a plan need them. */
export interface SupplyResult {
  readonly months: readonly string[];
  readonly demand: readonly DemandSeries[];
  readonly problem: PlanningProblem;
  readonly answer: PlanAnswer;
  /** What one more unit of demand costs, by family and month; empty where there is no plan. */
  readonly marginalDemand: readonly MarginalDemand[];
}

/**
 * A supply plan as rows: demand by item and market, production, deliveries, inventory, backlog and revenue by
 * family, production by item, and hours by resource. Production of the items adds up to that of their family.
 */
export function supplyRows(input: PlanningInput, result: SupplyResult): PlanRow[] {
  const { months, demand, answer } = result;
  return [
    ...demandRows(months, demand),
    ...answer.families.flatMap((family) => {
      const rows = (measure: PlanMeasure, values: readonly number[]) =>
        values.map((value, index) => planRow(measure, months[index]!, value, { familyCode: family.id }));
      return [
        ...rows('production', family.production.map(toThousandths)),
        ...rows('delivered', family.delivered.map(toThousandths)),
        ...rows('inventory', family.inventory.map(toThousandths)),
        ...rows('backlog', family.backlog.map(toThousandths)),
        ...rows('revenue', deliveredRevenue(result, family.id)),
        ...rows('safety-stock', safetyStock(result, family.id)),
        ...rows('marginal-cost-of-demand', marginalCost(result, family.id)),
        ...itemProductionRows(input, result, family.id),
      ];
    }),
    ...resourceRows(result),
  ];
}

/** Revenue of a family along the months, at the price of the month of delivery. */
function deliveredRevenue({ problem, answer, months }: SupplyResult, familyCode: string): number[] {
  const { price } = problem.families.find(({ id }) => id === familyCode)!;
  const { delivered } = answer.families.find(({ id }) => id === familyCode)!;
  return months.map((_, index) => toCents(delivered[index]! * at(price, index)));
}

/** The stock that the plan was asked to keep at least. */
function safetyStock({ problem, months }: SupplyResult, familyCode: string): number[] {
  const family = problem.families.find(({ id }) => id === familyCode)!;
  return months.map((_, index) => toThousandths(at(family.safetyStock, index)));
}

/** What one more unit of the family's demand costs in each month; nothing where it is not known. */
function marginalCost({ marginalDemand }: SupplyResult, familyCode: string): number[] {
  return (marginalDemand.find(({ family }) => family === familyCode)?.cost ?? []).map(toCents);
}

function itemProductionRows(input: PlanningInput, result: SupplyResult, familyCode: string): PlanRow[] {
  const { months, demand, answer } = result;
  const production = answer.families.find(({ id }) => id === familyCode)!.production.map(toThousandths);
  const items = input.items
    .filter((item) => item.familyCode === familyCode)
    .map(({ code, stockUnits, onOrderUnits }) => {
      const ofItem = demand.filter(({ itemCode }) => itemCode === code);
      return {
        code,
        stockUnits: stockUnits + onOrderUnits,
        demandUnits: months.map((_, index) =>
          sumQuantities(ofItem.map((each) => each.quantityUnits[index]!)),
        ),
      };
    });
  return [...splitProduction(production, items)].flatMap(([itemCode, units]) =>
    months.map((month, index) => planRow('item-production', month, units[index]!, { familyCode, itemCode })),
  );
}

function resourceRows({ months, problem, answer }: SupplyResult): PlanRow[] {
  return answer.resources.flatMap((resource) => {
    const { regularHours = null, overtimeHours = 0 } = problem.resources.find(
      ({ id }) => id === resource.id,
    )!;
    const rows = (measure: PlanMeasure, values: readonly number[]) =>
      months.map((month, index) => planRow(measure, month, values[index]!, { resourceCode: resource.id }));
    return [
      ...rows('regular-hours', resource.regularHours.map(toThousandths)),
      ...rows('overtime-hours', resource.overtimeHours.map(toThousandths)),
      ...(Array.isArray(regularHours) ? rows('regular-hours-available', regularHours as number[]) : []),
      ...(Array.isArray(overtimeHours) ? rows('overtime-hours-available', overtimeHours as number[]) : []),
      ...rows('value-of-one-more-hour', resource.valueOfOneMoreHour.map(toCents)),
    ];
  });
}
