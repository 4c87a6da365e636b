import type { components } from '../../web/src/api/schema';
import { months } from './sample-figures';

type Schemas = components['schemas'];
type PlanLine = Schemas['PlanLine'];

/** Hand-made figures side by side, with the best of each row and the difference to the first. */
export function scenarioFiguresOf(plans: readonly PlanLine[]): Schemas['ScenarioFigure'][] {
  const lines = scenariosAmong(plans);
  const figure = (
    key: 'serviceRatio' | 'inventoryDays' | 'margin' | 'cashAtEnd',
    name: string,
    unit: string,
    better: 'higher' | 'lower',
  ): Schemas['ScenarioFigure'] => {
    const known = lines.map(({ summary }) => summary[key] ?? 0);
    const best = better === 'higher' ? Math.max(...known) : Math.min(...known);
    return {
      key,
      name,
      unit,
      values: known,
      differences: known.map((value, index) => (index === 0 ? null : value - known[0]!)),
      best: known.map((value) => value === best),
    };
  };
  return [
    figure('serviceRatio', 'Service: delivered on time', 'ratio', 'higher'),
    figure('inventoryDays', 'Days of inventory', 'days', 'lower'),
    figure('margin', 'Margin', 'EUR', 'higher'),
    figure('cashAtEnd', 'Cash at the end', 'EUR', 'higher'),
  ];
}

const scenariosAmong = (plans: readonly PlanLine[]) => plans.filter((plan) => plan.kind === 'scenario');

/** Three scenarios with plans; of those that planners added one is being computed and one has no plan. */
export const scenariosOf = (
  plans: readonly PlanLine[],
  people: { readonly li: Schemas['PersonRef']; readonly maria: Schemas['PersonRef'] },
): Schemas['Scenarios'] => ({
  scenarios: scenariosAmong(plans),
  assumes: [
    ['The consensus demand with the capacity that was stated.'],
    ['Every resource may work overtime up to 25 % of the regular hours.'],
    ['Demand is 10 % higher.'],
  ],
  figures: scenarioFiguresOf(plans),
  chosen: null,
  own: [
    {
      id: 'scenario-1',
      key: 'own-1',
      name: 'Line 1 lost in March',
      assumes: ['Assembly line 1 is lost in Mar 2027.'],
      changes: [{ kind: 'line-lost', resource: 'LINE-1', periods: ['2027-03'] }],
      state: 'computing',
      stateWords: 'being computed',
      problem: '',
      by: people.li,
      createdAt: '2026-12-08T08:40:00.000Z',
      can: { remove: { allowed: true, why: '' } },
    },
    {
      id: 'scenario-2',
      key: 'own-2',
      name: 'Everything on time',
      assumes: ['Demand must be delivered in its month.'],
      changes: [{ kind: 'unmet-demand', unmetDemand: 'forbidden' }],
      state: 'without-plan',
      stateWords: 'no plan',
      problem:
        'These cannot hold together. Tools: demand of 2,400 units in Apr 2027 must be delivered on time. Assembly line 1: at most 320 hours of regular time in Apr 2027.',
      by: people.maria,
      createdAt: '2026-12-08T09:10:00.000Z',
      can: {
        remove: {
          allowed: false,
          why: 'Raj Patel recommends this scenario. It can be removed when another one is chosen.',
        },
      },
    },
  ],
  frame: {
    months,
    families: [
      { code: 'TOOLS', name: 'Tools' },
      { code: 'GARDEN', name: 'Garden' },
      { code: 'PUMPS', name: 'Pumps' },
    ],
    resources: [
      { code: 'LINE-1', name: 'Assembly line 1' },
      { code: 'LINE-2', name: 'Assembly line 2' },
    ],
  },
  can: { add: { allowed: true, why: '' } },
});
