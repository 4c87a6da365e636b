import * as fc from 'fast-check';
import { forecastIntermittent } from '../../../domain/demand/forecast-intermittent';
import { demandPattern, intermittentRates } from '../../../domain/demand/intermittent-demand';

const series = (...values: number[]) => Float64Array.from(values);

describe('the pattern of demand', () => {
  test.each([
    ['the worked example', series(0, 5, 0, 0, 5, 0), 'intermittent'],
    ['rare and of very different sizes', series(0, 1, 0, 0, 50, 0, 0, 2), 'lumpy'],
    ['every month about the same', series(5, 6, 5, 7), 'smooth'],
    ['every month, of very different sizes', series(1, 1, 1, 60), 'erratic'],
    ['nothing', series(0, 0), 'none'],
  ])('%s', (_name, values, pattern) => {
    expect(demandPattern(values)).toBe(pattern);
  });
});

describe('rates of intermittent demand', () => {
  test('the worked example: 6 every other month', () => {
    const { croston, syntetosBoylan } = intermittentRates(series(6, 0, 6, 0, 6, 0), 0.1);
    expect(croston).toBeCloseTo(3, 12);
    expect(syntetosBoylan).toBeCloseTo(2.85, 12);
  });

  test('Croston by hand: sizes 4 then 8, two months between, alpha 0.5', () => {
    // Start: size 4, interval 3 months / 2 sales = 1.5. At the second sale: size 6, interval 1.75.
    expect(intermittentRates(series(4, 0, 8), 0.5).croston).toBeCloseTo(6 / 1.75, 12);
  });

  test('Teunter-Syntetos-Babai fades when sales stop, Croston does not', () => {
    const stopped = series(6, 0, 6, 0, 6, 0, 0, 0, 0, 0, 0, 0);
    const sold = intermittentRates(stopped.subarray(0, 6), 0.2);
    const later = intermittentRates(stopped, 0.2);
    expect(later.teunter).toBeLessThan(0.4 * sold.teunter);
    expect(later.croston).toBeGreaterThan(0.4 * sold.croston);
  });

  test('nothing ever sold has no rate', () => {
    expect(intermittentRates(series(0, 0), 0.1)).toEqual({ croston: 0, syntetosBoylan: 0, teunter: 0 });
  });

  test('twice the sizes give twice the rates', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(sizes, (values) => {
        const once = intermittentRates(Float64Array.from(values), 0.1);
        const twice = intermittentRates(
          Float64Array.from(values, (v) => 2 * v),
          0.1,
        );
        return (
          Math.abs(twice.teunter - 2 * once.teunter) < 1e-9 &&
          Math.abs(twice.croston - 2 * once.croston) < 1e-9
        );
      }),
    );
  });
});

describe('the forecast of intermittent demand', () => {
  test('the worked example: 6 every third month', () => {
    const forecast = forecastIntermittent(series(0, 0, 6, 0, 0, 6, 0, 0, 6), 3);
    expect(forecast.mean[0]).toBeGreaterThan(1.8);
    expect(forecast.mean[0]).toBeLessThan(2.7);
    expect(forecast.intervals.lower95).toEqual([0, 0, 0]);
    expect(forecast.intervals.upper95).toEqual([6, 6, 6]);
  });

  test('an item which dies out is given to Teunter-Syntetos-Babai', () => {
    const dying = Float64Array.from({ length: 36 }, (_, t) => (t < 20 && t % 2 === 0 ? 10 : 0));
    const forecast = forecastIntermittent(dying, 1);
    expect(forecast.method).toBe('Teunter-Syntetos-Babai');
    expect(forecast.backtest.filter(({ weight }) => weight === 1)).toHaveLength(1);
  });
});
