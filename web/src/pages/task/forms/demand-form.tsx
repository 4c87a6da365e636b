import { NativeSelect, Skeleton, Textarea } from '@mantine/core';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Section } from '../../../components/page';
import type { GridEdit } from '../../../grids/paste';
import { UndoButtons } from '../../../grids/undo-buttons';
import { useUndo } from '../../../grids/use-undo';
import { reasonWords } from '../../../words/states';
import type { OnFilled } from '../filled';
import type { TaskView } from '../task-door';
import { useFirstFilled } from '../use-first-filled';
import { ChangeBySharePanel } from './change-by-share';
import { ChangesList } from './changes-list';
import {
  adjustmentsOf,
  type CellChange,
  cellKeyOf,
  changeGroups,
  changesFrom,
  type DemandChanges,
  type DemandGridData,
  isLeftAsItWas,
  problemsOf,
  rowKeyOf,
  summaryOf,
} from './demand-changes';
import { DemandChart } from './demand-chart';
import { footRows, gridRows, valueIn } from './demand-rows';
import { InputsOfOthers } from './inputs-of-others';
import { WorkbookBar } from './workbook-bar';

const DemandGrid = lazy(() => import('../../../grids/demand-grid'));

/** The demand numbers: chart above, grid below, a reason for every change. */
export function DemandForm({
  task,
  grid,
  kind,
  onFilled,
}: {
  task: TaskView;
  grid: DemandGridData;
  kind: 'demand-input' | 'consensus';
  onFilled: OnFilled;
}) {
  const kept = task.draft?.content ?? task.submission?.content;
  const standing = useMemo(() => new Map(grid.rows.map((row) => [rowKeyOf(row), row.standing])), [grid]);
  const history = useUndo<DemandChanges>(changesFrom(grid, kept, !task.draft));
  const { value: changes, set, undo, redo } = history;
  const [reasonCode, setReasonCode] = useState<CellChange['reasonCode']>(null);
  const [shownRow, setShownRow] = useState('');
  const groups = useMemo(() => changeGroups(grid, changes, standing), [grid, changes, standing]);

  const fill = useCallback(
    (next: DemandChanges, isByHand: boolean) => {
      const adjustments = adjustmentsOf(grid, next);
      onFilled(
        {
          content:
            kind === 'consensus'
              ? { kind, adjustments, assumptions: next.assumptions }
              : { kind, adjustments },
          problems: problemsOf(next),
          summary: summaryOf(changeGroups(grid, next, standing), next),
        },
        isByHand,
      );
    },
    [grid, kind, standing, onFilled],
  );
  useFirstFilled(() => fill(changes, false));

  const change = useCallback(
    (next: DemandChanges) => {
      set(next);
      fill(next, true);
    },
    [set, fill],
  );

  const onEdit = (edits: readonly GridEdit[]) => {
    const cells = { ...changes.cells };
    for (const edit of edits) {
      const key = cellKeyOf(edit.rowKey, edit.month);
      const before = standing.get(edit.rowKey)?.[grid.months.indexOf(edit.month)] ?? 0;
      const known = cells[key];
      if (edit.value === null || isLeftAsItWas(edit.value, before)) delete cells[key];
      else {
        cells[key] = {
          value: edit.value,
          reasonCode: known?.reasonCode ?? reasonCode,
          comment: known?.comment ?? '',
        };
      }
    }
    change({ ...changes, cells });
  };

  const value = (rowKey: string, index: number) => valueIn(grid, changes, standing, rowKey, index);
  const rows = gridRows(grid, changes, value);

  return (
    <>
      <Section title="How it looks">
        <DemandChart grid={grid} value={value} shownRow={shownRow} onShow={setShownRow} />
      </Section>
      {kind === 'consensus' ? <InputsOfOthers grid={grid} /> : null}
      <Section
        title="Your numbers, units"
        note="Type over a figure, paste a block from a spreadsheet, Delete takes a change back."
        aside={
          <>
            <NativeSelect
              size="xs"
              aria-label="Reason for new changes"
              value={reasonCode ?? ''}
              onChange={(event) => setReasonCode(asReason(grid, event.currentTarget.value))}
              data={[
                { value: '', label: 'Reason for new changes…' },
                ...grid.reasonCodes.map((code) => ({ value: code, label: reasonWords(code) })),
              ]}
            />
            <UndoButtons of={history} onChanged={(now) => fill(now, true)} />
          </>
        }
      >
        <div className="stack">
          <WorkbookBar
            onFigures={(figures) => {
              const edits = figures
                .map(({ codes, month, value: figure }) => ({ rowKey: codes.join('|'), month, value: figure }))
                .filter(
                  (edit) =>
                    !isLeftAsItWas(edit.value, value(edit.rowKey, grid.months.indexOf(edit.month)) ?? 0),
                );
              if (edits.length > 0) onEdit(edits);
              return edits.length;
            }}
          />
          <Suspense fallback={<Skeleton height={420} radius="md" />}>
            <DemandGrid
              months={grid.months}
              rows={rows}
              foot={footRows(grid, value)}
              onEdit={onEdit}
              onFocusRow={(key) => setShownRow(key)}
              onUndo={() => fill(undo(), true)}
              onRedo={() => fill(redo(), true)}
            />
          </Suspense>
          <ChangeBySharePanel grid={grid} value={value} onChange={(edits) => onEdit(edits)} />
          <ChangesList
            groups={groups}
            reasonCodes={grid.reasonCodes}
            onReason={(cellKeys, code) =>
              change(withCells(changes, cellKeys, { reasonCode: asReason(grid, code) }))
            }
            onComment={(cellKeys, comment) => change(withCells(changes, cellKeys, { comment }))}
            onRemove={(cellKeys) => {
              const cells = { ...changes.cells };
              for (const key of cellKeys) delete cells[key];
              change({ ...changes, cells });
            }}
          />
          {kind === 'consensus' ? (
            <Textarea
              label="Assumptions"
              description="What must hold for these numbers. Those who sign read it."
              value={changes.assumptions}
              onChange={(event) => change({ ...changes, assumptions: event.currentTarget.value })}
              autosize
              minRows={2}
              maxLength={4000}
            />
          ) : null}
        </div>
      </Section>
    </>
  );
}

function asReason(grid: DemandGridData, code: string): CellChange['reasonCode'] {
  return grid.reasonCodes.includes(code) ? (code as NonNullable<CellChange['reasonCode']>) : null;
}

function withCells(
  changes: DemandChanges,
  cellKeys: readonly string[],
  part: Partial<CellChange>,
): DemandChanges {
  const cells = { ...changes.cells };
  for (const key of cellKeys) {
    const cell = cells[key];
    if (cell) cells[key] = { ...cell, ...part };
  }
  return { ...changes, cells };
}
