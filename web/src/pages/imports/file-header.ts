/**
 * The column names of a CSV file, read from its first line: parted by comma, semicolon or tab, whichever it holds most
 * of. Only to offer which column is which; the server reads and checks the file itself. None of a workbook, which is
 * read there only.
 */
export async function fileHeader(file: File): Promise<string[]> {
  const start = await file.slice(0, 64_000).text();
  if (start.startsWith('PK')) return [];
  const line = start.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '';
  const separator = [',', ';', '\t'].reduce((best, one) =>
    line.split(one).length > line.split(best).length ? one : best,
  );
  return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

/** Case, blanks and hyphens do not matter, as on the server. */
export const plainName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
