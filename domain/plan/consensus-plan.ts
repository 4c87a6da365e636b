import { type SeriesWeights, seriesKey } from '../demand/adjustments';
import type { ConsensusDemand, DemandFunction } from '../demand/consensus-rule';
import type { DemandSeries } from '../demand/demand-plan';
import { plannedMonths } from './baseline-plan';
import { familyRevenue } from './plan-figures';
import { type PlanMeasure, type PlanRow, planRow } from './plan-row';
import type { PlanningInput } from './planning-input';

const CHANGE_MEASURES: Readonly<Record<DemandFunction, PlanMeasure>> = {
  sales: 'change-sales',
  marketing: 'change-marketing',
  finance: 'change-finance',
  consensus: 'change-consensus',
};

/** The consensus demand as plan rows: by item and market, what each function moved, and revenue by family. */
export function consensusRows(input: PlanningInput, consensus: ConsensusDemand): PlanRow[] {
  const months = plannedMonths(input);
  return [
    ...demandRows(months, consensus.series),
    ...consensus.changes.flatMap(({ function: of, familyCode, marketCode, changeUnits }) =>
      months.map((month, index) =>
        planRow(CHANGE_MEASURES[of], month, changeUnits[index]!, { familyCode, marketCode }),
      ),
    ),
    ...familyRevenue(input, months, consensus.series).flatMap(({ familyCode, revenue }) =>
      months.map((month, index) => planRow('revenue', month, revenue[index]!, { familyCode })),
    ),
  ];
}

/** Rows of measure `demand`, in units: one for each series and month; a series has a quantity for every one of `months`. */
export const demandRows = (months: readonly string[], series: readonly DemandSeries[]): PlanRow[] =>
  series.flatMap(({ familyCode, itemCode, marketCode, quantityUnits }) =>
    months.map((month, index) =>
      planRow('demand', month, quantityUnits[index]!, { familyCode, itemCode, marketCode }),
    ),
  );

/** Sales of the last twelve recorded months by series: how a cell that holds nothing is shared out. */
export function lastYearWeights(input: PlanningInput): SeriesWeights {
  return new Map(
    input.sales.map(({ itemCode, marketCode, quantityUnits }) => [
      seriesKey(itemCode, marketCode),
      quantityUnits.slice(-12).reduce<number>((sum, quantity) => sum + (quantity ?? 0), 0),
    ]),
  );
}
