import { addBusinessDays, isBusinessDay } from '../cycle/business-calendar';
import { instantAt, localDayOf } from '../cycle/local-time';
import type { LadderRung, RungTiming } from '../cycle/template';
import {
  addBusinessDaysAtSameTime,
  addWorkingHours,
  nextWorkingInstant,
  type WorkingCalendar,
} from '../cycle/working-time';
import type { DatedRung } from './due-rungs';

/**
 * The instants of a ladder for one thing asked of one person, in order, in that person's own business time: on their
 * working days and within working hours, wherever the due time falls. The first mail goes out at once, whatever the
 * hour. What comes after the due time counts from when it is past due for that person, so that nobody is passed over.
 * Not for workflow code: zones are those of the machine.
 *
 * Example: due Thursday 2027-02-04 17:00 in Berlin, hours 09:00-17:00: reminders Tuesday 17:00 and Thursday 09:00,
 * past due Thursday 17:00, backup Friday 13:00, manager Friday 17:00, process owner Monday 17:00, sponsor Tuesday 17:00.
 */
export function datedLadder(options: {
  readonly ladder: readonly LadderRung[];
  readonly openedAt: Date;
  readonly dueAt: Date;
  /** Of the person who is asked. */
  readonly calendar: WorkingCalendar;
}): DatedRung[] {
  const { ladder, openedAt, dueAt, calendar } = options;
  return ladder
    .map((rung) => ({
      at: rungInstant(rung.timing, openedAt, dueAt, calendar).toISOString(),
      kind: rung.kind,
      audience: rung.audience,
    }))
    .sort((a, b) => a.at.localeCompare(b.at));
}

function rungInstant(timing: RungTiming, openedAt: Date, dueAt: Date, calendar: WorkingCalendar): Date {
  switch (timing.at) {
    case 'assignment':
      return openedAt;
    case 'business-days-before-due':
      return addBusinessDaysAtSameTime(calendar, dueAt, -timing.days);
    case 'due-day':
      return lastWorkingMorning(calendar, dueAt, timing.time);
    case 'due':
      return nextWorkingInstant(calendar, dueAt);
    case 'working-hours-after-due':
      return addWorkingHours(calendar, dueAt, timing.hours);
    case 'business-days-after-due':
      return addBusinessDaysAtSameTime(calendar, nextWorkingInstant(calendar, dueAt), timing.days);
  }
}

/** The last `time` on a working day that comes before the due time: a due day off, or a due hour before it, is no help. */
function lastWorkingMorning(calendar: WorkingCalendar, dueAt: Date, time: string): Date {
  const dueDay = localDayOf(calendar.timeZone, dueAt);
  const onDueDay = instantAt(calendar.timeZone, dueDay, time);
  if (isBusinessDay(calendar, dueDay) && onDueDay < dueAt) return onDueDay;
  return instantAt(calendar.timeZone, addBusinessDays(calendar, dueDay, -1), time);
}
