import type { PlanSummary } from '../cycle/plan-summary';
import type { DemandSeries } from '../demand/demand-plan';
import { sumQuantities, toThousandths } from '../demand/spread-quantity';
import { type BudgetCell, type BudgetGap, budgetGap } from '../finance/budget-gap';
import { monthlyPaymentTerms } from '../finance/cash-flow';
import { type FinanceTerms, measurePlan } from '../finance/plan-measures';
import { familyRevenue, familyUnits, toCents } from './plan-figures';
import type { PlanningInput } from './planning-input';
import { proofInBrief } from './proof-in-words';
import type { SupplyResult } from './supply-plan';

/** The figures of a demand plan: what would be sold if everything asked for were delivered. */
export function summariseDemand(
  input: PlanningInput,
  months: readonly string[],
  series: readonly DemandSeries[],
  changes: readonly string[],
): PlanSummary {
  const revenue = familyRevenue(input, months, series);
  const units = familyUnits(input, months, series);
  const sold = revenue.map((family, index) => ({
    family: family.familyCode,
    units: units[index]!.units,
    revenue: family.revenue,
  }));
  return {
    currency: input.currency,
    firstMonth: months[0]!,
    lastMonth: months.at(-1)!,
    volumeUnits: sumQuantities(series.flatMap(({ quantityUnits }) => quantityUnits)),
    deliveredUnits: null,
    serviceRatio: null,
    inventoryUnits: null,
    inventoryValue: null,
    inventoryDays: null,
    backlogUnits: null,
    utilisationRatio: null,
    revenue: toCents(revenue.flatMap((family) => family.revenue).reduce((sum, amount) => sum + amount, 0)),
    cost: null,
    margin: null,
    cashAtEnd: null,
    lowestCash: null,
    ...inCents(budgetGap(months, sold, budgetCells(input.budget))),
    bottlenecks: [],
    changes,
    solverStatus: null,
  };
}

const MOST_BOTTLENECKS = 12;

/** The figures of a supply plan as `measurePlan` finds them, with what binds and what proves it. */
export function summariseSupply(
  input: PlanningInput,
  result: SupplyResult,
  changes: readonly string[],
): PlanSummary {
  const { months, problem, answer } = result;
  const measures = measurePlan(problem, answer, financeTerms(input));
  return {
    currency: input.currency,
    firstMonth: months[0]!,
    lastMonth: months.at(-1)!,
    volumeUnits: toThousandths(measures.demandUnits),
    deliveredUnits: toThousandths(measures.deliveredUnits),
    serviceRatio: measures.serviceRatio,
    inventoryUnits: toThousandths(measures.inventoryUnits),
    inventoryValue: toCents(measures.inventoryValue),
    inventoryDays: measures.inventoryDays,
    backlogUnits: toThousandths(measures.largestBacklogUnits),
    utilisationRatio: measures.utilisationRatio,
    revenue: toCents(measures.revenue),
    cost: toCents(measures.cost),
    margin: toCents(measures.margin),
    cashAtEnd: toCents(measures.finalCash),
    lowestCash: toCents(measures.lowestCash),
    ...inCents(measures),
    bottlenecks: bottlenecks(input, result),
    changes,
    solverStatus: proofInBrief(result.answer),
  };
}

const USUAL_PAYMENT_DAYS = 30;

/** How a unit's plans are measured: its payment terms and its budget. */
function financeTerms({ budget, paymentTerms }: PlanningInput): FinanceTerms {
  const { customerDays = USUAL_PAYMENT_DAYS, supplierDays = USUAL_PAYMENT_DAYS } = paymentTerms ?? {};
  return { payment: monthlyPaymentTerms(customerDays, supplierDays), budget: budgetCells(budget) };
}

const budgetCells = (budget: PlanningInput['budget']): BudgetCell[] =>
  budget.map(({ familyCode, month, quantityUnits, revenue }) => ({
    family: familyCode,
    period: month,
    volumeUnits: quantityUnits,
    revenue,
  }));

const inCents = ({ budgetRevenue, revenueGap }: BudgetGap) => ({
  budgetRevenue: budgetRevenue === null ? null : toCents(budgetRevenue),
  gapToBudget: revenueGap === null ? null : toCents(revenueGap),
});

function bottlenecks(
  { resources }: PlanningInput,
  { answer, months }: SupplyResult,
): PlanSummary['bottlenecks'] {
  return [...answer.binding]
    .sort((a, b) => b.valueOfOneMoreHour - a.valueOfOneMoreHour)
    .slice(0, MOST_BOTTLENECKS)
    .map(({ resource, period, valueOfOneMoreHour }) => ({
      resourceCode: resource,
      resourceName: resources.find(({ code }) => code === resource)?.name ?? resource,
      month: period,
      utilisationRatio:
        answer.resources.find(({ id }) => id === resource)?.utilisationRatio[months.indexOf(period)] ?? null,
      valueOfOneMoreHour: toCents(valueOfOneMoreHour),
    }));
}
