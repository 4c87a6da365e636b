import { DomainError } from '../errors';
import { faultWords } from '../workbook/cell-fault';
import { cellName } from '../workbook/cell-name';
import { readWorkbook, type Sheet, type SheetCell } from '../workbook/read-workbook';
import { isZip } from '../workbook/zip-parts';
import { type CsvFile, readCsv } from './read-csv';

/** What a workbook of a million filled cells takes; larger tables come as CSV. */
const MOST_UNPACKED_BYTES = 96 * 1024 * 1024;
const MOST_CELLS = 1_000_000;
const MOST_COLUMNS = 200;
const LONGEST_MS = 30_000;

/**
 * Reads a file with figures, CSV or workbook (.xlsx), as text cells. Of a workbook the first visible sheet with anything
 * in it is read; its first filled row is the header. Cells of errors, and formulas that were never calculated, refuse the
 * file, each named by its cell. An unreadable file is an `invalid-input` error.
 *
 * Example: a sheet with item, quantity in row 1 and A01, 5 in row 2 reads like the CSV "item,quantity\nA01,5\n".
 */
export async function readTable(bytes: Uint8Array): Promise<CsvFile> {
  const isOldWorkbook = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  return isZip(bytes) || isOldWorkbook ? readSheetTable(bytes) : readCsv(bytes);
}

async function readSheetTable(bytes: Uint8Array): Promise<CsvFile> {
  const sheets = await readWorkbook(bytes, {
    mostUnpackedBytes: MOST_UNPACKED_BYTES,
    mostCells: MOST_CELLS,
    signal: AbortSignal.timeout(LONGEST_MS),
  });
  const filled = sheets.filter(({ isHidden, cells }) => !isHidden && cells.length > 0);
  const [sheet, ...others] = filled;
  if (!sheet) {
    throw new DomainError(
      'invalid-input',
      'The workbook has no sheet with anything in it: send one with a header row and at least one row below it.',
    );
  }
  refuseFaults(sheet);
  const [header, ...rows] = rowsOf(sheet);
  if (!header || rows.length === 0) {
    throw new DomainError('invalid-input', 'The sheet has a header but no row below it: nothing was loaded.');
  }
  const notes = others.length > 0 ? [`Only the sheet "${sheet.name}" was read.`] : [];
  return {
    header: header.cells.map((cell) => cell.trim()),
    rows: rows.map(({ cells }) => cells),
    rowNumbers: rows.map(({ number }) => number),
    // Numbers of a workbook have a point, as in a file parted by commas.
    delimiter: ',',
    notes,
  };
}

const TOLD_FAULTS = 20;

function refuseFaults({ name, cells }: Sheet): void {
  const faults = cells.filter(({ kind }) => kind === 'error' || kind === 'not-calculated');
  if (faults.length === 0) return;
  const told = faults.slice(0, TOLD_FAULTS).map((cell) => `Cell ${placeOf(cell)}: ${faultWords(cell)}`);
  const more = faults.length > told.length ? [`And ${faults.length - told.length} more cells.`] : [];
  throw new DomainError('invalid-input', `The sheet "${name}" has cells without a usable value.`, [
    ...told,
    ...more,
  ]);
}

const placeOf = ({ row, column }: SheetCell): string => cellName(row, column);

interface Row {
  readonly number: number;
  readonly cells: string[];
}

function rowsOf({ cells }: Sheet): Row[] {
  const rows = new Map<number, Row>();
  for (const cell of cells) {
    if (cell.column > MOST_COLUMNS) {
      throw new DomainError(
        'invalid-input',
        `Cell ${placeOf(cell)} lies beyond ${MOST_COLUMNS} columns: remove what does not belong to the table.`,
      );
    }
    const row = rows.get(cell.row) ?? { number: cell.row, cells: [] };
    while (row.cells.length < cell.column) row.cells.push('');
    row.cells[cell.column - 1] = cell.value;
    rows.set(cell.row, row);
  }
  return [...rows.values()]
    .sort((a, b) => a.number - b.number)
    .filter(({ cells: of }) => of.some((cell) => cell.trim() !== ''));
}
