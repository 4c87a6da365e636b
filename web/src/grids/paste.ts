import { parseFigure } from '../words/figures';

export interface DemandGridRow {
  readonly key: string;
  readonly family: string;
  readonly market: string;
  readonly kind: 'input' | 'total' | 'foot';
  /** Along the months; text in the foot, where a line may be per cent. */
  readonly values: readonly (number | string)[];
  readonly changed: readonly boolean[];
}

export interface GridCell {
  readonly rowKey: string;
  readonly month: string;
}

export interface GridEdit extends GridCell {
  /** null: back to what stood there. */
  readonly value: number | null;
}

/** A block as spreadsheets put it on the clipboard: lines of cells split by tabs; null where it is no number. */
export function parseBlock(text: string): (number | null)[][] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t').map(parseFigure));
}

/** Lines fill the rows one can type into, from the focused one downwards; what is no number changes nothing. */
export function pasteEdits(
  text: string,
  cell: GridCell,
  rows: readonly DemandGridRow[],
  months: readonly string[],
): GridEdit[] {
  const inputs = rows.filter((row) => row.kind === 'input');
  const top = inputs.findIndex((row) => row.key === cell.rowKey);
  const left = months.indexOf(cell.month);
  return parseBlock(text).flatMap((line, down) =>
    line.flatMap((value, right): GridEdit[] => {
      const row = inputs[top + down];
      const month = months[left + right];
      return row && month && value !== null && value >= 0 ? [{ rowKey: row.key, month, value }] : [];
    }),
  );
}
