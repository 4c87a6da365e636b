import { onBothScales } from '../../../domain/demand/both-scales';
import {
  forecastSeasonalAutoregression,
  LONG_MEMORY,
  SHORT_MEMORY,
} from '../../../domain/demand/seasonal-autoregression';

const year = [10, 20, 40, 30, 10, 15, 25, 35, 45, 50, 20, 10];

describe.each([
  ['short', SHORT_MEMORY],
  ['long', LONG_MEMORY],
])('yearly growth with a %s memory', (_name, memory) => {
  test('the worked example: a year which repeats exactly is repeated', () => {
    const history = Float64Array.from({ length: 48 }, (_, t) => year[t % 12]!);
    const ahead = forecastSeasonalAutoregression(onBothScales(history), 18, 12, memory)!;
    ahead.forEach((value, k) => {
      expect(value).toBeCloseTo(year[k % 12]!, 10);
    });
  });

  test('steady yearly growth of 10 % goes on with the trusted part of it', () => {
    const history = Float64Array.from({ length: 60 }, (_, t) => year[t % 12]! * 1.1 ** Math.floor(t / 12));
    const ahead = forecastSeasonalAutoregression(onBothScales(history), 12, 12, memory)!;
    const growth = ahead[11]! / history[59]!;
    expect(growth).toBeGreaterThan(1.1 ** memory.trustInGrowth * 0.999);
    expect(growth).toBeLessThan(1.1001);
  });

  test('one season is repeated; a shorter history has no answer', () => {
    const [elevenMonths, oneYear] = [11, 12].map((months) =>
      forecastSeasonalAutoregression(onBothScales(Float64Array.from(year.slice(0, months))), 12, 12, memory),
    );
    expect(elevenMonths).toBeNull();
    oneYear!.forEach((value, k) => {
      expect(value).toBeCloseTo(year[k]!, 10);
    });
  });

  test('without a season ten months are needed', () => {
    const months = (count: number) => onBothScales(new Float64Array(count).fill(3));
    expect(forecastSeasonalAutoregression(months(9), 6, 1, memory)).toBeNull();
    expect(forecastSeasonalAutoregression(months(10), 6, 1, memory)).toHaveLength(6);
  });

  test('the same in another unit of measure', () => {
    const history = Float64Array.from({ length: 60 }, (_, t) => year[t % 12]! + ((t * 37) % 11));
    const plain = forecastSeasonalAutoregression(onBothScales(history), 12, 12, memory)!;
    const inThousandths = forecastSeasonalAutoregression(
      onBothScales(history.map((v) => v * 1000)),
      12,
      12,
      memory,
    )!;
    inThousandths.forEach((value, k) => {
      expect(value / 1000).toBeCloseTo(plain[k]!, 8);
    });
  });
});
