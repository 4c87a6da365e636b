import type { DemandGridRow } from '../../../grids/paste';
import { formatChange, formatChangeRatio } from '../../../words/figures';
import { cellKeyOf, type DemandChanges, type DemandGridData, rowKeyOf } from './demand-changes';

export type ValueOf = (rowKey: string, index: number) => number;

/** The reader's figure, or what stands there. */
export function valueIn(
  grid: DemandGridData,
  changes: DemandChanges,
  standing: ReadonlyMap<string, readonly number[]>,
  rowKey: string,
  index: number,
): number {
  return (
    changes.cells[cellKeyOf(rowKey, grid.months[index] ?? '')]?.value ?? standing.get(rowKey)?.[index] ?? 0
  );
}

/** A line for each market, and above several of them the family's total. */
export function gridRows(grid: DemandGridData, changes: DemandChanges, value: ValueOf): DemandGridRow[] {
  const families = [...new Set(grid.rows.map((row) => row.familyCode))];
  return families.flatMap((familyCode) => {
    const rows = grid.rows.filter((row) => row.familyCode === familyCode);
    const lines = rows.map((row): DemandGridRow => {
      const key = rowKeyOf(row);
      return {
        key,
        family: row.familyName,
        market: row.marketCode === null ? '' : (row.marketName ?? row.marketCode),
        kind: 'input',
        values: grid.months.map((_, index) => value(key, index)),
        changed: grid.months.map((month) => changes.cells[cellKeyOf(key, month)] !== undefined),
      };
    });
    if (rows.length === 1 && rows[0]?.marketCode === null) return lines;
    const total: DemandGridRow = {
      key: `${familyCode} total`,
      family: rows[0]?.familyName ?? familyCode,
      market: '',
      kind: 'total',
      values: grid.months.map((_, index) => sumOver(rows.map(rowKeyOf), index, value)),
      changed: [],
    };
    return [total, ...lines];
  });
}

/** Totals below the grid: the baseline, the reader's numbers, and the change in units and per cent. */
export function footRows(grid: DemandGridData, value: ValueOf): DemandGridRow[] {
  const keys = grid.rows.map(rowKeyOf);
  const yours = grid.months.map((_, index) => sumOver(keys, index, value));
  const baseline = grid.months.map((_, index) =>
    grid.rows.reduce((sum, row) => sum + (row.baseline[index] ?? 0), 0),
  );
  const line = (key: string, name: string, values: readonly (number | string)[]): DemandGridRow => ({
    key,
    family: name,
    market: '',
    kind: 'foot',
    values,
    changed: [],
  });
  return [
    line('foot baseline', 'Baseline, total', baseline),
    line('foot yours', 'Yours, total', yours),
    line(
      'foot change',
      'Change',
      yours.map((total, index) => formatChange(total - (baseline[index] ?? 0))),
    ),
    line(
      'foot share',
      'Change, %',
      yours.map((total, index) => formatChangeRatio(total, baseline[index] ?? 0)),
    ),
  ];
}

function sumOver(keys: readonly string[], index: number, value: ValueOf): number {
  return keys.reduce((sum, key) => sum + value(key, index), 0);
}
