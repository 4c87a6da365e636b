import { MONDAY_TO_FRIDAY } from '../../../domain/cycle/business-calendar';
import type { WorkingCalendar } from '../../../domain/cycle/working-time';

/** A calendar of 09:00-17:00 working days; say only what matters. */
export function workingCalendar(timeZone: string, ...holidays: string[]): WorkingCalendar {
  return {
    timeZone,
    holidays: new Set(holidays),
    workingDays: MONDAY_TO_FRIDAY,
    workingHours: { from: '09:00', until: '17:00' },
  };
}

export const berlin = workingCalendar('Europe/Berlin');
export const newYork = workingCalendar('America/New_York');
export const tokyo = workingCalendar('Asia/Tokyo');

export const iso = (date: Date) => date.toISOString();
