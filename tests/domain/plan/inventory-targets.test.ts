import { inventoryTargets } from '../../../domain/plan/inventory-targets';
import { planRow } from '../../../domain/plan/plan-row';
import { demandOf, MONTHS, planningInput } from './planning-input-of';

const MONTH = 365 / 12;

/** Baseline rows of an item in a market, the same in every month. */
const interval = (itemCode: string, marketCode: string, [lower, middle, upper]: [number, number, number]) =>
  MONTHS.flatMap((month) => [
    planRow('lower80', month, lower, { itemCode, marketCode }),
    planRow('baseline', month, middle, { itemCode, marketCode }),
    planRow('upper80', month, upper, { itemCode, marketCode }),
  ]);

test('Errors of markets that do not know of each other add up as squares, and an interval cut off at zero is mended', () => {
  const [item, other] = inventoryTargets(planningInput(), MONTHS, demandOf([30, 10, 10], [10, 0, 0]), [
    ...interval('T-1', 'DE', [100 - 25.632, 100, 100 + 25.632]),
    ...interval('T-1', 'FR', [0, 10, 10 + 25.632]),
    ...interval('T-2', 'DE', [5, 5, 5]),
  ]);
  expect(item!.monthlyErrorUnits).toBeCloseTo(Math.hypot(20, 20), 6);
  expect(other!.monthlyErrorUnits).toBe(0);
});

test('Demand and error are those of the months that the stock must last', () => {
  const [item] = planningInput().items;
  const input = planningInput({
    items: [{ ...item!, replenishment: { ...unstated, leadTimeDays: MONTH, reviewDays: MONTH } }],
  });
  const rows = [
    ...interval('T-1', 'DE', [20, 20, 20]),
    planRow('upper80', '2027-02', 20 + 12.816, { itemCode: 'T-1', marketCode: 'DE' }),
    planRow('lower80', '2027-02', 20 - 12.816, { itemCode: 'T-1', marketCode: 'DE' }),
  ];
  const [target] = inventoryTargets(input, MONTHS, demandOf([30, 10, 500], [0, 0, 0]), rows);
  expect(target).toMatchObject({ monthlyDemandUnits: 20, familyCode: 'TENTS' });
  expect(target!.monthlyErrorUnits).toBeCloseTo(10, 6);
  expect(target!.proposal.location).toBe('EUROPE');
});

const unstated = {
  serviceKind: null,
  servicePercent: null,
  leadTimeDays: null,
  leadTimeDeviationDays: null,
  reviewDays: null,
  lotUnits: null,
  reorderPointUnits: null,
};
