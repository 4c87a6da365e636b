import fc from 'fast-check';
import { sumQuantities } from '../../../domain/demand/spread-quantity';
import { splitProduction } from '../../../domain/supply/split-production';

const item = (code: string, stockUnits: number, ...demandUnits: number[]) => ({
  code,
  stockUnits,
  demandUnits,
});

test('Items share production by their demand when none has stock', () => {
  const split = splitProduction([40, 40], [item('A', 0, 30, 30), item('B', 0, 10, 10)]);
  expect([...split]).toEqual([
    ['A', [30, 30]],
    ['B', [10, 10]],
  ]);
});

test('An item with plenty of stock waits until the other has caught up', () => {
  const split = splitProduction([20], [item('A', 100, 10, 10, 10), item('B', 0, 10, 10, 10)]);
  expect(split.get('A')).toEqual([0]);
  expect(split.get('B')).toEqual([20]);
});

test('Without any demand to come, production is shared out and nothing is lost', () => {
  const split = splitProduction([9], [item('A', 0, 0), item('B', 0, 0)]);
  expect(sumQuantities([...split.values()].flat())).toBe(9);
});

test('Whatever is made by a family is made by its items, none of them below zero', () => {
  const quantity = fc.integer({ min: 0, max: 5_000 });
  const months = fc.array(quantity, { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(
      months,
      fc.array(fc.tuple(quantity, months), { minLength: 1, maxLength: 8 }),
      (production, items) => {
        const split = splitProduction(
          production,
          items.map(([stock, demand], index) => item(`I${index}`, stock, ...demand)),
        );
        production.forEach((made, month) => {
          const parts = [...split.values()].map((units) => units[month]!);
          expect(sumQuantities(parts)).toBe(made);
          expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        });
      },
    ),
  );
});
