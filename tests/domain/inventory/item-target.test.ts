import { itemTarget, proposedSafetyStock, protectedMonths } from '../../../domain/inventory/item-target';
import { replenishmentFacts, type StatedReplenishment } from '../../../domain/inventory/replenishment-facts';

const MONTH = 365 / 12;

const stocked = (stated: Partial<StatedReplenishment>, demand = 300, error = 60) =>
  itemTarget({
    itemCode: 'T-1',
    familyCode: 'TENTS',
    location: 'EUROPE',
    replenishment: replenishmentFacts(stated),
    monthlyDemandUnits: demand,
    monthlyErrorUnits: error,
  });

const twoMonths = { servicePercent: 90, leadTimeDays: 2 * MONTH, reviewDays: 0, reorderPointUnits: 500 };

test('An item holds what its promise needs, and its reorder point moves by a quarter at most', () => {
  const target = stocked(twoMonths);
  // 1.2816 deviations of 60 x sqrt(2) = 84.85 over two months.
  expect(target.safetyStockUnits).toBeCloseTo(108.74, 1);
  expect(target.proposal).toMatchObject({
    oldReorderPointUnits: 500,
    computedReorderPointUnits: expect.closeTo(708.74, 1),
    proposedReorderPointUnits: 625,
    isCapped: true,
  });
  // 500 are 100 less than two months sell: 1.1785 deviations short.
  expect(target.serviceNow).toBeCloseTo(0.1193, 3);
  expect(target.assumed).toEqual([]);
});

test('A near enough reorder point is proposed as computed, rounded up', () => {
  expect(stocked({ ...twoMonths, reorderPointUnits: 690 }).proposal).toMatchObject({
    proposedReorderPointUnits: 709,
    isCapped: false,
  });
  const unknown = stocked({ ...twoMonths, reorderPointUnits: null });
  expect(unknown.proposal).toMatchObject({ proposedReorderPointUnits: 709, isCapped: false });
  expect(unknown.serviceNow).toBeNull();
});

test('A fill rate is another promise than the same number of cycles: it needs less', () => {
  const stated = { ...twoMonths, serviceKind: 'fill-rate', lotUnits: 600 } as const;
  const target = stocked(stated);
  expect(target.service).toEqual({ kind: 'fill-rate', ratio: 0.9 });
  expect(target.safetyStockUnits).toBeLessThan(108);
  // Without a lot, a month's demand is ordered at once.
  expect(stocked({ ...stated, lotUnits: null }).safetyStockUnits).toBe(
    stocked({ ...stated, lotUnits: 300 }).safetyStockUnits,
  );
});

test('Lead times that vary count with the demand of the days by which they vary', () => {
  const target = stocked({ ...twoMonths, leadTimeDeviationDays: MONTH / 3 });
  // A third of a month is 100 units beside the 84.85: together 131.1.
  expect(target.safetyStockUnits).toBeCloseTo(1.28155 * Math.hypot(84.853, 100), 1);
});

test('What nobody stated is assumed and said', () => {
  const facts = replenishmentFacts({});
  expect(facts).toMatchObject({
    service: { kind: 'cycle-service', ratio: 0.95 },
    leadTimeDays: 30,
    reviewDays: 7,
  });
  expect(facts.assumed).toEqual(['service 95 %', 'lead time 30 days', 'review every 7 days']);
  expect(protectedMonths(facts)).toBeCloseTo(37 / MONTH, 9);
});

test('An item that nobody asks for holds nothing', () => {
  const ended = stocked({ ...twoMonths, serviceKind: 'fill-rate', reorderPointUnits: 40 }, 0, 12);
  expect(ended.safetyStockUnits).toBe(0);
  expect(ended.serviceNow).toBeNull();
  expect(ended.proposal).toMatchObject({
    computedReorderPointUnits: 0,
    proposedReorderPointUnits: 30,
    isCapped: true,
  });
});

test('A family keeps what its items need together', () => {
  const one = stocked(twoMonths);
  const other = { ...stocked(twoMonths), itemCode: 'L-1', familyCode: 'LAMPS', safetyStockUnits: 5 };
  expect(proposedSafetyStock([one, { ...one, itemCode: 'T-2', safetyStockUnits: 10.0004 }, other])).toEqual({
    TENTS: expect.closeTo(118.742, 2),
    LAMPS: 5,
  });
});
