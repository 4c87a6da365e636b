import type { SheetCell } from './read-workbook';

/**
 * What is wrong with a cell that has no usable value, and how to mend it.
 *
 * Example: of #REF! it is "its formula gives #REF!: correct it, or write the value".
 */
export const faultWords = ({ kind, value }: Pick<SheetCell, 'kind' | 'value'>): string =>
  kind === 'error'
    ? `its formula gives ${value}: correct it, or write the value`
    : 'its formula was never calculated: open the file in the spreadsheet program, save it and send it again';
