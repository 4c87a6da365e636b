/**
 * A share with what it was made of. Nothing to measure gives null ("n/a"), never 0 % or 100 %.
 *
 * Example: shareOf([true, false, null]) is { kept: 1, measured: 2, ratio: 0.5 }.
 */
export interface Share {
  readonly kept: number;
  readonly measured: number;
  readonly ratio: number | null;
}

/** Counts claims that hold among those that can be judged; null = cannot be judged (yet). */
export function shareOf(claims: readonly (boolean | null)[]): Share {
  const measured = claims.filter((claim) => claim !== null);
  const kept = measured.filter(Boolean).length;
  return { kept, measured: measured.length, ratio: measured.length === 0 ? null : kept / measured.length };
}
