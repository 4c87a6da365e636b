import { constants, deflateRawSync } from 'node:zlib';

/** A zip file of these parts, as its bytes; sizes are left at what is told, true or not. */
export function zipOf(parts: Readonly<Record<string, string | Packed>>): Uint8Array {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, part] of Object.entries(parts)) {
    const { packed, toldBytes, flags } = typeof part === 'string' ? packedText(part) : part;
    const name = Buffer.from(path);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(packed.byteLength, 18);
    header.writeUInt32LE(toldBytes, 22);
    header.writeUInt16LE(name.byteLength, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags ?? 0, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.byteLength, 20);
    entry.writeUInt32LE(toldBytes, 24);
    entry.writeUInt16LE(name.byteLength, 28);
    entry.writeUInt32LE(offset, 42);
    local.push(header, name, packed);
    directory.push(entry, name);
    offset += header.byteLength + name.byteLength + packed.byteLength;
  }
  const end = Buffer.alloc(22);
  const listed = Buffer.concat(directory);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(listed.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...local, listed, end]));
}

export interface Packed {
  readonly packed: Buffer;
  /** What the zip says of its size when unpacked. */
  readonly toldBytes: number;
  readonly flags?: number;
}

export const packedText = (text: string): Packed => ({
  packed: deflateRawSync(text),
  toldBytes: Buffer.byteLength(text),
});

const SIXTEEN_MB = 16 * 1024 * 1024;

/** Blanks of so many times 16 MB, packed to a thousandth, after which the XML goes on. */
export function bomb(times: number, toldBytes: number): Packed {
  const blanks = deflateRawSync(Buffer.alloc(SIXTEEN_MB, 0x20), { finishFlush: constants.Z_FULL_FLUSH });
  const parts = Array.from({ length: times }, () => blanks);
  return { packed: Buffer.concat([...parts, deflateRawSync('<worksheet/>')]), toldBytes };
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook as a spreadsheet program writes them: cells as XML by sheet name. */
export function workbookParts(
  sheets: Readonly<Record<string, string>>,
  more: { readonly strings?: string; readonly styles?: string; readonly properties?: string } = {},
): Record<string, string> {
  const names = Object.keys(sheets);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  return {
    '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook>${more.properties ?? ''}<sheets>${names
      .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`))
      .join(
        '',
      )}${relation('rId90', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('rId91', 'styles', 'styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${more.strings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet>${more.styles ?? ''}</styleSheet>`,
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet xmlns="x"><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
  };
}
