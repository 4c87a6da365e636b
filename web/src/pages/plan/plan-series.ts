import type { Schemas } from '../../api/client';

type PlanView = Schemas['PlanView'];

/** One measure along the months, of one family or of all together; null when the plan has no such measure. */
export function measureValues(plan: PlanView, measure: string, family: string): number[] | null {
  const series = plan.series.filter(
    (one) => one.measure === measure && (family === '' || one.familyCode === family),
  );
  if (series.length === 0) return null;
  return plan.months.map((_, index) => series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0));
}

/** Actual sales before the plan, of one family or of all together, at most two years back. */
export function historyValues(
  plan: PlanView,
  family: string,
): { months: string[]; values: (number | null)[] } {
  const totals = new Map<string, number | null>();
  for (const one of plan.history) {
    if (family !== '' && one.familyCode !== family) continue;
    one.months.forEach((month, index) => {
      const value = one.values[index] ?? null;
      const known = totals.get(month) ?? null;
      totals.set(month, value === null ? known : (known ?? 0) + value);
    });
  }
  const months = [...totals.keys()].sort().slice(-24);
  return { months, values: months.map((month) => totals.get(month) ?? null) };
}

/**
 * Demand along the months. A supply plan holds what is delivered and what is late, not the demand itself: what was asked
 * for in a month is what was delivered in it and what became late, less what had been late before. Nothing is late
 * before the first month.
 */
export function demandValues(plan: PlanView, family: string): number[] | null {
  const stated = measureValues(plan, 'consensus', family) ?? measureValues(plan, 'baseline', family);
  if (stated) return stated;
  const delivered = measureValues(plan, 'delivered', family);
  const backlog = measureValues(plan, 'backlog', family);
  if (!delivered || !backlog) return null;
  return delivered.map((units, index) => units + (backlog[index] ?? 0) - (backlog[index - 1] ?? 0));
}
