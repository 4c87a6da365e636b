import { forecastNewItem } from '../../../domain/demand/new-item';

const like = { itemCode: 'OLD', history: [10, 20, 30], forecast: [40, 50, 60], isLaunchOnRecord: true };
const question = { ownHistory: [], like, expectedRatio: 0.5, monthsUntilLaunch: 1, horizonMonths: 3 };

test('The worked example: at half of 10, 20, 30 with one month to go', () => {
  const forecast = forecastNewItem(question)!;
  expect(forecast.mean).toEqual([0, 5, 10]);
  expect(forecast).toMatchObject({
    model: 'like item',
    note: 'new: follows OLD at 50 % of it',
    backtestWmape: null,
  });
  expect([forecast.lower80[0], forecast.upper80[0]]).toEqual([0, 0]);
  expect(forecast.lower80[1]!).toBeLessThan(5);
  expect(forecast.upper80[1]!).toBeGreaterThan(7);
});

test('Where the launch is not on record, the coming months of the like item are followed', () => {
  const forecast = forecastNewItem({ ...question, like: { ...like, isLaunchOnRecord: false } })!;
  expect(forecast.mean).toEqual([0, 25, 30]);
});

test('What it has sold speaks with n / (n + 3): after three months half', () => {
  const forecast = forecastNewItem({ ...question, ownHistory: [0, 5, 10, 15], monthsUntilLaunch: 0 })!;
  // Own sales are half of the like item's 60, as expected: scale 0.5; then the like item's last months again.
  expect(forecast.mean).toEqual([5, 10, 15]);
  const better = forecastNewItem({ ...question, ownHistory: [10, 20, 30], monthsUntilLaunch: 0 })!;
  expect(better.mean[0]).toBeCloseTo(10 * (0.5 * 1 + 0.5 * 0.5), 12);
});

test('A year of own sales, or a like item that sold nothing here, gives no such forecast', () => {
  expect(forecastNewItem({ ...question, ownHistory: new Array(12).fill(3) })).toBeNull();
  expect(forecastNewItem({ ...question, like: { ...like, history: [0, 0] } })).toBeNull();
});
