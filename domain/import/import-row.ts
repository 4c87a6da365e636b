/** A row that passed: column name → value, null where an optional cell is empty. */
export type ImportRow = Readonly<Record<string, string | number | null>>;
