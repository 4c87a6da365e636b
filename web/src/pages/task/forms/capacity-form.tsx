import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../../../api/client';
import { MonthChart } from '../../../charts/month-chart';
import { Section } from '../../../components/page';
import { type FigureChange, type FigureRow, FigureTable } from '../../../grids/figure-table';
import { UndoButtons } from '../../../grids/undo-buttons';
import { useUndo } from '../../../grids/use-undo';
import { plural } from '../../../words/figures';
import type { OnFilled } from '../filled';
import type { TaskView } from '../task-door';
import { useFirstFilled } from '../use-first-filled';
import { isOther, WorkbookBar } from './workbook-bar';

type Grid = Schemas['CapacityGrid'];
/** `LINE-1/regular/2026-12` → hours */
type Hours = Readonly<Record<string, number>>;

/** Hours that each resource really has: only what differs from the record is sent. */
export function CapacityForm({ task, grid, onFilled }: { task: TaskView; grid: Grid; onFilled: OnFilled }) {
  const history = useUndo<Hours>(startOf(task));
  const { value: hours, set } = history;
  const [resource, setResource] = useState(grid.rows[0]?.resourceCode ?? '');
  const fill = (next: Hours, isByHand: boolean) => onFilled(filledFrom(grid, next), isByHand);
  useFirstFilled(() => fill(hours, false));

  const change = (next: Hours) => {
    set(next);
    fill(next, true);
  };
  const onChange = (changes: readonly FigureChange[]) => {
    const next = { ...hours };
    for (const one of changes) next[`${one.rowKey}/${one.month}`] = one.value;
    change(next);
  };
  const shown = grid.rows.find((row) => row.resourceCode === resource);

  return (
    <Section
      title="Hours by resource"
      note="Type over what is different. Overtime is what could be worked on top."
      aside={<UndoButtons of={history} onChanged={(now) => fill(now, true)} />}
    >
      <div className="stack">
        {grid.rows.length > 1 ? (
          <fieldset className="bare-fieldset row" aria-label="Resource in the chart">
            {grid.rows.map((row) => (
              <Button
                key={row.resourceCode}
                size="xs"
                variant={row.resourceCode === resource ? 'light' : 'subtle'}
                aria-pressed={row.resourceCode === resource}
                onClick={() => setResource(row.resourceCode)}
              >
                {row.resourceName}
              </Button>
            ))}
          </fieldset>
        ) : null}
        {shown ? (
          <MonthChart
            caption={`${shown.resourceName}: hours needed by the consensus demand, and hours there`}
            height={260}
            spec={{
              months: grid.months,
              unit: 'h',
              series: [
                { name: 'Needed', values: shown.neededHours, look: 'bar', colour: 'sky' },
                {
                  name: 'Regular hours',
                  values: valuesOf(grid, shown, 'regular', hours),
                  look: 'step',
                  colour: 'accent',
                },
                {
                  name: 'With overtime',
                  values: valuesOf(grid, shown, 'regular', hours).map(
                    (value, index) => value + (valuesOf(grid, shown, 'overtime', hours)[index] ?? 0),
                  ),
                  look: 'dashed',
                  colour: 'red',
                },
              ],
            }}
          />
        ) : null}
        <WorkbookBar
          onFigures={(figures) => {
            const rows = new Map(rowsOf(grid, hours).map((row) => [row.key, row.values]));
            const changes = figures
              .map(({ codes, month, value }) => ({ rowKey: codes.join('/'), month, value }))
              .filter((one) => isOther(one.value, rows.get(one.rowKey)?.[grid.months.indexOf(one.month)]));
            if (changes.length > 0) onChange(changes);
            return changes.length;
          }}
        />
        <FigureTable label="Hours" months={grid.months} rows={rowsOf(grid, hours)} onChange={onChange} />
      </div>
    </Section>
  );
}

type Row = Grid['rows'][number];
type Kind = 'regular' | 'overtime';

function beforeOf(row: Row, kind: Kind): readonly number[] {
  return kind === 'regular' ? row.regularHours : row.overtimeHours;
}

/** What was typed, else what is on record; with nothing on record, hours hold until others are typed. */
function valuesOf(grid: Grid, row: Row, kind: Kind, hours: Hours): number[] {
  const typed = grid.months.map((month) => hours[`${row.resourceCode}/${kind}/${month}`]);
  if (row.isOnRecord) return typed.map((value, index) => value ?? beforeOf(row, kind)[index] ?? 0);
  let held = typed.find((value) => value !== undefined) ?? 0;
  return typed.map((value) => {
    held = value ?? held;
    return held;
  });
}

function isTyped(row: Row, hours: Hours): boolean {
  return Object.keys(hours).some((key) => key.startsWith(`${row.resourceCode}/`));
}

function rowsOf(grid: Grid, hours: Hours): FigureRow[] {
  return grid.rows.flatMap((row): FigureRow[] => [
    {
      key: `${row.resourceCode}/regular`,
      name: `${row.resourceName}, regular`,
      ...(row.isOnRecord || isTyped(row, hours)
        ? {}
        : { note: 'None on record: the plan takes it as not limited until you give some.' }),
      values: valuesOf(grid, row, 'regular', hours),
      before: beforeOf(row, 'regular'),
    },
    {
      key: `${row.resourceCode}/overtime`,
      name: `${row.resourceName}, overtime`,
      values: valuesOf(grid, row, 'overtime', hours),
      before: beforeOf(row, 'overtime'),
    },
    {
      key: `${row.resourceCode}/needed`,
      name: 'Needed for the demand',
      values: row.neededHours,
      before: row.neededHours,
      isReadOnly: true,
    },
  ]);
}

/** What was kept as a draft or sent before. */
function startOf(task: TaskView): Hours {
  const content = task.draft?.content ?? task.submission?.content;
  if (content?.kind !== 'capacity-check') return {};
  return Object.fromEntries(
    content.capacity.flatMap((one) => [
      [`${one.resourceCode}/regular/${one.month}`, one.regularHours],
      [`${one.resourceCode}/overtime/${one.month}`, one.overtimeHours],
    ]),
  );
}

function filledFrom(grid: Grid, hours: Hours) {
  const capacity = grid.rows.flatMap((row) =>
    grid.months.flatMap((month, index) => {
      const regularHours = valuesOf(grid, row, 'regular', hours)[index] ?? 0;
      const overtimeHours = valuesOf(grid, row, 'overtime', hours)[index] ?? 0;
      const isOnRecord =
        regularHours === row.regularHours[index] && overtimeHours === row.overtimeHours[index];
      const isSame = row.isOnRecord ? isOnRecord : !isTyped(row, hours);
      return isSame ? [] : [{ resourceCode: row.resourceCode, month, regularHours, overtimeHours }];
    }),
  );
  return {
    content: { kind: 'capacity-check' as const, capacity },
    problems: [],
    summary:
      capacity.length === 0
        ? ['That the hours are right as they stand.']
        : [
            `Changed hours in ${plural(capacity.length, 'month')} of ${plural(new Set(capacity.map((one) => one.resourceCode)).size, 'resource')}.`,
          ],
  };
}
