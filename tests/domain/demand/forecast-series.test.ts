import * as fc from 'fast-check';
import { forecastSeries, type SeriesForecast } from '../../../domain/demand/forecast-series';
import { forecastSeasonalNaive } from '../../../domain/demand/naive';
import { AIR_PASSENGERS } from './air-passengers';

const monthly = { horizonMonths: 12, seasonLengthMonths: 12 };
const bounds = ['lower95', 'lower80', 'mean', 'upper80', 'upper95'] as const;

const meanPercentageError = (actual: readonly number[], forecast: ArrayLike<number>) =>
  actual.reduce((sum, value, k) => sum + Math.abs(value - forecast[k]!) / value, 0) / actual.length;

const isNestedAndFinite = (forecast: SeriesForecast): boolean =>
  forecast.mean.every((_, k) => {
    const values = bounds.map((bound) => forecast[bound][k]!);
    return values.every((value, i) => Number.isFinite(value) && (i === 0 || value >= values[i - 1]!));
  });

describe('a usual history', () => {
  const seen = AIR_PASSENGERS.slice(0, 132);
  const year1960 = AIR_PASSENGERS.slice(132);
  const forecast = forecastSeries(seen, monthly);

  test('airline passengers of 1960 are forecast from 1949-1959 within 5 %, the naive way within 11 %', () => {
    expect(meanPercentageError(year1960, forecast.mean)).toBeLessThan(0.05);
    const naive = forecastSeasonalNaive(Float64Array.from(seen), 12, 12);
    const naiveError = meanPercentageError(year1960, naive);
    expect(naiveError).toBeGreaterThan(0.09);
    expect(naiveError).toBeLessThan(0.11);
  });

  test.each([
    [16, 0.09],
    [24, 0.05],
    [30, 0.06],
  ])('and when only %d months were seen, within %d', (months, error) => {
    const { mean, note } = forecastSeries(seen.slice(-months), monthly);
    expect(meanPercentageError(year1960, mean)).toBeLessThan(error);
    expect(note).toBe(`only ${months} months of history: what looks like its season may be chance`);
  });

  test('every month of 1960 falls into the 95 % range', () => {
    year1960.forEach((actual, k) => {
      expect(actual).toBeGreaterThan(forecast.lower95[k]!);
      expect(actual).toBeLessThan(forecast.upper95[k]!);
    });
  });

  test('shows each method with its error and share, and the naive way for comparison', () => {
    expect(forecast.model).toBe('combination');
    expect(forecast.note).toBe('');
    const shares = forecast.backtest.map(({ weight }) => weight);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(forecast.backtest.at(-1)).toMatchObject({ method: 'seasonal naive (for comparison)', weight: 0 });
    expect(forecast.backtestWmape).toBeLessThan(forecast.backtest.at(-1)!.wmape!);
  });

  test('the method with the smaller error has more than its usual share', () => {
    const byError = [...forecast.backtest.slice(2, 4)].sort((a, b) => a.wmape! - b.wmape!);
    expect(byError[0]!.weight).toBeGreaterThan(byError[1]!.weight);
  });
});

describe('unusual histories get an honest answer', () => {
  test('the worked example: twelve months of 5', () => {
    const forecast = forecastSeries(new Array(12).fill(5), monthly);
    expect(forecast).toMatchObject({ model: 'constant', mean: new Array(12).fill(5) });
  });

  test.each([
    ['nothing recorded', [], 'no history', 0],
    ['only missing months', [null, null], 'no history', 0],
    ['one month', [7], 'recent average', 7],
    ['three months', [3, 6, 9], 'recent average', 6],
    ['nothing sold', new Array(24).fill(0), 'no demand', 0],
    ['three months without a sale', [0, 0, 0], 'no demand', 0],
    ['launched five months ago', [...new Array(40).fill(0), 5, 5, 5, 5, 5], 'recent average', 5],
    [
      'launched late, sold now and then, ended',
      [...new Array(60).fill(0), 5, 0, 5, 0, 5, 0, 5, 0, 5, ...new Array(12).fill(0)],
      'ended',
      0,
    ],
    ['ended a year ago', [...new Array(30).fill(4), 5, ...new Array(12).fill(0)], 'ended', 0],
  ])('%s', (_name, history, model, first) => {
    const forecast = forecastSeries(history, monthly);
    expect(forecast.model).toBe(model);
    expect(forecast.mean[0]).toBeCloseTo(first, 10);
    expect(forecast.note).not.toBe('');
    expect(isNestedAndFinite(forecast)).toBe(true);
  });

  test('three months have a wide range', () => {
    const forecast = forecastSeries([3, 6, 9], monthly);
    expect(forecast.upper80[0]! - forecast.lower80[0]!).toBeGreaterThan(6);
  });

  test('now and then: one rate for every month, between no sale and a usual sale', () => {
    const forecast = forecastSeries(
      Array.from({ length: 40 }, (_, t) => (t % 5 === 4 ? 8 : 0)),
      monthly,
    );
    expect(forecast.note).toContain('intermittent');
    expect(forecast.mean[0]).toBeGreaterThan(1.4);
    expect(forecast.mean[0]).toBeLessThan(1.8);
    expect([forecast.lower80[0], forecast.upper80[0]]).toEqual([0, 8]);
  });

  test('sold in November and December only: forecast there, not as a flat rate', () => {
    const sales = Array.from({ length: 48 }, (_, t) => (t % 12 >= 10 ? 100 + (t % 7) : 0));
    const { model, mean, note } = forecastSeries(sales, monthly);
    expect(model).toBe('combination');
    expect(note).toBe('sells now and then (intermittent), but in the same months of every season');
    expect(Math.max(...mean.slice(0, 10))).toBeLessThan(2);
    expect(Math.min(...mean.slice(10))).toBeGreaterThan(95);
  });

  test('months not recorded yet are forecast too, and what follows them is the answer', () => {
    const answer = forecastSeries([...AIR_PASSENGERS, null, null, null], monthly);
    const longer = forecastSeries(AIR_PASSENGERS, { ...monthly, horizonMonths: 15 });
    expect(answer.note).toBe('nothing recorded in the last 3 months: forecast from the month before');
    for (const bound of bounds) expect(answer[bound]).toEqual(longer[bound].slice(3));
  });

  test('missing months are filled, and said', () => {
    const withGaps = AIR_PASSENGERS.map((value, t) => (t % 17 === 5 ? null : value));
    const forecast = forecastSeries(withGaps, monthly);
    expect(forecast.note).toBe('9 months without a record, filled from other years or the months beside');
    const whole = forecastSeries(AIR_PASSENGERS, monthly);
    expect(meanPercentageError(whole.mean, forecast.mean)).toBeLessThan(0.04);
  });

  test('an absurd month is replaced, and said', () => {
    const absurd = AIR_PASSENGERS.map((value, t) => (t === 100 ? 1e15 : value));
    const forecast = forecastSeries(absurd, monthly);
    expect(forecast.note).toBe('absurd value replaced by the usual one, counting months from the end: 44');
    expect(meanPercentageError(forecastSeries(AIR_PASSENGERS, monthly).mean, forecast.mean)).toBeLessThan(
      0.1,
    );
  });

  test.each([
    ['sold now and then', Array.from({ length: 40 }, (_, t) => (t % 5 === 2 ? 6 + (t % 3) : 0)), 22],
    ['ten months', [10, 12, 11, 13, 10, 12, 14, 11, 12, 13], 4],
    ['five months', [10, 12, 11, 13, 10], 2],
  ])('an absurd month is replaced there too: %s', (_name, history, month) => {
    const { mean, note } = forecastSeries(history.with(month, 1e9), monthly);
    expect(Math.max(...mean)).toBeLessThan(20);
    expect(note).toContain(`counting months from the end: ${history.length - month}`);
  });

  test('steep growth with a strong season is demand, not a row of absurd months', () => {
    const year = [1, 4, 10, 20, 35, 55, 80, 100, 120, 140, 160, 30];
    const growing = Array.from({ length: 72 }, (_, t) => year[t % 12]! * 4 ** Math.floor(t / 12));
    const { mean, note } = forecastSeries(growing, monthly);
    expect(note).toBe('');
    expect(mean[10]).toBeGreaterThan(0.7 * growing[70]!);
  });

  test('returns are forecast as recorded, and said', () => {
    const forecast = forecastSeries(
      Array.from({ length: 48 }, (_, t) => ((t * 7) % 5) - 3),
      monthly,
    );
    expect(forecast.note).toContain('below zero');
    expect(Math.min(...forecast.lower80)).toBeLessThan(0);
  });

  test('months before the first sale are left out', () => {
    const sold = AIR_PASSENGERS.slice(0, 48);
    const forecast = forecastSeries([...new Array(20).fill(0), ...sold], monthly);
    expect(forecast.note).toBe('20 months before the first sale left out');
    expect(forecast.mean).toEqual(forecastSeries(sold, monthly).mean);
  });

  test('what is no number is refused by its month', () => {
    expect(() => forecastSeries([1, Number.NaN, 3], monthly)).toThrow(
      'Month 2 is NaN: give a number, or null',
    );
  });

  test.each([
    [
      { horizonMonths: 0, seasonLengthMonths: 12 },
      'The horizon is 0 months: give a whole number from 1 to 120.',
    ],
    [{ horizonMonths: 12, seasonLengthMonths: 99 }, 'The season is 99 months: give a whole number from 1'],
  ])('an impossible option is refused: %j', (options, message) => {
    expect(() => forecastSeries([1, 2, 3], options)).toThrow(message);
  });
});

describe('for any history', () => {
  const anyValue = fc.oneof(
    { weight: 6, arbitrary: fc.double({ min: 0, max: 1e4, noNaN: true }) },
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.double({ min: -1e300, max: 1e300, noNaN: true }) },
  );
  const anyHistory = fc.array(anyValue, { maxLength: 80 });
  const soldHistory = fc.array(fc.double({ min: 0.5, max: 1e4, noNaN: true }), {
    minLength: 8,
    maxLength: 80,
  });
  const options = fc.record({
    horizonMonths: fc.integer({ min: 1, max: 24 }),
    seasonLengthMonths: fc.constantFrom(1, 2, 3, 4, 12, 60),
  });

  test('every number is finite, and the ranges are nested around the mean', () => {
    fc.assert(
      fc.property(anyHistory, options, (history, given) => isNestedAndFinite(forecastSeries(history, given))),
      { numRuns: 400 },
    );
  });

  test('also when it grows without bounds, or its months are of wholly different sizes', () => {
    const farAhead = { horizonMonths: 120, seasonLengthMonths: 60 };
    const growing = Array.from({ length: 120 }, (_, t) => Math.exp(t / 2));
    const anySize = fc.array(
      fc.integer({ min: -90, max: 90 }).map((power) => 10 ** power),
      { minLength: 30, maxLength: 60 },
    );
    expect(isNestedAndFinite(forecastSeries(growing, farAhead))).toBe(true);
    fc.assert(
      fc.property(anySize, (history) =>
        isNestedAndFinite(forecastSeries(history, { horizonMonths: 120, seasonLengthMonths: 12 })),
      ),
      { numRuns: 200 },
    );
  });

  test('a history without negative months has no negative number in its forecast', () => {
    fc.assert(
      fc.property(soldHistory, options, (history, given) => {
        const { lower95 } = forecastSeries(history, given);
        return lower95.every((value) => value >= 0);
      }),
    );
  });

  test('the same in another unit of measure', () => {
    fc.assert(
      fc.property(soldHistory, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (history, factor) => {
        const plain = forecastSeries(history, monthly);
        const scaled = forecastSeries(
          history.map((value) => value * factor),
          monthly,
        );
        return bounds.every((bound) =>
          plain[bound].every(
            (value, k) => Math.abs(scaled[bound][k]! / factor - value) <= 1e-6 * (1 + Math.abs(value)),
          ),
        );
      }),
    );
  });

  test('the same history gives the same answer, whatever was forecast before', () => {
    const first = forecastSeries(AIR_PASSENGERS, monthly);
    forecastSeries([5, 0, 0, 9, 0, 0, 0, 3, 0], { horizonMonths: 6, seasonLengthMonths: 60 });
    expect(forecastSeries(AIR_PASSENGERS, monthly)).toEqual(first);
  });
});
