import { DomainError } from '../errors';
import { addDays, type LocalDay, weekdayOf } from './local-day';
import { instantAt } from './local-time';
import type { BusinessMoment } from './template';

/** Where and when a unit or a person works: the days of the working week but for the region's holidays, in one zone. */
export interface BusinessCalendar {
  readonly timeZone: string;
  /** "YYYY-MM-DD" */
  readonly holidays: ReadonlySet<LocalDay>;
  /** 1 = Monday … 7 = Sunday */
  readonly workingDays: readonly number[];
}

/** Monday to Friday, where a template says nothing else. */
export const MONDAY_TO_FRIDAY: readonly number[] = [1, 2, 3, 4, 5];

/** A calendar whose every day is a holiday must end a search, not hang it. */
const longestPauseDays = 366;

/**
 * True for a day of the working week that is no holiday.
 *
 * Example: with a week from Sunday to Thursday, '2027-01-03' (Sunday) is one and '2027-01-01' (Friday) is none.
 */
export function isBusinessDay(calendar: BusinessCalendar, day: LocalDay): boolean {
  return calendar.workingDays.includes(weekdayOf(day)) && !calendar.holidays.has(day);
}

/**
 * The business day that lies `count` business days after `day` (negative: before). 0 gives `day` itself when it is
 * one, else the next one. Throws invalid-input when a year has none.
 *
 * Example: with no holidays, addBusinessDays('2027-01-01' (Friday), 1) is '2027-01-04'.
 */
export function addBusinessDays(calendar: BusinessCalendar, day: LocalDay, count: number): LocalDay {
  const direction = count < 0 ? -1 : 1;
  let current = count === 0 ? firstBusinessDay(calendar, day, 1) : day;
  for (let left = Math.abs(count); left > 0; left--) {
    current = firstBusinessDay(calendar, addDays(current, direction), direction);
  }
  return current;
}

/**
 * How many business days one day lies after another; negative when it lies before.
 *
 * Example: from a Friday to the Monday after it 1, back again −1.
 */
export function businessDaysBetween(calendar: BusinessCalendar, from: LocalDay, until: LocalDay): number {
  if (until < from) return -businessDaysBetween(calendar, until, from);
  let days = 0;
  for (let day = addDays(from, 1); day <= until; day = addDays(day, 1)) {
    if (isBusinessDay(calendar, day)) days += 1;
  }
  return days;
}

/**
 * Business day `businessDay` of a month: 1 is its first, −1 the last one before it. Days beyond the month's last run
 * on into the next. There is no day 0: invalid-input.
 *
 * Example: with 2027-01-01 a holiday, businessDayOfMonth('2027-01', 1) is '2027-01-04' and −3 is '2026-12-29'.
 */
export function businessDayOfMonth(calendar: BusinessCalendar, month: string, businessDay: number): LocalDay {
  if (!Number.isInteger(businessDay) || businessDay === 0) {
    throw new DomainError(
      'invalid-input',
      `There is no business day ${businessDay}; 1 is the first of the month, -1 the last one before it.`,
    );
  }
  const first = firstBusinessDay(calendar, `${month}-01`, 1);
  return businessDay > 0
    ? addBusinessDays(calendar, first, businessDay - 1)
    : addBusinessDays(calendar, `${month}-01`, businessDay);
}

/**
 * How many days of a month are worked.
 *
 * Example: January 2027 from Monday to Friday with New Year's Day off has 20.
 */
export function businessDaysInMonth(calendar: BusinessCalendar, month: string): number {
  let days = 0;
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    if (isBusinessDay(calendar, day)) days += 1;
  }
  return days;
}

/**
 * The instant of a moment of the cycle of `month` on a unit's calendar.
 *
 * Example: { businessDay: 1, time: '09:00' } of 2027-02 in Europe/Berlin is 2027-02-01T08:00Z.
 */
export function instantOfMoment(calendar: BusinessCalendar, month: string, moment: BusinessMoment): Date {
  return instantAt(calendar.timeZone, businessDayOfMonth(calendar, month, moment.businessDay), moment.time);
}

function firstBusinessDay(calendar: BusinessCalendar, from: LocalDay, direction: 1 | -1): LocalDay {
  let day = from;
  for (let tried = 0; tried <= longestPauseDays; tried++) {
    if (isBusinessDay(calendar, day)) return day;
    day = addDays(day, direction);
  }
  throw new DomainError(
    'invalid-input',
    `The holiday calendar leaves no business day in the year around ${from}; correct its holidays.`,
  );
}
