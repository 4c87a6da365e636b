import { mayStillChange, type TaskOfStep, tasksAfter } from '../../../domain/cycle/cut-off';

const task = (
  key: string,
  state: string,
  dependsOn: readonly string[] = [],
): TaskOfStep & { readonly key: string } => ({
  key,
  title: `Title of ${key}`,
  state,
  dependsOn,
});
const demandReview = (consensus: string) => [
  task('sales-input', 'done'),
  task('finance-input', 'open'),
  task('consensus', consensus, ['sales-input', 'finance-input']),
];

describe('until when what was handed in may be changed', () => {
  test.each([
    ['an input while the work after it waits', 'sales-input', 'waiting', true],
    ['an input while the work after it is open', 'sales-input', 'open', true],
    ['an input when the work after it was cancelled', 'sales-input', 'skipped', true],
    ['an input that the work after it has used', 'sales-input', 'done', false],
    ['the plan itself, which no task waits for', 'consensus', 'done', true],
  ])('%s', (_what, key, consensus, isAllowed) => {
    const facts = { cycle: 'running', step: 'open', key, tasks: demandReview(consensus) } as const;
    expect(mayStillChange(facts).allowed).toBe(isAllowed);
  });

  test('the refusal names what was built on it, and what to do', () => {
    const facts = {
      cycle: 'running',
      step: 'open',
      key: 'sales-input',
      tasks: demandReview('done'),
    } as const;
    expect(mayStillChange(facts).why).toBe(
      '"Title of consensus" is done and has used it. Ask the process owner to reopen the step if it must change.',
    );
  });

  test.each(['waiting', 'closed', 'skipped', 'cancelled'] as const)('not in a step that is %s', (step) => {
    const facts = { cycle: 'running', step, key: 'consensus', tasks: demandReview('done') } as const;
    expect(mayStillChange(facts).allowed).toBe(false);
  });

  test('not in a month that is over', () => {
    const facts = { cycle: 'published', step: 'open', key: 'consensus', tasks: [] } as const;
    expect(mayStillChange(facts).why).toContain('has published its plan');
  });

  test('after "sales-input" comes "consensus"', () => {
    expect(tasksAfter('sales-input', demandReview('open')).map(({ key }) => key)).toEqual(['consensus']);
  });
});
