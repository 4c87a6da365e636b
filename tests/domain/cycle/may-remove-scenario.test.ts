import { mayRemoveScenario, UNUSED } from '../../../domain/cycle/may-remove-scenario';

const open = { cycle: 'running' as const, step: 'open' as const, use: UNUSED };

test('a scenario that nothing was built on goes while the pre-S&OP is open', () => {
  expect(mayRemoveScenario(open)).toEqual({ allowed: true, why: null });
});

test('one that was chosen stays until another one is, and one that a sign-off refers to stays for good', () => {
  const chosen = { chosenBy: 'Li Wei', isAskedAbout: false };
  expect(mayRemoveScenario({ ...open, use: chosen })).toEqual({
    allowed: false,
    why: 'Li Wei recommends this scenario. It can be removed when another one is chosen.',
  });
  expect(mayRemoveScenario({ ...open, use: { ...chosen, isAskedAbout: true } }).why).toMatch(
    /^A sign-off refers to the plan/,
  );
});

test.each(['waiting', 'closed', 'skipped', 'cancelled', null] as const)(
  'while the pre-S&OP is %s nothing is removed',
  (step) => {
    expect(mayRemoveScenario({ ...open, step })).toMatchObject({ allowed: false });
  },
);

test('a month that has ended keeps its scenarios', () => {
  expect(mayRemoveScenario({ ...open, cycle: 'published' }).why).toContain('has published its plan');
});
