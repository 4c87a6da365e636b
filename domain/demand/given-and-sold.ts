import { biasRatio } from './accuracy-measures';
import type { SeriesWeights } from './adjustments';
import { consensusDemand, type DemandInput } from './consensus-rule';
import type { DemandHierarchy } from './demand-plan';
import { sumQuantities } from './spread-quantity';

/** A figure of the baseline for one month. */
export interface BaselineCell {
  readonly familyCode: string;
  readonly itemCode: string;
  readonly marketCode: string;
  readonly units: number;
}

/**
 * What one function's numbers for a month come to by family, in units: the baseline with its own changes and nobody
 * else's, as its people saw it when they handed it in. Changes of other months, and of what the hierarchy does not know
 * any more, are left out; null when nobody handed anything in.
 *
 * Example: a baseline of 60 and 40 in two markets of a family, and +10 % on the family: 110.
 */
export function givenUnits(given: {
  readonly month: string;
  readonly baseline: readonly BaselineCell[];
  readonly inputs: readonly DemandInput[];
  readonly hierarchy: DemandHierarchy;
  readonly weights: SeriesWeights;
}): ReadonlyMap<string, number> | null {
  const { month, baseline, inputs, weights } = given;
  if (inputs.length === 0) return null;
  const hierarchy = hierarchyOf(given);
  const { series } = consensusDemand({
    hierarchy,
    baseline: baseline.map(({ units, ...codes }) => ({ ...codes, quantityUnits: [units] })),
    inputs: inputs.map((input) => ({
      ...input,
      adjustments: input.adjustments.filter(
        (each) =>
          each.month === month &&
          hierarchy.familyCodes.has(each.familyCode) &&
          (each.marketCode === null || hierarchy.marketCodes.has(each.marketCode)) &&
          (each.itemCode === null || hierarchy.familyOfItem.get(each.itemCode) === each.familyCode),
      ),
    })),
    weights,
  });
  const byFamily = new Map<string, number[]>();
  for (const { familyCode, quantityUnits } of series) {
    byFamily.set(familyCode, [...(byFamily.get(familyCode) ?? []), ...quantityUnits]);
  }
  return new Map([...byFamily].map(([familyCode, units]) => [familyCode, sumQuantities(units)]));
}

/** Today's hierarchy with what the baseline of that month knew. */
function hierarchyOf({
  month,
  baseline,
  hierarchy,
}: Pick<Parameters<typeof givenUnits>[0], 'month' | 'baseline' | 'hierarchy'>): DemandHierarchy {
  return {
    months: [month],
    familyOfItem: new Map([
      ...hierarchy.familyOfItem,
      ...baseline.map(({ itemCode, familyCode }) => [itemCode, familyCode] as const),
    ]),
    familyCodes: new Set([...hierarchy.familyCodes, ...baseline.map(({ familyCode }) => familyCode)]),
    marketCodes: new Set([...hierarchy.marketCodes, ...baseline.map(({ marketCode }) => marketCode)]),
  };
}

/** A family in a month that has passed: units given by the function (null: nothing), planned, and sold. */
export interface FamilyThatPassed {
  readonly familyCode: string;
  readonly givenUnits: number | null;
  readonly plannedUnits: number;
  readonly soldUnits: number;
}

export interface MonthThatPassed {
  readonly month: string;
  readonly families: readonly FamilyThatPassed[];
}

/** Units, and how far what was given and planned lay from what was sold: 0.05 = 5 % too high; null is "n/a". */
export interface GivenAndSold {
  readonly givenUnits: number | null;
  readonly plannedUnits: number;
  readonly soldUnits: number;
  readonly givenBias: number | null;
  readonly plannedBias: number | null;
}

/**
 * How what a function gave, and what was then planned, turned out: for each family, for each month, and over all months
 * in which it gave something (null: in none). Bias is (forecast − sold) / sold, positive where it was too high, null where
 * nothing was sold or given.
 *
 * Source: the product's KPI list. Example: 110 given, 104 planned, 100 sold: +10 % and +4 %.
 */
export function givenAndSold(months: readonly MonthThatPassed[]): {
  readonly months: readonly {
    readonly month: string;
    readonly total: GivenAndSold;
    readonly families: readonly (GivenAndSold & { readonly familyCode: string })[];
  }[];
  readonly overall: GivenAndSold | null;
} {
  const answered = months.filter(({ families }) => families.some((each) => each.givenUnits !== null));
  return {
    months: months.map(({ month, families }) => ({
      month,
      total: compared(families),
      families: families.map((family) => ({ familyCode: family.familyCode, ...compared([family]) })),
    })),
    overall: answered.length === 0 ? null : compared(answered.flatMap(({ families }) => families)),
  };
}

function compared(families: readonly FamilyThatPassed[]): GivenAndSold {
  const sold = families.map((family) => family.soldUnits);
  const planned = families.map((family) => family.plannedUnits);
  const wasGiven = families.some((family) => family.givenUnits !== null);
  const given = wasGiven ? families.map((family) => family.givenUnits ?? 0) : null;
  return {
    givenUnits: given && sumQuantities(given),
    plannedUnits: sumQuantities(planned),
    soldUnits: sumQuantities(sold),
    givenBias: given && biasRatio(sold, given),
    plannedBias: biasRatio(sold, planned),
  };
}
