/** Rows worked through in one go; a few milliseconds' worth. */
const ROWS_A_BREATH = 2_000;

/**
 * Between two stretches of a long file, lets the process do other things: an upload must not hold up a sign-off.
 * Waits only after every two-thousandth row.
 */
export async function breathe(rowsDone: number): Promise<void> {
  if (rowsDone % ROWS_A_BREATH !== 0) return;
  await new Promise<void>((resolve) => setImmediate(resolve));
}
