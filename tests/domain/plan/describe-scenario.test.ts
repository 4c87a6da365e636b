import type { StoredChange } from '../../../domain/finance/stored-change';
import { describeScenario } from '../../../domain/plan/describe-scenario';
import { noPlanInWords } from '../../../domain/plan/no-plan-in-words';
import { planningInput } from './planning-input-of';

test.each<[StoredChange, string]>([
  [
    { kind: 'demand', percent: 10, families: ['TENTS'], periods: ['2027-02', '2027-01', '2027-03'] },
    'Demand of Tents is 10 % higher in Jan to Mar 2027.',
  ],
  [{ kind: 'demand', percent: -2.5 }, 'Demand is 2.5 % lower.'],
  [{ kind: 'price', percent: 4, families: ['TENTS'] }, 'The price of Tents is 4 % higher.'],
  [{ kind: 'cost', cost: 'production', percent: 5 }, 'The unit cost is 5 % higher.'],
  [{ kind: 'hour-cost', resource: 'SEWING', percent: -3 }, 'An hour of Sewing hall costs 3 % less.'],
  [{ kind: 'line-lost', resource: 'SEWING', periods: ['2027-02'] }, 'Sewing hall is lost in Feb 2027.'],
  [{ kind: 'capacity', resource: 'SEWING', percent: -20 }, 'Sewing hall has 20 % fewer hours.'],
  [
    { kind: 'overtime-share', percent: 25 },
    'Every resource may work overtime up to 25 % of the regular hours.',
  ],
  [{ kind: 'unmet-demand', unmetDemand: 'forbidden' }, 'Demand must be delivered in its month.'],
  [{ kind: 'proposed-safety-stock' }, 'The plan keeps the proposed safety stock.'],
])('%j is said in a sentence', (change, sentence) => {
  expect(describeScenario(planningInput(), [change])).toEqual([sentence]);
});

test('A scenario without changes says what it is', () => {
  expect(describeScenario(planningInput(), [])).toEqual([
    'The consensus demand with the capacity that was stated.',
  ]);
});

test('Why there is no plan is told with names and months, not with codes and fields', () => {
  const conflict = [
    'Family "TENTS": demand of 149.169 to 9147.248 units in 2027-01 must be delivered on time (unmetDemand "forbidden").',
    'Resource "SEWING": at most 10 hours of regular time in 2027-01 (regularHours).',
  ];
  expect(noPlanInWords(planningInput(), conflict)).toBe(
    'These cannot hold together. Tents: demand of 149 to 9,147 units in Jan 2027 must be delivered on time. Sewing hall: at most 10 hours of regular time in Jan 2027.',
  );
});
