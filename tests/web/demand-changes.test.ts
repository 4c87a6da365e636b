import { pastedBlock } from '../../web/src/grids/paste';
import {
  adjustmentsOf,
  changedByShare,
  changeGroups,
  changesFrom,
  type DemandChanges,
  isLeftAsItWas,
  problemsOf,
  rowKeyOf,
  summaryOf,
} from '../../web/src/pages/task/forms/demand-changes';
import { footRows, gridRows, valueIn } from '../../web/src/pages/task/forms/demand-rows';
import { demandGrid, months } from './sample-figures';

const grid = demandGrid();
const standing = new Map(grid.rows.map((row) => [rowKeyOf(row), row.baseline]));
const month = (index: number) => months[index] ?? '';
const changes = (cells: DemandChanges['cells']): DemandChanges => ({ cells, others: [], assumptions: '' });
const promotion = (value: number) => ({ value, reasonCode: 'promotion' as const, comment: '' });

test('a change of less than a unit is a change; the figure as it is shown is none', () => {
  expect([2.4, 2.4004].map((value) => isLeftAsItWas(value, 2.4))).toEqual([true, true]);
  expect([2, 2.2, 2.5, 3, 0].map((value) => isLeftAsItWas(value, 2.4))).toEqual(Array(5).fill(false));
  expect([240.4, 240].map((value) => isLeftAsItWas(value, 240.4))).toEqual([true, true]);
  expect([240.2, 241].map((value) => isLeftAsItWas(value, 240.4))).toEqual([false, false]);
  expect(changedByShare(0.4, 10)).toBe(0.44);
  expect(changedByShare(240.4, 10)).toBe(264);
});

test('months in a row with the same reason are one change, a gap begins another', () => {
  const groups = changeGroups(
    grid,
    changes({
      [`TOOLS|DE|${month(0)}`]: promotion(2200),
      [`TOOLS|DE|${month(1)}`]: promotion(2300),
      [`TOOLS|DE|${month(3)}`]: promotion(2500),
    }),
    standing,
  );
  expect(groups.map((group) => [group.name, group.months, group.after])).toEqual([
    ['Tools, Germany', 'Dec 26 to Jan 27', 4500],
    ['Tools, Germany', 'Mar 27', 2500],
  ]);
});

test('what will be sent is said in sentences, and no change is said too', () => {
  const made = changes({ [`PUMPS|SE|${month(0)}`]: promotion(300) });
  const groups = changeGroups(grid, made, new Map([['PUMPS|SE', grid.months.map(() => 250)]]));
  expect(summaryOf(groups, made)).toEqual(['Pumps, Sweden, Dec 26: 250 becomes 300 (+50 units, +20.0 %).']);
  expect(summaryOf([], changes({}))).toEqual(['No change: you agree with the numbers as they stand.']);
});

test('a change without a reason stops the submission; with one it does not', () => {
  const without = changes({ [`TOOLS|DE|${month(0)}`]: { value: 1, reasonCode: null, comment: '' } });
  expect(problemsOf(without)).toHaveLength(1);
  expect(problemsOf(changes({ [`TOOLS|DE|${month(0)}`]: promotion(1) }))).toEqual([]);
});

test('what was kept as a draft comes back as it was', () => {
  const made = changes({
    [`TOOLS|DE|${month(0)}`]: promotion(2200),
    [`PUMPS|SE|${month(4)}`]: promotion(10),
  });
  const content = { kind: 'demand-input' as const, adjustments: adjustmentsOf(grid, made) };
  expect(changesFrom(grid, content, false)).toEqual(made);
});

test('changes at another level are kept and sent again', () => {
  const family = {
    familyCode: 'TOOLS',
    marketCode: null,
    itemCode: null,
    month: month(0),
    change: { kind: 'percent' as const, value: 5 },
    reasonCode: 'event' as const,
    comment: '',
  };
  const kept = changesFrom(grid, { kind: 'demand-input', adjustments: [family] }, false);
  expect(kept.cells).toEqual({});
  expect(adjustmentsOf(grid, kept)).toEqual([family]);
});

test('a figure kept without a reason is asked for one again', () => {
  const made = changes({ [`TOOLS|DE|${month(0)}`]: { value: 2200, reasonCode: null, comment: '' } });
  const content = { kind: 'demand-input' as const, adjustments: adjustmentsOf(grid, made) };
  const back = changesFrom(grid, content, false);
  expect(back).toEqual(made);
  expect(problemsOf(back)).toHaveLength(1);
  // What was sent says “other” because it was chosen.
  expect(problemsOf(changesFrom(grid, content, true))).toEqual([]);
});

test('family totals and the foot are the sums of what stands in the lines', () => {
  const made = changes({ [`TOOLS|DE|${month(0)}`]: promotion(5000) });
  const value = (key: string, index: number) => valueIn(grid, made, standing, key, index);
  const rows = gridRows(grid, made, value);
  const inputs = rows.filter((row) => row.kind === 'input');
  const totals = rows.filter((row) => row.kind === 'total');
  const sum = (some: typeof rows) => some.reduce((all, row) => all + Number(row.values[0]), 0);
  expect(sum(totals)).toBe(sum(inputs));
  expect(footRows(grid, value)[1]?.values[0]).toBe(sum(inputs));
});

test('a pasted block fills the lines one can type into, across a family total, and says what it leaves out', () => {
  const value = (key: string, index: number) => valueIn(grid, changes({}), standing, key, index);
  const rows = gridRows(grid, changes({}), value).filter((row) => row.kind === 'input');
  const { edits, leftOut } = pastedBlock(
    '1,000\t1 100\nx\t1200\n\t-3\n',
    { rowKey: 'TOOLS|SE', month: month(1) },
    rows.map((row) => row.key),
    grid.months,
  );
  expect(edits).toEqual([
    { rowKey: 'TOOLS|SE', month: month(1), value: 1000 },
    { rowKey: 'TOOLS|SE', month: month(2), value: 1100 },
    { rowKey: 'GARDEN|DE', month: month(2), value: 1200 },
  ]);
  expect(leftOut).toBe('3 figures pasted. Left out: “x”, “-3” are no number of 0 or more.');
});

test('a pasted block that reaches over the last month says so', () => {
  const last = grid.months.at(-1) ?? '';
  const { edits, leftOut } = pastedBlock(
    '5\t6',
    { rowKey: 'TOOLS|SE', month: last },
    ['TOOLS|SE'],
    grid.months,
  );
  expect(edits).toEqual([{ rowKey: 'TOOLS|SE', month: last, value: 5 }]);
  expect(leftOut).toBe('1 figure pasted. Left out: 1 cell would stand outside the table.');
});
