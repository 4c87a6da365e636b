import { placeSafetyStock, type Stage, stockAtMarketsOnly } from '../../../domain/inventory/stock-placement';
import { seededRandom } from '../supply/random-problem';

const twoMarkets: Stage[] = [
  { id: 'plant', suppliedBy: null, processingTime: 6, holdingCost: 1 },
  { id: 'warehouse', suppliedBy: 'plant', processingTime: 2, holdingCost: 1.2 },
  { id: 'north', suppliedBy: 'warehouse', processingTime: 1, holdingCost: 2, demandDeviation: 30 },
  { id: 'south', suppliedBy: 'warehouse', processingTime: 1, holdingCost: 2, demandDeviation: 40 },
];

describe('where to hold safety stock', () => {
  test('When there is one market, then its stock covers its whole lead time', () => {
    const placement = placeSafetyStock(
      [{ id: 'market', suppliedBy: null, processingTime: 4, holdingCost: 3, demandDeviation: 10 }],
      2,
    );
    expect(placement.stages[0]!.safetyStockUnits).toBe(40);
    expect(placement.totalHoldingCost).toBe(120);
  });

  test('When markets share a warehouse, then stock is pooled there and markets cover the last step only', () => {
    const placement = placeSafetyStock(twoMarkets, 1.645);
    const covered = Object.fromEntries(placement.stages.map((stage) => [stage.id, stage.coveredTime]));
    expect(covered).toEqual({ plant: 0, warehouse: 8, north: 1, south: 1 });
    expect(placement.stages[1]!.safetyStockUnits).toBeCloseTo(1.645 * 50 * Math.sqrt(8), 9);
  });

  test('When a market may wait, then it promises to wait as long as that', () => {
    const placement = placeSafetyStock(
      twoMarkets.map((stage) => (stage.demandDeviation ? { ...stage, promisedServiceTime: 1 } : stage)),
      1.645,
    );
    expect(placement.stages.map((stage) => stage.coveredTime)).toEqual([0, 8, 0, 0]);
  });

  test('When stock is held at the market only, then it covers the whole way', () => {
    const placement = stockAtMarketsOnly(
      [
        { id: 'plant', suppliedBy: null, processingTime: 8, holdingCost: 1 },
        { id: 'market', suppliedBy: 'plant', processingTime: 1, holdingCost: 3, demandDeviation: 10 },
      ],
      2,
    );
    expect(placement.stages.map((stage) => stage.safetyStockUnits)).toEqual([0, 60]);
    expect(placement.totalHoldingCost).toBe(180);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'When random network %i is placed, then no other choice of service times is cheaper',
    (seed) => {
      const stages = randomNetwork(seed);
      const { totalHoldingCost } = placeSafetyStock(stages, 1);
      expect(totalHoldingCost).toBeCloseTo(cheapestByTrial(stages), 9);
      expect(stockAtMarketsOnly(stages, 1).totalHoldingCost).toBeGreaterThanOrEqual(totalHoldingCost - 1e-9);
    },
  );

  test.each([
    [[{ ...twoMarkets[1]!, suppliedBy: 'moon' }], /"moon"/],
    [
      [
        { id: 'a', suppliedBy: 'b', processingTime: 1, holdingCost: 1 },
        { id: 'b', suppliedBy: 'a', processingTime: 1, holdingCost: 1 },
      ],
      /circle/,
    ],
    [
      [{ id: 'a', suppliedBy: null, processingTime: 1.5, holdingCost: 1, demandDeviation: 1 }],
      /whole numbers/,
    ],
    [[{ id: 'a', suppliedBy: null, processingTime: 1, holdingCost: 1 }], /demandDeviation/],
  ])('When a network is %j, then it is refused with a reason', (stages, reason) => {
    expect(() => placeSafetyStock(stages as Stage[], 1)).toThrow(reason);
  });
});

function randomNetwork(seed: number): Stage[] {
  const random = seededRandom(seed);
  const ids = ['plant', 'east', 'west', 'a', 'b'];
  const suppliedBy = [null, 'plant', 'plant', 'east', random() < 0.5 ? 'east' : 'west'];
  return ids.map((id, i) => ({
    id,
    suppliedBy: suppliedBy[i]!,
    processingTime: Math.floor(random() * 4),
    holdingCost: 1 + i * random(),
    ...(ids.every((_, j) => suppliedBy[j] !== id)
      ? { demandDeviation: 1 + 10 * random(), promisedServiceTime: Math.floor(random() * 2) }
      : {}),
  }));
}

/** Tries every combination of whole service times. */
function cheapestByTrial(stages: readonly Stage[]): number {
  const deviation = (stage: Stage): number =>
    Math.hypot(stage.demandDeviation ?? 0, ...stages.filter((s) => s.suppliedBy === stage.id).map(deviation));
  let cheapest = Number.POSITIVE_INFINITY;
  const serviceTimes = new Map<string, number>();
  const tryFrom = (index: number, cost: number): void => {
    const stage = stages[index];
    if (!stage) {
      cheapest = Math.min(cheapest, cost);
      return;
    }
    const inbound = stage.suppliedBy === null ? 0 : serviceTimes.get(stage.suppliedBy)!;
    const longest = inbound + stage.processingTime;
    const most =
      stage.demandDeviation === undefined ? longest : Math.min(longest, stage.promisedServiceTime ?? 0);
    for (let serviceTime = 0; serviceTime <= most; serviceTime++) {
      serviceTimes.set(stage.id, serviceTime);
      tryFrom(index + 1, cost + stage.holdingCost * deviation(stage) * Math.sqrt(longest - serviceTime));
    }
  };
  tryFrom(0, 0);
  return cheapest;
}
