import type { BatchTask } from './batch';
import { splitCsvLine } from './series-input';
import { UnreadableInput } from './unreadable-input';

const BATCH_BYTES = 64 * 1024;

/** The lines of a series do not stand together in the file: it has to be grouped in memory. */
export class ScatteredSeries extends Error {
  override readonly name = 'ScatteredSeries';
}

/**
 * Cuts `id,month,value` lines into batches of whole series, reading the file piece by piece: the memory needed is that
 * of one batch and of the ids. Values stay bytes; a line is read as text only where the bytes of its id change. Throws
 * `ScatteredSeries` at the first id that comes back after another one.
 */
export async function* splitCsv(chunks: AsyncIterable<Buffer>): AsyncGenerator<BatchTask> {
  const cutter = new SeriesCutter();
  let pending: Uint8Array = new Uint8Array(0);
  let scanned = 0;
  for await (const chunk of chunks) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (let end = endOfLine(pending, scanned); end < pending.length; end = endOfLine(pending, scanned)) {
      const task = cutter.addLine(pending, scanned, end);
      scanned = end + 1;
      if (task) yield task;
    }
    const keepFrom = cutter.forgetBefore(scanned);
    pending = pending.subarray(keepFrom);
    scanned -= keepFrom;
  }

  const task = cutter.addLine(pending, scanned, pending.length);
  if (task) yield task;
  const last = cutter.lastBatch(pending);
  if (last) yield last;
}

/** Knows where in the pending bytes the batch and the series begin which are being read. */
class SeriesCutter {
  private hasHeader = false;
  private readonly finished = new Set<string>();
  private currentId: string | null = null;
  /** Where the id of the current series stands: the same bytes are the same id. */
  private idStart = 0;
  private idEnd = 0;
  /** -1 before the first series. */
  private batchStart = -1;
  private batchIndex = 0;
  private firstSeries = 0;
  private seriesCount = 0;

  /** Takes note of a line; where it begins a series after a full batch, gives out that batch. */
  addLine(bytes: Uint8Array, start: number, end: number): BatchTask | null {
    if (!this.hasHeader) {
      // Decoding takes away the byte order mark that some programs put first.
      const line = decoder.decode(bytes.subarray(start, end)).trim();
      this.hasHeader = line !== '' && checkHeader(line);
      return null;
    }
    if (isBlank(bytes, start, end)) return null;
    const idEnd = endOfField(bytes, start, end);
    if (this.currentId !== null && isSame(bytes, this.idStart, this.idEnd, start, idEnd)) return null;
    this.idStart = start;
    this.idEnd = idEnd;
    const id = splitCsvLine(decoder.decode(bytes.subarray(start, idEnd)))[0]!;
    return id === this.currentId ? null : this.startSeries(id, bytes, start);
  }

  private startSeries(id: string, bytes: Uint8Array, start: number): BatchTask | null {
    if (this.finished.has(id)) throw new ScatteredSeries(`the lines of "${id}" do not stand together`);
    this.finished.add(id);
    this.currentId = id;
    if (this.batchStart < 0) this.batchStart = start;
    const task = start - this.batchStart >= BATCH_BYTES ? this.batchUpTo(bytes, start) : null;
    this.seriesCount++;
    return task;
  }

  private batchUpTo(bytes: Uint8Array, end: number): BatchTask {
    const copy = new Uint8Array(bytes.subarray(this.batchStart, end));
    const task = { index: this.batchIndex++, firstSeries: this.firstSeries, bytes: copy, lengths: [] };
    this.batchStart = end;
    this.firstSeries = this.seriesCount;
    return task;
  }

  lastBatch(bytes: Uint8Array): BatchTask | null {
    return this.batchStart < 0 ? null : this.batchUpTo(bytes, bytes.length);
  }

  /** When all before `scanned` was seen: from where on it is still needed. Places count from there afterwards. */
  forgetBefore(scanned: number): number {
    if (this.batchStart < 0) return scanned;
    const keepFrom = this.batchStart;
    this.batchStart = 0;
    this.idStart -= keepFrom;
    this.idEnd -= keepFrom;
    return keepFrom;
  }
}

/** The same for lines in any order: groups the whole file in memory, series in the order of their first line. */
export async function* groupCsv(chunks: AsyncIterable<Buffer>): AsyncGenerator<BatchTask> {
  const linesById = new Map<string, string[]>();
  for await (const lines of dataLines(chunks)) {
    for (const line of lines) {
      const id = line.startsWith('"') ? splitCsvLine(line)[0]! : line.slice(0, endOfPlainField(line));
      const known = linesById.get(id);
      if (known) known.push(line);
      else linesById.set(id, [line]);
    }
  }
  let index = 0;
  for (const lines of linesById.values()) {
    const bytes = new TextEncoder().encode(lines.join('\n'));
    yield { index, firstSeries: index, bytes, lengths: [] };
    index++;
  }
}

function endOfPlainField(line: string): number {
  const comma = line.indexOf(',');
  return comma < 0 ? line.length : comma;
}

/** The lines after the header, without empty ones, piece by piece. */
async function* dataLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const streamDecoder = new TextDecoder();
  let pending = '';
  let hasHeader = false;
  for await (const chunk of chunks) {
    const pieces = (pending + streamDecoder.decode(chunk, { stream: true })).split('\n');
    pending = pieces.pop()!;
    const lines = pieces.map((piece) => piece.trimEnd()).filter((line) => line !== '');
    if (!hasHeader && lines.length > 0) hasHeader = checkHeader(lines.shift()!);
    yield lines;
  }
  const last = pending.trimEnd();
  if (last === '') return;
  if (hasHeader) yield [last];
  else checkHeader(last);
}

function checkHeader(line: string): true {
  const names = splitCsvLine(line).map((name) => name.trim().toLowerCase());
  if (names.join(',') === 'id,month,value') return true;
  // What a decoder makes of UTF-16, in which spreadsheets save "Unicode text".
  if (/[\uFFFD\0]/.test(line)) throw new UnreadableInput('it is not written in UTF-8: save it as UTF-8');
  throw new UnreadableInput(`the first line is "${line.slice(0, 80)}": it must be id,month,value`);
}

const decoder = new TextDecoder();
const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== NEWLINE) at++;
  return at;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB || bytes[at] === RETURN)) at++;
  return at === end;
}

/** The comma after the first field, or the end of the line; within quotes a comma belongs to the field. */
function endOfField(bytes: Uint8Array, start: number, end: number): number {
  let isQuoted = false;
  let at = start;
  for (; at < end && (isQuoted || bytes[at] !== COMMA); at++) if (bytes[at] === QUOTE) isQuoted = !isQuoted;
  return at;
}

function isSame(
  bytes: Uint8Array,
  start: number,
  end: number,
  otherStart: number,
  otherEnd: number,
): boolean {
  if (end - start !== otherEnd - otherStart) return false;
  for (let i = 0; i < end - start; i++) if (bytes[start + i] !== bytes[otherStart + i]) return false;
  return true;
}
