import { addBusinessDays, type BusinessCalendar, isBusinessDay } from './business-calendar';
import { addDays, type LocalDay } from './local-day';
import { instantAt, type LocalTime, localDayOf, localTimeOf } from './local-time';

/** A business calendar with the hours that are worked on a business day, local wall-clock time. */
export interface WorkingCalendar extends BusinessCalendar {
  readonly workingHours: { readonly from: LocalTime; readonly until: LocalTime };
}

const hourMs = 3_600_000;

/**
 * `instant` itself when it lies within working hours (both ends included), else the next opening.
 *
 * Example: Friday 18:00 with hours 09:00-17:00 gives Monday 09:00.
 */
export function nextWorkingInstant(calendar: WorkingCalendar, instant: Date): Date {
  const day = localDayOf(calendar.timeZone, instant);
  if (isBusinessDay(calendar, day)) {
    const { opensAt, closesAt } = workingDay(calendar, day);
    if (instant < opensAt) return opensAt;
    if (instant <= closesAt) return instant;
  }
  return workingDay(calendar, addBusinessDays(calendar, day, 1)).opensAt;
}

/**
 * The instant after `hours` hours of work have passed from `start`; hours outside working time do not count.
 * 0 hours gives `start` moved into working time.
 *
 * Example: 4 hours after Thursday 17:00 with hours 09:00-17:00 is Friday 13:00.
 */
export function addWorkingHours(calendar: WorkingCalendar, start: Date, hours: number): Date {
  let current = nextWorkingInstant(calendar, start);
  let leftMs = hours * hourMs;
  for (;;) {
    const day = localDayOf(calendar.timeZone, current);
    const leftTodayMs = workingDay(calendar, day).closesAt.getTime() - current.getTime();
    if (leftMs <= leftTodayMs) return new Date(current.getTime() + leftMs);
    leftMs -= leftTodayMs;
    current = workingDay(calendar, addBusinessDays(calendar, day, 1)).opensAt;
  }
}

/**
 * Hours of work between two instants; 0 when `until` does not lie after `from`.
 *
 * Example: Friday 15:00 to Monday 11:00 with hours 09:00-17:00 is 4.
 */
export function workingHoursBetween(calendar: WorkingCalendar, from: Date, until: Date): number {
  let workedMs = 0;
  const lastDay = localDayOf(calendar.timeZone, until);
  for (let day = localDayOf(calendar.timeZone, from); day <= lastDay; day = addDays(day, 1)) {
    if (!isBusinessDay(calendar, day)) continue;
    const { opensAt, closesAt } = workingDay(calendar, day);
    const begin = Math.max(from.getTime(), opensAt.getTime());
    const end = Math.min(until.getTime(), closesAt.getTime());
    workedMs += Math.max(0, end - begin);
  }
  return workedMs / hourMs;
}

/**
 * The same wall-clock time `days` business days later (negative: earlier), moved into working time. A start on a day
 * off counts from that day: one business day after a Saturday is the Monday.
 *
 * Example: 2 business days before Tuesday 12:00 is Friday 12:00.
 */
export function addBusinessDaysAtSameTime(calendar: WorkingCalendar, start: Date, days: number): Date {
  const { timeZone } = calendar;
  const day = addBusinessDays(calendar, localDayOf(timeZone, start), days);
  const atSameTime = instantAt(timeZone, day, localTimeOf(timeZone, start));
  const { opensAt, closesAt } = workingDay(calendar, day);
  return new Date(Math.min(Math.max(atSameTime.getTime(), opensAt.getTime()), closesAt.getTime()));
}

function workingDay(calendar: WorkingCalendar, day: LocalDay): { opensAt: Date; closesAt: Date } {
  const { timeZone, workingHours } = calendar;
  return {
    opensAt: instantAt(timeZone, day, workingHours.from),
    closesAt: instantAt(timeZone, day, workingHours.until),
  };
}
