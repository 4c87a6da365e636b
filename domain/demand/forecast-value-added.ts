import { DomainError } from '../errors';
import { biasRatio, forecastAccuracy, weightedAbsoluteError } from './accuracy-measures';

/**
 * What each step of the forecast, in order, made better or worse: for example naive, statistical baseline, sales,
 * marketing, finance, consensus. All ratios; null is "n/a" (nothing was sold).
 *
 * Value added = WMAPE of the step before minus WMAPE of this step: +0.03 means three points less error. The first
 * step has none. Positive bias is over-forecast. All forecasts are of the same items and months as `actual`,
 * at the same lag.
 *
 * Source: the product's KPI list; Gilliland (2010), "The Business Forecasting Deal", chapter 4.
 * Example: actual 100, naive 120, baseline 110: WMAPE 0.20, then 0.10, which adds 0.10.
 */
export function forecastValueAdded(actual: readonly number[], steps: readonly ForecastStep[]): StepValue[] {
  let before: number | null = null;
  return steps.map(({ name, forecast }, i) => {
    if (forecast.length !== actual.length) {
      throw new DomainError(
        'invalid-input',
        `The step "${name}" has ${forecast.length} forecasts for ${actual.length} actuals: give one for each.`,
      );
    }
    const wmape = weightedAbsoluteError(actual, forecast);
    const valueAdded = i === 0 || before === null || wmape === null ? null : before - wmape;
    before = wmape;
    return {
      name,
      wmape,
      accuracy: forecastAccuracy(actual, forecast),
      bias: biasRatio(actual, forecast),
      valueAdded,
    };
  });
}

export interface ForecastStep {
  readonly name: string;
  readonly forecast: readonly number[];
}

export interface StepValue {
  readonly name: string;
  readonly wmape: number | null;
  readonly accuracy: number | null;
  readonly bias: number | null;
  readonly valueAdded: number | null;
}
