import type { FamilyStage } from '../../../domain/inventory/family-placement';
import { planRow } from '../../../domain/plan/plan-row';
import { stockPlacements } from '../../../domain/plan/stock-placements';
import { demandOf, MONTHS, planningInput } from './planning-input-of';

const stages: FamilyStage[] = [
  {
    familyCode: 'TENTS',
    code: 'PLANT',
    name: 'Plant',
    suppliedBy: null,
    leadTimeDays: 40,
    holdingCost: 1,
    marketCode: null,
    serviceDays: 0,
  },
  {
    familyCode: 'TENTS',
    code: 'DE',
    name: 'Germany',
    suppliedBy: 'PLANT',
    leadTimeDays: 10,
    holdingCost: 2,
    marketCode: 'DE',
    serviceDays: 0,
  },
];

/** Half widths of the 80 % interval of an item in Germany, month by month. */
const intervals = (itemCode: string, widths: readonly number[]) =>
  MONTHS.flatMap((month, index) => [
    planRow('lower80', month, 100 - widths[index]!, { itemCode, marketCode: 'DE' }),
    planRow('baseline', month, 100, { itemCode, marketCode: 'DE' }),
    planRow('upper80', month, 100 + widths[index]!, { itemCode, marketCode: 'DE' }),
  ]);

test('Demand and error are those of the months on the way from the source, over all items of the family', () => {
  const [placement] = stockPlacements(
    planningInput({ stages }),
    MONTHS,
    demandOf([30, 10, 500], [20, 20, 900]),
    [...intervals('T-1', [1, 3 * 12.816, 1]), ...intervals('T-2', [1, 4 * 12.816, 1])],
  );
  expect(placement!.stages[1]).toMatchObject({ monthlyDemandUnits: 40, marketCode: 'DE' });
  expect(placement!.stages[1]!.monthlyErrorUnits).toBeCloseTo(50, 6);
});

test('The service is what the items promise, weighted by what is asked for of them, and 95 % where nothing is', () => {
  const [first, second] = planningInput().items;
  const promising = (servicePercent: number) => ({
    serviceKind: null,
    servicePercent,
    leadTimeDays: null,
    leadTimeDeviationDays: null,
    reviewDays: null,
    lotUnits: null,
    reorderPointUnits: null,
  });
  const input = planningInput({
    stages,
    items: [
      { ...first!, replenishment: promising(98) },
      { ...second!, replenishment: promising(90) },
    ],
  });
  const serviceFor = (demand: ReturnType<typeof demandOf>) =>
    stockPlacements(input, MONTHS, demand, [])[0]!.serviceRatio;
  expect(serviceFor(demandOf([30, 0, 0], [0, 10, 0]))).toBeCloseTo(0.96, 9);
  expect(serviceFor(demandOf([0, 0, 0], [0, 0, 0]))).toBe(0.95);
});

test('A snapshot from before stages were asked for places nothing', () => {
  expect(stockPlacements(planningInput(), MONTHS, demandOf([1, 1, 1], [1, 1, 1]), [])).toEqual([]);
});
