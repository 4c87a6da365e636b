import { DomainError } from '../errors';
import { type BusinessCalendar, instantOfMoment } from './business-calendar';
import { localDayOf } from './local-time';
import { addMonths, isMonth, monthRange, monthsBetween } from './month';
import type { CycleTemplate } from './template';

/**
 * The Schedule wakes the kick-off every day at the template's kick-off time, and the kick-off looks into the calendar:
 * business days cannot be said to a Schedule. Between 04:00 and 23:00, since daylight saving moves clocks at night.
 *
 * Example: kick-off at 09:00 in a unit of Europe/Berlin: { hour: 9, minute: 0, timeZone: 'Europe/Berlin' }.
 */
export function dailyWakeUp(
  template: CycleTemplate,
  timeZone: string,
): { readonly hour: number; readonly minute: number; readonly timeZone: string } {
  const [hour, minute] = template.kickOff.time.split(':').map(Number) as [number, number];
  if (hour < 4) return { hour: 4, minute: 0, timeZone };
  if (hour >= 23) return { hour: 23, minute: 0, timeZone };
  return { hour, minute, timeZone };
}

/** For so long after its kick-off day a missed month is caught up on (everything was down, the schedule was paused). */
const catchUpDays = 5;
const dayMs = 86_400_000;

/**
 * The month whose kick-off day has come at `now`, within the last five days, and that is not taken (started or
 * skipped); null when there is none.
 *
 * Example: default template, no holidays, 2027-01-27 09:00 in Berlin (BD-3 of February): '2027-02'.
 */
export function dueMonth(options: {
  readonly template: CycleTemplate;
  readonly calendar: BusinessCalendar;
  readonly now: Date;
  readonly isTaken: (period: string) => boolean;
}): string | null {
  const { template, calendar, now, isTaken } = options;
  const thisMonth = localDayOf(calendar.timeZone, now).slice(0, 7);
  const due = monthRange(addMonths(thisMonth, -1), 4).find((period) => {
    const lateByMs = now.getTime() - instantOfMoment(calendar, period, template.kickOff).getTime();
    return lateByMs >= 0 && lateByMs <= catchUpDays * dayMs && !isTaken(period);
  });
  return due ?? null;
}

/**
 * The next kick-offs from `from` on, soonest first.
 *
 * Example: default template, no holidays, Berlin, from 2027-01-01: 2027-02 at 2027-01-27T08:00Z, 2027-03 at …
 */
export function upcomingKickOffs(options: {
  readonly template: CycleTemplate;
  readonly calendar: BusinessCalendar;
  readonly from: Date;
  readonly count: number;
}): { readonly period: string; readonly at: Date }[] {
  const { template, calendar, from, count } = options;
  const thisMonth = localDayOf(calendar.timeZone, from).slice(0, 7);
  return monthRange(addMonths(thisMonth, -1), count + 4)
    .map((period) => ({ period, at: instantOfMoment(calendar, period, template.kickOff) }))
    .filter(({ at }) => at >= from)
    .slice(0, count);
}

/**
 * Refuses months that nobody means: a cycle can be started for the two months before this one (a missed one), this one,
 * or one of the twelve after it. `now` in the unit's zone decides which month it is.
 *
 * Example: at 2027-01-15, '2026-11' to '2028-01' may be started, '2026-10' may not.
 */
export function requireStartableMonth(period: string, timeZone: string, now: Date): void {
  if (!isMonth(period)) {
    throw new DomainError(
      'invalid-input',
      `"${period}" is no month; write it as YYYY-MM, for example 2027-01.`,
    );
  }
  const thisMonth = localDayOf(timeZone, now).slice(0, 7);
  const ahead = monthsBetween(thisMonth, period);
  if (ahead >= -2 && ahead <= 12) return;
  throw new DomainError(
    'invalid-input',
    `A cycle for ${period} cannot be started in ${thisMonth}; choose a month from ${addMonths(thisMonth, -2)} to ${addMonths(thisMonth, 12)}.`,
  );
}
