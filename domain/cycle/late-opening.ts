import { businessDaysBetween } from './business-calendar';
import { localDayOf } from './local-time';
import {
  addBusinessDaysAtSameTime,
  addWorkingHours,
  type WorkingCalendar,
  workingHoursBetween,
} from './working-time';

/** However little was planned, somebody who gets work late has this long for it. */
const leastAllowanceHours = 4;

/**
 * When something that opens is due: on its date, or, opened later than planned through no fault of whoever holds it
 * (the work before it was late, or it was sent back), as many working hours after the opening as were planned for it,
 * at least four. Never earlier than the date in force.
 *
 * Example: planned from Monday 17:00 to Tuesday 17:00 (8 working hours), opened Wednesday 11:00: due Thursday 11:00.
 */
export function dueWhenOpened(options: {
  readonly plannedOpenAt: Date;
  readonly plannedDueAt: Date;
  /** The date in force: the planned one, or where the owner moved it. */
  readonly dueAt: Date;
  readonly openedAt: Date;
  /** Of the unit. */
  readonly calendar: WorkingCalendar;
}): Date {
  const { plannedOpenAt, plannedDueAt, dueAt, calendar } = options;
  const openedAt = toTheMinute(options.openedAt);
  if (openedAt <= plannedOpenAt) return dueAt;
  const allowance = Math.max(leastAllowanceHours, workingHoursBetween(calendar, plannedOpenAt, plannedDueAt));
  const afterOpening = addWorkingHours(calendar, openedAt, allowance);
  return new Date(Math.max(afterOpening.getTime(), dueAt.getTime()));
}

/**
 * When something is due that came to its holder late, by another's turn or by being handed on: on its date, or four working
 * hours after it was asked, whichever is later.
 *
 * Example: due Tuesday 12:00, asked of someone else Tuesday 11:00 (hours 09:00-17:00): due Tuesday 15:00.
 */
export function dueWhenAsked(options: {
  readonly dueAt: Date;
  readonly askedAt: Date;
  /** Of the unit. */
  readonly calendar: WorkingCalendar;
}): Date {
  const { dueAt, calendar } = options;
  const least = addWorkingHours(calendar, toTheMinute(options.askedAt), leastAllowanceHours);
  return new Date(Math.max(least.getTime(), dueAt.getTime()));
}

/** Timers fire a moment after the stroke of the hour; that moment is not lateness, and no due time shows it. */
const toTheMinute = (instant: Date) => new Date(Math.floor(instant.getTime() / 60_000) * 60_000);

/**
 * Where a due time moves when its step's moves: by as many business days as the step, at the same local time; what was due
 * with the step stays due with it, and nothing that was due before it becomes due after it. What was due later than its
 * step, because it opened late, stays where it is, or is due with the step when that moves past it. Nobody becomes late by a
 * move: what still lay ahead and would come to lie behind is due with the step.
 *
 * Example: due Tuesday 17:00 in a step due Wednesday; the step moves to Friday 17:00: Thursday 17:00.
 */
export function dueMovedWithStep(options: {
  readonly dueAt: Date;
  readonly oldStepDueAt: Date;
  readonly newStepDueAt: Date;
  readonly now: Date;
  readonly calendar: WorkingCalendar;
}): Date {
  const { dueAt, oldStepDueAt, newStepDueAt, now, calendar } = options;
  if (dueAt.getTime() === oldStepDueAt.getTime()) return newStepDueAt;
  if (localDayOf(calendar.timeZone, dueAt) > localDayOf(calendar.timeZone, oldStepDueAt)) {
    return new Date(Math.max(dueAt.getTime(), newStepDueAt.getTime()));
  }
  const dayOf = (instant: Date) => localDayOf(calendar.timeZone, instant);
  const days = businessDaysBetween(calendar, dayOf(oldStepDueAt), dayOf(newStepDueAt));
  const moved = days === 0 ? dueAt : addBusinessDaysAtSameTime(calendar, dueAt, days);
  const isBehind = dueAt > now && moved <= now;
  return isBehind || (dueAt < oldStepDueAt && moved > newStepDueAt) ? newStepDueAt : moved;
}
