import type { PerPeriod, PlanAnswer, PlanningProblem, ProblemFamily } from '../supply/planning-problem';

/** What a plan's money and stock are measured with, beyond the planning problem itself. */
export interface FinanceTerms {
  /** Days in a period; 365 / 12 when left out. */
  readonly daysPerPeriod?: number;
  /** Value of one unit in stock, by family id; the mean production cost where left out. */
  readonly unitValue?: Readonly<Record<string, number>>;
  /** Whole periods until customers pay, and until suppliers (material, subcontractors) are paid; 0 when left out. */
  readonly receivablePeriods?: number;
  readonly payablePeriods?: number;
  readonly openingCash?: number;
  readonly budget?: Budget;
}

export interface Budget {
  readonly volumeUnits?: number;
  readonly revenue?: number;
  readonly margin?: number;
}

/** Volume, service, stock, capacity and money of one plan. Null = not defined, e.g. service without demand. */
export interface PlanMeasures {
  readonly volumeUnits: number;
  /** Units delivered in the period they were asked for / units asked for. */
  readonly serviceRatio: number | null;
  readonly averageInventoryUnits: number;
  readonly finalInventoryUnits: number;
  readonly averageInventoryValue: number;
  /** Days that the average stock, at value, would last at the plan's cost of goods delivered (365 / turns). */
  readonly inventoryDays: number | null;
  /** Regular hours worked / available over the whole plan, by resource id. */
  readonly utilisationRatio: Readonly<Record<string, number | null>>;
  readonly overtimeHours: number;
  readonly largestBacklogUnits: number;
  readonly finalBacklogUnits: number;
  readonly lostUnits: number;
  readonly revenue: number;
  readonly cost: number;
  readonly margin: number;
  /** Cash at the end of each period: opening cash + paid by customers - paid out. Holding and backlog are no cash. */
  readonly cash: readonly number[];
  readonly lowestCash: number;
  readonly finalCash: number;
  /** Plan less budget; null where the budget says nothing. */
  readonly gapToBudget: { readonly [K in keyof Required<Budget>]: number | null };
}

/**
 * Measures a solved plan so that plans can be laid side by side. Units, hours, days, and the problem's currency.
 * Late deliveries go to the oldest demand first. Formulas: process KPIs in docs/planner.md.
 *
 * @example measurePlan(problem, plan, { budget: { revenue: 100 } }).gapToBudget.revenue is -20 for a revenue of 80.
 */
export function measurePlan(
  problem: PlanningProblem,
  plan: PlanAnswer,
  terms: FinanceTerms = {},
): PlanMeasures {
  const stock = measureStock(problem, plan, terms);
  const service = measureService(problem, plan);
  const cash = cashAtEnd(problem, plan, terms);
  const { budget = {} } = terms;
  const gap = (is: number, planned: number | undefined) => (planned === undefined ? null : is - planned);
  return {
    ...service,
    ...stock,
    utilisationRatio: measureUtilisation(problem, plan),
    overtimeHours: sum(plan.resources.flatMap((resource) => resource.overtimeHours)),
    revenue: plan.revenue,
    cost: plan.cost,
    margin: plan.margin,
    cash,
    lowestCash: Math.min(...cash),
    finalCash: cash.at(-1) ?? terms.openingCash ?? 0,
    gapToBudget: {
      volumeUnits: gap(service.volumeUnits, budget.volumeUnits),
      revenue: gap(plan.revenue, budget.revenue),
      margin: gap(plan.margin, budget.margin),
    },
  };
}

function measureService(problem: PlanningProblem, plan: PlanAnswer) {
  let demand = 0;
  let onTime = 0;
  const backlog = problem.periods.map(() => 0);
  problem.families.forEach((family, f) => {
    const planned = plan.families[f]!;
    family.demand.forEach((units, t) => {
      demand += units;
      onTime += Math.max(0, units - planned.backlog[t]! - planned.lost[t]!);
      backlog[t]! += planned.backlog[t]!;
    });
  });
  return {
    volumeUnits: sum(plan.families.flatMap((family) => family.delivered)),
    serviceRatio: demand === 0 ? null : onTime / demand,
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
    const unitValue = terms.unitValue?.[family.id] ?? mean(family.productionCost, periodCount);
    units += sum(planned.inventory) / periodCount;
    value += (sum(planned.inventory) / periodCount) * unitValue;
    goodsDelivered += sum(planned.delivered) * unitValue;
  });
  return {
    averageInventoryUnits: units,
    finalInventoryUnits: sum(plan.families.map((family) => family.inventory.at(-1) ?? 0)),
    averageInventoryValue: value,
    inventoryDays: goodsDelivered === 0 ? null : (value * days) / goodsDelivered,
  };
}

function measureUtilisation(problem: PlanningProblem, plan: PlanAnswer): Record<string, number | null> {
  return Object.fromEntries(
    problem.resources.map((resource, r) => {
      const { regularHours, workers } = plan.resources[r]!;
      const available = problem.periods.map((_, t) => {
        if (resource.workforce) return workers[t]! * at(resource.workforce.hoursPerWorker, t);
        return resource.regularHours == null ? Number.POSITIVE_INFINITY : at(resource.regularHours, t);
      });
      const total = sum(available);
      return [resource.id, total > 0 && Number.isFinite(total) ? sum(regularHours) / total : null];
    }),
  );
}

/** Revenue and supplier payments move by their payment terms; what falls after the last period is not counted. */
function cashAtEnd(problem: PlanningProblem, plan: PlanAnswer, terms: FinanceTerms): number[] {
  const flow = problem.periods.map(() => 0);
  const book = (t: number, delay: number, money: number) => {
    if (t + delay < flow.length) flow[t + delay]! += money;
  };
  const receivable = terms.receivablePeriods ?? 0;
  const payable = terms.payablePeriods ?? 0;
  problem.periods.forEach((_, t) => {
    problem.families.forEach((family, f) => {
      const planned = plan.families[f]!;
      book(t, receivable, planned.delivered[t]! * at(family.price, t));
      book(t, payable, -planned.production[t]! * at(family.productionCost, t));
      book(t, payable, -planned.subcontracted[t]! * at(family.subcontract?.cost, t));
      book(t, 0, -setupPaid(family, planned.production[t]!, t));
    });
    problem.resources.forEach((resource, r) => {
      const hours = plan.resources[r]!;
      book(t, 0, -hours.regularHours[t]! * at(resource.regularCostPerHour, t));
      book(t, 0, -hours.overtimeHours[t]! * at(resource.overtimeCostPerHour, t));
      const { workforce } = resource;
      if (!workforce) return;
      book(t, 0, -hours.workers[t]! * workforce.wagePerPeriod);
      book(t, 0, -hours.hired[t]! * workforce.hireCost - hours.laidOff[t]! * workforce.layoffCost);
    });
  });
  let cash = terms.openingCash ?? 0;
  return flow.map((money) => {
    cash += money;
    return cash;
  });
}

function setupPaid(family: ProblemFamily, production: number, t: number): number {
  return production >= 1e-6 * Math.max(1, ...family.demand) ? at(family.setupCost, t) : 0;
}

function at(value: PerPeriod | undefined, t: number): number {
  if (value === undefined) return 0;
  return typeof value === 'number' ? value : value[t]!;
}

function mean(value: PerPeriod | undefined, periodCount: number): number {
  if (value === undefined) return 0;
  return typeof value === 'number' ? value : sum(value) / periodCount;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
