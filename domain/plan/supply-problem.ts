import type { CapacityStatement, ReceiptStatement } from '../cycle/submission';
import type { DemandSeries } from '../demand/demand-plan';
import { sumQuantities } from '../demand/spread-quantity';
import { at } from '../supply/per-period';
import type { PlanningProblem, ProblemFamily, ProblemResource } from '../supply/planning-problem';
import type { PlanningInput } from './planning-input';

export interface SupplyQuestion {
  readonly input: PlanningInput;
  readonly months: readonly string[];
  readonly demand: readonly DemandSeries[];
  /** Hours as operations stated them; they replace what is known of the month. */
  readonly capacity: readonly CapacityStatement[];
  /** Units that will arrive on top of what is on order. */
  readonly receipts: readonly ReceiptStatement[];
}

/**
 * The month's supply question as a planning problem: families with the demand, stock, prices and costs of their
 * items, and resources with their hours. Price and cost of a family are those of its items, weighted by their demand
 * over all months (by stock where nothing is planned): were they to follow the mix of each month, delivering late
 * could earn more. Stock on order arrives in the first month. What cannot be delivered in time is
 * delivered late; at the end of the horizon some may be left. A resource of which no hours are on record or stated is
 * unlimited; a month without them takes the hours of the month before it.
 */
export function supplyProblem(question: SupplyQuestion): PlanningProblem {
  const { input, months } = question;
  return {
    id: `${input.unitCode}/${input.period}`,
    periods: [...months],
    families: input.families.map((family) => problemFamily(question, family)),
    resources: input.resources.map((resource) => problemResource(question, resource)),
    options: { timeLimitSeconds: 60, gapRatio: 0 },
  };
}

/**
 * The same problem with safety stock asked for only as far as stock at the start covers it, which is always possible
 * where demand may be late. Example: safety stock 50 with 20 in stock asks for 20.
 */
export function withCoveredSafetyStock(problem: PlanningProblem): PlanningProblem {
  return {
    ...problem,
    families: problem.families.map((family) => ({
      ...family,
      safetyStock: problem.periods.map((_, t) =>
        Math.min(at(family.safetyStock, t), family.initialInventory ?? 0),
      ),
    })),
  };
}

/** Of a unit and month, where none is on record: enough to deliver in time what can be, too little to pay for it. */
const LEAST_BACKLOG_COST = 0.01;

type InputFamily = PlanningInput['families'][number];
type InputItem = PlanningInput['items'][number];
type InputResource = PlanningInput['resources'][number];
type HoursOfMonth = InputResource['capacity'][number];

function problemFamily(question: SupplyQuestion, family: InputFamily): ProblemFamily {
  const { input, months } = question;
  const items = input.items.filter((item) => item.familyCode === family.code);
  const demandOf = itemDemand(question, family.code);
  const demand = months.map((_, index) =>
    sumQuantities([...demandOf.values()].map((series) => series[index]!)),
  );
  const initialInventory = sumQuantities(items.map((item) => item.stockUnits));
  const onOrder = sumQuantities(items.map((item) => item.onOrderUnits));
  const resources = new Set(input.resources.map(({ code }) => code));
  const weighted = (value: (item: InputItem) => number) =>
    weightedAverage(items, value, (item) => sumQuantities(demandOf.get(item.code) ?? []));
  return {
    id: family.code,
    demand,
    unmetDemand: 'backlog',
    backlogCost: family.backlogCost > 0 ? family.backlogCost : LEAST_BACKLOG_COST,
    price: weighted((item) => item.price),
    initialInventory,
    finalBacklogMaximum: sumQuantities(demand),
    safetyStock: family.safetyStockUnits,
    productionCost: weighted((item) => item.unitCost),
    holdingCost: family.holdingCost,
    hoursPerUnit: Object.fromEntries(
      Object.entries(family.hoursPerUnit).filter(([code]) => resources.has(code)),
    ),
    receipts: months.map((month, index) =>
      sumQuantities([
        index === 0 ? onOrder : 0,
        ...question.receipts
          .filter((receipt) => receipt.familyCode === family.code && receipt.month === month)
          .map((receipt) => receipt.quantityUnits),
      ]),
    ),
  };
}

function itemDemand({ demand }: SupplyQuestion, familyCode: string): Map<string, number[]> {
  const byItem = new Map<string, number[]>();
  for (const series of demand) {
    if (series.familyCode !== familyCode) continue;
    const sum = byItem.get(series.itemCode);
    byItem.set(
      series.itemCode,
      series.quantityUnits.map((quantity, index) => sumQuantities([quantity, sum?.[index] ?? 0])),
    );
  }
  return byItem;
}

function weightedAverage(
  items: readonly InputItem[],
  value: (item: InputItem) => number,
  weight: (item: InputItem) => number,
): number {
  if (items.length === 0) return 0;
  for (const weigh of [weight, (item: InputItem) => item.stockUnits, () => 1]) {
    const total = items.reduce((sum, item) => sum + weigh(item), 0);
    if (total > 0) return items.reduce((sum, item) => sum + weigh(item) * value(item), 0) / total;
  }
  return 0;
}

function problemResource(question: SupplyQuestion, resource: InputResource): ProblemResource {
  const hours = question.months.map((month) => hoursIn(question, resource, month));
  const isKnown = hours.every((each) => each !== null);
  return {
    id: resource.code,
    regularHours: isKnown ? hours.map((each) => each!.regularHours) : null,
    regularCostPerHour: resource.regularCostPerHour,
    overtimeHours: isKnown ? hours.map((each) => each!.overtimeHours) : 0,
    overtimeCostPerHour: resource.overtimeCostPerHour,
  };
}

/**
 * As stated last; else on record. A resource with nothing on record is limited by what is stated of it, which then counts as
 * its record.
 */
function hoursIn({ capacity }: SupplyQuestion, resource: InputResource, month: string) {
  const stated = capacity.filter(({ resourceCode }) => resourceCode === resource.code);
  return (
    stated.filter((each) => each.month === month).at(-1) ??
    hoursOnRecord(resource, month) ??
    hoursOnRecord({ capacity: stated }, month)
  );
}

/**
 * The hours that a plan takes for a resource and month, unless somebody states others: those on record, else of the last month
 * before it that has a record, else of the first one; null where there is none at all.
 *
 * Example: 10 hours on record for March and none after it: 10 in April.
 */
export function hoursOnRecord(
  { capacity }: { readonly capacity: readonly HoursOfMonth[] },
  month: string,
): HoursOfMonth | null {
  const known = [...capacity].sort((a, b) => (a.month < b.month ? -1 : 1));
  return known.filter((each) => each.month <= month).at(-1) ?? known[0] ?? null;
}
