import { DateTime, IANAZone } from 'luxon';
import { DomainError } from '../errors';
import type { LocalDay } from './local-day';

/** Wall-clock time, "HH:MM", 00:00 to 23:59. */
export type LocalTime = string;

/**
 * The instant at which clocks in `timeZone` show `time` on `day`. In the hour that daylight saving leaves out, the
 * instant as far after the gap as the time lies in it; in the hour that comes twice, the first of the two.
 * Throws invalid-input for an unknown zone or an impossible time. Not for workflow code: it follows the zone
 * tables of the machine.
 *
 * Example: instantAt('Europe/Berlin', '2027-03-26', '09:00') is 2027-03-26T08:00:00Z.
 */
export function instantAt(timeZone: string, day: LocalDay, time: LocalTime): Date {
  const local = DateTime.fromISO(`${day}T${time}`, { zone: timeZone });
  if (!local.isValid) {
    throw new DomainError(
      'invalid-input',
      `"${day} ${time}" is no moment in the time zone "${timeZone}"; give a day as YYYY-MM-DD, a time as HH:MM and a zone like Europe/Berlin.`,
    );
  }
  const millis = local.getPossibleOffsets().map((candidate) => candidate.toMillis());
  return new Date(Math.min(...millis));
}

/**
 * The day that calendars in `timeZone` show at an instant.
 *
 * Example: localDayOf('Asia/Tokyo', 2027-01-04T16:00Z) is '2027-01-05'.
 */
export function localDayOf(timeZone: string, instant: Date): LocalDay {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

/**
 * The wall-clock time in `timeZone` at an instant.
 *
 * Example: localTimeOf('America/New_York', 2027-01-04T14:30Z) is '09:30'.
 */
export function localTimeOf(timeZone: string, instant: Date): LocalTime {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('HH:mm');
}

/** True for a zone of the IANA list that this machine knows, for example "America/Chicago". */
export const isTimeZone = (name: string): boolean => IANAZone.isValidZone(name);
