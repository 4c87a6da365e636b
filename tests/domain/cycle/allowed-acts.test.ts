import {
  mayActOnCycle,
  mayActOnSignOff,
  mayActOnStep,
  mayActOnTask,
  maySkipTask,
} from '../../../domain/cycle/allowed-acts';
import { changesThePlan, tasksToAskAgain } from '../../../domain/cycle/work-on-the-plan';

const step = (
  act: 'move' | 'reopen' | 'skip',
  state: 'waiting' | 'open' | 'closed' | 'skipped',
  isExecutive = false,
) => mayActOnStep(act, { cycle: 'running', step: state, isExecutive });

test('a running cycle takes acts; an ended one says why not', () => {
  expect(mayActOnCycle('running').allowed).toBe(true);
  expect(mayActOnCycle('cancelled').why).toContain('was cancelled');
  expect(mayActOnStep('skip', { cycle: 'published', step: 'closed', isExecutive: false }).why).toContain(
    'published',
  );
});

test('a step is moved and skipped before it closes, and reopened after it opened', () => {
  expect(
    ['waiting', 'open', 'closed', 'skipped'].map((state) => step('skip', state as 'open').allowed),
  ).toEqual([true, true, false, false]);
  expect(
    ['waiting', 'open', 'closed', 'skipped'].map((state) => step('reopen', state as 'open').allowed),
  ).toEqual([false, true, true, true]);
  expect(step('reopen', 'open', true).why).toContain('reopen the pre-S&OP');
});

test('only an open task takes a submission', () => {
  const why = (task: 'waiting' | 'open' | 'done' | 'skipped') => mayActOnTask({ cycle: 'running', task }).why;
  expect([why('waiting'), why('open'), why('done'), why('skipped')]).toEqual([
    expect.stringContaining('not open yet'),
    null,
    expect.stringContaining('done already'),
    expect.stringContaining('was cancelled'),
  ]);
});

test('a task that waits or is open can be cancelled, one that is over cannot', () => {
  const may = (task: 'waiting' | 'open' | 'done') => maySkipTask({ cycle: 'running', task }).allowed;
  expect([may('waiting'), may('open'), may('done')]).toEqual([true, true, false]);
  expect(maySkipTask({ cycle: 'cancelled', task: 'waiting' }).why).toContain('was cancelled');
});

test('only a pending sign-off of an open group is decided', () => {
  const may = (
    group: 'open' | 'approved' | 'voided',
    signOff: 'waiting' | 'pending' | 'approved' | 'not-needed' | 'voided',
  ) => mayActOnSignOff({ cycle: 'running', group, signOff });
  expect(may('open', 'pending').allowed).toBe(true);
  expect(may('open', 'approved').why).toContain('decided already');
  expect(may('approved', 'not-needed').why).toContain('not needed');
  expect(may('voided', 'voided').why).toContain('void');
  expect(may('open', 'waiting').why).toContain('Others come first');
  const ofCancelled = { cycle: 'cancelled', group: 'cancelled', signOff: 'not-needed' } as const;
  expect(mayActOnSignOff(ofCancelled).why).toContain('This cycle was cancelled');
});

test('a reopened step asks for the work on the plan again, and lets the inputs stand', () => {
  const tasks = [
    { kind: 'demand-input', state: 'done' },
    { kind: 'demand-input', state: 'skipped' },
    { kind: 'consensus', state: 'done' },
  ] as const;
  expect(tasksToAskAgain(tasks)).toEqual([tasks[2]]);
  expect(tasksToAskAgain([{ kind: 'attest', state: 'done' }] as const)).toHaveLength(1);
  expect(changesThePlan('capacity-check')).toBe(true);
  expect(changesThePlan('attest')).toBe(false);
});
