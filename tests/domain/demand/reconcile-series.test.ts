import { forecastSeries } from '../../../domain/demand/forecast-series';
import { reconcileSeries, type SeriesToReconcile } from '../../../domain/demand/reconcile-series';

const options = { horizonMonths: 6, seasonLengthMonths: 12, isCleaned: true };

const series = (itemCode: string, history: readonly number[], marketCode = 'DE'): SeriesToReconcile => ({
  itemCode,
  familyCode: itemCode.slice(0, 1),
  marketCode,
  history,
  mean: forecastSeries(history, options).mean,
});

/** Noise that cancels between two items of a family, over a clear season of the family. */
function seesaw(): [number[], number[]] {
  const noise = Array.from({ length: 60 }, (_, t) => 60 * Math.sin(t * t * 1.7));
  const season = noise.map((_, t) => 200 + 80 * Math.sin((2 * Math.PI * t) / 12));
  return [season.map((level, t) => level + noise[t]!), season.map((level, t) => level - noise[t]!)];
}

test('One series alone, and histories below three years, stay as they are', () => {
  const alone = series('A1', new Array(60).fill(5));
  expect(reconcileSeries([alone], 12)).toEqual({ means: [alone.mean], gain: null });
  const short = [series('A1', new Array(30).fill(5)), series('A2', new Array(30).fill(7))];
  expect(reconcileSeries(short, 12)).toEqual({ means: short.map(({ mean }) => mean), gain: null });
});

test('Where a family is steadier than its items, the items follow it, and their sums are closer to it', () => {
  const [first, second] = seesaw();
  const family = first.map((units, t) => units + second[t]!);
  const ofFamily = forecastSeries(family, options).mean;
  const both = [series('A1', first), series('A2', second)];
  const { means, gain } = reconcileSeries(both, 12);
  expect(gain!).toBeGreaterThan(0);
  const distance = (parts: readonly (readonly number[])[]) =>
    ofFamily.reduce((sum, units, k) => sum + Math.abs(units - parts[0]![k]! - parts[1]![k]!), 0);
  expect(distance(means)).toBeLessThan(0.5 * distance(both.map(({ mean }) => mean)));
});

test('Where it would not have helped, everything stays as it was', () => {
  const steady = [series('A1', new Array(60).fill(5)), series('B1', new Array(60).fill(7))];
  const { means, gain } = reconcileSeries(steady, 12);
  expect(gain).toBe(0);
  expect(means).toEqual(steady.map(({ mean }) => mean));
});

test('Families and markets cross, a younger item takes part, and nothing falls below zero', () => {
  const [first, second] = seesaw();
  const crossing = [
    series('A1', first),
    series('A1', second, 'FR'),
    series(
      'B1',
      second.slice(20).map((units) => units / 20),
    ),
    series(
      'B1',
      first.slice(40).map((units) => units / 50),
      'FR',
    ),
  ];
  const { means } = reconcileSeries(crossing, 12);
  expect(means).toHaveLength(4);
  for (const mean of means) {
    expect(mean).toHaveLength(6);
    for (const value of mean) expect(value).toBeGreaterThanOrEqual(0);
  }
});

test('It stops when it is asked to', () => {
  const [first, second] = seesaw();
  const stop = () => {
    throw new Error('cancelled');
  };
  expect(() => reconcileSeries([series('A1', first), series('A2', second)], 12, stop)).toThrow('cancelled');
});
