import type { PlanningInput } from '../cycle/planning-input';
import type { DemandSeries } from '../demand/demand-plan';
import { toThousandths } from '../demand/spread-quantity';
import type { SupplyQuestion } from '../supply/supply-problem';

/** The three plans that the pre-S&OP compares. */
export const SCENARIOS = [
  {
    key: 'base',
    name: 'Base',
    explanation: 'The consensus demand with the capacity that was stated.',
  },
  {
    key: 'overtime',
    name: 'More overtime',
    explanation: 'The same demand; every resource may work overtime up to a quarter of its regular hours.',
  },
  {
    key: 'upside',
    name: 'Demand upside',
    explanation: 'Demand a tenth above the consensus everywhere, with the capacity that was stated.',
  },
] as const;

export type ScenarioKey = (typeof SCENARIOS)[number]['key'];

export const isScenarioKey = (key: string): key is ScenarioKey => SCENARIOS.some((each) => each.key === key);

export const scenarioName = (key: string): string => SCENARIOS.find((each) => each.key === key)?.name ?? key;

const OVERTIME_SHARE = 0.25;
const UPSIDE = 1.1;

/**
 * The supply question of a scenario, from that of the base plan.
 *
 * Example: 'overtime' turns 100 regular and 8 overtime hours into 100 and 25; 'upside' demand of 50 into 55.
 */
export function scenarioQuestion(base: SupplyQuestion, key: ScenarioKey): SupplyQuestion {
  switch (key) {
    case 'base':
      return base;
    case 'overtime':
      return { ...base, input: withOvertime(base.input), capacity: base.capacity.map(withMoreOvertime) };
    case 'upside':
      return { ...base, demand: base.demand.map(withUpside) };
  }
}

function withOvertime(input: PlanningInput): PlanningInput {
  const resources = input.resources.map((resource) => ({
    ...resource,
    capacity: resource.capacity.map(withMoreOvertime),
  }));
  return { ...input, resources };
}

const withMoreOvertime = <Hours extends { readonly regularHours: number; readonly overtimeHours: number }>(
  hours: Hours,
): Hours => ({ ...hours, overtimeHours: Math.max(hours.overtimeHours, OVERTIME_SHARE * hours.regularHours) });

const withUpside = (series: DemandSeries): DemandSeries => ({
  ...series,
  quantityUnits: series.quantityUnits.map((quantity) => toThousandths(quantity * UPSIDE)),
});
