import { createHash, randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { addMonths, isMonth, monthsBetween } from '../domain/cycle/month';
import { DomainError } from '../domain/errors';
import { type CheckedRows, checkRows } from '../domain/import/check-rows';
import { IMPORT_COLUMNS, type ImportKind, isNumberColumn } from '../domain/import/import-kind';
import { importMessage } from '../domain/import/import-message';
import type { ImportResult, RowError } from '../domain/import/import-result';
import type { ImportRow } from '../domain/import/import-row';
import { matchColumns } from '../domain/import/match-columns';
import { readTable } from '../domain/import/read-table';
import type { Database } from './client';
import { copyRows } from './copy-rows';
import { IMPORT_MERGES } from './import-merge';
import { knownRecords } from './known-records';

export interface ImportRequest {
  readonly unitId: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly columnMap?: Readonly<Record<string, string>>;
  /** Shifts all months of a sales file by the same number so that its last one becomes this one. */
  readonly lastMonth?: string | null;
  /** Does so by itself when a sales file ended over a year ago: its last month becomes the last full one. */
  readonly bringUpToDate?: boolean;
  /** Who sent it; null for the system. */
  readonly personId: string | null;
  readonly now: Date;
}

/**
 * Loads one file into a unit: all of it, or nothing. Whatever is wrong with it comes back as a rejected result with
 * its errors; both outcomes are kept as a row of Import. Sending the same file again changes nothing and says so.
 */
export async function importFile(database: Database, request: ImportRequest): Promise<ImportResult> {
  const unit = await database.prisma.unit.findUnique({ where: { id: request.unitId } });
  if (!unit) throw new DomainError('not-found', 'There is no such unit: choose one from the list.');
  const file: FileFacts = {
    importId: randomUUID(),
    unitId: unit.id,
    unitCode: unit.code,
    kind: request.kind,
    fileName: request.fileName,
    sha256: createHash('sha256').update(request.bytes).digest('hex'),
  };

  let read: ReadRows;
  try {
    read = await readRows(database, request);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid-input') throw error;
    return reject(database, request, file, 0, wholeFileErrors(error));
  }
  const { checked, rowCount } = read;
  if (checked.errorCount > 0) return reject(database, request, file, rowCount, checked);

  const earlierShift = await findEarlierShift(database, request);
  const { rows, shiftedMonths, note } = shiftMonths(checked.rows, request, read.currentMonth, earlierShift);
  const notes = note === null ? read.notes : [...read.notes, note];
  return accept(database, request, file, rows, notes, shiftedMonths);
}

type FileFacts = Pick<ImportResult, 'importId' | 'unitId' | 'unitCode' | 'kind' | 'fileName' | 'sha256'>;
type Errors = Pick<CheckedRows, 'errors' | 'errorCount'>;

interface ReadRows {
  readonly checked: CheckedRows;
  readonly rowCount: number;
  readonly notes: readonly string[];
  readonly currentMonth: string;
}

async function readRows(database: Database, request: ImportRequest): Promise<ReadRows> {
  const table = await readTable(request.bytes);
  const columns = matchColumns(request.kind, table.header, request.columnMap);
  const known = await knownRecords(database, request.unitId, request.now);
  refuseLastMonth(request.lastMonth ?? null, known.currentMonth);
  const checked = await checkRows(request.kind, table, columns, known);
  const notes = [...table.notes, ...columns.notes];
  return { checked, rowCount: table.rows.length, notes, currentMonth: known.currentMonth };
}

function refuseLastMonth(lastMonth: string | null, currentMonth: string): void {
  if (lastMonth === null || (isMonth(lastMonth) && lastMonth <= currentMonth)) return;
  throw new DomainError(
    'invalid-input',
    `The last month "${lastMonth}" cannot be: give a month up to ${currentMonth}, written YYYY-MM, or leave it out.`,
  );
}

function wholeFileErrors(error: DomainError): Errors {
  const messages = [error.message, ...error.details];
  const errors = messages.map((message): RowError => ({ row: 1, column: '', value: '', message }));
  return { errors, errorCount: errors.length };
}

/** A history that ended longer ago than this is of no use for planning from now on. */
const OLD_MONTHS = 12;

interface Shifted {
  readonly rows: readonly ImportRow[];
  readonly shiftedMonths: number;
  readonly note: string | null;
}

function shiftMonths(
  rows: readonly ImportRow[],
  request: ImportRequest,
  currentMonth: string,
  earlierShift: number,
): Shifted {
  const asTheyAre = { rows, shiftedMonths: 0, note: null };
  if (request.kind !== 'sales') return asTheyAre;
  const last = lastMonthOf(rows);
  const isOld = monthsBetween(last, currentMonth) > OLD_MONTHS;
  const broughtUpToDate = request.bringUpToDate && isOld ? addMonths(currentMonth, -1) : last;
  const target = request.lastMonth ?? (earlierShift === 0 ? broughtUpToDate : addMonths(last, earlierShift));
  const shiftedMonths = monthsBetween(last, target);
  if (shiftedMonths === 0) return asTheyAre;
  const how = request.lastMonth ? '' : ` To keep the months of the file, name its last one: ${last}.`;
  return {
    rows: rows.map((row) => ({ ...row, month: addMonths(row.month as string, shiftedMonths) })),
    shiftedMonths,
    note: `All months were shifted by ${shiftedMonths}, so that the last one is ${target} and no longer ${last}.${how}`,
  };
}

/** A file of the same name is shifted as it was before: sent again it changes nothing, corrected it lands where it was. */
async function findEarlierShift(
  { prisma }: Database,
  { unitId, kind, fileName }: ImportRequest,
): Promise<number> {
  if (kind !== 'sales') return 0;
  const earlier = await prisma.import.findFirst({
    where: { unitId, kind, fileName, state: 'accepted' },
    orderBy: { createdAt: 'desc' },
    select: { shiftedMonths: true },
  });
  return earlier?.shiftedMonths ?? 0;
}

const lastMonthOf = (rows: readonly ImportRow[]): string =>
  rows.reduce((latest, row) => ((row.month as string) > latest ? (row.month as string) : latest), '');

async function accept(
  database: Database,
  request: ImportRequest,
  file: FileFacts,
  rows: readonly ImportRow[],
  notes: readonly string[],
  shiftedMonths: number,
): Promise<ImportResult> {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    // One file at a time and unit: update and insert below must see the same rows.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('import'), hashtext($1))", [request.unitId]);
    const before = await countRecords(client, request.unitId);
    await stageRows(client, request.kind, rows);
    const { updatedCount, insertedCount } = await mergeStaged(client, request, file.importId);
    const made = whatWasMade(before, await countRecords(client, request.unitId), request.kind);
    const counts = {
      ...file,
      state: 'accepted' as const,
      rowCount: rows.length,
      insertedCount,
      updatedCount,
      unchangedCount: rows.length - insertedCount - updatedCount,
      errorCount: 0,
    };
    const result: ImportResult = {
      ...counts,
      message: importMessage(counts),
      errors: [],
      notes: [...notes, ...made],
      shiftedMonths,
    };
    await client.query(RECORD_IMPORT, recorded(result, request));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function stageRows(client: PoolClient, kind: ImportKind, rows: readonly ImportRow[]): Promise<void> {
  const columns = IMPORT_COLUMNS[kind];
  const types = columns.map(
    (column) => `${column.name} ${isNumberColumn(column) ? 'double precision' : 'text'}`,
  );
  await client.query(`CREATE TEMPORARY TABLE staged (${types.join(', ')}) ON COMMIT DROP`);
  const names = columns.map(({ name }) => name);
  await copyRows(client, 'staged', names, cellsOf(rows, names));
  await client.query('ANALYZE staged');
}

function* cellsOf(rows: readonly ImportRow[], names: readonly string[]) {
  for (const row of rows) yield names.map((name) => row[name] ?? null);
}

async function mergeStaged(client: PoolClient, { unitId, kind }: ImportRequest, importId: string) {
  const { first, update, insert } = IMPORT_MERGES[kind];
  const run = async (statement: string) => {
    const result = await client.query(statement, statement.includes('$2') ? [unitId, importId] : [unitId]);
    return result.rowCount ?? 0;
  };
  for (const statement of first) await run(statement);
  const updatedCount = await run(update);
  const insertedCount = await run(insert);
  return { updatedCount, insertedCount };
}

const COUNTED = { families: 'Family', items: 'Item', markets: 'Market', resources: 'Resource' } as const;
type Counts = Record<keyof typeof COUNTED, number>;

async function countRecords(client: PoolClient, unitId: string): Promise<Counts> {
  const counts = Object.entries(COUNTED).map(
    ([name, table]) => `(SELECT count(*)::int FROM "${table}" WHERE "unitId" = $1) AS ${name}`,
  );
  return (await client.query<Counts>(`SELECT ${counts.join(', ')}`, [unitId])).rows[0]!;
}

function whatWasMade(before: Counts, after: Counts, kind: ImportKind): string[] {
  return (Object.keys(COUNTED) as (keyof Counts)[])
    .filter((name) => after[name] > before[name] && name !== kind)
    .map((name) => `New ${name} made from this file: ${after[name] - before[name]}.`);
}

async function reject(
  database: Database,
  request: ImportRequest,
  file: FileFacts,
  rowCount: number,
  { errors, errorCount }: Errors,
): Promise<ImportResult> {
  const counts = {
    ...file,
    state: 'rejected' as const,
    rowCount,
    insertedCount: 0,
    updatedCount: 0,
    unchangedCount: 0,
    errorCount,
  };
  const message = importMessage(counts);
  const result: ImportResult = { ...counts, message, errors, notes: [], shiftedMonths: 0 };
  await database.pool.query(RECORD_IMPORT, recorded(result, request));
  return result;
}

const RECORD_IMPORT = `
  INSERT INTO "Import" (id, "unitId", kind, "fileName", sha256, state, "rowCount", "insertedCount", "updatedCount",
                        "unchangedCount", "errorCount", errors, "personId", "createdAt", "shiftedMonths")
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;

const recorded = (result: ImportResult, request: ImportRequest) => [
  result.importId,
  result.unitId,
  result.kind,
  result.fileName,
  result.sha256,
  result.state,
  result.rowCount,
  result.insertedCount,
  result.updatedCount,
  result.unchangedCount,
  result.errorCount,
  JSON.stringify(result.errors),
  request.personId,
  request.now,
  result.shiftedMonths,
];
