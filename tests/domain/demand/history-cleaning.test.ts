import { readHistory } from '../../../domain/demand/demand-history';
import {
  cleanAbsurdSize,
  cleanOutliers,
  standsAlone,
  undoCleaning,
} from '../../../domain/demand/outlier-cleaning';
import { AIR_PASSENGERS } from './air-passengers';

describe('reading a history', () => {
  test('the worked example: leading gap dropped, inner gap filled, scaled by the largest', () => {
    const { values, scale, notes } = readHistory([null, 10, null, 30], 12);
    expect(Array.from(values, (value) => Math.round(value * scale * 1e9) / 1e9)).toEqual([10, 20, 30]);
    expect(scale).toBe(30);
    expect(notes).toEqual(['1 month without a record, filled from other years or the months beside']);
  });

  test('a gap takes the same month of the years beside it before its neighbours', () => {
    const { values, scale } = readHistory([5, 50, 5, null, 5, 50], 2);
    expect(values[3]! * scale).toBeCloseTo(50, 10);
  });

  test('a gap in the last year takes the same month a year before, moved with its neighbours', () => {
    const year = [10, 10, 60, 80, 60, 10];
    const { values, scale } = readHistory([...year, 12, 12, null, null, 62, 12], 6);
    const units = Array.from(values, (value) => value * scale);
    expect(units[8]).toBeCloseTo(62, 10);
    expect(units[9]).toBeCloseTo(82, 10);
    const falling = readHistory([90, 5, 90, 40, null, 40], 3);
    expect(falling.values[4]).toBe(0);
  });

  test('missing months at the end repeat the last known one', () => {
    const { values, scale } = readHistory([4, 8, null], 12);
    expect(values[2]! * scale).toBe(8);
  });
});

describe('cleaning outliers', () => {
  const aboutTen = Array.from({ length: 24 }, (_, t) => 10 + ((t * 5) % 3) - 1);

  test('the worked example: one month of 500 among months of about 10', () => {
    const { cleaned, corrections } = cleanOutliers(aboutTen.with(11, 500), 12);
    expect(cleaned[11]).toBeGreaterThanOrEqual(9);
    expect(cleaned[11]).toBeLessThanOrEqual(11);
    expect(corrections).toHaveLength(1);
    expect(corrections[0]).toMatchObject({ monthIndex: 11, recorded: 500 });
    expect(corrections[0]!.reason).toMatch(/^500 far above the usual/);
  });

  test('is undone month by month, or altogether', () => {
    const recorded = aboutTen.with(5, 400).with(11, 500);
    const { cleaned, corrections } = cleanOutliers(recorded, 12);
    expect(undoCleaning(cleaned, corrections)).toEqual(recorded);
    expect(undoCleaning(cleaned, corrections, [11])).toEqual(cleaned.with(11, 500));
  });

  test("a season's peak, a steep trend and a new level are not outliers", () => {
    const christmas = Array.from({ length: 48 }, (_, t) => (t % 12 === 11 ? 90 : 10 + (t % 3)));
    const newLevel = Array.from({ length: 48 }, (_, t) => (t < 24 ? 10 : 60) + (t % 3));
    for (const usual of [christmas, newLevel, AIR_PASSENGERS]) {
      expect(cleanOutliers(usual, 12).corrections).toEqual([]);
    }
  });

  test('a history too short to judge is left alone', () => {
    expect(cleanOutliers([1, 1, 900, 1], 12)).toEqual({ cleaned: [1, 1, 900, 1], corrections: [] });
  });

  test('stands alone: the worked example, and not beside others of its size or in its season', () => {
    expect(standsAlone([10, 12, 900, 11], 2, 12)).toBe(true);
    expect(standsAlone([10, 12, -900, 11], 2, 12)).toBe(true);
    expect(standsAlone([10, 400, 900, 700], 2, 12)).toBe(false);
    const everyYear = Array.from({ length: 36 }, (_, t) => (t % 12 === 11 ? 90 : 10));
    expect(standsAlone(everyYear, 23, 12)).toBe(false);
  });

  test('a size beyond belief: the worked example; a large order and a launch stay', () => {
    const { cleaned, corrections } = cleanAbsurdSize([5, 0, 6, 0, 0, 7, 0, 60000]);
    expect(cleaned).toEqual([5, 0, 6, 0, 0, 7, 0, 6]);
    expect(corrections).toMatchObject([{ monthIndex: 7, recorded: 60000, replacement: 6 }]);
    for (const believed of [[5, 0, 6, 0, 0, 7, 0, 700], [1, 1, 0, 2, 9000, 60000], [5, 6, 60000], []]) {
      expect(cleanAbsurdSize(believed)).toEqual({ cleaned: believed, corrections: [] });
    }
  });
});
