import { useComputedColorScheme } from '@mantine/core';
import {
  CellStyleModule,
  ClientSideRowModelModule,
  type ColDef,
  colorSchemeDark,
  colorSchemeLight,
  type EditableCallbackParams,
  type GridApi,
  ModuleRegistry,
  PinnedRowModule,
  RowApiModule,
  TextEditorModule,
  themeQuartz,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { formatMonth } from '../words/dates';
import { formatUnits, parseFigure } from '../words/figures';
import { NotTaken } from './not-taken';
import { type DemandGridRow, type GridCell, type GridEdit, pastedBlock } from './paste';

ModuleRegistry.registerModules([
  ClientSideRowModelModule,
  TextEditorModule,
  CellStyleModule,
  PinnedRowModule,
  RowApiModule,
]);

const look = {
  accentColor: 'var(--accent)',
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text)',
  headerBackgroundColor: 'var(--surface-sunk)',
  headerTextColor: 'var(--text-soft)',
  borderColor: 'var(--line)',
  fontFamily: 'inherit',
  fontSize: 14,
  headerFontSize: 13,
  headerFontWeight: 600,
  rowHeight: 36,
  headerHeight: 38,
  wrapperBorderRadius: 10,
  cellHorizontalPadding: 10,
};

/**
 * Families x markets x months. Arrows move, typing overwrites, Delete takes a change back, a block from a spreadsheet
 * can be pasted onto any cell (it fills the rows one can type into, downwards), Ctrl+Z and Ctrl+Y undo and redo.
 */
export default function DemandGrid({
  months,
  rows,
  foot,
  onEdit,
  onFocusRow,
  onUndo,
  onRedo,
}: {
  months: readonly string[];
  rows: readonly DemandGridRow[];
  foot: readonly DemandGridRow[];
  onEdit: (edits: readonly GridEdit[]) => void;
  onFocusRow: (rowKey: string) => void;
  onUndo: () => void;
  onRedo: () => void;
}) {
  const grid = useRef<GridApi<DemandGridRow> | null>(null);
  const [notTaken, setNotTaken] = useState<string | null>(null);
  const isDark = useComputedColorScheme('light') === 'dark';
  const theme = useMemo(
    () => themeQuartz.withPart(isDark ? colorSchemeDark : colorSchemeLight).withParams(look),
    [isDark],
  );
  const isNarrow = window.matchMedia('(max-width: 640px)').matches;
  const columns = useMemo(() => columnsFor(months, isNarrow), [months, isNarrow]);
  const height = Math.min(rows.length, 14) * 36 + foot.length * 36 + 38 + 18;

  const focused = (): GridCell | null => {
    const cell = grid.current?.getFocusedCell();
    if (!cell || cell.rowPinned) return null;
    const row = grid.current?.getDisplayedRowAtIndex(cell.rowIndex)?.data;
    return row?.kind === 'input' && months.includes(cell.column.getColId())
      ? { rowKey: row.key, month: cell.column.getColId() }
      : null;
  };

  const onPaste = (event: ClipboardEvent<HTMLDivElement>) => {
    const text = event.clipboardData.getData('text');
    const isIntoEditor = event.target instanceof HTMLInputElement && !/[\t\n]/.test(text.trimEnd());
    const cell = focused();
    if (!cell || isIntoEditor) return;
    event.preventDefault();
    grid.current?.stopEditing(true);
    const keys = rows.filter((row) => row.kind === 'input').map((row) => row.key);
    const { edits, leftOut } = pastedBlock(text, cell, keys, months);
    setNotTaken(leftOut);
    if (edits.length > 0) onEdit(edits);
  };

  const take = (cell: GridCell, written: string) => {
    const standing = rows.find((row) => row.key === cell.rowKey)?.values[months.indexOf(cell.month)];
    // Left as it was shown, which is rounded.
    if (typeof standing === 'number' && written === formatUnits(standing)) return;
    const value = parseFigure(written);
    if (written !== '' && (value === null || value < 0)) {
      setNotTaken(`“${written}” is no number of 0 or more: the figure stays as it was.`);
      return;
    }
    setNotTaken(null);
    onEdit([{ ...cell, value }]);
  };

  /** At once: the grid itself would tell of it in a moment, when Submit has sent what stood before. */
  const onBlur = ({ currentTarget, relatedTarget, target }: FocusEvent<HTMLDivElement>) => {
    if (currentTarget.contains(relatedTarget) || !(target instanceof HTMLInputElement)) return;
    const cell = focused();
    const written = target.value.trim();
    grid.current?.stopEditing(true);
    if (cell) take(cell, written);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target instanceof HTMLInputElement) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (isCommand && key === 'z' && !event.shiftKey) {
      event.preventDefault();
      onUndo();
    } else if (isCommand && (key === 'y' || (key === 'z' && event.shiftKey))) {
      event.preventDefault();
      onRedo();
    } else if (key === 'delete') {
      const cell = focused();
      if (cell) onEdit([{ ...cell, value: null }]);
    }
  };

  return (
    <div>
      <div
        className="demand-grid"
        style={{ height }}
        onPaste={onPaste}
        onKeyDownCapture={onKeyDown}
        onBlurCapture={onBlur}
      >
        <AgGridReact<DemandGridRow>
          theme={theme}
          rowData={[...rows]}
          pinnedBottomRowData={[...foot]}
          columnDefs={columns}
          getRowId={({ data }) => data.key}
          onGridReady={({ api }) => {
            grid.current = api;
          }}
          onCellFocused={({ rowIndex, rowPinned, api }) => {
            if (rowIndex === null || rowPinned) return;
            const row = api.getDisplayedRowAtIndex(rowIndex)?.data;
            if (row) onFocusRow(row.key);
          }}
          onCellEditRequest={({ data, colDef, newValue }) => {
            take({ rowKey: data.key, month: String(colDef.colId) }, String(newValue ?? '').trim());
          }}
          readOnlyEdit
          enterNavigatesVertically
          enterNavigatesVerticallyAfterEdit
          stopEditingWhenCellsLoseFocus
          suppressMovableColumns
          suppressContextMenu
          ensureDomOrder
          suppressColumnVirtualisation={months.length <= 24}
        />
      </div>
      <NotTaken words={notTaken} />
    </div>
  );
}

function columnsFor(months: readonly string[], isNarrow: boolean): ColDef<DemandGridRow>[] {
  const names: ColDef<DemandGridRow>[] = [
    {
      colId: 'name',
      headerName: 'Family and market',
      pinned: 'left',
      width: isNarrow ? 136 : 230,
      sortable: false,
      valueGetter: ({ data }) =>
        data?.kind === 'input' && data.market ? `${isNarrow ? '' : '\u2003'}${data.market}` : data?.family,
      cellClassRules: { 'cell-total': ({ data }) => data?.kind !== 'input' || data.market === '' },
    },
  ];
  const figures = months.map(
    (month, index): ColDef<DemandGridRow> => ({
      colId: month,
      headerName: formatMonth(month),
      width: 88,
      sortable: false,
      headerClass: 'ag-right-aligned-header',
      cellClass: 'tabular ag-right-aligned-cell',
      editable: ({ data }: EditableCallbackParams<DemandGridRow>) => data?.kind === 'input',
      valueGetter: ({ data }) => data?.values[index],
      valueFormatter: ({ value }) => (typeof value === 'number' ? formatUnits(value) : String(value ?? '')),
      cellEditor: 'agTextCellEditor',
      cellEditorParams: { useFormatter: true },
      cellClassRules: {
        'cell-changed': ({ data }) => data?.changed[index] === true,
        'cell-total': ({ data }) => data?.kind !== 'input',
      },
    }),
  );
  return [...names, ...figures];
}
