import { isMadeUp } from '../../../domain/cycle/made-up-month';

test('only a cycle whose workflow id says so was made up', () => {
  expect(isMadeUp({ workflowId: 'made-up/EUROPE/2026-11' })).toBe(true);
  expect(isMadeUp({ workflowId: 'cycle/EUROPE/2026-12' })).toBe(false);
});
