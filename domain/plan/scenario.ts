import type { DemandSeries } from '../demand/demand-plan';
import { spreadQuantity, sumQuantities, toThousandths } from '../demand/spread-quantity';
import { applyChanges, type ScenarioChange } from '../finance/scenario-changes';
import type { StoredChange } from '../finance/stored-change';
import type { PlanningProblem } from '../supply/planning-problem';

/** A question of the kind "what if", under the name it is discussed by. */
export interface ScenarioDefinition {
  /** What its plan versions are known by. */
  readonly key: string;
  readonly name: string;
  readonly changes: readonly StoredChange[];
}

/** The scenarios that every pre-S&OP compares, the base first; planners add their own. */
export const SCENARIOS: readonly ScenarioDefinition[] = [
  { key: 'base', name: 'Base', changes: [] },
  { key: 'overtime', name: 'More overtime', changes: [{ kind: 'overtime-share', percent: 25 }] },
  { key: 'upside', name: 'Demand upside', changes: [{ kind: 'demand', percent: 10 }] },
];

export const BASE_SCENARIO = SCENARIOS[0]!;

/** The name of a scenario that every month has; its key for any other. */
export const scenarioName = (key: string): string => SCENARIOS.find((each) => each.key === key)?.name ?? key;

/**
 * The planning problem of a scenario, from that of the base. Demand is kept in thousandths, and all of it may still be
 * waiting at the end, as in the base.
 *
 * Example: demand of 50 with +10 % asks for 55.
 */
export function scenarioProblem(base: PlanningProblem, changes: readonly ScenarioChange[]): PlanningProblem {
  const changed = applyChanges(base, changes);
  return {
    ...changed,
    families: changed.families.map((family) => {
      const demand = family.demand.map(toThousandths);
      if (family.unmetDemand !== 'backlog') return { ...family, demand, finalBacklogMaximum: 0 };
      return { ...family, demand, finalBacklogMaximum: sumQuantities(demand) };
    }),
  };
}

/**
 * Demand by item and market that adds up to the families of a problem: shared out as in the base, or equally in a
 * month in which the base has none. A family whose demand is that of the base keeps its series as they are.
 *
 * Example: series of 30 and 10 in a family of which the problem asks for 44 become 33 and 11.
 */
export function demandOfProblem(problem: PlanningProblem, series: readonly DemandSeries[]): DemandSeries[] {
  const changed = new Map<DemandSeries, number[]>();
  for (const family of problem.families) {
    const ofFamily = series.filter(({ familyCode }) => familyCode === family.id);
    const units = ofFamily.map(({ quantityUnits }) => [...quantityUnits]);
    family.demand.forEach((total, month) => {
      const stood = ofFamily.map(({ quantityUnits }) => quantityUnits[month]!);
      if (sumQuantities(stood) === total) return;
      spreadQuantity(total, stood).forEach((part, index) => {
        units[index]![month] = part;
      });
    });
    ofFamily.forEach((each, index) => {
      changed.set(each, units[index]!);
    });
  }
  return series.map((each) => ({ ...each, quantityUnits: changed.get(each) ?? each.quantityUnits }));
}
