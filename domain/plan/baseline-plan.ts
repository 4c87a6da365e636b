import { monthRange, monthsBetween } from '../cycle/month';
import type { DemandHierarchy, DemandSeries } from '../demand/demand-plan';
import type { SeriesForecast } from '../demand/forecast-series';
import { toThousandths } from '../demand/spread-quantity';
import type { BaselineForecasts } from './baseline-forecasts';
import type { DemandCorrection } from './baseline-notes';
import { type PlanRow, planRow } from './plan-row';
import type { PlanningInput } from './planning-input';

/** The months that a cycle plans: its own and those that follow. */
export const plannedMonths = (input: PlanningInput): string[] =>
  monthRange(input.period, input.horizonMonths);

/** What adjustments of this cycle may name: its planned months, items by family, families and markets. */
export function demandHierarchy(input: PlanningInput): DemandHierarchy {
  return {
    months: plannedMonths(input),
    familyOfItem: new Map(input.items.map(({ code, familyCode }) => [code, familyCode])),
    familyCodes: new Set(input.families.map(({ code }) => code)),
    marketCodes: new Set(input.markets.map(({ code }) => code)),
  };
}

/** How the baseline of one series was made. */
export interface SeriesModelNote {
  readonly itemCode: string;
  readonly marketCode: string;
  readonly model: string;
  readonly note: string;
  readonly backtest: Pick<SeriesForecast, 'backtest' | 'backtestWmape'>;
  /** Months that look like one-off orders: cleaned, or kept by a person. */
  readonly corrections: readonly DemandCorrection[];
}

export interface BaselinePlan {
  readonly series: readonly DemandSeries[];
  readonly rows: readonly PlanRow[];
  readonly models: readonly SeriesModelNote[];
}

/** Puts forecasts into the form of a plan, to a thousandth of a unit; demand is never below zero. */
export function baselinePlan(
  input: PlanningInput,
  { firstMonth, series: forecasts }: Pick<BaselineForecasts, 'firstMonth' | 'series'>,
): BaselinePlan {
  const months = plannedMonths(input);
  const before = Math.max(0, monthsBetween(firstMonth, input.period));
  const { familyOfItem } = demandHierarchy(input);
  const series: DemandSeries[] = [];
  const rows: PlanRow[] = [];
  const models = forecasts.map(({ itemCode, marketCode, forecast, corrections }): SeriesModelNote => {
    const familyCode = familyOfItem.get(itemCode)!;
    const codes = { familyCode, itemCode, marketCode };
    const planned = (values: readonly number[]) =>
      months.map((_, month) => toThousandths(Math.max(0, valueAt(values, before + month))));
    const quantityUnits = planned(forecast.mean);
    const lower = planned(forecast.lower80);
    const upper = planned(forecast.upper80);
    series.push({ ...codes, quantityUnits });
    months.forEach((month, at) => {
      rows.push(planRow('baseline', month, quantityUnits[at]!, codes));
      rows.push(planRow('lower80', month, lower[at]!, codes));
      rows.push(planRow('upper80', month, upper[at]!, codes));
    });
    const { model, note, backtest, backtestWmape } = forecast;
    return { itemCode, marketCode, model, note, backtest: { backtest, backtestWmape }, corrections };
  });
  return { series, rows, models };
}

/** Beyond the end of a forecast its last twelve months go on. */
function valueAt(values: readonly number[], index: number): number {
  if (index < values.length) return values[index]!;
  const year = Math.min(12, values.length);
  return values[values.length - year + ((index - values.length) % year)] ?? 0;
}
