import { demandValues, historyValues, measureValues } from '../../web/src/pages/plan/plan-series';
import { planView } from './sample-figures';
import { unit } from './sample-people';
import { plans } from './sample-plans';

const supply = planView(plans.find((plan) => plan.kind === 'supply')!, unit);
const withSeries = (measures: Record<string, number[]>): typeof supply => ({
  ...supply,
  months: ['2026-12', '2027-01', '2027-02'],
  series: Object.entries(measures).map(([measure, values]) => ({ measure, familyCode: 'TOOLS', values })),
});

test('the demand of a supply plan is what is delivered and what becomes late', () => {
  // 100 asked for in December, 20 of them late; 90 asked for in January, all delivered with the 20; 80 in February.
  const plan = withSeries({ delivered: [80, 110, 80], backlog: [20, 0, 0] });
  expect(demandValues(plan, '')).toEqual([100, 90, 80]);
});

test('a stated demand goes before a worked-out one, and a plan without any has none', () => {
  expect(
    demandValues(withSeries({ consensus: [1, 2, 3], delivered: [9, 9, 9], backlog: [0, 0, 0] }), ''),
  ).toEqual([1, 2, 3]);
  expect(demandValues(withSeries({ production: [1, 2, 3] }), '')).toBeNull();
});

test('all families together are the sum of the families', () => {
  const one = (family: string) => measureValues(supply, 'delivered', family)?.[0] ?? 0;
  expect(measureValues(supply, 'delivered', '')?.[0]).toBeCloseTo(
    one('TOOLS') + one('GARDEN') + one('PUMPS'),
  );
  expect(historyValues(supply, '').months).toHaveLength(24);
});
