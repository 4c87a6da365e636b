import { NativeSelect } from '@mantine/core';
import { MonthChart } from '../../../charts/month-chart';
import type { MonthChartSpec } from '../../../charts/month-chart-option';
import { type DemandGridData, type DemandRow, nameOfRow, rowKeyOf } from './demand-changes';
import type { ValueOf } from './demand-rows';

/** History, baseline with its interval, last year and yours: for all, a family, or one market of it. */
export function DemandChart({
  grid,
  value,
  shownRow,
  onShow,
}: {
  grid: DemandGridData;
  value: ValueOf;
  shownRow: string;
  onShow: (key: string) => void;
}) {
  const choices = choicesOf(grid);
  const shown = choices.find((choice) => choice.key === shownRow) ?? choices[0];
  const rows = shown?.rows ?? grid.rows;
  const yours = grid.months.map((_, index) =>
    rows.reduce((sum, row) => sum + value(rowKeyOf(row), index), 0),
  );

  return (
    <div className="stack-tight">
      <NativeSelect
        aria-label="What the chart shows"
        size="xs"
        style={{ maxWidth: 320 }}
        value={shown?.key ?? ''}
        onChange={(event) => onShow(event.currentTarget.value)}
        data={choices.map((choice) => ({ value: choice.key, label: choice.name }))}
      />
      <MonthChart
        caption={`${shown?.name ?? 'All'}: demand, units a month`}
        spec={specOf(grid, rows, yours)}
        height={320}
      />
    </div>
  );
}

interface Choice {
  readonly key: string;
  readonly name: string;
  readonly rows: readonly DemandRow[];
}

/** Keys as in the grid, so that a focused line is shown at once. */
function choicesOf(grid: DemandGridData): Choice[] {
  const families = [...new Set(grid.rows.map((row) => row.familyCode))];
  return [
    { key: '', name: 'All families', rows: grid.rows },
    ...families.flatMap((familyCode) => {
      const rows = grid.rows.filter((row) => row.familyCode === familyCode);
      const each = rows.map((row) => ({ key: rowKeyOf(row), name: nameOfRow(row), rows: [row] }));
      const isOne = rows.length === 1 && rows[0]?.marketCode === null;
      return isOne
        ? each
        : [{ key: `${familyCode} total`, name: rows[0]?.familyName ?? familyCode, rows }, ...each];
    }),
  ];
}

function specOf(grid: DemandGridData, rows: readonly DemandRow[], yours: readonly number[]): MonthChartSpec {
  const history = new Map<string, number>();
  for (const row of rows) {
    for (const one of row.history) history.set(one.month, (history.get(one.month) ?? 0) + one.quantity);
  }
  const past = [...history.keys()].sort().slice(-24);
  const gap = past.map(() => null);
  const summed = (pick: (row: DemandRow) => readonly (number | null)[]) =>
    grid.months.map((_, index) => {
      const values = rows.map((row) => pick(row)[index] ?? null);
      return values.every((one) => one === null)
        ? null
        : values.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    });
  const isOneSeries = rows.length === 1;
  return {
    months: [...past, ...grid.months],
    unit: 'units',
    series: [
      {
        name: 'History',
        values: [...past.map((month) => history.get(month) ?? null), ...grid.months.map(() => null)],
        look: 'line',
        colour: 'ink',
      },
      {
        name: 'Last year',
        values: [...gap, ...summed((row) => row.lastYear)],
        look: 'dotted',
        colour: 'grey',
      },
      { name: 'Baseline', values: [...gap, ...summed((row) => row.baseline)], look: 'dashed', colour: 'sky' },
      { name: 'Yours', values: [...gap, ...yours], look: 'line', colour: 'amber' },
    ],
    // Intervals of single series do not add up to the interval of their sum.
    band: isOneSeries
      ? {
          name: '80 % interval',
          lower: [...gap, ...summed((row) => row.lower80)],
          upper: [...gap, ...summed((row) => row.upper80)],
          colour: 'sky',
        }
      : undefined,
  };
}
