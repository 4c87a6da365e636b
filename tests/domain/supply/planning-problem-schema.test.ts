import { DomainError } from '../../../domain/errors';
import { readPlanningProblem } from '../../../domain/supply/planning-problem-schema';

function mistakesIn(input: unknown): readonly string[] {
  try {
    readPlanningProblem(input);
  } catch (error) {
    if (error instanceof DomainError) return error.details;
    throw error;
  }
  return [];
}

const base = {
  id: 'p',
  periods: ['jan', 'feb'],
  families: [{ id: 'f', demand: [1, 2] }],
  resources: [{ id: 'line' }],
};

describe('reading a planning problem', () => {
  test('When only the required fields are given, then it is accepted', () => {
    expect(mistakesIn(base)).toEqual([]);
  });

  test('When a series is too short, then the line says how long it must be', () => {
    expect(mistakesIn({ ...base, families: [{ id: 'f', demand: [1] }] })).toEqual([
      'families[0].demand: has 1 value, but there are 2 periods; give one value for each period',
    ]);
  });

  test('When several things are wrong at once, then every one has its own line', () => {
    const input = {
      ...base,
      horizon: 3,
      families: [
        {
          id: 'f',
          demand: [1, -2],
          prise: 4,
          hoursPerUnit: { press: 1 },
          unmetDemand: 'late',
          initialBacklog: 4,
          fixedProduction: [null, -1, 2],
          subcontract: {},
        },
      ],
      resources: [{ id: 'line', regularHours: [10, null], workforce: { initialWorkers: 1 } }],
    };
    expect(mistakesIn(input).toSorted()).toEqual(
      [
        'families[0].demand[1]: is -2; give a number of 0 or more',
        'families[0].unmetDemand: is "late"; give "forbidden", "backlog" or "lost"',
        'families[0].initialBacklog: is above 0 although unmet demand may not wait; set unmetDemand to "backlog" or leave it out',
        'families[0].subcontract.cost: is missing; give a number, or a list with one number for each period',
        'families[0].hoursPerUnit.press: no resource has this id; use one of "resources" ("line") or add it there',
        'families[0].fixedProduction: has 3 values, but there are 2 periods; give one value for each period',
        'families[0].fixedProduction[1]: is -1; give a number of 0 or more',
        'families[0].prise: unknown field; correct its name or take it out',
        'resources[0].regularHours[1]: is null; give a number of 0 or more',
        'resources[0].workforce.hireCost: is missing; give a number of 0 or more',
        'resources[0].workforce.layoffCost: is missing; give a number of 0 or more',
        'resources[0].workforce.wagePerPeriod: is missing; give a number of 0 or more',
        'resources[0].workforce.hoursPerWorker: is missing; give a number, or a list with one number for each period',
        'horizon: unknown field; correct its name or take it out',
      ].toSorted(),
    );
  });

  test('When an id or a period is used twice, then the second is refused', () => {
    expect(
      mistakesIn({
        ...base,
        periods: ['jan', 'jan'],
        families: [...base.families, ...base.families],
        resources: [{ id: 'line' }, { id: 'line' }],
      }),
    ).toEqual([
      'periods[1]: repeats the period label "jan" of [0]; give each its own',
      'families[1]: repeats the family id "f" of [0]; give each its own',
      'resources[1]: repeats the resource id "line" of [0]; give each its own',
    ]);
  });

  test('When there is a backlog at the start although demand may not wait, then it is refused', () => {
    expect(mistakesIn({ ...base, families: [{ id: 'f', demand: [1, 2], initialBacklog: 3 }] })).toEqual([
      'families[0].initialBacklog: is above 0 although unmet demand may not wait; set unmetDemand to "backlog" or leave it out',
    ]);
  });

  test.each([[null], [[]], ['text'], [undefined]])(
    'When the file holds %p, then it says what it should hold',
    (input) => {
      expect(mistakesIn(input)).toHaveLength(1);
      expect(mistakesIn(input)[0]).toMatch(/^the file: .*; give an object/);
    },
  );
});
