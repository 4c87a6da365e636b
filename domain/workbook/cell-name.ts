/**
 * The name of a cell as spreadsheets write it, row and column from 1. Example: row 5, column 28 is "AB5".
 */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}

/**
 * Where a cell of this name stands; null for what is no name. Example: "AB5" is row 5, column 28.
 */
export function cellPlace(name: string): { readonly row: number; readonly column: number } | null {
  const found = /^([A-Z]{1,3})(\d{1,7})$/.exec(name);
  if (!found) return null;
  const column = [...found[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(found[2]), column };
}
