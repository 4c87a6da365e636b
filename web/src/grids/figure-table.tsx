import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { TableScroll } from '../components/table-scroll';
import { formatMonth } from '../words/dates';
import { formatTyped, formatUnits, parseFigure } from '../words/figures';
import { NotTaken } from './not-taken';
import { parseBlock, pastedBlock } from './paste';

export interface FigureRow {
  readonly key: string;
  readonly name: string;
  /** What stands below the name, in small print. */
  readonly note?: string;
  readonly values: readonly number[];
  /** What stood there before; a figure that differs is marked as changed. */
  readonly before: readonly number[];
  /** Rows to compare with are shown, not typed into. */
  readonly isReadOnly?: boolean;
}

export interface FigureChange {
  readonly rowKey: string;
  readonly month: string;
  readonly value: number;
}

/**
 * A small table of figures to type into: Tab and the arrows move, a block from a spreadsheet can be pasted onto any
 * cell. A figure that is no number stays as typed, is marked, and is not taken over.
 */
export function FigureTable({
  label,
  months,
  rows,
  onChange,
}: {
  label: string;
  months: readonly string[];
  rows: readonly FigureRow[];
  onChange: (changes: readonly FigureChange[]) => void;
}) {
  const table = useRef<HTMLTableElement>(null);
  const editable = rows.filter((row) => !row.isReadOnly);
  const [leftOut, setLeftOut] = useState<string | null>(null);

  const focusCell = (rowKey: string | undefined, column: number) => {
    table.current
      ?.querySelector<HTMLInputElement>(`[data-cell="${CSS.escape(`${rowKey}/${column}`)}"]`)
      ?.select();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    const step = event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    focusCell(editable[row + step]?.key, column);
  };

  const onPaste = (event: ClipboardEvent<HTMLInputElement>, rowKey: string, month: string) => {
    const text = event.clipboardData.getData('text');
    const block = parseBlock(text);
    if (block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    const keys = editable.map((row) => row.key);
    const { edits, leftOut } = pastedBlock(text, { rowKey, month }, keys, months);
    setLeftOut(leftOut);
    if (edits.length > 0) onChange(edits);
  };

  return (
    <div>
      <TableScroll label={label}>
        <table className="plain figure-table" ref={table}>
          <thead>
            <tr>
              <th scope="col">{label}</th>
              {months.map((month) => (
                <th key={month} scope="col" className="number">
                  {formatMonth(month)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const position = editable.indexOf(row);
              return (
                <tr key={row.key}>
                  <th scope="row">
                    {row.name}
                    {row.note ? (
                      <div className="small soft" style={{ fontWeight: 400 }}>
                        {row.note}
                      </div>
                    ) : null}
                  </th>
                  {months.map((month, column) => (
                    <td key={month} className="number">
                      {row.isReadOnly ? (
                        formatUnits(row.values[column])
                      ) : (
                        <FigureInput
                          label={`${row.name}, ${formatMonth(month)}`}
                          cell={`${row.key}/${column}`}
                          value={row.values[column] ?? 0}
                          isChanged={row.values[column] !== row.before[column]}
                          onTaken={(value) => onChange([{ rowKey: row.key, month, value }])}
                          onKeyDown={(event) => onKeyDown(event, position, column)}
                          onPaste={(event) => onPaste(event, row.key, month)}
                        />
                      )}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
      <NotTaken words={leftOut} />
    </div>
  );
}

function FigureInput({
  label,
  cell,
  value,
  isChanged,
  onTaken,
  onKeyDown,
  onPaste,
}: {
  label: string;
  cell: string;
  value: number;
  isChanged: boolean;
  onTaken: (value: number) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const parsed = typed === null ? value : parseFigure(typed);
  const isWrong = parsed === null || parsed < 0;
  const take = () => {
    if (typed === null || isWrong) return;
    setTyped(null);
    if (parsed !== value) onTaken(parsed);
  };
  return (
    <input
      aria-label={label}
      aria-invalid={isWrong}
      title={isWrong ? 'Type a number of 0 or more, like 1200.' : undefined}
      data-cell={cell}
      data-changed={isChanged}
      inputMode="decimal"
      value={typed ?? (isChanged ? formatTyped(value) : formatUnits(value))}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped(null);
        if (event.key === 'Enter' || event.key.startsWith('Arrow')) take();
        onKeyDown(event);
      }}
      onPaste={onPaste}
    />
  );
}
