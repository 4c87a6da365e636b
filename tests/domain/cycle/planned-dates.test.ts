import { DEFAULT_TEMPLATE } from '../../../domain/cycle/default-template';
import { dueMovedWithStep, dueWhenOpened } from '../../../domain/cycle/late-opening';
import {
  dailyWakeUp,
  dueMonth,
  requireStartableMonth,
  upcomingKickOffs,
} from '../../../domain/cycle/monthly-schedule';
import { mayOpen } from '../../../domain/cycle/opening';
import { plannedDates } from '../../../domain/cycle/planned-dates';
import { berlin, iso, workingCalendar } from './calendars';

describe('the dates of a cycle', () => {
  test('of February 2027 in Berlin, by the default template', () => {
    const dates = plannedDates(DEFAULT_TEMPLATE, '2027-02', berlin);
    expect(iso(dates.kickOffAt)).toBe('2027-01-27T08:00:00.000Z'); // BD-3
    expect(iso(dates.publishDueAt)).toBe('2027-02-22T16:00:00.000Z'); // BD16
    expect(dates.steps.map(({ key, openAt, dueAt }) => [key, iso(openAt), iso(dueAt)])).toEqual([
      ['data-gathering', '2027-02-01T08:00:00.000Z', '2027-02-03T16:00:00.000Z'], // BD1-3
      ['demand-review', '2027-02-04T08:00:00.000Z', '2027-02-10T11:00:00.000Z'], // BD4-8 noon
      ['supply-review', '2027-02-10T12:00:00.000Z', '2027-02-15T16:00:00.000Z'], // BD8-11
      ['pre-sop', '2027-02-16T08:00:00.000Z', '2027-02-17T16:00:00.000Z'], // BD12-13
      ['executive-meeting', '2027-02-18T08:00:00.000Z', '2027-02-22T11:00:00.000Z'], // BD14-16
    ]);
    const consensus = dates.steps[1]!.tasks.find(({ key }) => key === 'consensus');
    expect(iso(consensus!.dueAt)).toBe('2027-02-09T16:00:00.000Z'); // BD7
  });

  test('move with the holidays of the unit', () => {
    const withHoliday = workingCalendar('Europe/Berlin', '2027-02-01');
    const [first] = plannedDates(DEFAULT_TEMPLATE, '2027-02', withHoliday).steps;
    expect(iso(first!.openAt)).toBe('2027-02-02T08:00:00.000Z');
  });

  test('need a month', () => {
    expect(() => plannedDates(DEFAULT_TEMPLATE, '2027-13', berlin)).toThrow(/is no month/);
  });
});

describe('work that opens later than planned', () => {
  const at = (text: string) => new Date(`${text}:00+01:00`);
  const planned = {
    plannedOpenAt: at('2027-02-08T17:00'),
    plannedDueAt: at('2027-02-09T17:00'),
    dueAt: at('2027-02-09T17:00'),
    calendar: berlin,
  };

  test('is due after as many working hours as were planned for it', () => {
    expect(dueWhenOpened({ ...planned, openedAt: at('2027-02-10T11:00') })).toEqual(at('2027-02-11T11:00'));
  });

  test('keeps its date when it opens in time', () => {
    expect(dueWhenOpened({ ...planned, openedAt: at('2027-02-05T11:00') })).toEqual(planned.dueAt);
  });

  test('leaves at least four hours, and a date that the owner moved further stands', () => {
    const tight = { ...planned, plannedDueAt: at('2027-02-08T17:00') };
    expect(dueWhenOpened({ ...tight, openedAt: at('2027-02-10T11:00') })).toEqual(at('2027-02-10T15:00'));
    const moved = { ...planned, dueAt: at('2027-02-15T17:00') };
    expect(dueWhenOpened({ ...moved, openedAt: at('2027-02-10T11:00') })).toEqual(at('2027-02-15T17:00'));
  });

  test('moves by as many business days as its step when its step is moved', () => {
    const step = {
      oldStepDueAt: at('2027-02-10T17:00'),
      newStepDueAt: at('2027-02-12T17:00'),
      now: at('2027-02-01T09:00'),
      calendar: berlin,
    };
    expect(dueMovedWithStep({ ...step, dueAt: at('2027-02-09T17:00') })).toEqual(at('2027-02-11T17:00'));
    expect(dueMovedWithStep({ ...step, dueAt: at('2027-02-10T17:00') })).toEqual(at('2027-02-12T17:00'));
    const later = { ...step, newStepDueAt: at('2027-02-10T12:00') };
    expect(dueMovedWithStep({ ...later, dueAt: at('2027-02-10T15:00') })).toEqual(at('2027-02-10T12:00'));
  });

  test('is due with its step where the move would put it behind; what was late before stays so', () => {
    const step = {
      oldStepDueAt: at('2027-02-10T17:00'),
      newStepDueAt: at('2027-02-05T17:00'),
      now: at('2027-02-04T12:00'),
      calendar: berlin,
    };
    expect(dueMovedWithStep({ ...step, dueAt: at('2027-02-08T17:00') })).toEqual(at('2027-02-05T17:00'));
    expect(dueMovedWithStep({ ...step, dueAt: at('2027-02-09T17:00') })).toEqual(at('2027-02-04T17:00'));
    const late = { ...step, newStepDueAt: at('2027-02-11T17:00') };
    expect(dueMovedWithStep({ ...late, dueAt: at('2027-02-02T17:00') })).toEqual(at('2027-02-03T17:00'));
  });

  test('opened late, is due with its step at the latest move and is never moved past it', () => {
    const step = {
      ...{ oldStepDueAt: at('2027-02-10T17:00'), dueAt: at('2027-02-18T17:00') },
      ...{ now: at('2027-02-01T09:00'), calendar: berlin },
    };
    const movedTo = (day: string) => dueMovedWithStep({ ...step, newStepDueAt: at(day) });
    expect(movedTo('2027-02-19T17:00')).toEqual(at('2027-02-19T17:00'));
    expect(movedTo('2027-02-15T17:00')).toEqual(at('2027-02-18T17:00'));
  });
});

describe('the monthly start', () => {
  const due = (now: string, taken: string[] = []) =>
    dueMonth({
      template: DEFAULT_TEMPLATE,
      calendar: berlin,
      now: new Date(now),
      isTaken: (period) => taken.includes(period),
    });

  test('comes on the third business day before the month, at nine, not before', () => {
    expect(due('2027-01-27T07:59:00Z')).toBeNull();
    expect(due('2027-01-27T08:00:00Z')).toBe('2027-02');
  });

  test('is caught up on for five days, then left alone', () => {
    expect(due('2027-02-01T07:00:00Z')).toBe('2027-02');
    expect(due('2027-02-01T09:00:00Z')).toBeNull();
  });

  test('comes once: not for a month that has begun or is skipped', () => {
    expect(due('2027-01-28T08:00:00Z', ['2027-02'])).toBeNull();
  });

  test('can be foreseen', () => {
    const next = upcomingKickOffs({
      template: DEFAULT_TEMPLATE,
      calendar: berlin,
      from: new Date('2027-01-01T00:00:00Z'),
      count: 3,
    });
    expect(next.map(({ period, at }) => [period, iso(at)])).toEqual([
      ['2027-02', '2027-01-27T08:00:00.000Z'],
      ['2027-03', '2027-02-24T08:00:00.000Z'],
      ['2027-04', '2027-03-29T07:00:00.000Z'],
    ]);
  });

  test('never wakes at night, when clocks change', () => {
    const at = (time: string) =>
      dailyWakeUp({ ...DEFAULT_TEMPLATE, kickOff: { businessDay: -3, time } }, 'UTC');
    expect(at('02:30')).toEqual({ hour: 4, minute: 0, timeZone: 'UTC' });
    expect(at('23:30')).toEqual({ hour: 23, minute: 0, timeZone: 'UTC' });
    expect(at('09:15')).toEqual({ hour: 9, minute: 15, timeZone: 'UTC' });
  });

  test('by hand takes months that someone can mean', () => {
    const start = (period: string) => () =>
      requireStartableMonth(period, 'Europe/Berlin', new Date('2027-01-15T12:00:00Z'));
    expect(start('2026-11')).not.toThrow();
    expect(start('2028-01')).not.toThrow();
    expect(start('2026-10')).toThrow(/choose a month from 2026-11 to 2028-01/);
    expect(start('January')).toThrow(/is no month/);
  });
});

test.each([
  ['predecessor', true, '2027-02-05', true],
  ['predecessor', false, '2027-02-03', false],
  ['date', false, '2027-02-03', true],
  ['date', true, '2027-02-05', false],
  ['predecessor-and-date', true, '2027-02-03', true],
  ['predecessor-and-date', true, '2027-02-05', false],
  ['predecessor-and-date', false, '2027-02-03', false],
  ['predecessor', null, '2027-02-05', true],
  ['date', null, '2027-02-05', false],
  ['predecessor-and-date', null, '2027-02-05', false],
  ['predecessor-and-date', null, '2027-02-03', true],
] as const)(
  'a step that opens by %s, predecessor over %s, dated %s: %s on 2027-02-04',
  (rule, over, openAt, opens) => {
    expect(mayOpen({ rule, isPredecessorOver: over, openAt, now: '2027-02-04' })).toBe(opens);
  },
);
