import { addMonths, monthRange } from '../../../domain/cycle/month';
import { type DemandKnowledge, NOTHING_KNOWN } from '../../../domain/demand/demand-knowledge';
import { baselineForecasts } from '../../../domain/plan/baseline-forecasts';
import { baselinePlan } from '../../../domain/plan/baseline-plan';
import type { PlanningInput } from '../../../domain/plan/planning-input';
import { planningInput } from './planning-input-of';

const PERIOD = '2027-01';

/** Sales in Germany that all end in December 2026, item by item, and what is known of them. */
function unit(
  sales: Readonly<Record<string, readonly (number | null)[]>>,
  knowledge: Partial<DemandKnowledge> = {},
  newItems: readonly string[] = [],
): PlanningInput {
  const item = planningInput().items[0]!;
  const codes = [...Object.keys(sales), ...newItems].sort();
  return planningInput({
    period: PERIOD,
    horizonMonths: 6,
    items: codes.map((code) => ({ ...item, code })),
    sales: Object.entries(sales).map(([itemCode, quantityUnits]) => ({
      itemCode,
      marketCode: 'DE',
      firstMonth: addMonths(PERIOD, -quantityUnits.length),
      quantityUnits,
    })),
    demandKnowledge: { ...NOTHING_KNOWN, ...knowledge },
  });
}

const of = (input: PlanningInput, code: string) =>
  baselineForecasts(input).series.find(({ itemCode }) => itemCode === code)!;

const steady = (level: number, months = 36): number[] =>
  Array.from({ length: months }, (_, t) => level + (t % 3) - 1);

const item = (itemCode: string, rest: Partial<DemandKnowledge['items'][number]>) => ({
  itemCode,
  likeItemCode: null,
  likeItemPercent: null,
  launchMonth: null,
  lastMonth: null,
  ...rest,
});

test('A snapshot without what people know is forecast from its sales', () => {
  const { demandKnowledge: _, ...before } = unit({ A: new Array(24).fill(5), B: new Array(24).fill(5) });
  const { series, sentences } = baselineForecasts(before);
  expect(series.map(({ forecast }) => forecast.mean)).toEqual([new Array(6).fill(5), new Array(6).fill(5)]);
  expect(sentences).toEqual([]);
});

test('An item that ends sells to its last month and nothing after', () => {
  const { forecast } = of(
    unit({ A: new Array(24).fill(5) }, { items: [item('A', { lastMonth: '2027-02' })] }),
    'A',
  );
  expect(forecast.mean).toEqual([5, 5, 0, 0, 0, 0]);
  expect(forecast.upper95.slice(2)).toEqual([0, 0, 0, 0]);
  expect(forecast.note).toContain('ends: no demand after month 2');
});

test('An item that never sold follows the launch of its like item from its own launch month on', () => {
  const launch = [10, 20, 30, 40, 50, 60, 60, 60];
  const knowledge = {
    items: [item('NEW', { likeItemCode: 'LIKE', likeItemPercent: 50, launchMonth: '2027-03' })],
  };
  const { forecast } = of(unit({ LIKE: launch, OLD: steady(100) }, knowledge, ['NEW']), 'NEW');
  expect(forecast.mean).toEqual([0, 0, 5, 10, 15, 20]);
  expect(forecast).toMatchObject({ model: 'like item', note: 'new: follows LIKE at 50 % of it' });
});

test('Where the launch of the like item is not on record, its same months are followed', () => {
  const season = Array.from({ length: 48 }, (_, t) => (t % 12 < 6 ? 100 : 200));
  const knowledge = { items: [item('NEW', { likeItemCode: 'OLD', likeItemPercent: 100 })] };
  // Three months on sale at a quarter of the like item: 3 / (3 + 3) of the ratio is its own, the rest expected.
  const { forecast } = of(unit({ OLD: season, NEW: [50, 50, 50] }, knowledge), 'NEW');
  const old = of(unit({ OLD: season, NEW: [50, 50, 50] }, knowledge), 'OLD').forecast.mean;
  for (const [k, value] of forecast.mean.entries())
    expect(value).toBeCloseTo((0.5 * 0.25 + 0.5) * old[k]!, 6);
});

test('A one-off order is cleaned and told; kept by a person it is forecast as recorded', () => {
  const history = steady(100).with(20, 900);
  const month = monthRange(addMonths(PERIOD, -36), 36)[20]!;
  const cleaned = of(unit({ A: history }), 'A');
  expect(cleaned.corrections).toEqual([
    { month, recordedUnits: 900, usualUnits: expect.any(Number), isKept: false },
  ]);
  expect(cleaned.corrections[0]!.usualUnits).toBeCloseTo(100, -1);
  expect(cleaned.forecast.note).toContain('one-off orders taken as usual in Sep 2025');

  const keptMonths = [{ itemCode: 'A', marketCode: 'DE', month }];
  const kept = of(unit({ A: history }, { keptMonths }), 'A');
  expect(kept.corrections).toMatchObject([{ month, recordedUnits: 900, isKept: true }]);
  expect(kept.forecast.note).toContain('kept as true demand: Sep 2025');
  expect(kept.forecast.upper95[0]!).toBeGreaterThan(cleaned.forecast.upper95[0]!);
});

describe('promotions', () => {
  const flyers = [8, 17].map((t) => addMonths(PERIOD, t - 36));
  const history = new Array<number>(36).fill(100).with(8, 160).with(17, 160);
  const flyer = (month: string, upliftPercent: number | null = null) => ({
    itemCode: 'A',
    marketCode: '',
    month,
    kind: 'flyer',
    upliftPercent,
  });

  test('teach their kind, and coming ones lift their months: 1 + 0.6 * 2 / 3', () => {
    const promotions = [...flyers, '2027-02'].map((month) => flyer(month));
    const { forecast } = of(unit({ A: history }, { promotions }), 'A');
    expect(forecast.mean.map(Math.round)).toEqual([100, 140, 100, 100, 100, 100]);
    expect(forecast.note).toContain('flyer in Feb 2027: +40 %');
  });

  test('count as planned where a person says so, and not at all when called off', () => {
    const promotions = [...flyers.map((month) => flyer(month)), flyer('2027-02', 25), flyer('2027-03', 0)];
    const { forecast } = of(unit({ A: history }, { promotions }), 'A');
    expect(forecast.mean.map(Math.round)).toEqual([100, 125, 100, 100, 100, 100]);
    expect(forecast.note).toContain('flyer as planned, +25 % in Feb 2027');
  });

  test('of a kind that another item had lift as much as there; of an unknown kind they are told', () => {
    const promotions = [
      ...flyers.map((month) => flyer(month)),
      { ...flyer('2027-02'), itemCode: 'B' },
      { ...flyer('2027-03'), itemCode: 'B', kind: 'trade fair' },
    ];
    const { forecast } = of(unit({ A: history, B: new Array(36).fill(50) }, { promotions }), 'B');
    expect(forecast.mean.map(Math.round)).toEqual([50, 70, 50, 50, 50, 50]);
    expect(forecast.note).toContain('nothing added for trade fair');
  });
});

test('Working days are used where the backtest is better with them, and left where it is not', () => {
  const months = monthRange(addMonths(PERIOD, -48), 54);
  const days = months.map((_, t) => 18 + ((t * 7) % 6));
  const workingDays = months.map((month, t) => ({ month, days: days[t]! }));
  const byDays = unit({ A: days.slice(0, 48).map((each) => 10 * each) }, { workingDays });
  const used = baselineForecasts(byDays);
  const expected = days.slice(48).map((each) => 10 * each);
  for (const [k, value] of used.series[0]!.forecast.mean.entries())
    expect(value).toBeCloseTo(expected[k]!, 3);
  expect(used.sentences.join(' ')).toContain('compared by their working days');

  const left = baselineForecasts(unit({ A: new Array(48).fill(200) }, { workingDays }));
  expect(left.series[0]!.forecast.mean).toEqual(new Array(6).fill(200));
  expect(left.sentences).toEqual([]);
});

test('A new item whose like item sold nothing in a market is planned at zero, also by working days', () => {
  const months = monthRange(addMonths(PERIOD, -48), 54);
  const workingDays = months.map((month, t) => ({ month, days: 18 + ((t * 7) % 6) }));
  const sales = { A: workingDays.slice(0, 48).map(({ days }) => 10 * days), LIKE: new Array(48).fill(0) };
  const items = [item('NEW', { likeItemCode: 'LIKE' })];
  const { forecast } = of(unit(sales, { workingDays, items }, ['NEW']), 'NEW');
  expect(forecast.mean).toEqual(new Array(6).fill(0));
  expect(forecast).toMatchObject({ model: 'no history' });
});

test('A new item follows its like item by working days too', () => {
  const months = monthRange(addMonths(PERIOD, -48), 54);
  const days = months.map((_, t) => 18 + ((t * 7) % 6));
  const workingDays = months.map((month, t) => ({ month, days: days[t]! }));
  const likeItem = days.slice(0, 48).map((each) => 10 * each);
  const own = days.slice(42, 48).map((each) => 5 * each);
  const items = [item('B', { likeItemCode: 'A', likeItemPercent: 50 })];
  const { forecast } = of(unit({ A: likeItem, B: own }, { items, workingDays }), 'B');
  expect(forecast.model).toBe('like item');
  for (const [k, value] of forecast.mean.entries()) expect(value).toBeCloseTo(5 * days[48 + k]!, 3);
});

test('Orders in hand move a near month where they told of the past, and are left aside where they did not', () => {
  const demand = Array.from({ length: 36 }, (_, t) => 100 + 40 * Math.sin(t * 2.3));
  const monthAt = (t: number) => addMonths(PERIOD, t - 36);
  const book = (t: number, units: number) => ({
    asOf: monthAt(t),
    itemCode: 'A',
    marketCode: 'DE',
    month: monthAt(t),
    quantityUnits: units,
  });
  const past = Array.from({ length: 12 }, (_, back) => 35 - back);
  const telling = [...past.map((t) => book(t, demand[t]! / 2)), book(36, 65)];
  const { forecast } = of(unit({ A: demand }, { orderBooks: telling }), 'A');
  expect(forecast.mean[0]!).toBeGreaterThan(120);
  expect(forecast.note).toMatch(/orders in hand move Jan 2027 from .* to 1[23]\d/);

  const silent = [...past.map((t) => book(t, t % 2 === 0 ? 90 : 10)), book(36, 65)];
  const without = of(unit({ A: demand }), 'A').forecast.mean;
  const left = of(unit({ A: demand }, { orderBooks: silent }), 'A').forecast;
  expect(left.mean).toEqual(without);
  expect(left.note).toContain('orders in hand left aside: orders in hand did not improve the past');
});

test('An order book older than last month says nothing of the next', () => {
  const old = { asOf: '2026-11', itemCode: 'A', marketCode: 'DE', month: '2027-01', quantityUnits: 500 };
  const { forecast } = of(unit({ A: new Array(36).fill(10) }, { orderBooks: [old] }), 'A');
  expect(forecast.note).not.toContain('orders in hand');
});

test('Levels add up to the thousandth of a unit', () => {
  const noisy = (seed: number) =>
    Array.from({ length: 48 }, (_, t) => 50 + 20 * Math.sin((2 * Math.PI * t) / 12) + ((t * seed) % 11));
  const input = unit({ A: noisy(3), B: noisy(5), C: noisy(7) });
  const forecasts = baselineForecasts(input);
  const { series, rows } = baselinePlan(input, forecasts);
  expect(forecasts.sentences[0]).toMatch(/made to agree|sums of their items/);
  const first = rows.filter(({ measure, month }) => measure === 'baseline' && month === PERIOD);
  const total = first.reduce((sum, { value }) => sum + Math.round(1000 * value), 0);
  expect(total).toBe(
    series.reduce((sum, { quantityUnits }) => sum + Math.round(1000 * quantityUnits[0]!), 0),
  );
  for (const { value } of first) expect(Math.round(1000 * value) / 1000).toBe(value);
});

test('It stops between two series when it is asked to', () => {
  let series = 0;
  const stop = () => {
    if (++series > 3) throw new Error('cancelled');
  };
  const sales = Object.fromEntries(['A', 'B', 'C', 'D', 'E'].map((code) => [code, steady(10)]));
  expect(() => baselineForecasts(unit(sales), stop)).toThrow('cancelled');
  expect(series).toBe(4);
});
