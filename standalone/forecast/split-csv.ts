import type { BatchTask } from './batch';
import { splitCsvLine } from './series-input';
import { UnreadableInput } from './unreadable-input';

const BATCH_BYTES = 64 * 1024;

/** The lines of a series do not stand together in the file: it has to be grouped in memory. */
export class ScatteredSeries extends Error {
  override readonly name = 'ScatteredSeries';
}

/**
 * Cuts `id,month,value` lines into batches of whole series without parsing the values, reading the file piece by
 * piece. Throws `ScatteredSeries` at the first id that comes back after another one.
 */
export async function* splitCsv(chunks: AsyncIterable<Buffer>): AsyncGenerator<BatchTask> {
  const finished = new Set<string>();
  let currentId: string | null = null;
  let lines: string[] = [];
  let bytes = 0;
  let index = 0;
  let firstSeries = 0;
  let seriesCount = 0;

  for await (const line of dataLines(chunks)) {
    const id = idOf(line);
    if (id !== currentId) {
      if (finished.has(id)) throw new ScatteredSeries(`the lines of "${id}" do not stand together`);
      if (bytes >= BATCH_BYTES) {
        yield csvBatch(index++, firstSeries, lines);
        lines = [];
        bytes = 0;
        firstSeries = seriesCount;
      }
      finished.add(id);
      currentId = id;
      seriesCount++;
    }
    lines.push(line);
    bytes += line.length + 1;
  }
  if (lines.length > 0) yield csvBatch(index, firstSeries, lines);
}

/** The same for lines in any order: groups the whole file in memory, series in the order of their first line. */
export async function* groupCsv(chunks: AsyncIterable<Buffer>): AsyncGenerator<BatchTask> {
  const linesById = new Map<string, string[]>();
  for await (const line of dataLines(chunks)) {
    const id = idOf(line);
    const lines = linesById.get(id);
    if (lines) lines.push(line);
    else linesById.set(id, [line]);
  }
  let index = 0;
  for (const lines of linesById.values()) {
    yield csvBatch(index, index, lines);
    index++;
  }
}

function csvBatch(index: number, firstSeries: number, lines: readonly string[]): BatchTask {
  return { index, firstSeries, bytes: new TextEncoder().encode(lines.join('\n')), lengths: [] };
}

function idOf(line: string): string {
  if (line.startsWith('"')) return splitCsvLine(line)[0]!;
  const comma = line.indexOf(',');
  return comma < 0 ? line : line.slice(0, comma);
}

/** The lines after the header, without empty ones. */
async function* dataLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pending = '';
  let hasHeader = false;
  for await (const chunk of chunks) {
    const pieces = (pending + decoder.decode(chunk, { stream: true })).split('\n');
    pending = pieces.pop()!;
    for (const piece of pieces) {
      const line = piece.endsWith('\r') ? piece.slice(0, -1) : piece;
      if (line.trim() === '') continue;
      if (hasHeader) yield line;
      else hasHeader = checkHeader(line);
    }
  }
  if (!hasHeader) {
    if (pending.trim() !== '') checkHeader(pending);
    return;
  }
  if (pending.trim() !== '') yield pending.trimEnd();
}

function checkHeader(line: string): true {
  const names = splitCsvLine(line).map((name) => name.trim().toLowerCase());
  if (names.join(',') === 'id,month,value') return true;
  throw new UnreadableInput(`the first line is "${line.slice(0, 80)}": it must be id,month,value`);
}
