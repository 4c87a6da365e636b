import type { PlanningInput } from '../cycle/planning-input';
import type { DemandSeries } from '../demand/demand-plan';
import { sumQuantities } from '../demand/spread-quantity';

/** Money to a hundredth. */
export const toCents = (amount: number): number => Math.round(amount * 100) / 100;

/** Units by family along the months, every family of the input in its order. */
export function familyUnits(
  input: PlanningInput,
  months: readonly string[],
  series: readonly DemandSeries[],
): { readonly familyCode: string; readonly units: readonly number[] }[] {
  return input.families.map(({ code }) => {
    const ofFamily = series.filter(({ familyCode }) => familyCode === code);
    const units = months.map((_, index) => sumQuantities(ofFamily.map((each) => each.quantityUnits[index]!)));
    return { familyCode: code, units };
  });
}

/** Revenue by family along the months, if all demand were delivered in its month at today's prices. */
export function familyRevenue(
  input: PlanningInput,
  months: readonly string[],
  series: readonly DemandSeries[],
): { readonly familyCode: string; readonly revenue: readonly number[] }[] {
  const priceOf = new Map(input.items.map(({ code, price }) => [code, price]));
  return input.families.map(({ code }) => {
    const ofFamily = series.filter(({ familyCode }) => familyCode === code);
    const revenue = months.map((_, index) =>
      toCents(
        ofFamily.reduce(
          (sum, { itemCode, quantityUnits }) => sum + quantityUnits[index]! * (priceOf.get(itemCode) ?? 0),
          0,
        ),
      ),
    );
    return { familyCode: code, revenue };
  });
}

export interface BudgetComparison {
  readonly budgetRevenue: number | null;
  /** Revenue less budget, over the families and months that have a budget. */
  readonly gapToBudget: number | null;
}

/**
 * Planned revenue against the budget, over those families and months alone that have one; null where none has.
 *
 * Example: revenue 90 and 50 in two months, a budget of 100 for the first only: budget 100, gap -10.
 */
export function compareWithBudget(
  input: PlanningInput,
  months: readonly string[],
  revenueByFamily: readonly { readonly familyCode: string; readonly revenue: readonly number[] }[],
): BudgetComparison {
  const revenueOf = new Map(revenueByFamily.map(({ familyCode, revenue }) => [familyCode, revenue]));
  const budgeted = input.budget.filter(
    ({ month, familyCode }) => months.includes(month) && revenueOf.has(familyCode),
  );
  if (budgeted.length === 0) return { budgetRevenue: null, gapToBudget: null };
  const budgetRevenue = toCents(budgeted.reduce((sum, { revenue }) => sum + revenue, 0));
  const planned = budgeted.reduce(
    (sum, { familyCode, month }) => sum + (revenueOf.get(familyCode)![months.indexOf(month)] ?? 0),
    0,
  );
  return { budgetRevenue, gapToBudget: toCents(planned - budgetRevenue) };
}
