import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { DomainError } from '../errors';

const inflate = promisify(inflateRaw);

/** The parts of a zip file by their path; a part is unpacked when it is asked for. */
export interface ZipParts {
  readonly has: (path: string) => boolean;
  /** The part as text; the sum of all that is unpacked stays below the limit. */
  readonly text: (path: string) => Promise<string>;
}

interface Entry {
  readonly offset: number;
  readonly packedBytes: number;
  readonly method: number;
}

const STORED = 0;
const DEFLATED = 8;
const END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 2_000;

/** Does the file begin like a zip file, as every .xlsx does? */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/**
 * Opens a zip file without unpacking anything. What its directory says of sizes is not believed: unpacking stops at the
 * limit, whatever was promised. A file that is broken, encrypted or of a kind that spreadsheets do not write is an
 * `invalid-input` error, and so is one that unpacks to more than the limit.
 *
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. Example: of a workbook with one sheet,
 * `text('xl/workbook.xml')` names that sheet.
 */
export function openZip(bytes: Uint8Array, mostUnpackedBytes: number): ZipParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view);
  let leftBytes = mostUnpackedBytes;
  return {
    has: (path) => entries.has(path),
    text: async (path) => {
      const entry = entries.get(path);
      if (!entry) throw broken();
      const unpacked = await unpack(bytes, view, entry, leftBytes);
      leftBytes -= unpacked.byteLength;
      if (leftBytes < 0) throw tooLarge(mostUnpackedBytes);
      return asText(unpacked);
    },
  };

  async function unpack(from: Uint8Array, of: DataView, entry: Entry, most: number): Promise<Uint8Array> {
    const packed = packedBytes(from, of, entry);
    if (entry.method === STORED) return packed;
    try {
      return await inflate(packed, { maxOutputLength: Math.max(1, most) });
    } catch (error) {
      throw codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(mostUnpackedBytes) : broken();
    }
  }
}

function readDirectory(bytes: Uint8Array, view: DataView): Map<string, Entry> {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw broken();
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw broken();
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    );
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes!));
    const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
    if (isEncrypted) throw locked();
    const method = view.getUint16(at + 10, true);
    if (method !== STORED && method !== DEFLATED) throw broken();
    entries.set(path, {
      method,
      packedBytes: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameBytes! + extraBytes! + commentBytes!;
  }
  return entries;
}

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= first; at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw broken();
}

function packedBytes(bytes: Uint8Array, view: DataView, { offset, packedBytes: size }: Entry): Uint8Array {
  if (offset + 30 > bytes.byteLength || view.getUint32(offset, true) !== LOCAL_HEADER) throw broken();
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + size > bytes.byteLength) throw broken();
  return bytes.subarray(start, start + size);
}

function asText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw broken();
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

const broken = (): DomainError =>
  new DomainError(
    'invalid-input',
    'The file is no workbook that can be read: save it in the spreadsheet program as "Excel workbook (.xlsx)" and send that.',
  );

const locked = (): DomainError =>
  new DomainError(
    'invalid-input',
    'The file is protected by a password: take it off and send the file again.',
  );

const tooLarge = (mostBytes: number): DomainError =>
  new DomainError(
    'invalid-input',
    `The workbook holds more than ${Math.round(mostBytes / (1024 * 1024))} MB when unpacked: remove the sheets and columns that are not needed, or save it as CSV.`,
  );
