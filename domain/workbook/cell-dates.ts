import { attribute, xmlEvents } from './xml-events';

const MS_A_DAY = 86_400_000;
/** Spreadsheets count days from here; 1904 is that of old ones on the Macintosh. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_ZERO_1904 = Date.UTC(1904, 0, 1);

/**
 * The day that a number stands for, YYYY-MM-DD; a time of day is left out.
 *
 * Source: ECMA-376 part 1, 18.17.4.1. Example: 46357 is "2026-12-01".
 */
export function dayOfSerial(serial: number, isFrom1904: boolean): string {
  const at = (isFrom1904 ? DAY_ZERO_1904 : DAY_ZERO) + Math.floor(serial) * MS_A_DAY;
  const day = new Date(at);
  return Number.isNaN(day.getTime()) ? String(serial) : day.toISOString().slice(0, 10);
}

/** Formats with a number only that show a day, in any language: ECMA-376 part 1, 18.8.30. */
const isBuiltInDay = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/**
 * Which cell styles of a workbook show a day, by their index.
 *
 * Example: styles with the formats General and mmm yy give the set of 1.
 */
export function dateStyles(xml: string): Set<number> {
  const custom = new Map<number, string>();
  const found = new Set<number>();
  let isInCells = false;
  let index = 0;
  for (const event of xmlEvents(xml)) {
    if (event.kind === 'text') continue;
    if (event.name === 'cellXfs') isInCells = event.kind === 'open';
    if (event.kind !== 'open') continue;
    if (event.name === 'numFmt') {
      custom.set(
        Number(attribute(event.attributes, 'numFmtId')),
        attribute(event.attributes, 'formatCode') ?? '',
      );
    } else if (event.name === 'xf' && isInCells) {
      const format = Number(attribute(event.attributes, 'numFmtId') ?? 0);
      const code = custom.get(format);
      if (code === undefined ? isBuiltInDay(format) : showsDay(code)) found.add(index);
      index++;
    }
  }
  return found;
}

/** Years and days; a month alone (m) could be minutes. Texts, colours and escaped letters do not count. */
function showsDay(code: string): boolean {
  const plain = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').toLowerCase();
  return /[yd]/.test(plain) || /mmm/.test(plain);
}
