import {
  dueReminder,
  escalationLevel,
  mayMailAgain,
  nextRungAt,
  rungsPassedAtOpening,
} from '../../../domain/approval/due-rungs';
import { datedLadder } from '../../../domain/approval/reminder-ladder';
import { DEFAULT_TEMPLATE } from '../../../domain/cycle/default-template';
import type { WorkingCalendar } from '../../../domain/cycle/working-time';
import { berlin, newYork, tokyo, workingCalendar } from '../cycle/calendars';

/** Asked on Monday 2027-02-01 09:00 in Berlin, due Thursday 2027-02-04 17:00 there. */
const ladder = (
  calendar: WorkingCalendar,
  dueAt = '2027-02-04T16:00:00Z',
  openedAt = '2027-02-01T08:00:00Z',
) =>
  datedLadder({
    ladder: DEFAULT_TEMPLATE.ladder,
    openedAt: new Date(openedAt),
    dueAt: new Date(dueAt),
    calendar,
  });

const instants = (calendar: WorkingCalendar, dueAt?: string) =>
  ladder(calendar, dueAt).map(({ at }) => at.slice(0, 16));

describe('the ladder in the business time of whoever is asked', () => {
  test('in Berlin', () => {
    expect(instants(berlin)).toEqual([
      '2027-02-01T08:00', // assigned
      '2027-02-02T16:00', // two business days before
      '2027-02-04T08:00', // due day 09:00
      '2027-02-04T16:00', // due
      '2027-02-05T12:00', // +4 working hours: Friday 13:00
      '2027-02-05T16:00', // +1 business day
      '2027-02-08T16:00', // +2: Monday
      '2027-02-09T16:00', // +3
    ]);
  });

  test('in New York, where it is due at 11:00', () => {
    expect(instants(newYork)).toEqual([
      '2027-02-01T08:00',
      '2027-02-02T16:00', // Tuesday 11:00
      '2027-02-04T14:00', // Thursday 09:00
      '2027-02-04T16:00',
      '2027-02-04T20:00', // 15:00
      '2027-02-05T16:00',
      '2027-02-08T16:00',
      '2027-02-09T16:00',
    ]);
  });

  test('in Tokyo, where it is due at one in the night: nobody is reminded then', () => {
    expect(instants(tokyo)).toEqual([
      '2027-02-01T08:00',
      '2027-02-03T00:00', // Wednesday 09:00
      '2027-02-04T00:00', // Thursday 09:00: on Friday 09:00 it would be too late
      '2027-02-05T00:00', // due: Friday 09:00
      '2027-02-05T04:00', // 13:00
      '2027-02-08T00:00', // Monday 09:00
      '2027-02-09T00:00',
      '2027-02-10T00:00',
    ]);
  });

  test('over the change to summer time the local hours stay', () => {
    // Due Monday 2027-03-29 17:00 summer time = 15:00Z; two business days before: Thursday 17:00 winter time = 16:00Z.
    expect(instants(berlin, '2027-03-29T15:00:00Z').slice(1, 4)).toEqual([
      '2027-03-25T16:00',
      '2027-03-29T07:00',
      '2027-03-29T15:00',
    ]);
  });

  test('over the change to winter time in New York', () => {
    // Due Friday 2027-11-05 17:00 EDT = 21:00Z; +1 business day: Monday 17:00 EST = 22:00Z.
    expect(instants(newYork, '2027-11-05T21:00:00Z').slice(4, 6)).toEqual([
      '2027-11-08T18:00', // +4 working hours: Monday 13:00 EST
      '2027-11-08T22:00',
    ]);
  });

  test('leaves out the holidays of whoever is asked, on the due day too', () => {
    const away = workingCalendar('Europe/Berlin', '2027-02-04', '2027-02-05');
    expect(instants(away).slice(2)).toEqual([
      '2027-02-03T08:00', // the last working morning before
      '2027-02-08T08:00', // due: Monday 09:00
      '2027-02-08T12:00',
      '2027-02-09T08:00', // a business day after that: Tuesday 09:00
      '2027-02-10T08:00',
      '2027-02-11T08:00',
    ]);
  });

  test('in Auckland, where the Friday evening of Berlin is a Saturday: the backup hears of it before the manager', () => {
    // Due Friday 2027-02-05 17:00 in Berlin = Saturday 05:00 in Auckland (UTC+13).
    expect(instants(workingCalendar('Pacific/Auckland'), '2027-02-05T16:00:00Z').slice(1)).toEqual([
      '2027-02-03T20:00', // two business days before: Thursday 09:00
      '2027-02-04T20:00', // the last working morning: Friday 09:00
      '2027-02-07T20:00', // due: Monday 09:00
      '2027-02-08T00:00', // +4 working hours: Monday 13:00
      '2027-02-08T20:00', // +1 business day: Tuesday 09:00
      '2027-02-09T20:00',
      '2027-02-10T20:00',
    ]);
  });

  test('climbs in the order of the template wherever and whenever it is due', () => {
    const inOrder = DEFAULT_TEMPLATE.ladder.map(({ kind, audience }) => `${kind} ${audience}`);
    for (const zone of ['Pacific/Auckland', 'Asia/Kolkata', 'Europe/Berlin', 'America/Los_Angeles']) {
      const calendar = workingCalendar(zone, '2027-02-05', '2027-02-10');
      for (let hour = 0; hour < 14 * 24; hour += 3) {
        const dueAt = new Date(Date.parse('2027-02-01T00:30:00Z') + hour * 3_600_000).toISOString();
        const rungs = ladder(calendar, dueAt, '2027-01-25T08:00:00Z');
        expect([dueAt, ...rungs.map(({ kind, audience }) => `${kind} ${audience}`)]).toEqual([
          dueAt,
          ...inOrder,
        ]);
      }
    }
  });
});

describe('climbing', () => {
  const rungs = ladder(berlin);

  test('the mail of the assignment stands for all rungs that lie behind it', () => {
    expect(rungsPassedAtOpening(rungs, '2027-02-01T08:00:00.000Z')).toBe(1);
    const late = ladder(berlin, '2027-02-04T16:00:00Z', '2027-02-04T11:00:00Z');
    expect(rungsPassedAtOpening(late, '2027-02-04T11:00:00.000Z')).toBe(3);
  });

  test('nothing is due between two rungs, and the next one is known', () => {
    expect(dueReminder(rungs, 1, '2027-02-02T15:59:59.999Z')).toBeNull();
    expect(nextRungAt(rungs, 1)).toBe('2027-02-02T16:00:00.000Z');
    expect(nextRungAt(rungs, 8)).toBeNull();
  });

  test('rungs that were missed together become one: the highest, to everyone they name', () => {
    // No worker from Tuesday to Friday evening: reminder, due day, past due, backup and manager were missed.
    expect(dueReminder(rungs, 1, '2027-02-05T20:00:00.000Z')).toEqual({
      kind: 'escalation',
      audience: ['assignee', 'backup', 'manager'],
      climbed: 6,
    });
  });

  test('the level counts escalations', () => {
    expect([4, 5, 6, 8].map((climbed) => escalationLevel(rungs, climbed))).toEqual([0, 1, 2, 4]);
  });

  test('a person gets no more than the cap within 24 hours', () => {
    const mailed = ['2027-02-01T08:00:00.000Z', '2027-02-01T12:00:00.000Z'];
    expect(mayMailAgain(mailed, 2, '2027-02-02T07:59:00.000Z')).toBe(false);
    expect(mayMailAgain(mailed, 2, '2027-02-02T08:00:00.000Z')).toBe(true);
    expect(mayMailAgain(mailed, 3, '2027-02-01T13:00:00.000Z')).toBe(true);
  });
});
