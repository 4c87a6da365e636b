/** One series as read: its values, or what is wrong with it. */
export type SeriesInput = { readonly id: string | number | null; readonly name: string } & (
  | { readonly values: readonly (number | null)[]; readonly problem?: never }
  | { readonly values: null; readonly problem: string }
);

/** Parses `{ "id", "values": [..] }` objects which stand one after the other, each `lengths[i]` bytes long. */
export function readSeriesFromJson(
  bytes: Uint8Array,
  lengths: readonly number[],
  firstSeries: number,
): SeriesInput[] {
  const decoder = new TextDecoder();
  let start = 0;
  return lengths.map((length, i) => {
    const text = decoder.decode(bytes.subarray(start, start + length));
    start += length;
    return readOne(text, firstSeries + i);
  });
}

function readOne(text: string, place: number): SeriesInput {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const id = /"id"\s*:\s*"([^"\\]*)"/.exec(text)?.[1] ?? null;
    const reason = error instanceof Error ? error.message : String(error);
    return { id, name: nameOf(id, place), values: null, problem: `this is not JSON (${reason})` };
  }

  const series = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  const id = typeof series.id === 'string' || typeof series.id === 'number' ? series.id : null;
  const name = nameOf(id, place);
  if (id === null) return { id, name, values: null, problem: 'it has no "id" (a text or a number)' };
  const idProblem = problemOfId(id);
  if (idProblem !== null) return { id, name, values: null, problem: idProblem };
  const { values } = series;
  if (!Array.isArray(values)) return { id, name, values: null, problem: 'it has no list "values"' };
  const wrong = values.findIndex((value) => value !== null && typeof value !== 'number');
  if (wrong >= 0) {
    const problem = `value ${wrong + 1} is ${JSON.stringify(values[wrong])}: give a number, or null for missing`;
    return { id, name, values: null, problem };
  }
  return { id, name, values };
}

/**
 * Parses lines `id,month,value` without their header, all lines of a series standing together. Months are like
 * 2026-01, 2026/1 or 202601 (a day may follow), or running numbers, in any order; months left out, and empty
 * values, are missing.
 */
export function readSeriesFromCsv(bytes: Uint8Array, firstSeries: number): SeriesInput[] {
  const series: SeriesInput[] = [];
  let id: string | null = null;
  let rows: string[][] = [];
  const finish = () => {
    if (id !== null) series.push(fromRows(id, rows, firstSeries + series.length));
  };
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (text.trim() === '') continue;
    const fields = splitCsvLine(text);
    if (fields[0] !== id) {
      finish();
      id = fields[0]!;
      rows = [];
    }
    rows.push(fields);
  }
  finish();
  return series;
}

/** An id that would come back as another one must not pass for it. */
function problemOfId(id: string | number): string | null {
  if (typeof id === 'number') {
    const isKept = Number.isFinite(id) && Math.abs(id) <= Number.MAX_SAFE_INTEGER;
    return isKept ? null : `its id is too long for a number: give it as a text, "id": "..."`;
  }
  return id.includes(UNREADABLE_CHARACTER) ? 'its id is not written in UTF-8: save the file as UTF-8' : null;
}

/** What a decoder puts where the bytes are no UTF-8. */
const UNREADABLE_CHARACTER = '\uFFFD';

/** So many months with hardly a value between them are a typing error in a year. */
const LONGEST_SPARSE_MONTHS = 1200;
/** Number() reads 0x10 and 0b1 too. */
const NOT_DECIMAL = /[^\d.eE+\-\s]/;

function fromRows(id: string, rows: readonly string[][], place: number): SeriesInput {
  const name = nameOf(id, place);
  const wrong = (problem: string): SeriesInput => ({ id, name, values: null, problem });

  if (id.trim() === '') return wrong('its lines begin without an id');
  const idProblem = problemOfId(id);
  if (idProblem !== null) return wrong(idProblem);

  const byMonth = new Map<number, number | null>();
  for (const fields of rows) {
    if (fields.length !== 3)
      return wrong(`the line "${fields.join(',')}" has not the three fields id,month,value`);
    const [, month, value] = fields as [string, string, string];
    const monthNumber = monthNumberOf(month);
    if (monthNumber === null) return wrong(`the month "${month}" is not like 2026-01, nor a running number`);
    if (byMonth.has(monthNumber)) return wrong(`the month ${month} comes twice`);
    const quantity = value.trim() === '' ? null : Number(value);
    if (quantity !== null && (!Number.isFinite(quantity) || NOT_DECIMAL.test(value))) {
      return wrong(`the value of ${month} is "${value}": give a number with a decimal point, or nothing`);
    }
    byMonth.set(monthNumber, quantity);
  }

  const months = [...byMonth.keys()];
  const first = months.reduce((a, b) => Math.min(a, b));
  const last = months.reduce((a, b) => Math.max(a, b));
  if (last - first >= Math.max(LONGEST_SPARSE_MONTHS, 2 * months.length)) {
    return wrong('its months lie more than a century apart, with hardly a value between them');
  }
  const values = Array.from({ length: last - first + 1 }, (_, i) => byMonth.get(first + i) ?? null);
  return { id, name, values };
}

/** The same few hundred months stand on nearly every line, and reading one costs as much as forecasting it. */
const knownMonths = new Map<string, number | null>();
const MOST_KNOWN_MONTHS = 10_000;

/** Months since year 0, or the running number itself; null for anything else. */
function monthNumberOf(month: string): number | null {
  const known = knownMonths.get(month);
  if (known !== undefined) return known;
  const monthNumber = readMonth(month);
  if (knownMonths.size < MOST_KNOWN_MONTHS) knownMonths.set(month, monthNumber);
  return monthNumber;
}

function readMonth(month: string): number | null {
  const text = month.trim();
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const match = /^(\d{4})(?:[-/](\d{1,2})|(\d{2}))(?:[-/]?\d{1,2}(?:[T ].*)?)?$/.exec(text);
  const monthOfYear = Number(match?.[2] ?? match?.[3]);
  if (!match || !(monthOfYear >= 1 && monthOfYear <= 12)) return null;
  return Number(match[1]) * 12 + monthOfYear - 1;
}

/** The fields of one line; a field in quotes may hold commas, and "" for a quote. */
export function splitCsvLine(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i]!;
    if (character === '"' && isQuoted && line[i + 1] === '"') {
      field += '"';
      i++;
    } else if (character === '"') {
      isQuoted = !isQuoted;
    } else if (character === ',' && !isQuoted) {
      fields.push(field);
      field = '';
    } else {
      field += character;
    }
  }
  fields.push(field);
  return fields;
}

const nameOf = (id: string | number | null, place: number): string =>
  id === null ? `series ${place + 1}` : `"${id}"`;
