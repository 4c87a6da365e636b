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
  const before = comparedWith?.summary;
  return [
    {
      label: 'Demand',
      value: `${quantity(now.volumeUnits)} units`,
      note: onBefore(change(now.volumeUnits, before?.volumeUnits ?? null), comparedWith),
    },
    {
      label: 'Revenue',
      value: money(now.revenue, now.currency),
      note: onBefore(change(now.revenue, before?.revenue ?? null), comparedWith),
    },
    { label: 'Budget', value: money(now.budgetRevenue, now.currency), note: null },
    {
      label: 'Gap to budget',
      value: money(now.gapToBudget, now.currency),
      note: change(now.revenue, now.budgetRevenue),
    },
  ];
}

function supplyFigures({ summary: now, comparedWith }: PlanFacts): readonly Figure[] {
  const before = comparedWith?.summary;
  return [
    {
      label: 'Service',
      value: percent(now.serviceRatio),
      note: onBefore(points(now.serviceRatio, before?.serviceRatio ?? null), comparedWith),
    },
    {
      label: 'Inventory',
      value: money(now.inventoryValue, now.currency),
      note: onBefore(change(now.inventoryValue, before?.inventoryValue ?? null), comparedWith),
    },
    { label: 'Revenue', value: money(now.revenue, now.currency), note: gapNote(now) },
    {
      label: 'Margin',
      value: money(now.margin, now.currency),
      note: onBefore(change(now.margin, before?.margin ?? null), comparedWith),
    },
  ];
}

function onBefore(difference: string | null, comparedWith: PlanFacts['comparedWith']): string | null {
  return difference === null || comparedWith === null ? null : `${difference} on ${comparedWith.name}`;
}

function gapNote({ revenue, budgetRevenue }: PlanFacts['summary']): string | null {
  const difference = change(revenue, budgetRevenue);
  return difference === null ? null : `${difference} on budget`;
}
