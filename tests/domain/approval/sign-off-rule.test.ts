import { approvalsNeeded, signersOf, signOffStanding } from '../../../domain/approval/sign-off-rule';
import type { SignOffRule } from '../../../domain/cycle/template';

const everyone: SignOffRule = { kind: 'everyone', roles: ['leadership'], forbidOwn: true };
const quorum: SignOffRule = {
  kind: 'quorum',
  quorum: 2,
  roles: ['leadership', 'operations'],
  forbidOwn: true,
};
const any: SignOffRule = { kind: 'any', roles: ['leadership'], forbidOwn: true };

describe('where a group stands', () => {
  test.each([
    [everyone, ['approved', 'pending'], 'open'],
    [everyone, ['approved', 'approved-with-conditions'], 'approved'],
    [everyone, ['approved', 'rejected'], 'rejected'],
    [quorum, ['approved', 'pending', 'pending'], 'open'],
    [quorum, ['approved', 'approved', 'pending'], 'approved'],
    [quorum, ['approved', 'approved', 'rejected'], 'rejected'],
    [any, ['pending', 'pending'], 'open'],
    [any, ['pending', 'approved-with-conditions'], 'approved'],
    [any, ['rejected', 'pending'], 'rejected'],
    [everyone, [], 'open'],
    // Abstaining is an answer, and no approval.
    [everyone, ['approved', 'abstained'], 'approved'],
    [everyone, ['approved', 'abstained', 'pending'], 'open'],
    [everyone, ['abstained', 'abstained'], 'out-of-reach'],
    [everyone, ['abstained', 'rejected'], 'rejected'],
    [quorum, ['approved', 'abstained', 'pending'], 'open'],
    [quorum, ['approved', 'abstained', 'approved'], 'approved'],
    [quorum, ['abstained', 'abstained', 'pending'], 'out-of-reach'],
    [quorum, ['abstained', 'approved'], 'out-of-reach'],
    [any, ['abstained', 'pending'], 'open'],
    [any, ['abstained', 'abstained'], 'out-of-reach'],
    // In a sequence those whose turn comes later are left to answer.
    [everyone, ['approved', 'waiting'], 'open'],
    [quorum, ['abstained', 'waiting', 'waiting'], 'open'],
    [quorum, ['abstained', 'abstained', 'waiting'], 'out-of-reach'],
  ] as const)('$kind of %j: %s', (rule, states, standing) => {
    expect(signOffStanding(rule, [...states])).toBe(standing);
  });

  test('a quorum larger than the group needs all of it', () => {
    expect(approvalsNeeded({ ...quorum, quorum: 3 }, 2)).toBe(2);
    expect(approvalsNeeded({ kind: 'quorum', roles: ['leadership'], forbidOwn: true }, 4)).toBe(1);
  });
});

describe('who is asked', () => {
  const holders = [
    { personId: 'L1', role: 'leadership' },
    { personId: 'L2', role: 'leadership' },
    { personId: 'O', role: 'operations' },
    { personId: 'L1', role: 'operations' },
    { personId: 'owner', role: 'process-owner' },
    { personId: 'boss', role: 'sponsor' },
  ] as const;
  const asked = (rule: SignOffRule, authorIds: string[]) =>
    signersOf({ rule, holders, authorIds }).asked.map(({ personId }) => personId);

  test('every holder of the roles, once', () => {
    expect(asked(quorum, [])).toEqual(['L1', 'L2', 'O']);
  });

  test('in a sequence, in the order of the roles', () => {
    const rule: SignOffRule = { ...quorum, order: 'sequence', roles: ['operations', 'leadership'] };
    expect(asked(rule, [])).toEqual(['O', 'L1', 'L2']);
    expect(asked({ ...rule, roles: ['leadership', 'operations'] }, [])).toEqual(['L1', 'L2', 'O']);
  });

  test('nobody whose own submission is in the plan', () => {
    expect(asked(everyone, ['L1'])).toEqual(['L2']);
    expect(signersOf({ rule: everyone, holders, authorIds: ['L1'] }).leftOutAsAuthors).toEqual(['L1']);
    expect(asked({ ...everyone, forbidOwn: false }, ['L1'])).toEqual(['L1', 'L2']);
  });

  test('when too few are left, the process owner and then the sponsor, so that nothing stands still', () => {
    expect(asked(everyone, ['L1', 'L2'])).toEqual(['owner']);
    expect(asked(quorum, ['L1', 'L2'])).toEqual(['O', 'owner']);
    expect(asked(everyone, ['L1', 'L2', 'owner'])).toEqual(['boss']);
    expect(asked(everyone, ['L1', 'L2', 'owner', 'boss'])).toEqual([]);
  });
});
