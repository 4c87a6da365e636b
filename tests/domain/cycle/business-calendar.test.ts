import {
  addBusinessDays,
  businessDayOfMonth,
  businessDaysBetween,
  businessDaysInMonth,
  instantOfMoment,
  isBusinessDay,
} from '../../../domain/cycle/business-calendar';
import { DomainError } from '../../../domain/errors';
import { berlin, iso, workingCalendar } from './calendars';

const withNewYear = workingCalendar('Europe/Berlin', '2027-01-01');

describe('business days', () => {
  test('are Monday to Friday without the holidays', () => {
    expect(isBusinessDay(withNewYear, '2027-01-01')).toBe(false); // a Friday, New Year
    expect(isBusinessDay(withNewYear, '2027-01-02')).toBe(false); // Saturday
    expect(isBusinessDay(withNewYear, '2027-01-04')).toBe(true);
  });

  test('follow the working week, as from Sunday to Thursday', () => {
    const dubai = { ...workingCalendar('Asia/Dubai'), workingDays: [7, 1, 2, 3, 4] };
    expect(isBusinessDay(dubai, '2027-01-01')).toBe(false); // Friday
    expect(isBusinessDay(dubai, '2027-01-03')).toBe(true); // Sunday
    expect(addBusinessDays(dubai, '2026-12-31', 1)).toBe('2027-01-03');
    expect(businessDayOfMonth(dubai, '2027-01', 1)).toBe('2027-01-03');
  });

  test('are counted forwards and backwards over a weekend', () => {
    expect(addBusinessDays(berlin, '2027-01-01', 1)).toBe('2027-01-04');
    expect(addBusinessDays(berlin, '2027-01-04', -1)).toBe('2027-01-01');
    expect(addBusinessDays(berlin, '2027-01-02', 0)).toBe('2027-01-04');
    expect(businessDaysBetween(berlin, '2027-01-01', '2027-01-04')).toBe(1);
    expect(businessDaysBetween(berlin, '2027-01-04', '2027-01-01')).toBe(-1);
  });

  test('of a month begin with its first business day, and count back from the month before', () => {
    expect(businessDayOfMonth(withNewYear, '2027-01', 1)).toBe('2027-01-04');
    expect(businessDayOfMonth(withNewYear, '2027-01', -3)).toBe('2026-12-29');
    expect(businessDayOfMonth(withNewYear, '2027-01', 16)).toBe('2027-01-25');
  });

  test('know no day 0', () => {
    expect(() => businessDayOfMonth(berlin, '2027-01', 0)).toThrow(DomainError);
  });

  test('when a calendar has none, end in a clear refusal instead of a search without end', () => {
    const everyDay = Array.from({ length: 800 }, (_, index) =>
      new Date(Date.UTC(2026, 6, 1 + index)).toISOString().slice(0, 10),
    );
    expect(() => businessDayOfMonth(workingCalendar('UTC', ...everyDay), '2027-01', 1)).toThrow(
      /no business day/,
    );
  });
});

test('a moment of the cycle is an instant in the zone of the unit, before and after the clocks change', () => {
  // 2027-03-26 is BD20 of March, still in winter time; 2027-03-29 BD21, in summer time.
  expect(iso(instantOfMoment(berlin, '2027-03', { businessDay: 20, time: '09:00' }))).toBe(
    '2027-03-26T08:00:00.000Z',
  );
  expect(iso(instantOfMoment(berlin, '2027-03', { businessDay: 21, time: '09:00' }))).toBe(
    '2027-03-29T07:00:00.000Z',
  );
  expect(iso(instantOfMoment(berlin, '2027-02', { businessDay: 1, time: '09:00' }))).toBe(
    '2027-02-01T08:00:00.000Z',
  );
});

test('a month has as many business days as are worked', () => {
  expect(businessDaysInMonth(workingCalendar('Europe/Berlin', '2027-01-01'), '2027-01')).toBe(20);
  expect(businessDaysInMonth(berlin, '2027-02')).toBe(20);
});
