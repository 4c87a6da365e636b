import type { ImportKind } from './import-kind';

export type FigureRow = Readonly<Record<string, string | number>>;

/** Figures of a company, kind by kind, with the columns of an import file, in the order in which they load. */
export type FigureFiles = readonly { readonly kind: ImportKind; readonly rows: readonly FigureRow[] }[];

/**
 * Rows as the text of an import file: the first row's columns are the header. There must be a first row.
 *
 * Example: [{ item: 'A', quantity: 5 }] is "item,quantity\\nA,5\\n".
 */
export function csvOf(rows: readonly FigureRow[]): string {
  const columns = Object.keys(rows[0]!);
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return `${columns.join(',')}\n${lines.join('\n')}\n`;
}

const cell = (value: string | number): string =>
  typeof value === 'string' && /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value);
