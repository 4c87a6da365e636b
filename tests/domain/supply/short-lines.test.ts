import { completeProblem } from '../../../domain/supply/complete-problem';
import type { ProblemFamily, ProblemResource } from '../../../domain/supply/planning-problem';
import { shortLines } from '../../../domain/supply/short-lines';
import { solvePlan } from '../../../domain/supply/solve-plan';
import { randomProblem } from './random-problem';

function short(family: Partial<ProblemFamily>, resource: Partial<ProblemResource> = {}): number[] {
  return shortLines(
    completeProblem({
      id: 'p',
      periods: ['jan', 'feb'],
      families: [{ id: 'pumps', demand: [0, 30], hoursPerUnit: { line: 1 }, ...family }],
      resources: [{ id: 'line', regularHours: 10, ...resource }],
    }),
  );
}

describe('lines with too few hours whatever the plan', () => {
  test('When 30 hours are due by the end of two months of 10, then the line is short', () => {
    expect(short({})).toEqual([0]);
  });

  test.each<[string, Partial<ProblemFamily>, Partial<ProblemResource>]>([
    ['overtime makes up for it', {}, { overtimeHours: 5 }],
    ['stock and receipts cover ten', { initialInventory: 4, receipts: [0, 6] }, {}],
    ['ten may be bought', { subcontract: { cost: 1, limit: 5 } }, {}],
    ['any number may be bought', { subcontract: { cost: 1, limit: null } }, {}],
    ['ten may still be waiting', { unmetDemand: 'backlog', finalBacklogMaximum: 10 }, {}],
    ['demand may be lost', { unmetDemand: 'lost' }, {}],
    ['hours are without limit', {}, { regularHours: null }],
  ])('When %s, then it is not', (_, family, resource) => {
    expect(short(family, resource)).toEqual([]);
  });

  test.each<[string, Partial<ProblemFamily>]>([
    ['it is due in the first month', { demand: [11, 0] }],
    ['it may be late but not left over', { unmetDemand: 'backlog' }],
    ['only safety stock asks for it', { demand: [0, 0], safetyStock: [11, 0] }],
    ['only stock at the end asks for it', { unmetDemand: 'lost', finalInventoryMinimum: 21 }],
  ])('When %s, then it is', (_, family) => {
    expect(short(family)).toEqual([0]);
  });

  test('When several lines are short, then the shortest comes first', () => {
    const problem = completeProblem({
      id: 'p',
      periods: ['jan'],
      families: [{ id: 'pumps', demand: [30], hoursPerUnit: { a: 1, b: 2, c: 1 } }],
      resources: [
        { id: 'a', regularHours: 20 },
        { id: 'b', regularHours: 20 },
        { id: 'c', regularHours: 40 },
      ],
    });
    expect(shortLines(problem)).toEqual([1, 0]);
  });

  test('When a random problem has a plan, then none of its lines is short', async () => {
    let planned = 0;
    for (let seed = 0; seed < 60; seed++) {
      const problem = randomProblem(seed, { families: 3, resources: 2, periods: 4, withIntegers: true });
      const { status } = await solvePlan(problem);
      if (status === 'infeasible') continue;
      planned++;
      expect([seed, shortLines(completeProblem(problem))]).toEqual([seed, []]);
    }
    expect(planned).toBeGreaterThan(20);
  });
});
