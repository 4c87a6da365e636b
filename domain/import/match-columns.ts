import { DomainError } from '../errors';
import { IMPORT_COLUMNS, type ImportColumn, type ImportKind } from './import-kind';

/** Where each column of a kind stands in the file; -1 where an optional one is missing. */
export interface MatchedColumns {
  readonly positions: ReadonlyMap<ImportColumn, number>;
  readonly notes: readonly string[];
}

/**
 * Finds the columns of a kind in a header. Case, blanks and hyphens do not matter; `columnMap` says which column of
 * the file stands for which of ours (ours → the file's). A missing or doubled column, or a map that names a column
 * which is not there, is an `invalid-input` error with one line per mistake.
 *
 * Example: header [Item, Qty], kind stock, map { quantity: 'Qty' } gives item → 0, quantity → 1, on_order → -1.
 */
export function matchColumns(
  kind: ImportKind,
  header: readonly string[],
  columnMap: Readonly<Record<string, string>> = {},
): MatchedColumns {
  const columns = IMPORT_COLUMNS[kind];
  const names = header.map(plain);
  const wanted = new Map(Object.entries(columnMap).map(([ours, theirs]) => [plain(ours), plain(theirs)]));
  const mistakes: string[] = [];

  for (const ours of wanted.keys()) {
    if (columns.some((column) => column.name === ours)) continue;
    mistakes.push(
      `A ${kind} file has no column "${ours}"; it has ${listed(columns.map((column) => column.name))}.`,
    );
  }
  const positions = new Map<ImportColumn, number>();
  for (const column of columns) {
    const name = wanted.get(column.name) ?? column.name;
    const position = names.indexOf(name);
    positions.set(column, position);
    if (position >= 0 && names.indexOf(name, position + 1) >= 0) {
      mistakes.push(`The column "${header[position]}" stands in the header twice: remove or rename one.`);
    }
    if (position >= 0) continue;
    if (wanted.has(column.name)) {
      mistakes.push(
        `The map names the column "${name}" for ${column.name}, but the file has no such column.`,
      );
    } else if (column.isRequired) {
      mistakes.push(`The column "${column.name}" (${column.meaning}) is missing.`);
    }
  }
  if (mistakes.length > 0) {
    throw new DomainError(
      'invalid-input',
      `The columns do not fit a ${kind} file; the file has ${listed(header)}. Rename the columns, or say which is which with a map such as quantity=qty.`,
      mistakes,
    );
  }
  const used = new Set(positions.values());
  const unused = header.filter((name, position) => name !== '' && !used.has(position));
  return { positions, notes: unused.length > 0 ? [`Columns not used: ${listed(unused)}.`] : [] };
}

/**
 * Reads "ours=theirs" pairs as a person types them after --map.
 *
 * Example: readColumnMap(['quantity=qty', 'item=Article no']) is { quantity: 'qty', item: 'Article no' }.
 */
export function readColumnMap(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [ours, theirs] = pair.split(/=(.*)/s).map((part) => part?.trim());
      if (!ours || !theirs) {
        throw new DomainError(
          'invalid-input',
          `"${pair}" is not a map: write our column, =, and the file's column, for example quantity=qty.`,
        );
      }
      return [ours, theirs];
    }),
  );
}

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

const listed = (names: readonly string[]): string =>
  names
    .slice(0, 30)
    .map((name) => `"${name.slice(0, 60)}"`)
    .join(', ');
