import { monthsBetween } from '../cycle/month';
import { accuracyByLag, type LagAccuracy } from './accuracy-by-lag';
import { forecastValueAdded, type StepValue } from './forecast-value-added';

/** The steps that a forecast goes through, in their order. */
const FORECAST_STEPS = [
  { key: 'naive', name: 'As in the same month last year' },
  { key: 'baseline', name: 'Statistical baseline' },
  { key: 'sales', name: 'After sales' },
  { key: 'marketing', name: 'After marketing' },
  { key: 'finance', name: 'After finance' },
  { key: 'consensus', name: 'Consensus' },
] as const;
export type ForecastStepKey = (typeof FORECAST_STEPS)[number]['key'];

/** What one month's plan said of one family in one market for a month that has passed, and what was sold. */
export interface ForecastRecord {
  readonly familyCode: string;
  readonly marketCode: string;
  /** The month whose cycle made the forecast, and the month that it is for; "YYYY-MM". */
  readonly period: string;
  readonly month: string;
  readonly actualUnits: number;
  readonly units: Readonly<Record<ForecastStepKey, number>>;
}

export interface ForecastQuality {
  /** Of the consensus, by how many months ahead it was made. */
  readonly byLag: readonly LagAccuracy[];
  /** The lag that all else is at: the one asked for, or the nearest below it that has passed, else above it. */
  readonly lagMonths: number | null;
  readonly steps: readonly StepOfForecast[];
  readonly families: readonly { readonly familyCode: string; readonly steps: readonly StepOfForecast[] }[];
  /** Of the consensus, month by month. */
  readonly months: readonly { readonly month: string; readonly consensus: StepOfForecast }[];
}

export interface StepOfForecast extends StepValue {
  readonly key: ForecastStepKey;
}

/**
 * How good the forecasts of passed months were: accuracy by lag, and at one lag what each step made better or worse,
 * in all, by family and by month. Lag 2 is a forecast made in the cycle two months before the month it is for. Errors are
 * of families by market, so that too much here does not hide too little there. Ratios; null is "n/a", nothing sold.
 *
 * Source: the product's KPI list; see `forecastValueAdded` and `accuracyByLag`.
 * Example: sold 100, last year 120, baseline 110, sales says 104 and nobody else changes it: WMAPE 0.20, 0.10, 0.04,
 * 0.04 .., value added 0.10 by the baseline, 0.06 by sales, 0 by the others.
 */
export function forecastQuality(
  records: readonly ForecastRecord[],
  wantedLagMonths: number,
): ForecastQuality {
  const lagOf = ({ period, month }: ForecastRecord) => monthsBetween(period, month);
  const byLag = accuracyByLag(
    records.map((record) => ({
      lagMonths: lagOf(record),
      forecast: record.units.consensus,
      actual: record.actualUnits,
    })),
  );
  const lags = byLag.map((each) => each.lagMonths);
  const lagMonths = lags.findLast((lag) => lag <= wantedLagMonths) ?? lags[0] ?? null;
  const atLag = records.filter((record) => lagOf(record) === lagMonths);
  const groups = (keyOf: (record: ForecastRecord) => string) =>
    [...new Set(atLag.map(keyOf))].sort().map((key) => ({
      key,
      steps: stepsOf(atLag.filter((record) => keyOf(record) === key)),
    }));
  return {
    byLag,
    lagMonths,
    steps: atLag.length === 0 ? [] : stepsOf(atLag),
    families: groups(({ familyCode }) => familyCode).map(({ key, steps }) => ({ familyCode: key, steps })),
    months: groups(({ month }) => month).map(({ key, steps }) => ({ month: key, consensus: steps.at(-1)! })),
  };
}

function stepsOf(records: readonly ForecastRecord[]): StepOfForecast[] {
  const values = forecastValueAdded(
    records.map(({ actualUnits }) => actualUnits),
    FORECAST_STEPS.map(({ key, name }) => ({ name, forecast: records.map(({ units }) => units[key]) })),
  );
  return values.map((value, index) => ({ ...value, key: FORECAST_STEPS[index]!.key }));
}
