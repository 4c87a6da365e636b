import type { BatchTask } from './batch';
import { UnreadableInput } from './unreadable-input';

const BATCH_SERIES = 32;

/**
 * Cuts a JSON array into batches of whole elements without parsing them, reading the file piece by piece: the
 * memory needed is that of one batch, however long the file. Throws `UnreadableInput` for what is no array or ends
 * in the middle, after all whole elements were given out.
 */
export async function* splitJsonArray(chunks: AsyncIterable<Buffer>): AsyncGenerator<BatchTask> {
  let pending: Uint8Array = new Uint8Array(0);
  let scanned = 0;
  let elementStart = -1;
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let hasEnded = false;
  let parts: Uint8Array[] = [];
  let seriesCount = 0;
  let index = 0;

  const batch = (): BatchTask => {
    const task = { index: index++, firstSeries: seriesCount - parts.length, ...joined(parts) };
    parts = [];
    return task;
  };

  for await (const chunk of chunks) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (; scanned < pending.length; scanned++) {
      if (depth > 1 && !isInString) scanned = nextStructure(pending, scanned);
      const byte = pending[scanned];
      if (byte === undefined) break;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
        continue;
      }
      if (IS_SPACE[byte]) continue;
      if (hasEnded) throw new UnreadableInput('something follows the end of the array');
      if (depth === 0) {
        if (byte !== OPEN_BRACKET)
          throw new UnreadableInput('the file is not a JSON array: [ {"id", "values"}, .. ]');
        depth = 1;
        continue;
      }
      if (depth === 1 && (byte === COMMA || byte === CLOSE_BRACKET)) {
        if (elementStart >= 0) {
          parts.push(pending.subarray(elementStart, scanned));
          seriesCount++;
          elementStart = -1;
          if (parts.length === BATCH_SERIES) yield batch();
        }
        hasEnded = byte === CLOSE_BRACKET;
        continue;
      }
      if (elementStart < 0) elementStart = scanned;
      if (byte === QUOTE) isInString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
    }
    const keepFrom = elementStart >= 0 ? elementStart : scanned;
    pending = pending.subarray(keepFrom);
    scanned -= keepFrom;
    if (elementStart >= 0) elementStart = 0;
  }

  if (parts.length > 0) yield batch();
  if (!hasEnded)
    throw new UnreadableInput(`the array is not closed: the file ends in series ${seriesCount + 1}`);
}

function joined(parts: readonly Uint8Array[]) {
  const lengths = parts.map((part) => part.length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, lengths };
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const IS_SPACE = tableOf([0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, ...BYTE_ORDER_MARK]);
const IS_STRUCTURE = tableOf([QUOTE, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE]);

function tableOf(bytes: readonly number[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of bytes) table[byte] = 1;
  return table;
}

/** Skips numbers and commas, which are most of a file. */
function nextStructure(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && IS_STRUCTURE[bytes[at]!] === 0) at++;
  return at;
}
