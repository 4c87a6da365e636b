import { csvOf, type FigureFiles } from '../domain/import/figure-files';
import type { Database } from './client';
import { importFile } from './import-file';

/** Loads a company's figures as files through the product's own import, so that they pass every check of it. */
export async function loadFigures(
  database: Database,
  options: { readonly unitId: string; readonly fileNamePrefix: string; readonly now: Date },
  figures: FigureFiles,
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
