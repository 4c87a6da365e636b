import { spreadQuantity } from '../demand/spread-quantity';

export interface ItemPosition {
  readonly code: string;
  readonly stockUnits: number;
  /** Demand of the item along the months. */
  readonly demandUnits: readonly number[];
}

/**
 * Splits a family's production of each month over its items so that all run out at the same time: each item gets
 * what lifts its stock, after the month's demand, towards its share of the demand of the next three months; the
 * family's total is kept to a thousandth. Items with more stock than that get nothing. Returns item code → units per
 * month.
 *
 * Source: equalisation of run-out times (Hax & Meal, 1975). Example: stock 0 and 0, demand 30 and 10 in each of two
 * months, production 40 and 40: 30 and 10 in both.
 */
export function splitProduction(
  productionUnits: readonly number[],
  items: readonly ItemPosition[],
): Map<string, number[]> {
  const position = items.map(({ stockUnits }) => stockUnits);
  const split = new Map(items.map(({ code }) => [code, [] as number[]]));
  productionUnits.forEach((total, month) => {
    const after = items.map((item, index) => position[index]! - (item.demandUnits[month] ?? 0));
    const parts = spreadQuantity(
      total,
      liftsTo(
        total,
        after,
        items.map((item) => ahead(item, month)),
      ),
    );
    items.forEach((item, index) => {
      position[index] = after[index]! + parts[index]!;
      split.get(item.code)!.push(parts[index]!);
    });
  });
  return split;
}

const COVER_MONTHS = 3;

function ahead({ demandUnits }: ItemPosition, month: number): number {
  const last = demandUnits.length - COVER_MONTHS;
  const from = Math.max(0, Math.min(month + 1, last));
  return demandUnits.slice(from, from + COVER_MONTHS).reduce((sum, units) => sum + units, 0);
}

/** What each item lacks to the common cover that `total` can reach; items above it are left out, one after the other. */
function liftsTo(total: number, after: readonly number[], need: readonly number[]): number[] {
  let isIn = need.map((units) => units > 0);
  if (!isIn.includes(true)) return after.map((units) => Math.max(0, -units));
  for (;;) {
    const stock = after.reduce((sum, units, index) => sum + (isIn[index] ? units : 0), 0);
    const needed = need.reduce((sum, units, index) => sum + (isIn[index] ? units : 0), 0);
    const cover = (total + stock) / needed;
    const lifts = need.map((units, index) => (isIn[index] ? cover * units - after[index]! : 0));
    if (lifts.every((lift) => lift >= 0)) return lifts;
    isIn = isIn.map((was, index) => was && lifts[index]! >= 0);
  }
}
