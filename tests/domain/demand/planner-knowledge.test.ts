import { endItem } from '../../../domain/demand/ended-item';
import { forecastSeries } from '../../../domain/demand/forecast-series';
import { forecastWithKnowledge } from '../../../domain/demand/forecast-with-knowledge';
import { forecastByLikeItem } from '../../../domain/demand/like-item-profile';
import { applyPromotions, learnPromotions, pulledFactor } from '../../../domain/demand/promotion-effects';
import { perActualMonth, perAverageMonth } from '../../../domain/demand/working-days';

const options = { horizonMonths: 4, seasonLengthMonths: 12 };

describe('a new item by a like item', () => {
  const likeItem = { likeItemSinceLaunch: [10, 20, 30, 40], expectedRatio: 0.5, horizonMonths: 4 };

  test('the worked example: before its launch, half of the like item', () => {
    expect(forecastByLikeItem({ ...likeItem, ownSalesSinceLaunch: [] }).mean).toEqual([5, 10, 15, 20]);
  });

  test('its own first months move the scale, half of the way after three', () => {
    const { scale, mean } = forecastByLikeItem({ ...likeItem, ownSalesSinceLaunch: [15, 30, 45] });
    expect(scale).toBeCloseTo(0.5 * 1.5 + 0.5 * 0.5, 12);
    expect(mean[0]).toBeCloseTo(40, 12);
  });

  test('past the end of the profile its last year repeats', () => {
    const twoYears = Array.from({ length: 24 }, (_, t) => t);
    const question = { ...likeItem, likeItemSinceLaunch: twoYears, expectedRatio: 1, horizonMonths: 26 };
    const { mean } = forecastByLikeItem({ ...question, ownSalesSinceLaunch: [] });
    expect([mean[23], mean[24], mean[25]]).toEqual([23, 12, 13]);
  });

  test('a like item without sales is refused', () => {
    const question = { ...likeItem, likeItemSinceLaunch: [], ownSalesSinceLaunch: [] };
    expect(() => forecastByLikeItem(question)).toThrow('choose another like item');
  });
});

describe('an item which ends', () => {
  test('the worked example: two more months, then nothing', () => {
    const ending = endItem(forecastSeries(new Array(24).fill(10), options), 2);
    expect(ending.mean).toEqual([10, 10, 0, 0]);
    expect(ending.upper95).toEqual([10, 10, 0, 0]);
    expect(ending.note).toContain('ends: no demand after month 2');
  });

  test('half a month is refused', () => {
    const forecast = forecastSeries([1, 2, 3], options);
    expect(() => endItem(forecast, 1.5)).toThrow('give a whole number from 0');
  });
});

describe('working days', () => {
  test('the worked examples: 20 and 23 days at the same pace', () => {
    expect(perAverageMonth([200, 230], [20, 23])).toEqual([215, 215]);
    expect(perActualMonth([215], [20], 21.5)).toEqual([200]);
  });

  test('a missing month stays missing, and a month without days is refused', () => {
    expect(perAverageMonth([null, 230], [20, 23])).toEqual([null, 215]);
    expect(() => perAverageMonth([1, 2], [20, 0])).toThrow('Month 2 has 0 working days');
    expect(() => perAverageMonth([1, 2], [20])).toThrow('give one for each');
  });
});

describe('promotions', () => {
  const history = new Array(24).fill(100).with(8, 160).with(17, 160);
  const kinds = history.map((value) => (value === 160 ? ['flyer'] : []));

  test('the worked example: two flyer months of 160 among months of 100', () => {
    const { factors, withoutPromotions } = learnPromotions(history, kinds);
    expect(factors.get('flyer')).toBeCloseTo(1.4, 12);
    expect(withoutPromotions).toEqual(new Array(24).fill(100));
  });

  test('a coming promotion is put on; an unknown kind changes nothing and is named', () => {
    const applied = applyPromotions([100, 100, 100], [[], ['flyer'], ['fair']], new Map([['flyer', 1.4]]));
    expect(applied).toEqual({ forecast: [100, 140, 100], unknownKinds: ['fair'] });
  });

  test('a promotion in the peak of the season is not taken for the peak', () => {
    const season = [40, 50, 80, 120, 170, 200, 170, 120, 80, 60, 50, 60];
    const seasonal = Array.from({ length: 60 }, (_, t) => season[t % 12]!);
    const peaks = [17, 41];
    const sold = seasonal.map((value, t) => (peaks.includes(t) ? 1.3 * value : value));
    const flyers = sold.map((_, t) => (peaks.includes(t) ? ['flyer'] : []));
    const { factors, withoutPromotions } = learnPromotions(sold, flyers);
    // Two months of 1.3 and the doubt of one month of 1: 1.2. Against its neighbours alone it would be about 2.
    expect(factors.get('flyer')).toBeGreaterThan(1.15);
    expect(factors.get('flyer')).toBeLessThan(1.3);
    expect(withoutPromotions[17]!).toBeGreaterThan(180);
  });

  test('what the kind did elsewhere counts as one month of it', () => {
    const usualFactors = new Map([['flyer', 1.3]]);
    const { factors } = learnPromotions(history, kinds, { usualFactors });
    expect(factors.get('flyer')).toBeCloseTo((1.6 + 1.6 + 1.3) / 3, 12);
    expect(pulledFactor([], 1.3)).toBe(1.3);
  });

  test('a promotion without unpromoted neighbours teaches nothing', () => {
    const always = learnPromotions([5, 5, 5, 5], [['x'], ['x'], ['x'], ['x']]);
    expect(always.factors.size).toBe(0);
    expect(always.withoutPromotions).toEqual([5, 5, 5, 5]);
  });
});

describe('the baseline with what a planner knows', () => {
  test('the worked example: 100 a month, 150 with a flyer', () => {
    const history = new Array(24).fill(100).with(8, 150).with(17, 150);
    const past = history.map((value) => (value === 150 ? ['flyer'] : []));
    const coming = [[], ['flyer'], [], []];
    const { forecast, pastEffects } = forecastWithKnowledge(history, options, {
      promotions: { past, coming },
    });
    expect(forecast.mean.map(Math.round)).toEqual([100, 133, 100, 100]);
    expect([pastEffects[7], pastEffects[8]]).toEqual([1, expect.closeTo(4 / 3, 12)]);
  });

  test('what grows steeply in its season has no one-off orders', () => {
    const year = [1, 4, 10, 20, 35, 55, 80, 100, 120, 140, 160, 30];
    const growing = Array.from({ length: 72 }, (_, t) => year[t % 12]! * 4 ** Math.floor(t / 12));
    expect(forecastWithKnowledge(growing, options, {}).corrections).toEqual([]);
    const once = forecastWithKnowledge(growing.with(62, 60 * growing[62]!), options, {});
    expect(once.corrections).toMatchObject([{ monthIndex: 62 }]);
  });

  test('a steady pace over months of different length is seen as steady', () => {
    const past = Array.from({ length: 36 }, (_, t) => 18 + ((t * 7) % 6));
    const coming = [18, 20, 22, 23];
    const history = past.map((days) => 10 * days);
    const { forecast } = forecastWithKnowledge(history, options, { workingDays: { past, coming } });
    forecast.mean.forEach((value, k) => {
      expect(value).toBeCloseTo(10 * coming[k]!, 6);
    });
  });

  test('a cleaned outlier is listed, and comes back when the planner keeps it', () => {
    const history = Array.from({ length: 36 }, (_, t) => 50 + ((t * 5) % 7)).with(30, 900);
    const cleaned = forecastWithKnowledge(history, options, {});
    expect(cleaned.corrections.map(({ monthIndex, recorded }) => [monthIndex, recorded])).toEqual([
      [30, 900],
    ]);

    const kept = forecastWithKnowledge(history, options, { keepAsRecorded: [30] });
    expect(kept.corrections).toEqual([]);
    expect(kept.forecast.upper95[0]).toBeGreaterThan(cleaned.forecast.upper95[0]!);
  });
});
