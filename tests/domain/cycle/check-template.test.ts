import { compareMoments, templateMistakes } from '../../../domain/cycle/check-template';
import { DEFAULT_TEMPLATE } from '../../../domain/cycle/default-template';
import type { CycleTemplate, StepTemplate } from '../../../domain/cycle/template';

const changed = (key: string, change: Partial<StepTemplate>): CycleTemplate => ({
  ...DEFAULT_TEMPLATE,
  steps: DEFAULT_TEMPLATE.steps.map((step) => (step.key === key ? { ...step, ...change } : step)),
});

const stepOf = (key: string): StepTemplate => DEFAULT_TEMPLATE.steps.find((step) => step.key === key)!;

const tasksWith = (key: string, task: string, change: object) =>
  stepOf(key).tasks.map((each) => (each.key === task ? { ...each, ...change } : each));

describe('What is wrong with a template', () => {
  test('When it is the default, then nothing', () => {
    expect(templateMistakes(DEFAULT_TEMPLATE)).toEqual([]);
  });

  test('When a task waits for itself, straight or in a circle, then it is named', () => {
    const straight = changed('demand-review', {
      tasks: tasksWith('demand-review', 'consensus', { dependsOn: ['consensus'] }),
    });
    expect(templateMistakes(straight)).toEqual([
      'Demand review: "consensus" waits for itself in the end; remove one of its dependencies.',
    ]);
    const circle = changed('demand-review', {
      tasks: tasksWith('demand-review', 'sales-input', { dependsOn: ['consensus'] }),
    });
    expect(templateMistakes(circle)).toHaveLength(2);
  });

  test('When two steps change places, then both are named', () => {
    const [first, second, ...rest] = DEFAULT_TEMPLATE.steps;
    const mistakes = templateMistakes({ ...DEFAULT_TEMPLATE, steps: [second!, first!, ...rest] });
    expect(mistakes).toContain('Step 1 must be "data-gathering": the five steps keep their order.');
    expect(mistakes).toContain('Step 2 must be "demand-review": the five steps keep their order.');
  });

  test('When a task is due after its step, then its dates and those of the step are named', () => {
    const due = { businessDay: 30, time: '17:00' };
    const late = changed('data-gathering', { tasks: tasksWith('data-gathering', 'attest-stock', { due }) });
    expect(templateMistakes(late)).toEqual([
      expect.stringMatching(
        /^Data gathering: "Confirm stock and open orders" is due BD30 17:00, outside the step \(BD/,
      ),
    ]);
  });

  test('When a step is due before it opens, then it is named', () => {
    const mistakes = templateMistakes(changed('pre-sop', { due: stepOf('pre-sop').opensAt }));
    expect(mistakes).toContainEqual(expect.stringMatching(/^Pre-S&OP is due \(.+\) before it opens \(/));
  });

  test('When nobody chooses the scenario, or several do, then it is named', () => {
    expect(templateMistakes(changed('pre-sop', { tasks: [] }))).toEqual([
      'Pre-S&OP: add a task of kind "scenario-choice", or there is no plan for the executives.',
    ]);
    const each = changed('pre-sop', { tasks: tasksWith('pre-sop', 'scenario-choice', { assign: 'each' }) });
    expect(templateMistakes(each)).toEqual([
      'Pre-S&OP: only one person can do "scenario-choice"; keep one such task, assigned to "one".',
    ]);
  });

  test('When nobody signs the executive meeting, then it is named', () => {
    expect(templateMistakes(changed('executive-meeting', { signOff: null }))).toEqual([
      'Executive meeting: name who signs it off; without that no plan is published.',
    ]);
  });

  test('When a task is in a step where it has no place, then the fitting kinds are named', () => {
    const misplaced = changed('data-gathering', {
      tasks: tasksWith('data-gathering', 'attest-stock', { kind: 'consensus' }),
    });
    expect(templateMistakes(misplaced)).toEqual([
      'Data gathering: "Confirm stock and open orders" is of kind "consensus", which has no place there; use one of attest, general.',
    ]);
  });

  test('When a reminder goes out at the assignment, then the ladder is named', () => {
    const ladder = DEFAULT_TEMPLATE.ladder.map((rung) => ({ ...rung, kind: 'reminder' as const }));
    expect(templateMistakes({ ...DEFAULT_TEMPLATE, ladder })).toEqual([
      'The ladder: the mail of kind "assigned" goes out at the assignment, and no other mail does.',
    ]);
  });
});

describe('Which moment comes first', () => {
  test.each([
    [{ businessDay: -1, time: '17:00' }, { businessDay: 1, time: '09:00' }, -1],
    [{ businessDay: 2, time: '09:00' }, { businessDay: 2, time: '17:00' }, -1],
    [{ businessDay: 3, time: '09:00' }, { businessDay: 3, time: '09:00' }, 0],
    [{ businessDay: 16, time: '09:00' }, { businessDay: 15, time: '17:00' }, 1],
  ])('When %j and %j are compared, then the sign is %d', (a, b, sign) => {
    expect(Math.sign(compareMoments(a, b))).toBe(sign);
  });
});
