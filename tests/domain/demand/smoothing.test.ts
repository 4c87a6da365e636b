import * as fc from 'fast-check';
import { onBothScales } from '../../../domain/demand/both-scales';
import { fitSimpleSmoothing } from '../../../domain/demand/simple-smoothing';
import { forecastSmoothingGrid } from '../../../domain/demand/smoothing-grid';
import {
  type FourLanes,
  type LaneEnds,
  type LaneSeasons,
  smoothFourLanes,
  smoothFourSeasonalLanes,
} from '../../../domain/demand/smoothing-lanes';
import { forecastAggregatedTheta, forecastTheta } from '../../../domain/demand/theta';

/** Saudi oil production, million tonnes, 1996-2013: Hyndman & Athanasopoulos (2018), section 7.1. */
const OIL = Float64Array.from([
  445.36, 453.2, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89, 509.87,
  456.72, 473.82, 525.95, 549.83, 542.34,
]);

const histories = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 8, maxLength: 60 });

describe('simple smoothing', () => {
  test('the worked example: a constant is its own level', () => {
    const { level, squaredError } = fitSimpleSmoothing(Float64Array.of(10, 10, 10, 10));
    expect(level).toBeCloseTo(10, 12);
    expect(squaredError).toBeCloseTo(0, 12);
  });

  test('agrees with the textbook on oil production: alpha 0.83, start 446.6, forecast 542.7', () => {
    const { alpha, startLevel, level } = fitSimpleSmoothing(OIL);
    expect(alpha).toBeCloseTo(0.8339, 2);
    expect(startLevel).toBeCloseTo(446.5868, 0);
    expect(level).toBeCloseTo(542.68, 1);
  });

  test('no other constant, from the same start, has a smaller squared error', () => {
    const best = fitSimpleSmoothing(OIL);
    for (const alpha of [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.98]) {
      let level = best.startLevel;
      let squaredError = 0;
      for (const value of OIL) {
        squaredError += (value - level) ** 2;
        level += alpha * (value - level);
      }
      expect(squaredError).toBeGreaterThanOrEqual(best.squaredError);
    }
  });
});

describe('theta', () => {
  test('the worked example: a straight line goes on with half its slope', () => {
    const ahead = forecastTheta(Float64Array.of(1, 2, 3, 4, 5, 6), 3);
    expect(ahead[1]! - ahead[0]!).toBeCloseTo(0.5, 10);
    expect(ahead[2]! - ahead[1]!).toBeCloseTo(0.5, 10);
  });

  test('its drift is half the slope of the trend line (Hyndman & Billah 2003)', () => {
    const n = OIL.length;
    const meanT = (n - 1) / 2;
    const covariance = OIL.reduce((sum, value, t) => sum + (t - meanT) * value, 0);
    const variance = OIL.reduce((sum, _, t) => sum + (t - meanT) ** 2, 0);
    const ahead = forecastTheta(OIL, 12);
    expect(ahead[11]! - ahead[0]!).toBeCloseTo((11 * covariance) / variance / 2, 8);
  });

  test('moves along when every value moves by the same amount', () => {
    fc.assert(
      fc.property(histories, fc.double({ min: -500, max: 500, noNaN: true }), (values, shift) => {
        const plain = forecastTheta(Float64Array.from(values), 6);
        const moved = forecastTheta(
          Float64Array.from(values, (v) => v + shift),
          6,
        );
        return moved.every((value, k) => Math.abs(value - shift - plain[k]!) < 1e-3);
      }),
    );
  });

  test('on quarters, a constant stays itself and few quarters fall back to months', () => {
    expect(Array.from(forecastAggregatedTheta(new Float64Array(24).fill(5), 3, 4))).toEqual([5, 5, 5, 5]);
    const short = Float64Array.of(3, 5, 4, 6, 5, 7);
    expect(forecastAggregatedTheta(short, 3, 4)).toEqual(forecastTheta(short, 4));
  });
});

describe('four smoothing constants side by side', () => {
  const alphas = [0.06, 0.18, 0.4, 0.8] as const;
  const places = (): LaneEnds => ({
    squaredErrors: new Float64Array(4),
    levels: new Float64Array(4),
    nextTrends: new Float64Array(4),
  });

  const emptySeasons = (length: number): LaneSeasons => {
    const lane = () => new Float64Array(length);
    return [lane(), lane(), lane(), lane()];
  };

  /** One lane as the textbook writes it: Hyndman & others (2008), table 2.2, with the season's share of 1 - alpha. */
  const oneLane = (
    values: Float64Array,
    smoothing: FourLanes,
    lane: number,
    seasonShare: number,
    season: number[],
  ) => {
    const alpha = smoothing.alphas[lane]!;
    let { level, trend } = smoothing;
    let squaredError = 0;
    values.forEach((value, t) => {
      const error = value - level - smoothing.damping * trend - season[t % season.length]!;
      squaredError += error ** 2;
      level += smoothing.damping * trend + alpha * error;
      trend = smoothing.damping * trend + smoothing.trendShare * alpha * error;
      season[t % season.length]! += seasonShare * (1 - alpha) * error;
    });
    return { squaredError, level, nextTrend: smoothing.damping * trend };
  };

  test('the worked examples: what repeats exactly leaves no error', () => {
    const ends = places();
    const flat = { alphas, trendShare: 0.1, damping: 0, level: 5, trend: 0 };
    smoothFourLanes(Float64Array.of(5, 5, 5), flat, ends);
    expect([...ends.levels, ...ends.squaredErrors]).toEqual([5, 5, 5, 5, 0, 0, 0, 0]);

    const season = Float64Array.of(-1, 1);
    const seasons = emptySeasons(2);
    smoothFourSeasonalLanes(Float64Array.of(1, 3, 1, 3), season, 0.15, { ...flat, level: 2 }, ends, seasons);
    expect([...ends.levels, ...ends.squaredErrors]).toEqual([2, 2, 2, 2, 0, 0, 0, 0]);
    expect(seasons.map((one) => [...one])).toEqual([1, 2, 3, 4].map(() => [-1, 1]));
  });

  test.each([0, 0.93, 1])(
    'each lane is the textbook recursion, with and without season (damping %d)',
    (damping) => {
      const trend = damping === 0 ? 0 : 4;
      const smoothing = { alphas, trendShare: damping === 0 ? 0 : 0.1, damping, level: 440, trend };
      const plain = places();
      smoothFourLanes(OIL, smoothing, plain);
      const seasonal = places();
      const start = [-8, 3, 5];
      const row = () => Float64Array.from(start);
      const seasons = [row(), row(), row(), row()] as const;
      smoothFourSeasonalLanes(OIL, Float64Array.from(start), 0.15, smoothing, seasonal, seasons);

      alphas.forEach((_, lane) => {
        const without = oneLane(OIL, smoothing, lane, 0, [0]);
        expect(plain.squaredErrors[lane]).toBeCloseTo(without.squaredError, 6);
        expect(plain.levels[lane]).toBeCloseTo(without.level, 9);
        expect(plain.nextTrends[lane]).toBeCloseTo(without.nextTrend, 9);
        const season = [...start];
        const withSeason = oneLane(OIL, smoothing, lane, 0.15, season);
        expect(seasonal.squaredErrors[lane]).toBeCloseTo(withSeason.squaredError, 6);
        expect(seasonal.levels[lane]).toBeCloseTo(withSeason.level, 9);
        season.forEach((index, j) => {
          expect(seasons[lane]![j]).toBeCloseTo(index, 9);
        });
      });
    },
  );
});

describe('the grid of exponential smoothing', () => {
  test('the worked example: a constant goes on without variance', () => {
    const { mean, variance } = forecastSmoothingGrid(onBothScales(new Float64Array(6).fill(5)), 12, 3);
    mean.forEach((value) => {
      expect(value).toBeCloseTo(5, 10);
    });
    variance.forEach((value) => {
      expect(value).toBeLessThan(1e-15);
    });
  });

  test('repeats a season which always repeats', () => {
    const year = [5, 9, 2, 7];
    const history = Float64Array.from({ length: 24 }, (_, t) => year[t % 4]!);
    const { mean } = forecastSmoothingGrid(onBothScales(history), 4, 8);
    mean.forEach((value, k) => {
      expect(value).toBeCloseTo(year[k % 4]!, 6);
    });
  });

  test('growth in percent is recognised as such, growth in units as such', () => {
    const percent = Float64Array.from({ length: 48 }, (_, t) => 1.05 ** t * (1 + 0.02 * Math.sin(t * t)));
    const units = Float64Array.from({ length: 48 }, (_, t) => 10 + t + 0.2 * Math.sin(t * t));
    expect(forecastSmoothingGrid(onBothScales(percent), 1, 6).logShare).toBeGreaterThan(0.9);
    expect(forecastSmoothingGrid(onBothScales(units), 1, 6).logShare).toBeLessThan(0.1);
  });

  test('uncertainty never shrinks with the horizon when the level is kept', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 10, maxLength: 40 }),
        (values) => {
          const { variance } = forecastSmoothingGrid(
            onBothScales(Float64Array.from(values, (v) => v - 0.5)),
            1,
            12,
          );
          return variance.every((value, k) => k === 0 || value >= variance[k - 1]! * (1 - 1e-12));
        },
      ),
    );
  });
});
