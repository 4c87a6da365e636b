import { actingFactsOfSignOff, hasReachedBackup } from '../../../domain/approval/acting-facts';
import { audienceMembers } from '../../../domain/approval/escalation';
import { mayAct } from '../../../domain/approval/who-may-act';
import { DEFAULT_TEMPLATE } from '../../../domain/cycle/default-template';
import { whoActsFor } from '../../../domain/people/stand-in';

describe('who a rung reaches', () => {
  const people = {
    holderId: 'holder',
    backupId: 'backup',
    managerId: 'manager',
    processOwnerIds: ['owner'],
    sponsorIds: ['sponsor'],
    administratorIds: ['admin'],
  };
  const reached = (audience: Parameters<typeof audienceMembers>[0], change = {}) =>
    audienceMembers(audience, { ...people, ...change }).map(({ personId }) => personId);

  test('the people it names, each once', () => {
    expect(reached(['assignee', 'backup'])).toEqual(['holder', 'backup']);
    expect(reached(['manager', 'process-owner'], { managerId: 'owner' })).toEqual(['owner']);
  });

  test('the process owner for anyone who is missing, and others for a missing process owner', () => {
    expect(reached(['backup'], { backupId: null })).toEqual(['owner']);
    expect(reached(['manager'], { managerId: null })).toEqual(['owner']);
    expect(reached(['sponsor'], { sponsorIds: [] })).toEqual(['owner']);
    expect(reached(['process-owner'], { processOwnerIds: [] })).toEqual(['sponsor']);
    expect(reached(['manager'], { managerId: null, processOwnerIds: [], sponsorIds: [] })).toEqual(['admin']);
  });
});

describe('who acts for someone', () => {
  const away = (
    personId: string,
    delegateId: string | null,
    firstDay = '2027-02-01',
    lastDay = '2027-02-05',
  ) => ({
    personId,
    delegateId,
    firstDay,
    lastDay,
  });
  const acts = (absences: ReturnType<typeof away>[], today = '2027-02-03') =>
    whoActsFor({ personId: 'A', absences, today: () => today, lastResortId: 'owner' });

  test('they themselves while they are there', () => {
    expect(acts([])).toBe('A');
    expect(acts([away('A', 'B')], '2027-02-06')).toBe('A');
    expect(acts([away('B', 'C')])).toBe('A');
  });

  test('their delegate on the first day and on the last', () => {
    expect(acts([away('A', 'B')], '2027-02-01')).toBe('B');
    expect(acts([away('A', 'B')], '2027-02-05')).toBe('B');
  });

  test("the delegate's delegate, and the process owner where the chain ends or turns", () => {
    expect(acts([away('A', 'B'), away('B', 'C')])).toBe('C');
    expect(acts([away('A', null)])).toBe('owner');
    expect(acts([away('A', 'B'), away('B', 'A')])).toBe('owner');
  });
});

describe('who may act', () => {
  const facts = {
    personId: 'holder',
    holderId: 'holder',
    backupId: 'backup',
    hasReachedBackup: false,
    delegateId: 'delegate',
    mayTakeIds: ['fellow'],
    barredAuthorIds: ['author'],
    otherSignerIds: ['signer'],
  };
  const may = (personId: string, change = {}) => mayAct({ ...facts, ...change, personId });

  test('the holder, the delegate, and a fellow of a shared role', () => {
    expect(['holder', 'delegate', 'fellow'].map((id) => may(id).allowed)).toEqual([true, true, true]);
  });

  test('the backup only once the ladder has reached them', () => {
    expect(may('backup')).toEqual({ allowed: false, why: expect.stringContaining('once the reminders') });
    expect(may('backup', { hasReachedBackup: true }).allowed).toBe(true);
    expect([0, 1].map((level) => hasReachedBackup(DEFAULT_TEMPLATE, level))).toEqual([false, true]);
  });

  test('the backup is reached when their rung has come, wherever it was added to the ladder', () => {
    const manager = { timing: { at: 'business-days-after-due', days: 1 }, audience: ['manager'] } as const;
    const backup = { timing: { at: 'working-hours-after-due', hours: 4 }, audience: ['backup'] } as const;
    const late = { timing: { at: 'working-hours-after-due', hours: 12 }, audience: ['backup'] } as const;
    const reached = (...rungs: (typeof manager | typeof backup | typeof late)[]) => {
      const ladder = rungs.map((rung) => ({ ...rung, kind: 'escalation' as const }));
      return [1, 2].map((level) => hasReachedBackup({ ...DEFAULT_TEMPLATE, ladder }, level));
    };
    expect(reached(manager, backup)).toEqual([true, true]);
    expect(reached(late, manager)).toEqual([false, true]);
  });

  test('nobody who signs for themselves answers for another too', () => {
    expect(may('signer', { delegateId: 'signer' })).toEqual({
      allowed: false,
      why: expect.stringContaining('nobody answers for two'),
    });
    expect(may('signer', { holderId: 'signer' }).allowed).toBe(true);
  });

  test('nobody who has answered for one of a group answers for another of it', () => {
    const person = { timeZone: 'Europe/Berlin', holidayRegion: 'none', managerId: null, backupId: 'backup' };
    const may = (decidedById: string | null) =>
      mayAct(
        actingFactsOfSignOff({
          personId: 'backup',
          signOff: { id: '1', personId: 'Ana', escalationLevel: 1 },
          signOffs: [
            { id: '1', personId: 'Ana', decidedById: null },
            { id: '2', personId: 'Ben', decidedById },
          ],
          barredAuthorIds: [],
          template: DEFAULT_TEMPLATE,
          roster: {
            unit: { id: 'u', code: 'U', timeZone: 'Europe/Berlin', holidayRegion: 'none' },
            members: [],
            people: new Map(['Ana', 'Ben', 'backup'].map((id) => [id, { ...person, id }])),
            absences: [],
            administratorIds: [],
            holidays: new Map(),
          },
          now: new Date('2027-02-04T16:00:00Z'),
        }),
      );
    expect(may(null).allowed).toBe(true);
    expect(may('Ben').allowed).toBe(true);
    expect(may('backup').why).toContain('nobody answers for two');
  });

  test('no stranger, and no author of the plan even if it is theirs to sign', () => {
    expect(may('stranger').why).toContain('someone else');
    expect(may('author', { holderId: 'author' }).why).toContain('Your own submission');
  });
});
