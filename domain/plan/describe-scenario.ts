import type { StoredChange } from '../finance/stored-change';
import { familyName } from './describe-changes';
import { monthsInWords } from './in-words';
import type { PlanningInput } from './planning-input';

/** What a scenario's sentences name things by. */
export type ScenarioNames = Pick<PlanningInput, 'families' | 'resources'>;

/**
 * What a scenario assumes, a sentence for each change; of the base, that it assumes nothing.
 *
 * Example: "Demand of Tents is 10 % higher in Mar to May 2027."
 */
export function describeScenario(input: ScenarioNames, changes: readonly StoredChange[]): string[] {
  if (changes.length === 0) return ['The consensus demand with the capacity that was stated.'];
  return changes.map((change) => describeChange(input, change));
}

const COSTS = {
  production: 'The unit cost',
  holding: 'The cost of keeping stock',
  backlog: 'The cost of delivering late',
  setup: 'The cost of a set-up',
  subcontract: 'The cost of subcontracting',
} as const;

function describeChange(input: ScenarioNames, change: StoredChange): string {
  switch (change.kind) {
    case 'demand':
      return `Demand${ofFamilies(input, change.families)} is ${moreOrLess(change.percent, 'higher', 'lower')}${when(change.periods)}.`;
    case 'price':
      return `The price${ofFamilies(input, change.families)} is ${moreOrLess(change.percent, 'higher', 'lower')}${when(change.periods)}.`;
    case 'cost':
      return `${COSTS[change.cost]}${ofFamilies(input, change.families)} is ${moreOrLess(change.percent, 'higher', 'lower')}${when(change.periods)}.`;
    case 'hour-cost':
      return `An hour of ${resourceName(input, change.resource)} costs ${moreOrLess(change.percent, 'more', 'less')}.`;
    case 'line-lost':
      return `${resourceName(input, change.resource)} is lost${change.periods ? when(change.periods) : ' in every month'}.`;
    case 'capacity':
      return `${resourceName(input, change.resource)} has ${moreOrLess(change.percent, 'more', 'fewer')} hours${when(change.periods)}.`;
    case 'overtime-share': {
      const who = change.resources
        ? listed(change.resources.map((id) => resourceName(input, id)))
        : 'Every resource';
      return `${who} may work overtime up to ${percent(change.percent)} of the regular hours${when(change.periods)}.`;
    }
    case 'unmet-demand':
      return `Demand${ofFamilies(input, change.families)} ${UNMET[change.unmetDemand]}.`;
    case 'proposed-safety-stock':
      return `The plan keeps the proposed safety stock${ofFamilies(input, change.families)}.`;
  }
}

const UNMET = {
  forbidden: 'must be delivered in its month',
  backlog: 'that is not delivered in its month is delivered late',
  lost: 'that is not delivered in its month is lost',
} as const;

const percent = (value: number): string => `${value.toLocaleString('en-GB', { maximumFractionDigits: 1 })} %`;

function moreOrLess(value: number, more: string, less: string): string {
  return value < 0 ? `${percent(-value)} ${less}` : `${percent(value)} ${more}`;
}

const ofFamilies = (input: ScenarioNames, families: readonly string[] | undefined): string =>
  families ? ` of ${listed(families.map((code) => familyName(input, code)))}` : '';

const when = (periods: readonly string[] | undefined): string =>
  periods ? ` in ${monthsInWords([...periods].sort())}` : '';

const resourceName = (input: ScenarioNames, code: string): string =>
  input.resources.find((resource) => resource.code === code)?.name ?? code;

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? 'nothing');
