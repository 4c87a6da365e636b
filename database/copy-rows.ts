import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type CopyCell = string | number | null;

/** Loads rows into a table by COPY, in the caller's transaction. `table` and `columns` are ours, never from outside. */
export async function copyRows(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyCell[]>,
): Promise<void> {
  const names = columns.map((column) => `"${column}"`).join(', ');
  await pipeline(
    Readable.from(copyText(rows)),
    client.query(copyFrom(`COPY ${table} (${names}) FROM STDIN`)),
  );
}

const CHUNK_CHARACTERS = 64 * 1024;

/** PostgreSQL's text format, in chunks large enough to keep the socket busy. */
function* copyText(rows: Iterable<readonly CopyCell[]>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(copyCell).join('\t')}\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function copyCell(cell: CopyCell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  return cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
