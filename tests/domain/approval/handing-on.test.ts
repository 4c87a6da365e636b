import { mayTakeOver } from '../../../domain/approval/may-take-over';
import { outOfReach } from '../../../domain/approval/out-of-reach';
import { DEFAULT_TEMPLATE } from '../../../domain/cycle/default-template';
import { dueWhenAsked } from '../../../domain/cycle/late-opening';
import { berlin, iso } from '../cycle/calendars';

describe('who may take a sign-off over', () => {
  const group = [
    { personId: 'away', decidedById: null },
    { personId: 'asked', decidedById: 'backup' },
  ];
  const why = (personId: string) => mayTakeOver({ personId, barredAuthorIds: ['author'], group }).why;

  test('anyone who neither wrote a part of the plan nor answers in the group already', () => {
    expect(why('someone')).toBeNull();
  });

  test('nobody whose own submission is in the plan', () => {
    expect(why('author')).toBe('cannot sign this plan, because their own submission is part of it');
  });

  test('nobody who is asked in the group, or has answered for another of it', () => {
    expect(why('asked')).toBe('is asked in this group already, and nobody answers for two');
    expect(why('backup')).toBe('has answered for someone else of this group, and nobody answers for two');
  });
});

describe('who is out of reach', () => {
  const { ladder } = DEFAULT_TEMPLATE;
  const asked = { isActive: true, isMailRefused: false, escalationLevel: 3, ladder };

  test('nobody while rungs are left', () => {
    expect(outOfReach(asked)).toBeNull();
    expect(outOfReach({ ...asked, ladder: [] })).toBeNull();
  });

  test('at the end of the ladder, with a refused mail, or gone; the graver reason counts', () => {
    expect(outOfReach({ ...asked, escalationLevel: 4 })).toBe('ladder-over');
    expect(outOfReach({ ...asked, escalationLevel: 4, isMailRefused: true })).toBe('mail-refused');
    expect(outOfReach({ ...asked, isMailRefused: true, isActive: false })).toBe('has-left');
  });
});

describe('when something is due that was asked late', () => {
  const dueAt = new Date('2027-02-09T11:00:00Z'); // Tuesday 12:00 in Berlin
  const due = (askedAt: string) => iso(dueWhenAsked({ dueAt, askedAt: new Date(askedAt), calendar: berlin }));

  test('on its date while four working hours are left', () => {
    expect(due('2027-02-08T15:00:00Z')).toBe('2027-02-09T11:00:00.000Z');
  });

  test('four working hours later when it is due soon, or was due already', () => {
    expect(due('2027-02-09T10:00:00Z')).toBe('2027-02-09T14:00:00.000Z');
    expect(due('2027-02-09T10:00:42.500Z')).toBe('2027-02-09T14:00:00.000Z');
    expect(due('2027-02-12T14:00:00Z')).toBe('2027-02-15T10:00:00.000Z'); // over the weekend
  });
});
