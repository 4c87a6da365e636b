import { readHistory } from './demand-history';
import { shrunkSeasonalIndices } from './seasonality';

/**
 * How much promotions and events of each kind lifted demand in the past, as a factor on what would have been usual
 * (1.3 = 30 % more), and the history without them.
 *
 * "Usual" is the median of the unpromoted months up to six months before and after, each at the season of the promoted
 * month where three seasons or more are known. The factor of a kind is the mean of its months' factors, pulled towards
 * `usualFactors` (1 for a kind that is not in it) by n / (n + 1) because one promotion proves little. A month with
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
  { seasonLengthMonths = 12, usualFactors = new Map() }: LearningOptions = {},
): LearnedPromotions {
  const isPromoted = (t: number) => (kindsByMonth[t] ?? []).length > 0;
  const withoutPromotions = [...values];
  const lifts = new Map<string, number[]>();
  const promoted = values.flatMap((value, t) => (value !== null && isPromoted(t) ? [t] : []));
  if (promoted.length === 0) return { factors: new Map(), lifts, withoutPromotions };

  // Season and usual level need each other: each round comes closer, also where a month is promoted in most years.
  let season = values.map(() => 1);
  for (let round = 0; round < ROUNDS; round++) {
    for (const t of promoted) {
      withoutPromotions[t] = usualAround(values, t, isPromoted, season) ?? values[t]!;
    }
    season = seasonOf(withoutPromotions, seasonLengthMonths);
  }
  for (const t of promoted) {
    const usual = usualAround(values, t, isPromoted, season);
    if (usual === null || usual <= 0) {
      withoutPromotions[t] = values[t]!;
      continue;
    }
    withoutPromotions[t] = usual;
    const kinds = kindsByMonth[t]!;
    const share = (Math.max(values[t]!, 0) / usual) ** (1 / kinds.length);
    for (const kind of kinds) lifts.set(kind, [...(lifts.get(kind) ?? []), share]);
  }
  const factors = new Map(
    [...lifts].map(([kind, seen]) => [kind, pulledFactor(seen, usualFactors.get(kind) ?? 1)]),
  );
  return { factors, lifts, withoutPromotions };
}

export interface LearningOptions {
  readonly seasonLengthMonths?: number;
  /** What each kind did elsewhere. */
  readonly usualFactors?: ReadonlyMap<string, number>;
}

export interface LearnedPromotions {
  /** Factor on usual demand by kind of promotion; a kind that taught nothing is absent. */
  readonly factors: ReadonlyMap<string, number>;
  /** What each promoted month showed, as factors on usual demand, by kind. */
  readonly lifts: ReadonlyMap<string, readonly number[]>;
  /** The history with every judged promoted month at its usual level. */
  readonly withoutPromotions: (number | null)[];
}

/**
 * The mean of what was seen, pulled towards what is usual by as much as one more month of it would.
 *
 * Example: 1.6 and 1.6 where 1 is usual: (1.6 + 1.6 + 1) / 3 = 1.4.
 */
export const pulledFactor = (seen: readonly number[], usual: number): number =>
  (seen.reduce((sum, lift) => sum + lift, 0) + usual) / (seen.length + 1);

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
const FEWEST_SEASONS = 3;
const ROUNDS = 8;

/** The seasonal index of each month; 1 where too few seasons, or months without demand, tell of none. */
function seasonOf(values: readonly (number | null)[], seasonLength: number): number[] {
  const known = readHistory(values, seasonLength).values;
  const lead = values.length - known.length;
  const isKnown = known.length >= FEWEST_SEASONS * seasonLength && known.every((value) => value > 0);
  if (seasonLength < 2 || !isKnown) return values.map(() => 1);
  const indices = shrunkSeasonalIndices(known, seasonLength);
  return values.map((_, t) => (t < lead ? 1 : indices[(t - lead) % seasonLength]!));
}

function usualAround(
  values: readonly (number | null)[],
  t: number,
  isPromoted: (t: number) => boolean,
  season: readonly number[],
): number | null {
  const neighbours: number[] = [];
  for (
    let i = Math.max(0, t - NEIGHBOUR_MONTHS);
    i <= Math.min(values.length - 1, t + NEIGHBOUR_MONTHS);
    i++
  ) {
    const value = values[i] ?? null;
    if (i !== t && value !== null && !isPromoted(i)) neighbours.push((value / season[i]!) * season[t]!);
  }
  if (neighbours.length < FEWEST_NEIGHBOURS) return null;
  neighbours.sort((a, b) => a - b);
  const middle = neighbours.length >> 1;
  return neighbours.length % 2 === 1
    ? neighbours[middle]!
    : 0.5 * (neighbours[middle - 1]! + neighbours[middle]!);
}
