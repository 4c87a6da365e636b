/** What was budgeted for one family in one period. */
export interface BudgetCell {
  readonly family: string;
  readonly period: string;
  readonly volumeUnits: number;
  readonly revenue: number;
}

/** What a plan sells of a family along the periods. */
export interface SoldFamily {
  readonly family: string;
  readonly units: readonly number[];
  readonly revenue: readonly number[];
}

/** Sums over the families and periods that have a budget; null where none has. */
export interface BudgetGap {
  readonly budgetRevenue: number | null;
  /** Planned less budgeted revenue. */
  readonly revenueGap: number | null;
  /** Planned less budgeted units. */
  readonly volumeGapUnits: number | null;
}

/**
 * A plan against its budget, over those families and periods alone that have one: a plan that reaches further than
 * the budget is not ahead of it. Units and the plan's currency; null without any budget in reach.
 *
 * @example Revenue 90 and 50 in two months and a budget of 100 for the first only: budget 100, gap -10.
 */
export function budgetGap(
  periods: readonly string[],
  sold: readonly SoldFamily[],
  budget: readonly BudgetCell[],
): BudgetGap {
  const byFamily = new Map(sold.map((each) => [each.family, each]));
  const position = new Map(periods.map((period, index) => [period, index]));
  const cells = budget.flatMap((cell) => {
    const planned = byFamily.get(cell.family);
    const index = position.get(cell.period);
    return planned && index !== undefined ? [{ cell, planned, index }] : [];
  });
  if (cells.length === 0) return { budgetRevenue: null, revenueGap: null, volumeGapUnits: null };
  const sum = (amount: (each: (typeof cells)[number]) => number) =>
    cells.reduce((total, each) => total + amount(each), 0);
  return {
    budgetRevenue: sum(({ cell }) => cell.revenue),
    revenueGap: sum(({ cell, planned, index }) => planned.revenue[index]! - cell.revenue),
    volumeGapUnits: sum(({ cell, planned, index }) => planned.units[index]! - cell.volumeUnits),
  };
}
