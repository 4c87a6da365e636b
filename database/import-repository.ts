import { isImportKind } from '../domain/import/import-kind';
import { importMessage } from '../domain/import/import-message';
import type { ImportResult, RowError } from '../domain/import/import-result';
import type { Connection } from './client';

export interface PastImport {
  readonly result: ImportResult;
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly createdAt: Date;
}

const SHOWN = 100;

/** Files offered to a unit, newest first; what was only worth knowing at the time is not kept. */
export async function listImports(
  connection: Connection,
  unit: { readonly id: string; readonly code: string },
): Promise<PastImport[]> {
  const rows = await connection.import.findMany({
    where: { unitId: unit.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: SHOWN,
  });
  const people = await connection.person.findMany({
    where: { id: { in: rows.flatMap(({ personId }) => personId ?? []) } },
    select: { id: true, name: true },
  });
  return rows.flatMap(({ id, kind, state, errors, personId, createdAt, ...row }) => {
    if (!isImportKind(kind)) return [];
    const counts = {
      ...row,
      unitCode: unit.code,
      kind,
      state: state === 'accepted' ? 'accepted' : 'rejected',
    } as const;
    const result: ImportResult = {
      ...counts,
      importId: id,
      message: importMessage(counts),
      errors: errors as unknown as RowError[],
      notes: [],
    };
    return [{ result, person: people.find((person) => person.id === personId) ?? null, createdAt }];
  });
}
