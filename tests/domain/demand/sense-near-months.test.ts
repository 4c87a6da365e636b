import { addMonths } from '../../../domain/cycle/month';
import { type NearMonthsQuestion, senseNearMonths } from '../../../domain/demand/sense-near-months';

const FIRST = '2024-01';
const monthAt = (t: number) => addMonths(FIRST, t);
const demand = Array.from({ length: 36 }, (_, t) => 100 + 40 * Math.sin(t * 2.3));

/** Books of the last months and of today; each holds a share of what is then sold in its own month. */
const booksOf = (dates: readonly number[], share: number) =>
  new Map(dates.map((t) => [monthAt(t), new Map([[monthAt(t), share * (demand[t] ?? 140)]])] as const));

const question = (books: NearMonthsQuestion['books']): NearMonthsQuestion => ({
  firstMonth: FIRST,
  recorded: demand,
  usedHistory: demand,
  pastEffects: demand.map(() => 1),
  forecastOf: (month) => (month >= monthAt(36) && month <= monthAt(40) ? 100 : null),
  books,
});

const lastYear = Array.from({ length: 12 }, (_, back) => 24 + back);

test('Without an order book nothing is sensed', () => {
  expect(senseNearMonths(question(new Map()), 12)).toEqual([]);
});

test('Orders that always were half of the sales move the month that they are for', () => {
  const [now, ...later] = senseNearMonths(question(booksOf([...lastYear, 36], 0.5)), 12);
  expect(now).toMatchObject({ month: monthAt(36), isSensed: true, pastCycles: 12, baselineUnits: 100 });
  expect(now!.units).toBeGreaterThan(130);
  expect(now!.units).toBeLessThan(145);
  // Nothing was ever ordered for the months after it: there is nothing to learn from.
  expect(later.map(({ isSensed }) => isSensed)).toEqual([false, false]);
});

test('Orders that only foretell promotions which the baseline knows too are left aside', () => {
  const isPromoted = (t: number) => t % 3 === 0;
  const sold = demand.map((_, t) => (isPromoted(t) ? 200 : 100 + (t % 2)));
  const books = new Map(
    [...lastYear, 36].map((t) => [monthAt(t), new Map([[monthAt(t), isPromoted(t) ? 100 : 50]])] as const),
  );
  const asked = { ...question(books), recorded: sold, usedHistory: demand.map((_, t) => 100 + (t % 2)) };
  const pastEffects = demand.map((_, t) => (isPromoted(t) ? 2 : 1));
  expect(senseNearMonths({ ...asked, pastEffects }, 12)[0]).toMatchObject({ isSensed: false, units: 100 });
  expect(senseNearMonths(asked, 12)[0]).toMatchObject({ isSensed: true });
});

test('Too few books to judge by leave the baseline', () => {
  const [now] = senseNearMonths(question(booksOf([33, 34, 35, 36], 0.5)), 12);
  expect(now).toMatchObject({ isSensed: false, units: 100, reason: 'too few past cycles to judge by' });
});

test('A month that is not planned is left out', () => {
  const sensed = senseNearMonths(question(booksOf([...lastYear, 35, 39], 0.5)), 12);
  expect(sensed.map(({ month }) => month)).toEqual([monthAt(39), monthAt(40)]);
});
