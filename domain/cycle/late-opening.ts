import {
  addWorkingHours,
  subtractWorkingHours,
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

/** Timers fire a moment after the stroke of the hour; that moment is not lateness, and no due time shows it. */
const toTheMinute = (instant: Date) => new Date(Math.floor(instant.getTime() / 60_000) * 60_000);

/**
 * Where a due time moves when its step's moves: as many working hours from the step's due as before.
 *
 * Example: due 8 working hours before the step; the step moves to Friday 17:00: Thursday 17:00.
 */
export function dueMovedWithStep(options: {
  readonly dueAt: Date;
  readonly oldStepDueAt: Date;
  readonly newStepDueAt: Date;
  readonly calendar: WorkingCalendar;
}): Date {
  const { dueAt, oldStepDueAt, newStepDueAt, calendar } = options;
  const hoursBefore = workingHoursBetween(calendar, dueAt, oldStepDueAt);
  if (hoursBefore > 0) return subtractWorkingHours(calendar, newStepDueAt, hoursBefore);
  const hoursAfter = workingHoursBetween(calendar, oldStepDueAt, dueAt);
  return hoursAfter > 0 ? addWorkingHours(calendar, newStepDueAt, hoursAfter) : newStepDueAt;
}
