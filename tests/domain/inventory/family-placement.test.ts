import {
  daysFromSource,
  type FamilyStage,
  familyPlacement,
} from '../../../domain/inventory/family-placement';

const stage = (code: string, changes: Partial<FamilyStage> = {}): FamilyStage => ({
  familyCode: 'TENTS',
  code,
  name: code,
  suppliedBy: null,
  leadTimeDays: 0,
  holdingCost: 2,
  marketCode: null,
  serviceDays: 0,
  ...changes,
});

const plant = stage('PLANT', { leadTimeDays: 30, holdingCost: 1 });
const markets = ['DE', 'FR'].map((code) => stage(code, { suppliedBy: 'PLANT', marketCode: code }));
const demand = new Map([
  ['DE', { monthlyDemandUnits: 300, monthlyErrorUnits: 30 }],
  ['FR', { monthlyDemandUnits: 200, monthlyErrorUnits: 40 }],
]);
const family = { familyCode: 'TENTS', demand, serviceRatio: 0.95 };

test('A plant before two markets that are near pools their errors, and it is told what that saves', () => {
  const placement = familyPlacement({ ...family, stages: [plant, ...markets] });
  expect(placement.stages.map(({ coveredDays }) => coveredDays)).toEqual([30, 0, 0]);
  const [first] = placement.stages;
  expect(first).toMatchObject({ monthlyDemandUnits: 500, monthlyErrorUnits: 50, promisedDays: 0 });
  expect(first!.safetyStockUnits).toBeCloseTo(81.7, 1);
  expect(placement.monthlyCost).toBeCloseTo(81.7, 1);
  expect(placement.marketsOnlyMonthlyCost).toBeCloseTo(228.7, 1);
});

test('When stock costs next to nothing at the markets, then it is held there and nothing is saved', () => {
  const cheap = markets.map((each) => ({ ...each, holdingCost: 0.1 }));
  const placement = familyPlacement({ ...family, stages: [plant, ...cheap] });
  expect(placement.stages.map(({ coveredDays }) => coveredDays)).toEqual([0, 30, 30]);
  expect(placement.stages.map(({ inboundDays }) => inboundDays)).toEqual([0, 30, 30]);
  expect(placement.monthlyCost).toBeCloseTo(placement.marketsOnlyMonthlyCost, 9);
});

test('A market that may wait as long as the whole way takes needs no stock, nor does one without demand', () => {
  const patient = [plant, { ...markets[0]!, serviceDays: 30 }, { ...markets[1]!, marketCode: 'IT' }];
  expect(familyPlacement({ ...family, stages: patient })).toMatchObject({
    monthlyCost: 0,
    marketsOnlyMonthlyCost: 0,
  });
});

test('A market served from a warehouse that supplies others counts in both', () => {
  const [de, fr] = markets;
  const stages = [plant, de!, { ...fr!, suppliedBy: 'DE', leadTimeDays: 5 }];
  expect(daysFromSource(stages[2]!, stages)).toBe(35);
  const placement = familyPlacement({ ...family, stages: [...stages].reverse() });
  expect(placement.stages.map(({ code }) => code)).toEqual(['PLANT', 'DE', 'FR']);
  expect(placement.stages[1]).toMatchObject({ monthlyDemandUnits: 500, monthlyErrorUnits: 50 });
  expect(placement.monthlyCost).toBeLessThanOrEqual(placement.marketsOnlyMonthlyCost);
});
