import type { ImportResult } from './import-result';

/**
 * What became of a file, in one sentence for the person who sent it.
 *
 * Example: "Loaded 3 rows of sales.csv into EUROPE: 2 new, 1 changed, 0 as before."
 */
export function importMessage(
  result: Pick<
    ImportResult,
    | 'state'
    | 'fileName'
    | 'unitCode'
    | 'rowCount'
    | 'insertedCount'
    | 'updatedCount'
    | 'unchangedCount'
    | 'errorCount'
  >,
): string {
  const { state, fileName, unitCode, rowCount, insertedCount, updatedCount, unchangedCount, errorCount } =
    result;
  if (state === 'rejected') {
    const errors = errorCount === 1 ? 'there is 1 error' : `there are ${number(errorCount)} errors`;
    return `Nothing was loaded from ${fileName}: ${errors}. Mend and send the file again.`;
  }
  const whole = `${number(rowCount)} ${rowCount === 1 ? 'row' : 'rows'} of ${fileName}`;
  if (insertedCount + updatedCount === 0) {
    return `Nothing changed: ${whole} ${rowCount === 1 ? 'is already there as it is' : 'are already there as they are'}.`;
  }
  return `Loaded ${whole} into ${unitCode}: ${number(insertedCount)} new, ${number(updatedCount)} changed, ${number(unchangedCount)} as before.`;
}

const number = (count: number): string => count.toLocaleString('en-GB');
