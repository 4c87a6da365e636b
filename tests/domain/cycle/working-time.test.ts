import {
  addBusinessDaysAtSameTime,
  addWorkingHours,
  nextWorkingInstant,
  workingHoursBetween,
} from '../../../domain/cycle/working-time';
import { berlin, iso, newYork, workingCalendar } from './calendars';

/** Winter time in Berlin: UTC+1. 2027-02-04 is a Thursday. */
const winter = (text: string) => new Date(`${text}:00+01:00`);
const summer = (text: string) => new Date(`${text}:00+02:00`);

test('work begins at the next opening, and lasts until the close of business', () => {
  expect(nextWorkingInstant(berlin, winter('2027-02-05T18:00'))).toEqual(winter('2027-02-08T09:00'));
  expect(nextWorkingInstant(berlin, winter('2027-02-05T17:00'))).toEqual(winter('2027-02-05T17:00'));
  expect(nextWorkingInstant(berlin, winter('2027-02-05T03:00'))).toEqual(winter('2027-02-05T09:00'));
});

test('hours of work are counted within working hours only', () => {
  expect(addWorkingHours(berlin, winter('2027-02-04T17:00'), 4)).toEqual(winter('2027-02-05T13:00'));
  expect(addWorkingHours(berlin, winter('2027-02-05T15:00'), 8)).toEqual(winter('2027-02-08T15:00'));
  expect(addWorkingHours(berlin, winter('2027-02-06T12:00'), 0)).toEqual(winter('2027-02-08T09:00'));
  expect(workingHoursBetween(berlin, winter('2027-02-05T15:00'), winter('2027-02-08T11:00'))).toBe(4);
  expect(workingHoursBetween(berlin, winter('2027-02-08T11:00'), winter('2027-02-05T15:00'))).toBe(0);
});

test('the clocks go forward over a weekend: the hours of Friday and Monday stay what they are', () => {
  const friday = winter('2027-03-26T15:00');
  const monday = summer('2027-03-29T11:00');
  expect(addWorkingHours(berlin, friday, 4)).toEqual(monday);
  expect(workingHoursBetween(berlin, friday, monday)).toBe(4);
});

test('the clocks go back over a weekend in New York', () => {
  // Friday 2027-11-05 15:00 EDT = 19:00Z; Monday 2027-11-08 11:00 EST = 16:00Z.
  expect(iso(addWorkingHours(newYork, new Date('2027-11-05T19:00:00Z'), 4))).toBe('2027-11-08T16:00:00.000Z');
});

test('the same time some business days away keeps to working hours', () => {
  expect(addBusinessDaysAtSameTime(berlin, winter('2027-02-09T12:00'), -2)).toEqual(
    winter('2027-02-05T12:00'),
  );
  expect(addBusinessDaysAtSameTime(berlin, winter('2027-02-04T20:00'), 1)).toEqual(
    winter('2027-02-05T17:00'),
  );
  expect(addBusinessDaysAtSameTime(berlin, winter('2027-02-06T12:00'), 1)).toEqual(
    winter('2027-02-08T12:00'),
  );
});

test('a holiday is no working day', () => {
  const withHoliday = workingCalendar('Europe/Berlin', '2027-02-05');
  expect(addWorkingHours(withHoliday, winter('2027-02-04T17:00'), 4)).toEqual(winter('2027-02-08T13:00'));
});
