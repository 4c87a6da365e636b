import type { PlanSummary } from '../cycle/plan-summary';
import type { PlanMeasure, PlanRow } from './plan-row';

/** The figures that a plan is compared with an earlier one by; null: not known, or not over these months. */
export interface ComparedFigures {
  readonly volumeUnits: number | null;
  readonly serviceRatio: number | null;
  readonly inventoryValue: number | null;
  readonly revenue: number | null;
  readonly margin: number | null;
  readonly cashAtEnd: number | null;
}

/** Two plans over the months that both have. */
export interface ComparedPlans {
  readonly now: ComparedFigures;
  readonly before: ComparedFigures;
}

/** What figures over a part of a plan's months are made from. */
export const FIGURE_MEASURES = ['demand', 'backlog', 'revenue'] as const satisfies readonly PlanMeasure[];

/** A plan's own figures, where both plans are of the same months. */
export const figuresOfSummary = (summary: PlanSummary): ComparedFigures => {
  const { volumeUnits, serviceRatio, inventoryValue, revenue, margin, cashAtEnd } = summary;
  return { volumeUnits, serviceRatio, inventoryValue, revenue, margin, cashAtEnd };
};

/**
 * A plan's figures over some of its months, from its rows of `FIGURE_MEASURES`: two plans of different months are
 * compared over those that both have, as a month that leaves and one that comes are no change of plan. Of a month's
 * demand as much is late as its family has backlog at its end. Value of stock, margin and cash are known for the whole
 * plan only.
 *
 * Example: demand of 100 in each of two months, backlog of 20 at the end of the first; over the first month 100 units
 * and a service of 0.8.
 */
export function figuresOverMonths(
  rows: readonly Pick<PlanRow, 'measure' | 'familyCode' | 'month' | 'value'>[],
  months: { readonly first: string; readonly last: string },
): ComparedFigures {
  const within = rows.filter(({ month }) => months.first <= month && month <= months.last);
  const demand = byFamilyAndMonth(within, 'demand');
  const backlog = byFamilyAndMonth(within, 'backlog');
  const volumeUnits = sum(demand.values());
  const onTime = sum([...demand].map(([cell, units]) => Math.max(0, units - (backlog.get(cell) ?? 0))));
  return {
    volumeUnits,
    serviceRatio: backlog.size === 0 || volumeUnits === 0 ? null : onTime / volumeUnits,
    inventoryValue: null,
    revenue: sum(byFamilyAndMonth(within, 'revenue').values()),
    margin: null,
    cashAtEnd: null,
  };
}

function byFamilyAndMonth(
  rows: readonly Pick<PlanRow, 'measure' | 'familyCode' | 'month' | 'value'>[],
  wanted: PlanMeasure,
): Map<string, number> {
  const cells = new Map<string, number>();
  for (const { measure, familyCode, month, value } of rows) {
    if (measure !== wanted) continue;
    const cell = `${month} ${familyCode}`;
    cells.set(cell, (cells.get(cell) ?? 0) + value);
  }
  return cells;
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
