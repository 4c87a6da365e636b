import type { PlanSummary } from '../domain/cycle/plan-summary';
import {
  type ComparedPlans,
  FIGURE_MEASURES,
  figuresOfSummary,
  figuresOverMonths,
} from '../domain/plan/compared-figures';
import type { PlanMeasure } from '../domain/plan/plan-row';
import type { Connection } from './client';

interface SummarisedPlan {
  readonly id: string;
  readonly summary: PlanSummary;
}

/** The figures of a plan and an earlier one over the months that both have; null where they have none in common. */
export async function compareFigures(
  connection: Connection,
  plan: SummarisedPlan,
  earlier: SummarisedPlan,
): Promise<ComparedPlans | null> {
  const { summary } = plan;
  const first = [summary.firstMonth, earlier.summary.firstMonth].sort()[1]!;
  const last = [summary.lastMonth, earlier.summary.lastMonth].sort()[0]!;
  if (first > last) return null;
  const isSame =
    summary.firstMonth === earlier.summary.firstMonth && summary.lastMonth === earlier.summary.lastMonth;
  if (isSame) return { now: figuresOfSummary(summary), before: figuresOfSummary(earlier.summary) };
  const rows = await connection.planRow.groupBy({
    by: ['planVersionId', 'measure', 'familyCode', 'month'],
    where: { planVersionId: { in: [plan.id, earlier.id] }, measure: { in: [...FIGURE_MEASURES] } },
    _sum: { value: true },
  });
  const over = (id: string) =>
    figuresOverMonths(
      rows
        .filter(({ planVersionId }) => planVersionId === id)
        .map(({ measure, familyCode, month, _sum }) => ({
          ...{ measure: measure as PlanMeasure, familyCode, month },
          value: _sum.value ?? 0,
        })),
      { first, last },
    );
  return { now: over(plan.id), before: over(earlier.id) };
}
