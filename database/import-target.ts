import { DomainError } from '../domain/errors';
import { IMPORT_COLUMNS, type ImportKind } from '../domain/import/import-kind';
import { matchColumns } from '../domain/import/match-columns';
import { readTable } from '../domain/import/read-table';
import type { Database } from './client';

export interface FileWithoutUnit {
  readonly kind: ImportKind;
  readonly bytes: Uint8Array;
  readonly columnMap: Readonly<Record<string, string>>;
}

export interface UnitChoice {
  readonly id: string;
  readonly code: string;
}

/**
 * Which of the units a file belongs to that names none: the only unit there is, else the one that knows its items,
 * else the only one without any items. Null when it can be none of them. Several that fit are refused by name.
 */
export async function findImportTarget(
  database: Database,
  units: readonly UnitChoice[],
  file: FileWithoutUnit,
): Promise<UnitChoice | null> {
  const items = await itemsOf(file);
  const counts = await database.prisma.item.groupBy({
    by: ['unitId'],
    where: { unitId: { in: units.map(({ id }) => id) } },
    _count: true,
  });
  const empty = units.filter(({ id }) => !counts.some(({ unitId }) => unitId === id));
  if (items.length === 0) return onlyOne(units, 'The file does not say');
  const knowing = await database.prisma.item.groupBy({
    by: ['unitId'],
    where: { unitId: { in: units.map(({ id }) => id) }, code: { in: items } },
  });
  const fitting = units.filter(({ id }) => knowing.some(({ unitId }) => unitId === id));
  if (fitting.length > 0) return onlyOne(fitting, 'Several units know its items');
  return empty.length > 0 ? onlyOne(empty, 'Several units have no items yet') : null;
}

function onlyOne(units: readonly UnitChoice[], why: string): UnitChoice {
  const [first, ...others] = units;
  if (first && others.length === 0) return first;
  const codes = units.map(({ code }) => code).join(', ');
  throw new DomainError('invalid-input', `${why}: name the unit that the file is for, one of ${codes}.`);
}

/** Some of the file's items are enough to recognise it. */
const LOOKED_AT = 1_000;

async function itemsOf({ kind, bytes, columnMap }: FileWithoutUnit): Promise<string[]> {
  const column = IMPORT_COLUMNS[kind].find(({ name }) => name === 'item');
  if (!column) return [];
  const file = await readTable(bytes);
  const position = matchColumns(kind, file.header, columnMap).positions.get(column)!;
  const items = new Set<string>();
  for (const cells of file.rows) {
    items.add((cells[position] ?? '').trim());
    if (items.size >= LOOKED_AT) break;
  }
  return [...items];
}
