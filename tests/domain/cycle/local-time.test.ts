import { addDays, weekdayOf } from '../../../domain/cycle/local-day';
import { instantAt, isTimeZone, localDayOf, localTimeOf } from '../../../domain/cycle/local-time';
import { iso } from './calendars';

describe('a local time', () => {
  test('is an instant by the zone and the season', () => {
    expect(iso(instantAt('Europe/Berlin', '2027-03-26', '09:00'))).toBe('2027-03-26T08:00:00.000Z');
    expect(iso(instantAt('America/New_York', '2027-03-12', '09:00'))).toBe('2027-03-12T14:00:00.000Z');
    expect(iso(instantAt('America/New_York', '2027-03-15', '09:00'))).toBe('2027-03-15T13:00:00.000Z');
    expect(iso(instantAt('Asia/Kolkata', '2027-01-04', '09:00'))).toBe('2027-01-04T03:30:00.000Z');
  });

  test('in the hour that spring leaves out lies as far after the gap', () => {
    expect(iso(instantAt('Europe/Berlin', '2027-03-28', '02:30'))).toBe('2027-03-28T01:30:00.000Z');
    expect(iso(instantAt('America/New_York', '2027-03-14', '02:30'))).toBe('2027-03-14T07:30:00.000Z');
  });

  test('in the hour that comes twice in autumn is the first of the two', () => {
    expect(iso(instantAt('Europe/Berlin', '2027-10-31', '02:30'))).toBe('2027-10-31T00:30:00.000Z');
    expect(iso(instantAt('America/New_York', '2027-11-07', '01:30'))).toBe('2027-11-07T05:30:00.000Z');
  });

  test.each([
    ['Europe/Berlin', '2027-02-30', '09:00'],
    ['Europe/Berlin', '2027-02-01', '25:00'],
    ['Mars/Olympus', '2027-02-01', '09:00'],
  ])('that is none is refused: %s %s %s', (zone, day, time) => {
    expect(() => instantAt(zone, day, time)).toThrow(/is no moment in the time zone/);
  });

  test('can be read back from an instant', () => {
    const instant = new Date('2027-01-04T16:00:00Z');
    expect(localDayOf('Asia/Tokyo', instant)).toBe('2027-01-05');
    expect(localTimeOf('America/New_York', instant)).toBe('11:00');
  });
});

test.each([
  'Europe/Berlin',
  'Europe/London',
  'Europe/Lisbon',
  'Europe/Athens',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Jerusalem',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'America/New_York',
  'America/Chicago',
  'America/St_Johns',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/Los_Angeles',
])(
  'in %s every local time of a year is one instant that shows it, but for the hour that spring leaves out',
  (zone) => {
    const moved: string[] = [];
    for (let day = '2027-01-01'; day <= '2027-12-31'; day = addDays(day, 1)) {
      for (const time of ['00:15', '01:30', '02:15', '02:30', '09:00', '23:45']) {
        const instant = instantAt(zone, day, time);
        expect(localDayOf(zone, instant)).toBe(day);
        const shown = localTimeOf(zone, instant);
        if (shown !== time) moved.push(`${day} ${time} ${shown}`);
      }
    }
    expect(new Set(moved.map((line) => line.slice(0, 10))).size).toBeLessThanOrEqual(1);
    for (const line of moved) expect(line).toMatch(/ (0[0-2]:\d\d) (0[1-3]:\d\d)$/);
  },
);

test('days are counted on the calendar, and zones are those of the list', () => {
  expect(addDays('2027-02-27', 2)).toBe('2027-03-01');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(weekdayOf('2027-01-01')).toBe(5);
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Europe/Atlantis')).toBe(false);
});
