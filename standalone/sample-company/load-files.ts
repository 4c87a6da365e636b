import type { Database } from '../../database/client';
import { importFile } from '../../database/import-file';
import type { ImportKind } from '../../domain/import/import-kind';

export type FigureRow = Readonly<Record<string, string | number>>;

/** Figures of a company, kind by kind, with the columns of an import file. */
export type CompanyFigures = readonly { readonly kind: ImportKind; readonly rows: readonly FigureRow[] }[];

/** Loads a company's figures as files through the product's own import, so that they pass every check of it. */
export async function loadFigures(
  database: Database,
  options: { readonly unitId: string; readonly fileNamePrefix: string; readonly now: Date },
  figures: CompanyFigures,
): Promise<void> {
  for (const { kind, rows } of figures) {
    if (rows.length === 0) continue;
    const fileName = `${options.fileNamePrefix}${kind}.csv`;
    const result = await importFile(database, {
      unitId: options.unitId,
      kind,
      fileName,
      bytes: new TextEncoder().encode(csvOf(rows)),
      personId: null,
      now: options.now,
    });
    if (result.state === 'rejected') {
      const [first] = result.errors;
      throw new Error(
        `${result.message} Row ${first?.row}, ${first?.column}: "${first?.value}" ${first?.message}`,
      );
    }
  }
}

export function csvOf(rows: readonly FigureRow[]): string {
  const columns = Object.keys(rows[0]!);
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return `${columns.join(',')}\n${lines.join('\n')}\n`;
}

const cell = (value: string | number): string =>
  typeof value === 'string' && /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value);
