import fc from 'fast-check';
import type { DemandAdjustment } from '../../../domain/cycle/submission';
import {
  adjustmentMistakes,
  applyAdjustment,
  closeDemandPlan,
  openDemandPlan,
  seriesKey,
} from '../../../domain/demand/adjustments';
import type { DemandHierarchy } from '../../../domain/demand/demand-plan';
import { spreadQuantity, sumQuantities } from '../../../domain/demand/spread-quantity';

const HIERARCHY: DemandHierarchy = {
  months: ['2027-01', '2027-02'],
  familyOfItem: new Map([
    ['A', 'TENTS'],
    ['B', 'TENTS'],
    ['C', 'LAMPS'],
  ]),
  familyCodes: new Set(['TENTS', 'LAMPS']),
  marketCodes: new Set(['DE', 'FR']),
};

const series = (itemCode: string, marketCode: string, ...quantityUnits: number[]) => ({
  familyCode: HIERARCHY.familyOfItem.get(itemCode)!,
  itemCode,
  marketCode,
  quantityUnits,
});

const adjustment = (
  kind: DemandAdjustment['change']['kind'],
  value: number,
  cell: Partial<DemandAdjustment> = {},
): DemandAdjustment => ({
  familyCode: 'TENTS',
  marketCode: null,
  itemCode: null,
  month: '2027-01',
  change: { kind, value },
  reasonCode: 'other',
  comment: '',
  ...cell,
});

function adjusted(given: ReturnType<typeof series>[], ...adjustments: DemandAdjustment[]) {
  const plan = openDemandPlan(HIERARCHY, given);
  const weights = new Map([
    [seriesKey('A', 'DE'), 3],
    [seriesKey('B', 'DE'), 1],
  ]);
  for (const each of adjustments) applyAdjustment(plan, each, weights);
  return closeDemandPlan(plan).map(({ itemCode, marketCode, quantityUnits }) => [
    itemCode,
    marketCode,
    ...quantityUnits,
  ]);
}

test('A change at the family is spread in proportion and touches one month only', () => {
  const given = [series('A', 'DE', 30, 30), series('B', 'DE', 10, 10), series('C', 'DE', 7, 7)];
  expect(adjusted(given, adjustment('delta', 8))).toEqual([
    ['A', 'DE', 36, 30],
    ['B', 'DE', 12, 10],
    ['C', 'DE', 7, 7],
  ]);
  expect(adjusted(given, adjustment('percent', -50))[0]).toEqual(['A', 'DE', 15, 30]);
  expect(given[0]!.quantityUnits).toEqual([30, 30]);
});

test('Where nothing stands, the weights decide', () => {
  const given = [series('A', 'DE', 30, 0), series('B', 'DE', 10, 0)];
  expect(adjusted(given, adjustment('absolute', 0), adjustment('delta', 5))).toEqual([
    ['A', 'DE', 3.75, 0],
    ['B', 'DE', 1.25, 0],
  ]);
});

test('A market or item without a series yet gets one', () => {
  expect(
    adjusted([series('A', 'DE', 30, 0)], adjustment('absolute', 9, { marketCode: 'FR', itemCode: 'B' })),
  ).toEqual([
    ['A', 'DE', 30, 0],
    ['B', 'FR', 9, 0],
  ]);
});

test('More is taken away than there is: zero is left, never less', () => {
  expect(adjusted([series('A', 'DE', 30, 0)], adjustment('delta', -31))).toEqual([['A', 'DE', 0, 0]]);
});

test('A total is split without losing a thousandth', () => {
  expect(spreadQuantity(10, [1, 1, 1])).toEqual([3.334, 3.333, 3.333]);
  expect(spreadQuantity(1, [0, 0])).toEqual([0.5, 0.5]);
  expect(spreadQuantity(5, [])).toEqual([]);
  expect(sumQuantities([0.1, 0.2])).toBe(0.3);
});

test('Whatever is spread adds up to the total again and nobody gets less than nothing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_000_000_000 }),
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 }),
      (thousandths, weights) => {
        const parts = spreadQuantity(thousandths / 1000, weights);
        expect(sumQuantities(parts)).toBe(thousandths / 1000);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test('Mistakes are told with how to mend them', () => {
  expect(
    adjustmentMistakes(
      [
        adjustment('absolute', -5),
        adjustment('percent', -101, { itemCode: 'C' }),
        adjustment('delta', Number.NaN, { month: '2031-01', marketCode: 'XX' }),
        adjustment('delta', 1, { familyCode: 'BIKES' }),
        adjustment('delta', 1),
      ],
      HIERARCHY,
    ),
  ).toEqual([
    'Row 1: the quantity is -5; give zero or more.',
    "Row 2: the item C is not one of family TENTS; choose one of the family's items.",
    'Row 2: -101 % takes away more than there is; give -100 or more.',
    'Row 3: the market XX is not known; choose one of DE, FR.',
    'Row 3: 2031-01 is not planned in this cycle; choose a month from 2027-01 to 2027-02.',
    'Row 3: the value NaN is no usable number; check it.',
    'Row 4: the family BIKES is not known; choose one of TENTS, LAMPS.',
  ]);
});
