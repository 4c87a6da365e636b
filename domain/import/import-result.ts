import type { ImportKind } from './import-kind';

/** One thing wrong in a file. `row` counts as a spreadsheet does: the header is row 1. */
export interface RowError {
  readonly row: number;
  /** Empty when the whole row is meant. */
  readonly column: string;
  readonly value: string;
  /** What is wrong and how to mend it. */
  readonly message: string;
}

/** What became of one file: all of it loaded, or none. */
export interface ImportResult {
  readonly importId: string;
  readonly unitId: string;
  readonly unitCode: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly state: 'accepted' | 'rejected';
  /** One sentence for the person who sent it. */
  readonly message: string;
  readonly rowCount: number;
  readonly insertedCount: number;
  readonly updatedCount: number;
  readonly unchangedCount: number;
  readonly errorCount: number;
  /** The first hundred. */
  readonly errors: readonly RowError[];
  /** What to know about a file that was read: its encoding, columns left out, items made, months shifted. */
  readonly notes: readonly string[];
  readonly shiftedMonths: number;
}

/** How many errors are told one by one; the rest is counted. */
export const TOLD_ERRORS = 100;
