import type { ComparedFigures } from '../../domain/plan/compared-figures';
import type { Figure } from '../mail-content';
import { change, money, percent, points, quantity } from '../wording';
import type { PlanFacts } from './mail-facts';

/** "the supply plan": what a person calls a version of this kind. */
export function planName(kind: string): string {
  return PLAN_NAMES[kind] ?? `the ${kind} plan`;
}

const PLAN_NAMES: Readonly<Record<string, string>> = {
  baseline: 'the statistical baseline',
  consensus: 'the demand plan',
  supply: 'the supply plan',
  scenario: 'the scenarios',
  final: 'the final plan',
};

/**
 * The four numbers that matter about a plan, with their change. A demand plan has volume, revenue, budget and gap;
 * a plan with supply has service, inventory, revenue and margin.
 */
export function planFigures(plan: PlanFacts): readonly Figure[] {
  return plan.summary.serviceRatio === null ? demandFigures(plan) : supplyFigures(plan);
}

function demandFigures({ summary: now, comparedWith }: PlanFacts): readonly Figure[] {
  return [
    {
      label: 'Demand',
      value: `${quantity(now.volumeUnits)} units`,
      note: onBefore(change, 'volumeUnits', comparedWith),
    },
    {
      label: 'Revenue',
      value: money(now.revenue, now.currency),
      note: onBefore(change, 'revenue', comparedWith),
    },
    { label: 'Budget', value: money(now.budgetRevenue, now.currency), note: budgetReach(now) },
    { label: 'Gap to budget', value: money(now.gapToBudget, now.currency), note: shareOfBudget(now) },
  ];
}

function supplyFigures({ summary: now, comparedWith }: PlanFacts): readonly Figure[] {
  return [
    {
      label: 'Service',
      value: percent(now.serviceRatio),
      note: onBefore(points, 'serviceRatio', comparedWith),
    },
    {
      label: 'Inventory',
      value: money(now.inventoryValue, now.currency),
      note: onBefore(change, 'inventoryValue', comparedWith),
    },
    { label: 'Revenue', value: money(now.revenue, now.currency), note: gapNote(now) },
    {
      label: 'Margin',
      value: money(now.margin, now.currency),
      note: onBefore(change, 'margin', comparedWith),
    },
  ];
}

/** Over the months that both plans have: the value beside it is of the whole plan. */
function onBefore(
  differenceOf: typeof change | typeof points,
  figure: keyof ComparedFigures,
  comparedWith: PlanFacts['comparedWith'],
): string | null {
  if (comparedWith === null) return null;
  const difference = differenceOf(comparedWith.now[figure], comparedWith.before[figure]);
  return difference === null ? null : `${difference} on ${comparedWith.name}`;
}

function gapNote(summary: PlanFacts['summary']): string | null {
  const difference = shareOfBudget(summary);
  return difference === null ? null : `${difference} on budget`;
}

/** The gap as a share of the budget, both over what has one: a plan that reaches further is not ahead of it. */
function shareOfBudget({ budgetRevenue, gapToBudget }: PlanFacts['summary']): string | null {
  if (budgetRevenue === null || gapToBudget === null) return null;
  return change(budgetRevenue + gapToBudget, budgetRevenue);
}

/** Said where the plan reaches further than its budget: there revenue less budget is not the gap. */
function budgetReach({ revenue, budgetRevenue, gapToBudget }: PlanFacts['summary']): string | null {
  if (budgetRevenue === null || gapToBudget === null) return null;
  return Math.abs(revenue - budgetRevenue - gapToBudget) < 1
    ? null
    : 'for the families and months that have one';
}
