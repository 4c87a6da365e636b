import { addMonths, monthRange, monthsBetween } from '../cycle/month';
import type { PlanningInput } from '../cycle/planning-input';
import { compareCodes } from '../demand/adjustments';
import type { DemandHierarchy, DemandSeries } from '../demand/demand-plan';
import type { SeriesForecast } from '../demand/forecast-series';
import { recordedDemand, recordHabits } from '../demand/recorded-demand';
import { toThousandths } from '../demand/spread-quantity';
import { type PlanRow, planRow } from './plan-row';

/** The months that a cycle plans: its own and those that follow. */
export const plannedMonths = (input: PlanningInput): string[] =>
  monthRange(input.period, input.horizonMonths);

export function demandHierarchy(input: PlanningInput): DemandHierarchy {
  return {
    months: plannedMonths(input),
    familyOfItem: new Map(input.items.map(({ code, familyCode }) => [code, familyCode])),
    familyCodes: new Set(input.families.map(({ code }) => code)),
    marketCodes: new Set(input.markets.map(({ code }) => code)),
  };
}

/** One history to forecast. */
export interface ForecastQuestion {
  readonly itemCode: string;
  readonly marketCode: string;
  readonly history: readonly (number | null)[];
}

export interface ForecastQuestions {
  readonly series: readonly ForecastQuestion[];
  /** Months to forecast from the last loaded one on; more than the horizon when recent months are missing. */
  readonly horizonMonths: number;
  /** Months between the last loaded one and the first planned one. */
  readonly missingMonths: number;
}

/** The furthest that a forecast reaches; beyond it the last forecast year is repeated. */
const FURTHEST = 120;

/**
 * What has to be forecast for a cycle: every item and market with sales on record, in the order of their codes.
 *
 * Example: sales until 2026-11 and a cycle of 2027-01 with 18 months ask for 19 months, the first of which is missing.
 */
export function forecastQuestions(input: PlanningInput): ForecastQuestions {
  const habits = recordHabits(input.sales);
  const after = habits.lastLoadedMonth === null ? input.period : addMonths(habits.lastLoadedMonth, 1);
  const missingMonths = Math.max(0, monthsBetween(after, input.period));
  const series = input.sales
    .map((each) => ({
      itemCode: each.itemCode,
      marketCode: each.marketCode,
      history: recordedDemand(each, habits),
    }))
    .sort((a, b) => compareCodes(a.itemCode, b.itemCode) || compareCodes(a.marketCode, b.marketCode));
  return { series, horizonMonths: Math.min(FURTHEST, missingMonths + input.horizonMonths), missingMonths };
}

/** How the baseline of one series was made. */
export interface SeriesModelNote {
  readonly itemCode: string;
  readonly marketCode: string;
  readonly model: string;
  readonly note: string;
  readonly backtest: Pick<SeriesForecast, 'backtest' | 'backtestWmape'>;
}

export interface BaselinePlan {
  readonly series: readonly DemandSeries[];
  readonly rows: readonly PlanRow[];
  readonly models: readonly SeriesModelNote[];
}

/** Puts forecasts, one for each question in its order, into the form of a plan; demand is never below zero. */
export function baselinePlan(
  input: PlanningInput,
  questions: ForecastQuestions,
  forecasts: readonly SeriesForecast[],
): BaselinePlan {
  const months = plannedMonths(input);
  const { familyOfItem } = demandHierarchy(input);
  const series: DemandSeries[] = [];
  const rows: PlanRow[] = [];
  const models = questions.series.map(({ itemCode, marketCode }, index): SeriesModelNote => {
    const forecast = forecasts[index]!;
    const familyCode = familyOfItem.get(itemCode)!;
    const codes = { familyCode, itemCode, marketCode };
    const planned = (values: readonly number[]) =>
      months.map((_, month) => toThousandths(Math.max(0, valueAt(values, questions.missingMonths + month))));
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
    return { itemCode, marketCode, model, note, backtest: { backtest, backtestWmape } };
  });
  return { series, rows, models };
}

/** Beyond the end of a forecast its last twelve months go on. */
function valueAt(values: readonly number[], index: number): number {
  if (index < values.length) return values[index]!;
  const year = Math.min(12, values.length);
  return values[values.length - year + ((index - values.length) % year)] ?? 0;
}
