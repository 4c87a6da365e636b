import {
  biasRatio,
  forecastAccuracy,
  overallWeightedAverage,
  scaledError,
  symmetricPercentageError,
  weightedAbsoluteError,
} from '../../../domain/demand/accuracy-measures';
import { forecastNaive2, forecastSeasonalNaive } from '../../../domain/demand/naive';

describe('accuracy measures', () => {
  test('symmetric percentage error: the worked example, and nothing against nothing is no error', () => {
    expect(symmetricPercentageError([100], [50])).toBeCloseTo(66.6667, 4);
    expect(symmetricPercentageError([0, 100], [0, 100])).toBe(0);
    expect(symmetricPercentageError([], [])).toBeNull();
  });

  test('scaled error: the worked example; a history which never changed has none', () => {
    expect(scaledError([1, 2, 3, 4], [5], [7], 1)).toBe(2);
    expect(scaledError([3, 3, 3, 3], [5], [7], 1)).toBeNull();
    expect(scaledError([1, 2], [5], [7], 12)).toBeNull();
  });

  test('overall weighted average: the worked example; against itself it is 1', () => {
    expect(overallWeightedAverage({ smape: 12, mase: 0.9 }, { smape: 15, mase: 1 })).toBeCloseTo(0.85, 12);
    expect(overallWeightedAverage({ smape: 15, mase: 1 }, { smape: 15, mase: 1 })).toBe(1);
  });

  test('agrees with the published M4 result of its winner on all series', () => {
    // Makridakis et al. (2020), table 4: Smyl sMAPE 11.374, MASE 1.536; Naive2 13.564 and 1.912; OWA 0.821.
    const owa = overallWeightedAverage({ smape: 11.374, mase: 1.536 }, { smape: 13.564, mase: 1.912 });
    expect(owa).toBeCloseTo(0.821, 3);
  });

  test('WMAPE, accuracy and bias: the worked examples', () => {
    expect(weightedAbsoluteError([10, 30], [12, 26])).toBeCloseTo(0.15, 12);
    expect(forecastAccuracy([10, 30], [12, 26])).toBeCloseTo(0.85, 12);
    expect(biasRatio([10, 30], [12, 26])).toBeCloseTo(-0.05, 12);
  });

  test('nothing sold is "n/a", never 0 % or 100 %, and accuracy is never negative', () => {
    expect(weightedAbsoluteError([0, 0], [5, 5])).toBeNull();
    expect(biasRatio([0], [5])).toBeNull();
    expect(forecastAccuracy([0], [5])).toBeNull();
    expect(forecastAccuracy([10], [50])).toBe(0);
  });
});

describe('naive forecasts', () => {
  test('seasonal naive: the worked example; without a season the last month', () => {
    expect(Array.from(forecastSeasonalNaive(Float64Array.of(1, 2, 3, 4), 2, 4))).toEqual([3, 4, 3, 4]);
    expect(Array.from(forecastSeasonalNaive(Float64Array.of(1, 2, 3), 12, 2))).toEqual([3, 3]);
  });

  test('Naive2 takes the season off the last month and puts it back on the next ones', () => {
    const history = Float64Array.from({ length: 12 }, (_, t) => (t % 2 === 0 ? 10 : 30));
    expect(Array.from(forecastNaive2(history, 2, 3)).map((v) => Math.round(v))).toEqual([10, 30, 10]);
  });

  test('Naive2 of an unseasonal history is its last month', () => {
    expect(Array.from(forecastNaive2(Float64Array.of(1, 2, 3, 4, 5, 6, 7), 2, 2))).toEqual([7, 7]);
  });
});
