import {
  change,
  listing,
  momentInZone,
  money,
  percent,
  points,
  quantity,
  shortMonth,
} from '../../email/wording';

describe('figures in mails', () => {
  test.each([
    [quantity(12_345), '12,345'],
    [quantity(-12_345.4), '−12,345'],
    [quantity(12_345_678), '12.35 M'],
    [quantity(2.4), '2.4'],
    [quantity(-0.3), '−0.3'],
    [quantity(-0.002), '0'],
    [quantity(null), 'n/a'],
    [money(-1_500_000, 'EUR'), '−1.50 M EUR'],
    [money(null, 'EUR'), 'n/a'],
    [percent(0.9744), '97.4 %'],
    [percent(null), 'n/a'],
    [change(110, 100), '+10.0 %'],
    [change(90, 100), '−10.0 %'],
    [change(-110, -100), '−10.0 %'],
    [change(100.01, 100), '±0'],
    [change(5, 0), null],
    [points(0.974, 0.962), '+1.2 points'],
    [points(0.974, null), null],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected);
  });
});

describe('times in mails', () => {
  test.each([
    ['2026-03-29T00:30:00Z', 'Europe/Berlin', 'Sun 29 Mar, 01:30 (Berlin time)'],
    ['2026-03-29T01:30:00Z', 'Europe/Berlin', 'Sun 29 Mar, 03:30 (Berlin time)'],
    ['2026-11-01T06:30:00Z', 'America/New_York', 'Sun 1 Nov, 01:30 (New York time)'],
    ['2026-09-10T02:15:00Z', 'Asia/Kolkata', 'Thu 10 Sep, 07:45 (Kolkata time)'],
    ['2026-12-31T23:00:00Z', 'UTC', 'Thu 31 Dec, 23:00 (UTC)'],
  ])('%s in %s', (instant, zone, expected) => {
    expect(momentInZone(new Date(instant), zone)).toBe(expected);
  });

  test('months have short names of three letters', () => {
    expect(shortMonth('2026-09')).toBe('Sep 2026');
  });

  test('lists end with "and"', () => {
    expect(listing(['Ana', 'Bo', 'Cem'])).toBe('Ana, Bo and Cem');
    expect(listing(['Ana'])).toBe('Ana');
    expect(listing([])).toBe('');
  });
});
