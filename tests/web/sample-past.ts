import type { components } from '../../web/src/api/schema';

type Past = components['schemas']['PastDemand'];

const line = (givenUnits: number | null, plannedUnits: number, soldUnits: number) => {
  const bias = (units: number) => units / soldUnits - 1;
  const words = (ratio: number) => `${Math.abs(100 * ratio).toFixed(1)} % too ${ratio > 0 ? 'high' : 'low'}`;
  return {
    givenUnits,
    plannedUnits,
    soldUnits,
    givenBias: givenUnits && bias(givenUnits),
    givenWords: givenUnits === null ? 'gave nothing' : words(bias(givenUnits)),
    plannedBias: bias(plannedUnits),
    plannedWords: words(bias(plannedUnits)),
  };
};

/** Three months that have passed; in the oldest nobody handed anything in. */
export const pastDemand: Past = {
  who: 'Sales',
  sentence:
    'For November 2026 sales gave 8,800 units and 8,100 units were sold: 8.6 % too high. The published plan said 8,300, 2.5 % too high, which was closer. Over October 2026 to November 2026 it was 6.1 % too high in all, too high every month.',
  months: [
    {
      month: '2026-11',
      givenBy: ['Ana Ruiz', 'Tom Becker'],
      planName: 'Published plan',
      total: line(8800, 8300, 8100),
      families: [
        { familyCode: 'TOOLS', familyName: 'Tools', ...line(5400, 5000, 4700) },
        { familyCode: 'GARDEN', familyName: 'Garden', ...line(2600, 2500, 2700) },
        { familyCode: 'PUMPS', familyName: 'Pumps', ...line(800, 800, 700) },
      ],
    },
    {
      month: '2026-10',
      givenBy: ['Ana Ruiz'],
      planName: 'Published plan',
      total: line(8700, 8600, 8400),
      families: [],
    },
    {
      month: '2026-09',
      givenBy: [],
      planName: 'Consensus',
      total: line(null, 8000, 8200),
      families: [],
    },
  ],
};

export const pastDemandToCome: Past = {
  who: 'The consensus',
  sentence:
    'Nothing yet: here stands what was given for a month beside what was then sold, from the first month on that was planned here and has passed.',
  months: [],
};
