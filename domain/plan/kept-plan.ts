import type { ComparedPlan } from '../supply/plan-difference';
import type { PlannedFamily } from '../supply/planning-problem';
import type { PlanMeasure, PlanRow } from './plan-row';

/** The measures that a kept plan is compared by. */
export const COMPARED_MEASURES = [
  'production',
  'delivered',
  'inventory',
  'backlog',
  'revenue',
] as const satisfies readonly PlanMeasure[];

/**
 * A plan read back from its rows over some of its months, to be compared with another. Cost and margin are known for
 * the whole plan only, so over a part of its months they are null. Plans of the month subcontract and lose nothing.
 *
 * Example: a plan of three months over its first two has the revenue of these two, and no margin.
 */
export function keptPlan(
  rows: readonly PlanRow[],
  months: readonly string[],
  whole: { readonly months: readonly string[]; readonly cost: number | null; readonly margin: number | null },
): ComparedPlan {
  const position = new Map(months.map((month, index) => [month, index]));
  const families = new Map<string, Record<(typeof COMPARED_MEASURES)[number], number[]>>();
  for (const { measure, familyCode, month, value } of rows) {
    const index = position.get(month);
    const compared = COMPARED_MEASURES.find((each) => each === measure);
    if (index === undefined || !compared) continue;
    const none = () => months.map(() => 0);
    const family = families.get(familyCode) ?? {
      production: none(),
      delivered: none(),
      inventory: none(),
      backlog: none(),
      revenue: none(),
    };
    family[compared][index] = value;
    families.set(familyCode, family);
  }
  const nothing = months.map(() => 0);
  const isWhole = whole.months.length === months.length;
  return {
    revenue: [...families.values()].flatMap(({ revenue }) => revenue).reduce((sum, money) => sum + money, 0),
    cost: isWhole ? whole.cost : null,
    margin: isWhole ? whole.margin : null,
    families: [...families].map(
      ([id, { production, delivered, inventory, backlog }]): PlannedFamily => ({
        id,
        production,
        delivered,
        inventory,
        backlog,
        subcontracted: nothing,
        lost: nothing,
      }),
    ),
  };
}
