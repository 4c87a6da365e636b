import { quantityInWords } from '../../domain/plan/in-words';
import { money, quantity } from '../../email/wording';
import { zoneInWords } from '../../web/src/pages/act/zone-in-words';
import {
  daysBetween,
  formatDay,
  formatDue,
  formatMoment,
  formatMonth,
  formatPeriod,
  fromWallTime,
  toWallTime,
} from '../../web/src/words/dates';
import {
  formatChange,
  formatChangeRatio,
  formatRatio,
  formatShort,
  formatTenths,
  formatUnits,
  parseFigure,
  plural,
  shownFigure,
} from '../../web/src/words/figures';
import { signOffState, taskState } from '../../web/src/words/states';

describe('figures', () => {
  test('a negative figure has a real minus and thousands are parted', () => {
    expect(formatUnits(-12345.6)).toBe('−12,346');
    expect(formatUnits(-0.002)).toBe('0');
  });

  test('small quantities keep decimals, alike on pages, in mails and in the plans’ sentences', () => {
    const quantities = [0, 0.004, 0.4, 2.416, 9.996, 12.34, 99.96, 123.4, 12345.6, -2.4];
    const shown = ['0', '0', '0.4', '2.42', '10', '12.3', '100', '123', '12,346', '−2.4'];
    expect(quantities.map(formatUnits)).toEqual(shown);
    expect(quantities.map(quantity)).toEqual(shown);
    expect(quantities.map(quantityInWords)).toEqual(shown.map((each) => each.replace('−', '-')));
    expect([123.4, 12.34, 2.416, -0.002].map(shownFigure)).toEqual([123, 12.3, 2.42, 0]);
  });

  test('what has no value says n/a, never 0', () => {
    expect(formatRatio(null)).toBe('n/a');
    expect(formatUnits(undefined)).toBe('n/a');
    expect(formatChangeRatio(5, 0)).toBe('new');
  });

  test('days keep a tenth, so that a figure and its difference agree', () => {
    expect(formatTenths(24.36)).toBe('24.4');
    expect(formatChange(23.6 - 24.36, formatTenths)).toBe('−0.8');
    expect(formatTenths(null)).toBe('n/a');
  });

  test('a change always carries its sign', () => {
    expect(formatChange(120)).toBe('+120');
    expect(formatChange(-3)).toBe('−3');
    expect(formatChange(0.2)).toBe('+0.2');
    expect(formatChange(0.002)).toBe('±0');
    expect(formatChangeRatio(104.2, 100)).toBe('+4.2 %');
  });

  test('large figures are short enough to read at a glance', () => {
    expect(formatShort(9_999)).toBe('9,999');
    expect(formatShort(-12_345.6)).toBe('−12,346');
    expect(formatShort(1_234_567)).toBe('1.23 M');
    expect(formatShort(28_200_000)).toBe('28.20 M');
    expect(formatShort(45_684_000)).toBe(money(45_684_000, 'EUR').replace(' EUR', ''));
    expect(plural(1, 'month')).toBe('1 month');
    expect(plural(2, 'person', 'people')).toBe('2 people');
  });

  test.each([
    ['1,234', 1234],
    ['1 234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['12,5', 12.5],
    ['−12', -12],
    ["1'200", 1200],
    ['0', 0],
    ['1234,567', 1234.567],
    ['0,125', 0.125],
    ['123,456', 123456],
    ['1,234,567.5', 1234567.5],
    ['1.234.567', 1234567],
    ['1.234,567', 1234.567],
  ])('%s as typed or pasted is %d', (text, figure) => {
    expect(parseFigure(text)).toBe(figure);
  });

  test.each(['', 'many', '12x', '1,2,3', '1.2.3', '--5'])('"%s" is no figure', (text) => {
    expect(parseFigure(text)).toBeNull();
  });
});

describe('dates', () => {
  test('a day and a moment read as planners write them', () => {
    expect(formatDay('2026-12-10T16:00:00Z', 'Europe/Berlin')).toBe('Thu 10 Dec');
    expect(formatMoment('2026-12-10T16:00:00Z', 'Europe/Berlin')).toBe('Thu 10 Dec, 17:00');
    expect(formatMonth('2026-09')).toBe('Sep 26');
    expect(formatPeriod('2026-12')).toBe('December 2026');
  });

  test("a zone is named only when its clock differs from the reader's", () => {
    const at = '2026-12-10T16:00:00Z';
    expect(formatMoment(at, 'Europe/Madrid', 'Europe/Berlin')).toBe('Thu 10 Dec, 17:00');
    expect(formatMoment(at, 'America/New_York', 'Europe/Berlin')).toBe('Thu 10 Dec, 11:00 (New York)');
  });

  test('due times near now are said as today, yesterday and tomorrow of the reader', () => {
    const now = new Date('2026-12-08T22:30:00Z'); // 23:30 in Berlin
    expect(formatDue('2026-12-08T08:00:00Z', 'Europe/Berlin', now)).toBe('today 09:00');
    expect(formatDue('2026-12-08T23:30:00Z', 'Europe/Berlin', now)).toBe('tomorrow 00:30');
    expect(formatDue('2026-12-07T16:00:00Z', 'Europe/Berlin', now)).toBe('yesterday 17:00');
    expect(formatDue('2026-12-10T16:00:00Z', 'Europe/Berlin', now)).toBe('Thu 10 Dec, 17:00');
  });

  test.each([
    ['2027-03-27T17:00', '2027-03-27T16:00:00.000Z'], // winter time
    ['2027-03-29T17:00', '2027-03-29T15:00:00.000Z'], // summer time, after the change of 28 March
    ['2027-10-31T12:00', '2027-10-31T11:00:00.000Z'], // the day the clocks go back
  ])('wall-clock time %s in Berlin is %s', (wallTime, instant) => {
    expect(fromWallTime(wallTime, 'Europe/Berlin')).toBe(instant);
    expect(toWallTime(instant, 'Europe/Berlin')).toBe(wallTime);
  });

  test('what is no date and time gives none', () => {
    expect(fromWallTime('tomorrow', 'Europe/Berlin')).toBeNull();
  });

  test('days run over the end of a month', () => {
    expect(daysBetween('2026-11-29', '2026-12-02')).toEqual([
      '2026-11-29',
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
    ]);
  });

  test("the zone of a mail's reader is taken from its due time", () => {
    expect(zoneInWords('Fri 4 Dec, 17:00 (Europe/Madrid)')).toBe('Europe/Madrid');
    expect(zoneInWords('Wed 25 Nov, 17:00 (New York time)')).toBe('America/New_York');
    expect(zoneInWords('Fri 4 Dec, 17:00')).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });
});

describe('states', () => {
  const now = new Date('2026-12-08T09:00:00Z');
  const task = { state: 'open', isLate: false, isStarted: false, dueAt: '2026-12-20T16:00:00Z' };

  test('not started and not finished are told apart', () => {
    expect(taskState(task, now).word).toBe('open, not started');
    expect(taskState({ ...task, isStarted: true, isLate: true }, now)).toMatchObject({
      tone: 'late',
      word: 'late, started',
    });
    expect(taskState({ ...task, dueAt: '2026-12-08T16:00:00Z' }, now).word).toBe('due soon, not started');
  });

  test('a sign-off looks done only in a decided state', () => {
    const signOff = { state: 'pending', isLate: false, dueAt: '2026-12-20T16:00:00Z' };
    expect(signOffState(signOff, now).tone).toBe('open');
    expect(signOffState({ ...signOff, state: 'approved' }, now).tone).toBe('done');
    expect(signOffState({ ...signOff, state: 'voided' }, now).tone).toBe('off');
  });
});
