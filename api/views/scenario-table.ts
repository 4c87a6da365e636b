import type { z } from 'zod';
import type { PlanVersion } from '../../database/plan-repository';
import type { PlanSummary } from '../../domain/cycle/plan-summary';
import type { Scenarios } from '../schemas/plans';
import { planLine } from './plan-line';

interface Figure {
  readonly key: keyof PlanSummary;
  readonly name: string;
  readonly unit: 'units' | 'money' | 'ratio' | 'days';
}

const FIGURES: readonly Figure[] = [
  { key: 'volumeUnits', name: 'Demand', unit: 'units' },
  { key: 'serviceRatio', name: 'Delivered on time', unit: 'ratio' },
  { key: 'backlogUnits', name: 'Highest backlog', unit: 'units' },
  { key: 'inventoryUnits', name: 'Average inventory', unit: 'units' },
  { key: 'inventoryValue', name: 'Average inventory at cost', unit: 'money' },
  { key: 'inventoryDays', name: 'Days of inventory', unit: 'days' },
  { key: 'utilisationRatio', name: 'Use of regular capacity', unit: 'ratio' },
  { key: 'revenue', name: 'Revenue', unit: 'money' },
  { key: 'cost', name: 'Cost', unit: 'money' },
  { key: 'margin', name: 'Margin', unit: 'money' },
  { key: 'budgetRevenue', name: 'Budget', unit: 'money' },
  { key: 'gapToBudget', name: 'Gap to budget', unit: 'money' },
];

/** The newest version of each scenario beside the others, figure by figure. */
export function scenarioTable(
  plans: readonly PlanVersion[],
  currency: string,
  chosen: string | null,
): z.input<typeof Scenarios> {
  const newest = plans.filter(
    (plan) => !plans.some((other) => other.scenario === plan.scenario && other.number > plan.number),
  );
  return {
    scenarios: newest.map(planLine),
    figures: FIGURES.map(({ key, name, unit }) => ({
      key,
      name,
      unit: unit === 'money' ? currency : unit,
      values: newest.map(({ summary }) => numberOrNull(summary[key])),
    })),
    chosen,
  };
}

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
