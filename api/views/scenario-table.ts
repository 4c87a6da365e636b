import type { z } from 'zod';
import type { PlanVersion } from '../../database/plan-repository';
import type { OwnScenario } from '../../database/scenario-repository';
import type { PlanSummary } from '../../domain/cycle/plan-summary';
import { BASE_SCENARIO, SCENARIOS } from '../../domain/plan/scenario';
import type { ScenarioFigure } from '../schemas/scenarios';

interface Figure {
  readonly key: keyof PlanSummary;
  readonly name: string;
  readonly unit: 'units' | 'money' | 'ratio' | 'days';
  /** Which way is better; null: neither by itself. */
  readonly better: 'higher' | 'lower' | null;
}

const FIGURES: readonly Figure[] = [
  { key: 'volumeUnits', name: 'Demand', unit: 'units', better: null },
  { key: 'deliveredUnits', name: 'Delivered', unit: 'units', better: null },
  { key: 'serviceRatio', name: 'Service: delivered on time', unit: 'ratio', better: 'higher' },
  { key: 'backlogUnits', name: 'Highest backlog', unit: 'units', better: 'lower' },
  { key: 'inventoryUnits', name: 'Average inventory', unit: 'units', better: 'lower' },
  { key: 'inventoryDays', name: 'Inventory lasts', unit: 'days', better: 'lower' },
  { key: 'inventoryValue', name: 'Average inventory at cost', unit: 'money', better: 'lower' },
  { key: 'utilisationRatio', name: 'Use of regular capacity', unit: 'ratio', better: null },
  { key: 'revenue', name: 'Revenue', unit: 'money', better: 'higher' },
  { key: 'cost', name: 'Cost', unit: 'money', better: 'lower' },
  { key: 'margin', name: 'Margin', unit: 'money', better: 'higher' },
  { key: 'cashAtEnd', name: 'Cash at the end', unit: 'money', better: 'higher' },
  { key: 'lowestCash', name: 'Lowest cash on the way', unit: 'money', better: 'higher' },
  { key: 'gapToBudget', name: 'Gap to budget', unit: 'money', better: 'higher' },
];

/** The newest version of each scenario that has a plan, in the order in which they are compared: planners' own last. */
export function comparedScenarios(
  newestFirst: readonly PlanVersion[],
  own: readonly OwnScenario[],
): PlanVersion[] {
  const withoutPlan = new Set(own.filter(({ state }) => state === 'without-plan').map(({ key }) => key));
  return [...SCENARIOS, ...own]
    .filter(({ key }) => !withoutPlan.has(key))
    .flatMap(
      ({ key }) => newestFirst.find(({ kind, scenario }) => kind === 'scenario' && scenario === key) ?? [],
    );
}

/** Scenarios figure by figure, with the difference to the base and the best of each row. */
export function scenarioFigures(plans: readonly PlanVersion[]): z.input<typeof ScenarioFigure>[] {
  const base = plans.findIndex(({ scenario }) => scenario === BASE_SCENARIO.key);
  return FIGURES.map(({ key, name, unit, better }) => {
    const values = plans.map(({ summary }) => numberOrNull(summary[key]));
    const best = bestOf(values, better);
    const ofBase = values[base] ?? null;
    return {
      key,
      name,
      unit: unit === 'money' ? (plans[0]?.summary.currency ?? '') : unit,
      values,
      differences: values.map((value, index) =>
        index === base || value === null || ofBase === null ? null : value - ofBase,
      ),
      best: values.map((value) => best !== null && value === best),
    };
  }).filter(({ values }) => values.some((value) => value !== null));
}

/** Null when there is nothing to compare: one scenario, no direction, or all the same. */
function bestOf(values: readonly (number | null)[], better: Figure['better']): number | null {
  const known = values.filter((value) => value !== null);
  if (better === null || known.length < 2 || new Set(known).size === 1) return null;
  return better === 'higher' ? Math.max(...known) : Math.min(...known);
}

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
