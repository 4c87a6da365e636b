import { addMonths, monthRange, monthsBetween } from '../../domain/cycle/month';
import type { PlanSummary } from '../../domain/cycle/plan-summary';
import { type PlanRow, planRow } from '../../domain/plan/plan-row';
import type { PlanningInput } from '../../domain/plan/planning-input';

const HORIZON_MONTHS = 12;

/** The naive plan of a made-up month: each family sells in every month what it sold a year before, in units. */
export function demandRows(input: PlanningInput): PlanRow[] {
  const familyOf = new Map(input.items.map(({ code, familyCode }) => [code, familyCode]));
  return input.families.flatMap(({ code: familyCode }) =>
    monthRange(input.period, HORIZON_MONTHS).map((month) => {
      const sold = input.sales
        .filter(({ itemCode }) => familyOf.get(itemCode) === familyCode)
        .map(
          ({ firstMonth, quantityUnits }) => quantityUnits[monthsBetween(firstMonth, addMonths(month, -12))],
        );
      return planRow(
        'demand',
        month,
        sold.reduce<number>((sum, units) => sum + (units ?? 0), 0),
        { familyCode },
      );
    }),
  );
}

/** To make what is sold, times `factor`. */
export const productionRows = (demand: readonly PlanRow[], factor: number): PlanRow[] =>
  demand.map((row) => ({ ...row, measure: 'production', value: Math.round(row.value * factor) }));

/** Volume, and revenue at the family's average price; nothing else was ever worked out for it. */
export function pastSummary(input: PlanningInput, rows: readonly PlanRow[]): PlanSummary {
  const revenueOf = ({ familyCode, value }: PlanRow) => {
    const prices = input.items.filter((item) => item.familyCode === familyCode).map(({ price }) => price);
    return prices.length === 0 ? 0 : (value * prices.reduce((sum, price) => sum + price, 0)) / prices.length;
  };
  return {
    currency: input.currency,
    firstMonth: input.period,
    lastMonth: addMonths(input.period, HORIZON_MONTHS - 1),
    volumeUnits: rows.reduce((sum, { value }) => sum + value, 0),
    deliveredUnits: null,
    serviceRatio: null,
    inventoryUnits: null,
    inventoryValue: null,
    inventoryDays: null,
    backlogUnits: null,
    utilisationRatio: null,
    revenue: rows.reduce((sum, row) => sum + revenueOf(row), 0),
    cost: null,
    margin: null,
    cashAtEnd: null,
    lowestCash: null,
    budgetRevenue: null,
    gapToBudget: null,
    bottlenecks: [],
    changes: ['Made-up past: the sales of a year before.'],
    solverStatus: null,
  };
}
