/**
 * How much promotions and events of each kind lifted demand in the past, as a factor on what would have been usual
 * (1.3 = 30 % more), and the history without them.
 *
 * "Usual" is the median of the unpromoted months up to six months before and after. The factor of a kind is the
 * mean of its months' factors, pulled towards 1 by n / (n + 1) because one promotion proves little. A month with
 * several kinds is shared out in proportion to their logarithms. A promoted month without enough unpromoted
 * neighbours (three) teaches nothing and stays as recorded. Values in units, null where nothing was recorded.
 *
 * Source: the usual baseline-and-lift decomposition; Fildes, Ma & Kolassa (2022), "Retail forecasting: research
 * and practice", IJF 38, 1283-1318.
 * Example: months of 100 with two "flyer" months of 160: the factor is 1 + 0.6 * 2/3 = 1.4.
 */
export function learnPromotions(
  values: readonly (number | null)[],
  kindsByMonth: readonly (readonly string[])[],
): LearnedPromotions {
  const isPromoted = (t: number) => (kindsByMonth[t] ?? []).length > 0;
  const withoutPromotions = [...values];
  const lifts = new Map<string, number[]>();

  values.forEach((value, t) => {
    if (value === null || !isPromoted(t)) return;
    const usual = usualAround(values, t, isPromoted);
    if (usual === null || usual <= 0) return;
    withoutPromotions[t] = usual;
    const kinds = kindsByMonth[t]!;
    const share = (Math.max(value, 0) / usual) ** (1 / kinds.length);
    for (const kind of kinds) lifts.set(kind, [...(lifts.get(kind) ?? []), share]);
  });

  const factors = new Map<string, number>();
  for (const [kind, seen] of lifts) {
    const mean = seen.reduce((sum, lift) => sum + lift, 0) / seen.length;
    factors.set(kind, 1 + (mean - 1) * (seen.length / (seen.length + 1)));
  }
  return { factors, withoutPromotions };
}

export interface LearnedPromotions {
  /** Factor on usual demand by kind of promotion; a kind that taught nothing is absent. */
  readonly factors: ReadonlyMap<string, number>;
  /** The history with every judged promoted month at its usual level. */
  readonly withoutPromotions: (number | null)[];
}

/**
 * Puts coming promotions on a forecast: each month times the factors of its kinds. A kind without a learned factor
 * changes nothing and is named in `unknownKinds`, so that a planner can give one.
 *
 * Example: 100, 100 with a "flyer" of factor 1.4 in the second month: 100, 140.
 */
export function applyPromotions(
  forecast: readonly number[],
  kindsByMonth: readonly (readonly string[])[],
  factors: ReadonlyMap<string, number>,
): { forecast: number[]; unknownKinds: string[] } {
  const unknown = new Set<string>();
  const promoted = forecast.map((value, k) =>
    (kindsByMonth[k] ?? []).reduce((product, kind) => {
      const factor = factors.get(kind);
      if (factor === undefined) unknown.add(kind);
      return product * (factor ?? 1);
    }, value),
  );
  return { forecast: promoted, unknownKinds: [...unknown] };
}

const NEIGHBOUR_MONTHS = 6;
const FEWEST_NEIGHBOURS = 3;

function usualAround(
  values: readonly (number | null)[],
  t: number,
  isPromoted: (t: number) => boolean,
): number | null {
  const neighbours: number[] = [];
  for (
    let i = Math.max(0, t - NEIGHBOUR_MONTHS);
    i <= Math.min(values.length - 1, t + NEIGHBOUR_MONTHS);
    i++
  ) {
    const value = values[i] ?? null;
    if (i !== t && value !== null && !isPromoted(i)) neighbours.push(value);
  }
  if (neighbours.length < FEWEST_NEIGHBOURS) return null;
  neighbours.sort((a, b) => a - b);
  const middle = neighbours.length >> 1;
  return neighbours.length % 2 === 1
    ? neighbours[middle]!
    : 0.5 * (neighbours[middle - 1]! + neighbours[middle]!);
}
