/**
 * Additive exponential smoothing with four smoothing constants side by side: one pass through the history costs
 * little more than it would with a single one, because the four do not wait for each other's results. The numbers
 * of the lanes live in local variables; nothing is allocated.
 *
 * `values` are without season, or had it taken out. Each month the level moves by `alphas[lane]` of the surprise
 * and the trend by `trendShare` of that; `damping` (0-1) of the trend lasts from month to month, 0 is no trend.
 * `level` and `trend` are the start, before the first month. All in the units of `values`; the answer replaces
 * what was in `ends`.
 *
 * Source: ETS(A,N,N) and ETS(A,Ad,N) of Hyndman, Koehler, Ord & Snyder (2008), chapter 2.
 * Example: 5, 5, 5 from level 5 and trend 0 ends at level 5 in all lanes, with no error.
 */
export function smoothFourLanes(values: Float64Array, smoothing: FourLanes, ends: LaneEnds): void {
  if (smoothing.damping === 0) smoothLevels(values, smoothing, ends);
  else smoothTrends(values, smoothing, ends);
}

export interface FourLanes {
  /** 0-1, one for each lane: how much of a surprise goes into the level. */
  readonly alphas: readonly [number, number, number, number];
  /** Share of alpha which goes into the trend. */
  readonly trendShare: number;
  readonly damping: number;
  readonly level: number;
  readonly trend: number;
}

/** How each lane ended: its sum of squared one-month-ahead errors, its level, and what the next month adds. */
export interface LaneEnds {
  readonly squaredErrors: Float64Array;
  readonly levels: Float64Array;
  readonly nextTrends: Float64Array;
}

/** One index for each month of the season, lane by lane. */
export type LaneSeasons = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

function smoothLevels(values: Float64Array, { alphas, level }: FourLanes, ends: LaneEnds): void {
  const [a0, a1, a2, a3] = alphas;
  let l0 = level;
  let l1 = level;
  let l2 = level;
  let l3 = level;
  let q0 = 0;
  let q1 = 0;
  let q2 = 0;
  let q3 = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const e0 = value - l0;
    const e1 = value - l1;
    const e2 = value - l2;
    const e3 = value - l3;
    l0 += a0 * e0;
    l1 += a1 * e1;
    l2 += a2 * e2;
    l3 += a3 * e3;
    q0 += e0 * e0;
    q1 += e1 * e1;
    q2 += e2 * e2;
    q3 += e3 * e3;
  }
  keepFour(ends.squaredErrors, q0, q1, q2, q3);
  keepFour(ends.levels, l0, l1, l2, l3);
  keepFour(ends.nextTrends, 0, 0, 0, 0);
}

function smoothTrends(
  values: Float64Array,
  { alphas, trendShare, damping, level, trend }: FourLanes,
  ends: LaneEnds,
): void {
  const [a0, a1, a2, a3] = alphas;
  let l0 = level;
  let l1 = level;
  let l2 = level;
  let l3 = level;
  let t0 = damping * trend;
  let t1 = t0;
  let t2 = t0;
  let t3 = t0;
  let q0 = 0;
  let q1 = 0;
  let q2 = 0;
  let q3 = 0;
  // t is the damped trend which the next month adds, so that one product a month is enough.
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    l0 += t0;
    l1 += t1;
    l2 += t2;
    l3 += t3;
    const e0 = value - l0;
    const e1 = value - l1;
    const e2 = value - l2;
    const e3 = value - l3;
    const m0 = a0 * e0;
    const m1 = a1 * e1;
    const m2 = a2 * e2;
    const m3 = a3 * e3;
    l0 += m0;
    l1 += m1;
    l2 += m2;
    l3 += m3;
    t0 = damping * (t0 + trendShare * m0);
    t1 = damping * (t1 + trendShare * m1);
    t2 = damping * (t2 + trendShare * m2);
    t3 = damping * (t3 + trendShare * m3);
    q0 += e0 * e0;
    q1 += e1 * e1;
    q2 += e2 * e2;
    q3 += e3 * e3;
  }
  keepFour(ends.squaredErrors, q0, q1, q2, q3);
  keepFour(ends.levels, l0, l1, l2, l3);
  keepFour(ends.nextTrends, t0, t1, t2, t3);
}

/**
 * The same with a season which moves too: `seasonShare` of what the level does not take of a surprise goes into the
 * index of its month. `season` has the indices before the first month; each lane's own after the last month replace
 * what was in `seasons`.
 *
 * Source: ETS(A,N,A) and ETS(A,Ad,A), as above.
 * Example: 1, 3, 1, 3 with the indices -1, 1 from level 2 ends at level 2 with the same indices.
 */
export function smoothFourSeasonalLanes(
  values: Float64Array,
  season: Float64Array,
  seasonShare: number,
  { alphas, trendShare, damping, level, trend }: FourLanes,
  ends: LaneEnds,
  seasons: LaneSeasons,
): void {
  const [a0, a1, a2, a3] = alphas;
  const [s0, s1, s2, s3] = seasons;
  const seasonLength = season.length;
  for (let j = 0; j < seasonLength; j++) {
    const index = season[j]!;
    s0[j] = index;
    s1[j] = index;
    s2[j] = index;
    s3[j] = index;
  }
  const share = damping === 0 ? 0 : trendShare;
  let l0 = level;
  let l1 = level;
  let l2 = level;
  let l3 = level;
  let t0 = damping * trend;
  let t1 = t0;
  let t2 = t0;
  let t3 = t0;
  let q0 = 0;
  let q1 = 0;
  let q2 = 0;
  let q3 = 0;
  let j = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const i0 = s0[j]!;
    const i1 = s1[j]!;
    const i2 = s2[j]!;
    const i3 = s3[j]!;
    l0 += t0;
    l1 += t1;
    l2 += t2;
    l3 += t3;
    const e0 = value - l0 - i0;
    const e1 = value - l1 - i1;
    const e2 = value - l2 - i2;
    const e3 = value - l3 - i3;
    const m0 = a0 * e0;
    const m1 = a1 * e1;
    const m2 = a2 * e2;
    const m3 = a3 * e3;
    l0 += m0;
    l1 += m1;
    l2 += m2;
    l3 += m3;
    s0[j] = i0 + seasonShare * (e0 - m0);
    s1[j] = i1 + seasonShare * (e1 - m1);
    s2[j] = i2 + seasonShare * (e2 - m2);
    s3[j] = i3 + seasonShare * (e3 - m3);
    t0 = damping * (t0 + share * m0);
    t1 = damping * (t1 + share * m1);
    t2 = damping * (t2 + share * m2);
    t3 = damping * (t3 + share * m3);
    q0 += e0 * e0;
    q1 += e1 * e1;
    q2 += e2 * e2;
    q3 += e3 * e3;
    if (++j === seasonLength) j = 0;
  }
  keepFour(ends.squaredErrors, q0, q1, q2, q3);
  keepFour(ends.levels, l0, l1, l2, l3);
  keepFour(ends.nextTrends, t0, t1, t2, t3);
}

function keepFour(places: Float64Array, a: number, b: number, c: number, d: number): void {
  places[0] = a;
  places[1] = b;
  places[2] = c;
  places[3] = d;
}
