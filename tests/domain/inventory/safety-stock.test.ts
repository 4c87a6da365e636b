import { DomainError } from '../../../domain/errors';
import { normalLoss, normalProbability, normalQuantile } from '../../../domain/inventory/normal-distribution';
import { type Replenishment, serviceOf, stockTarget } from '../../../domain/inventory/safety-stock';
import { seededRandom } from '../supply/random-problem';

/** Chopra & Meindl, B&M Computer World: weekly demand 2,500 +- 500, lead time 2 weeks, lots of 10,000. */
const palms: Replenishment = {
  demandMean: 2500,
  demandErrorDeviation: 500,
  leadTimeMean: 2,
  lotUnits: 10_000,
};

describe('the normal distribution', () => {
  test('When compared with published tables, then probabilities, quantiles and losses agree', () => {
    expect(normalProbability(0)).toBe(0.5);
    expect(normalProbability(1.959963984540054)).toBeCloseTo(0.975, 14);
    expect(normalProbability(-1)).toBeCloseTo(0.15865525393145707, 14);
    expect(normalProbability(-6)).toBeCloseTo(9.865876450376946e-10, 20);
    expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655446004, 12);
    expect(normalQuantile(0.999999)).toBeCloseTo(4.753424308822899, 10);
    expect(normalLoss(0)).toBeCloseTo(0.3989422804014327, 14);
    expect(normalLoss(1)).toBeCloseTo(0.08331547058768624, 12);
  });

  test('When a quantile is turned back, then its probability comes out', () => {
    for (let p = 0.0005; p < 1; p += 0.01) expect(normalProbability(normalQuantile(p))).toBeCloseTo(p, 12);
  });
});

describe('textbook values (Chopra & Meindl, safety inventory)', () => {
  test('When the reorder point is 6,000, then cycle service is 0.92 and the fill rate 0.9975', () => {
    const service = serviceOf(palms, 1000);
    expect(service.reorderPointUnits).toBe(6000);
    expect(service.protectedDemandDeviation).toBeCloseTo(707.1, 1);
    expect(service.cycleServiceRatio).toBeCloseTo(0.9214, 4);
    expect(service.fillRatio).toBeCloseTo(0.9975, 4);
  });

  test('When a cycle service of 0.9 is promised, then 906 units are kept', () => {
    expect(stockTarget(palms, { kind: 'cycle-service', ratio: 0.9 }).safetyStockUnits).toBeCloseTo(906.2, 1);
  });

  test('When a fill rate of 0.975 is promised, then 67 units are enough: it is not a cycle service level', () => {
    const target = stockTarget(palms, { kind: 'fill-rate', ratio: 0.975 });
    expect(target.safetyStockUnits).toBeGreaterThan(66);
    expect(target.safetyStockUnits).toBeLessThan(69);
    expect(target.fillRatio).toBeCloseTo(0.975, 9);
    expect(target.cycleServiceRatio).toBeLessThan(0.56);
  });

  test('When the lead time varies (7 +- 7 days), then 22,491 units are kept', () => {
    const computers = { demandMean: 2500, demandErrorDeviation: 500, leadTimeMean: 7, leadTimeDeviation: 7 };
    expect(stockTarget(computers, { kind: 'cycle-service', ratio: 0.9 }).safetyStockUnits).toBeCloseTo(
      22_491.2,
      0,
    );
  });

  test('When stock is reviewed every 4 weeks, then 1,570 units are kept and ordered up to 16,570', () => {
    const lego = { demandMean: 2500, demandErrorDeviation: 500, leadTimeMean: 2, reviewPeriod: 4 };
    const target = stockTarget(lego, { kind: 'cycle-service', ratio: 0.9 });
    expect(target.safetyStockUnits).toBeCloseTo(1569.6, 1);
    expect(target.reorderPointUnits).toBeCloseTo(16_569.6, 1);
  });
});

describe('simulation', () => {
  test.each([
    ['cycle-service', 0.9],
    ['cycle-service', 0.975],
    ['fill-rate', 0.97],
    ['fill-rate', 0.995],
  ] as const)(
    'When a periodic review keeps a %s of %p, then 40,000 cycles achieve it within their confidence',
    (kind, ratio) => {
      const item = { demandMean: 100, demandErrorDeviation: 20, leadTimeMean: 3, reviewPeriod: 5 };
      const target = stockTarget(item, { kind, ratio });
      const achieved = simulateReview(item, () => 3, target.reorderPointUnits, 40_000);
      const { mean, halfWidth } = kind === 'cycle-service' ? achieved.cycleService : achieved.fillRate;
      expect(Math.abs(mean - ratio)).toBeLessThan(halfWidth);
    },
  );

  test('When the lead time varies too, then the achieved service is within a point of the promise', () => {
    const item = {
      demandMean: 100,
      demandErrorDeviation: 20,
      leadTimeMean: 3,
      reviewPeriod: 5,
      leadTimeDeviation: Math.SQRT1_2,
    };
    const random = seededRandom(11);
    const leadTime = () => [2, 3, 3, 4][Math.floor(random() * 4)]!;
    const target = stockTarget(item, { kind: 'cycle-service', ratio: 0.95 });
    const achieved = simulateReview(item, leadTime, target.reorderPointUnits, 40_000);
    expect(Math.abs(achieved.cycleService.mean - 0.95)).toBeLessThan(0.01);
  });
});

describe('what cannot be computed', () => {
  test('When a fill rate is asked for without a lot, then the refusal says what to give', () => {
    const item = { demandMean: 10, demandErrorDeviation: 1, leadTimeMean: 1 };
    expect(() => stockTarget(item, { kind: 'fill-rate', ratio: 0.9 })).toThrow(/give lotUnits/);
  });

  test.each([0, 1, 1.2, Number.NaN])('When the service is %p, then it is refused', (ratio) => {
    expect(() => stockTarget(palms, { kind: 'cycle-service', ratio })).toThrow(DomainError);
  });

  test('When demand is certain, then no safety stock is kept', () => {
    const certain = { ...palms, demandErrorDeviation: 0 };
    expect(stockTarget(certain, { kind: 'cycle-service', ratio: 0.99 }).safetyStockUnits).toBe(0);
    expect(stockTarget(certain, { kind: 'fill-rate', ratio: 0.99 }).reorderPointUnits).toBe(5000);
  });
});

/** Orders up to a level every review period; unmet demand waits. Half-widths are four standard errors of the mean. */
function simulateReview(
  item: Required<Pick<Replenishment, 'demandMean' | 'demandErrorDeviation' | 'reviewPeriod'>>,
  leadTime: () => number,
  orderUpTo: number,
  cycles: number,
) {
  const random = seededRandom(7);
  // Box-Muller: a way to normal numbers that does not rest on the functions under test.
  const demandOfDay = () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return item.demandMean + item.demandErrorDeviation * normal;
  };
  let net = orderUpTo;
  let onOrder: { arrives: number; units: number }[] = [];
  const covered: number[] = [];
  const filled: number[] = [];
  let day = 0;
  // A cycle runs from one arrival to the next.
  let shortInCycle = 0;
  for (let cycle = 0; cycle < cycles; cycle++) {
    const position = net + onOrder.reduce((sum, order) => sum + order.units, 0);
    onOrder.push({ arrives: day + leadTime(), units: orderUpTo - position });
    for (let step = 0; step < item.reviewPeriod; step++, day++) {
      for (const order of onOrder.filter(({ arrives }) => arrives === day)) {
        if (cycle > 1) {
          covered.push(net >= 0 ? 1 : 0);
          filled.push(1 - shortInCycle / (item.demandMean * item.reviewPeriod));
        }
        shortInCycle = 0;
        net += order.units;
      }
      onOrder = onOrder.filter(({ arrives }) => arrives > day);
      const demand = demandOfDay();
      shortInCycle += Math.max(0, -(net - demand)) - Math.max(0, -net);
      net -= demand;
    }
  }
  return { cycleService: meanWithConfidence(covered), fillRate: meanWithConfidence(filled) };
}

function meanWithConfidence(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, halfWidth: 4 * Math.sqrt(variance / values.length) };
}
