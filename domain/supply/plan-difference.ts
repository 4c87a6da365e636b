import type { PlanAnswer, PlannedFamily } from './planning-problem';

const measures = ['production', 'subcontracted', 'delivered', 'inventory', 'backlog', 'lost'] as const;

export type PlanMeasure = (typeof measures)[number];

/** One amount of a family in a period that is not the same in two plans, in units. */
export interface PlanChange {
  readonly family: string;
  readonly measure: PlanMeasure;
  readonly period: string;
  readonly before: number;
  readonly after: number;
}

/** A plan as far as it is compared: a planner's answer, or one read back from what was kept. */
export type ComparedPlan = Pick<PlanAnswer, 'revenue' | 'families'> & {
  /** Null where it is not known. */
  readonly cost: number | null;
  readonly margin: number | null;
};

export interface PlanDifference {
  readonly revenueChange: number;
  /** Null where one of the two is not known. */
  readonly costChange: number | null;
  readonly marginChange: number | null;
  /** 1 - sum of |production after - before| / production before; null when nothing was produced before. */
  readonly stabilityRatio: number | null;
  /** Largest changes first. */
  readonly changes: readonly PlanChange[];
  readonly familiesAdded: readonly string[];
  readonly familiesRemoved: readonly string[];
}

/**
 * What changed from one plan to another over the same periods: money, production stability (process KPI "plan
 * stability"), and every amount that differs by more than 1e-6 of the larger one. Families are matched by id; a
 * family in only one plan is named, not compared.
 *
 * @example planDifference(['jan'], planThatMakes10, planThatMakes12).changes has
 *   { family: 'f', measure: 'production', period: 'jan', before: 10, after: 12 }, and stabilityRatio is 0.8.
 */
export function planDifference(
  periods: readonly string[],
  before: ComparedPlan,
  after: ComparedPlan,
): PlanDifference {
  const familiesBefore = new Map(before.families.map((family) => [family.id, family]));
  const idsAfter = new Set(after.families.map((family) => family.id));
  const pairs = after.families.flatMap((family): [PlannedFamily, PlannedFamily][] => {
    const earlier = familiesBefore.get(family.id);
    return earlier ? [[earlier, family]] : [];
  });
  const changes = pairs.flatMap(([earlier, later]) => changesOfFamily(periods, earlier, later));
  return {
    revenueChange: after.revenue - before.revenue,
    costChange: changeOf(before.cost, after.cost),
    marginChange: changeOf(before.margin, after.margin),
    stabilityRatio: stability(pairs),
    changes: changes.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before)),
    familiesAdded: after.families.map(({ id }) => id).filter((id) => !familiesBefore.has(id)),
    familiesRemoved: before.families.map(({ id }) => id).filter((id) => !idsAfter.has(id)),
  };
}

const changeOf = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : after - before;

function changesOfFamily(
  periods: readonly string[],
  earlier: PlannedFamily,
  later: PlannedFamily,
): PlanChange[] {
  return measures.flatMap((measure) =>
    periods.flatMap((period, t) => {
      const before = earlier[measure][t] ?? 0;
      const after = later[measure][t] ?? 0;
      const isSame = Math.abs(after - before) <= 1e-6 * Math.max(1, before, after);
      return isSame ? [] : [{ family: later.id, measure, period, before, after }];
    }),
  );
}

function stability(pairs: readonly [PlannedFamily, PlannedFamily][]): number | null {
  let produced = 0;
  let moved = 0;
  for (const [earlier, later] of pairs) {
    earlier.production.forEach((units, t) => {
      produced += units;
      moved += Math.abs((later.production[t] ?? 0) - units);
    });
  }
  return produced === 0 ? null : 1 - moved / produced;
}
