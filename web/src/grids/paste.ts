import { parseFigure, plural } from '../words/figures';

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

/** A block as spreadsheets put it on the clipboard: lines of cells split by tabs. */
export function parseBlock(text: string): string[][] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t'));
}

/** What a pasted block changes, and in words what of it was left out; null when nothing was. */
export interface PastedBlock {
  readonly edits: readonly { readonly rowKey: string; readonly month: string; readonly value: number }[];
  readonly leftOut: string | null;
}

/** Lines fill the rows one can type into, from the focused one downwards; an empty cell changes nothing. */
export function pastedBlock(
  text: string,
  cell: GridCell,
  rowKeys: readonly string[],
  months: readonly string[],
): PastedBlock {
  const top = rowKeys.indexOf(cell.rowKey);
  const left = months.indexOf(cell.month);
  const edits: { rowKey: string; month: string; value: number }[] = [];
  const unread: string[] = [];
  let outside = 0;
  parseBlock(text).forEach((line, down) => {
    line.forEach((written, right) => {
      if (written.trim() === '') return;
      const rowKey = rowKeys[top + down];
      const month = months[left + right];
      const value = parseFigure(written);
      if (rowKey === undefined || month === undefined) outside++;
      else if (value === null || value < 0) unread.push(written.trim());
      else edits.push({ rowKey, month, value });
    });
  });
  const leftOut = [
    unread.length > 0 ? `${told(unread)} ${unread.length === 1 ? 'is' : 'are'} no number of 0 or more` : '',
    outside > 0 ? `${plural(outside, 'cell')} would stand outside the table` : '',
  ].filter(Boolean);
  return {
    edits,
    leftOut:
      leftOut.length === 0
        ? null
        : `${plural(edits.length, 'figure')} pasted. Left out: ${leftOut.join('; ')}.`,
  };
}

const TOLD = 3;

function told(written: readonly string[]): string {
  const some = written.slice(0, TOLD).map((one) => `“${one.slice(0, 20)}”`);
  const more = written.length - some.length;
  return `${some.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
