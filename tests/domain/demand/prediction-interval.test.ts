import { predictionIntervals } from '../../../domain/demand/prediction-interval';

describe('prediction intervals', () => {
  test('the worked example: 10 units around 100', () => {
    const { lower80, upper80, lower95, upper95 } = predictionIntervals([100], [100], 0, true);
    expect(lower80[0]).toBeCloseTo(87.2, 1);
    expect(upper80[0]).toBeCloseTo(112.8, 1);
    expect(lower95[0]).toBeCloseTo(78, 10);
    expect(upper95[0]).toBeCloseTo(122, 10);
  });

  test('errors in percent reach further up than down, and never below zero', () => {
    const { lower95, upper95 } = predictionIntervals([100], [100 ** 2], 1, true);
    expect(upper95[0]! - 100).toBeGreaterThan(100 - lower95[0]!);
    expect(lower95[0]).toBeGreaterThan(0);
  });

  test('only demand which may be negative has a negative lower end', () => {
    expect(predictionIntervals([10], [100], 0, true).lower95).toEqual([0]);
    expect(predictionIntervals([10], [100], 0, false).lower95[0]).toBeCloseTo(-12, 10);
  });
});
