import * as fc from 'fast-check';
import {
  isSeasonal,
  seasonalIndices,
  sellsInSeason,
  shrunkSeasonalIndices,
} from '../../../domain/demand/seasonality';
import { AIR_PASSENGERS } from './air-passengers';

const series = (...values: number[]) => Float64Array.from(values);
const passengers = Float64Array.from(AIR_PASSENGERS);

describe('seasonality', () => {
  test('finds the season of the worked example, and none in a straight line', () => {
    expect(
      isSeasonal(
        Float64Array.from({ length: 16 }, (_, t) => (t % 2 === 0 ? 1 : 5)),
        2,
      ),
    ).toBe(true);
    expect(isSeasonal(series(1, 2, 3, 4, 5, 6, 7, 8), 2)).toBe(false);
  });

  test('needs three seasons, and finds none in a constant', () => {
    expect(isSeasonal(series(1, 5, 1, 5, 1), 2)).toBe(false);
    expect(isSeasonal(new Float64Array(36).fill(4), 12)).toBe(false);
  });

  test('tells rare sales in the same months from those in any', () => {
    expect(sellsInSeason(series(0, 0, 6, 0, 0, 8, 0, 0, 7), 3)).toBe(true);
    expect(sellsInSeason(series(6, 0, 0, 0, 8, 0, 0, 0, 7), 3)).toBe(false);
    expect(sellsInSeason(series(0, 6, 0, 8), 2)).toBe(false);
    expect(sellsInSeason(new Float64Array(36), 12)).toBe(false);
  });

  test('the worked example has the indices 0.5 and 1.5', () => {
    const indices = seasonalIndices(series(1, 3, 1, 3, 1, 3), 2, 'multiplicative');
    expect(Array.from(indices)).toEqual([0.5, 1.5]);
  });

  test('agrees with R decompose(AirPassengers, "multiplicative")$figure', () => {
    const published = [
      0.9102304, 0.8836253, 1.0073663, 0.975906, 0.981378, 1.1127758, 1.2265555, 1.219911, 1.0604919,
      0.9217572, 0.8011781, 0.8988244,
    ];
    const indices = seasonalIndices(passengers, 12, 'multiplicative');
    published.forEach((index, month) => {
      expect(indices[month]).toBeCloseTo(index, 6);
    });
  });

  test('agrees with R decompose(AirPassengers)$figure, in thousands of passengers', () => {
    const published = [
      -24.748737, -36.188131, -2.2411616, -8.0366162, -4.5063131, 35.4027778, 63.8308081, 62.8232323,
      16.520202, -20.6426768, -53.5934343, -28.6199495,
    ];
    const indices = seasonalIndices(passengers, 12, 'additive');
    published.forEach((index, month) => {
      expect(indices[month]).toBeCloseTo(index, 5);
    });
  });

  test('multiplicative indices do not change with the unit of measure', () => {
    const inSingles = seasonalIndices(
      passengers.map((v) => 1000 * v),
      12,
      'multiplicative',
    );
    const inThousands = seasonalIndices(passengers, 12, 'multiplicative');
    inSingles.forEach((index, month) => {
      expect(index).toBeCloseTo(inThousands[month]!, 12);
    });
  });

  test('additive indices do not change when a constant is added', () => {
    fc.assert(
      fc.property(fc.double({ min: -1000, max: 1000, noNaN: true }), (shift) => {
        const shifted = seasonalIndices(
          passengers.map((v) => v + shift),
          12,
          'additive',
        );
        const plain = seasonalIndices(passengers, 12, 'additive');
        return shifted.every((index, month) => Math.abs(index - plain[month]!) < 1e-9);
      }),
    );
  });

  test('a profile without noise is not shrunk, a noisy one is pulled towards 1', () => {
    const clean = shrunkSeasonalIndices(series(1, 3, 1, 3, 1, 3, 1, 3), 2);
    expect(Array.from(clean)).toEqual([0.5, 1.5]);

    const noisy = Float64Array.from({ length: 48 }, (_, t) => 100 + ((t * 7919) % 13));
    const spread = (indices: Float64Array) => indices.reduce((sum, index) => sum + (index - 1) ** 2, 0);
    const plain = spread(seasonalIndices(noisy, 12, 'multiplicative'));
    expect(spread(shrunkSeasonalIndices(noisy, 12))).toBeLessThan(0.8 * plain);
  });
});
