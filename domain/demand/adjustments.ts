import type { DemandAdjustment } from '../cycle/submission';
import type { DemandHierarchy, DemandSeries } from './demand-plan';
import { spreadQuantity, sumQuantities, toThousandths } from './spread-quantity';

/**
 * Applies one adjustment to a demand plan: the new total of its cell (family, perhaps market, perhaps item, one
 * month) is spread over the series below in proportion to what they hold now, without losing a thousandth of a unit.
 * Where they hold nothing it is spread by `weights` (for example last year's sales by series), else equally; series
 * that are missing in the plan are made. The total never falls below zero.
 *
 * Example: series of 30 and 10 in a month, +8 at their family: 36 and 12. Absolute 0 and then +5: 3.75 and 1.25 by
 * weights 3 and 1.
 */
export function applyAdjustment(
  plan: DemandPlan,
  adjustment: DemandAdjustment,
  weights: SeriesWeights,
): void {
  const monthIndex = plan.hierarchy.months.indexOf(adjustment.month);
  const cells = cellsOf(plan, adjustment);
  const standing = cells.map((cell) => cell[monthIndex]!);
  const before = sumQuantities(standing);
  const after = Math.max(0, toThousandths(changed(before, adjustment.change)));
  if (after === before) return;
  const keys = keysOf(plan, adjustment);
  const shares = before > 0 ? standing : keys.map((key) => weights.get(key) ?? 0);
  spreadQuantity(after, shares).forEach((quantity, index) => {
    cells[index]![monthIndex] = quantity;
  });
}

/** A demand plan while it is being adjusted: quantities by series key. */
export interface DemandPlan {
  readonly hierarchy: DemandHierarchy;
  readonly quantities: Map<string, number[]>;
}

/** Series key → how much of an empty cell goes to it. */
export type SeriesWeights = ReadonlyMap<string, number>;

const SEPARATOR = '\u0000';
/** One key for an item in a market, for maps of series. */
export const seriesKey = (itemCode: string, marketCode: string): string => itemCode + SEPARATOR + marketCode;

/** Starts adjusting: the series are copied, never changed. */
export function openDemandPlan(hierarchy: DemandHierarchy, series: readonly DemandSeries[]): DemandPlan {
  return {
    hierarchy,
    quantities: new Map(
      series.map(({ itemCode, marketCode, quantityUnits }) => [
        seriesKey(itemCode, marketCode),
        [...quantityUnits],
      ]),
    ),
  };
}

/** The plan's series by item and market. */
export function closeDemandPlan(plan: DemandPlan): DemandSeries[] {
  return [...plan.quantities]
    .map(([key, quantityUnits]) => {
      const [itemCode, marketCode] = key.split(SEPARATOR) as [string, string];
      return { familyCode: plan.hierarchy.familyOfItem.get(itemCode)!, itemCode, marketCode, quantityUnits };
    })
    .sort((a, b) => compare(a.itemCode, b.itemCode) || compare(a.marketCode, b.marketCode));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Code-unit order, the same on every machine. */
export const compareCodes = compare;

function changed(before: number, { kind, value }: DemandAdjustment['change']): number {
  switch (kind) {
    case 'absolute':
      return value;
    case 'delta':
      return before + value;
    case 'percent':
      return before * (1 + value / 100);
  }
}

function cellsOf(plan: DemandPlan, adjustment: DemandAdjustment): number[][] {
  return keysOf(plan, adjustment).map((key) => {
    const known = plan.quantities.get(key);
    if (known) return known;
    const made = new Array<number>(plan.hierarchy.months.length).fill(0);
    plan.quantities.set(key, made);
    return made;
  });
}

/** The series under an adjustment's cell: those of the plan, or all that could be there when there are none. */
function keysOf(plan: DemandPlan, { familyCode, itemCode, marketCode }: DemandAdjustment): string[] {
  const { hierarchy, quantities } = plan;
  const items = itemCode
    ? [itemCode]
    : [...hierarchy.familyOfItem].filter(([, family]) => family === familyCode).map(([item]) => item);
  const markets = marketCode ? [marketCode] : [...hierarchy.marketCodes];
  const possible = items.flatMap((item) => markets.map((market) => seriesKey(item, market)));
  const present = possible.filter((key) => quantities.has(key));
  return present.length > 0 ? present : possible;
}

/**
 * What is wrong with adjustments, one sentence each with how to mend it; none when all can be applied. A cell must
 * be known and within the months planned, an absolute zero or more, a percentage not below -100.
 *
 * Example: an absolute of -5 gives "Row 1: the quantity is -5; give zero or more."
 */
export function adjustmentMistakes(
  adjustments: readonly DemandAdjustment[],
  hierarchy: DemandHierarchy,
): string[] {
  return adjustments.flatMap((adjustment, index) =>
    mistakesIn(adjustment, hierarchy).map((mistake) => `Row ${index + 1}: ${mistake}`),
  );
}

const LARGEST = 1e12;

function mistakesIn(adjustment: DemandAdjustment, hierarchy: DemandHierarchy): string[] {
  const { familyCode, itemCode, marketCode, month, change } = adjustment;
  const mistakes: string[] = [];
  if (!hierarchy.familyCodes.has(familyCode)) {
    mistakes.push(
      `the family ${familyCode} is not known; choose one of ${[...hierarchy.familyCodes].join(', ')}.`,
    );
  } else if (itemCode !== null && hierarchy.familyOfItem.get(itemCode) !== familyCode) {
    mistakes.push(
      `the item ${itemCode} is not one of family ${familyCode}; choose one of the family's items.`,
    );
  }
  if (marketCode !== null && !hierarchy.marketCodes.has(marketCode)) {
    mistakes.push(
      `the market ${marketCode} is not known; choose one of ${[...hierarchy.marketCodes].join(', ')}.`,
    );
  }
  if (!hierarchy.months.includes(month)) {
    mistakes.push(
      `${month} is not planned in this cycle; choose a month from ${hierarchy.months[0]} to ${hierarchy.months.at(-1)}.`,
    );
  }
  if (!Number.isFinite(change.value) || Math.abs(change.value) > LARGEST) {
    mistakes.push(`the value ${change.value} is no usable number; check it.`);
  } else if (change.kind === 'absolute' && change.value < 0) {
    mistakes.push(`the quantity is ${change.value}; give zero or more.`);
  } else if (change.kind === 'percent' && change.value < -100) {
    mistakes.push(`${change.value} % takes away more than there is; give -100 or more.`);
  }
  return mistakes;
}
