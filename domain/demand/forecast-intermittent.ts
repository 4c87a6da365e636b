import { weightedAbsoluteError } from './accuracy-measures';
import { type IntermittentRates, intermittentRates } from './intermittent-demand';
import type { PredictionIntervals } from './prediction-interval';

/**
 * The baseline of an item that sells now and then: one expected demand for every month, by whichever of Croston,
 * Syntetos-Boylan and Teunter-Syntetos-Babai came closest in the last third of the history (one month ahead,
 * root of the squared error: absolute errors would always prefer "nothing"). All in the units of `values`, which
 * must not be negative. Needs at least eight values with a sale among them.
 *
 * The ranges are those of a single month: no sale with the chance that fits the expected demand, else a size
 * which has occurred. The upper end is never below the expected demand.
 *
 * Source: see `intermittentRates`; ranges after Willemain, Smart & Schwarz (2004), IJF 20, 375-387.
 * Example: 0, 0, 6, 0, 0, 6, 0, 0, 6 expects about 2 a month, and sells 0 or 6.
 */
export function forecastIntermittent(values: Float64Array, horizon: number): IntermittentForecast {
  const firstJudged = values.length - Math.floor(values.length / 3);
  const predictions: Record<keyof IntermittentRates, number[]> = {
    croston: [],
    syntetosBoylan: [],
    teunter: [],
  };
  for (let t = firstJudged; t < values.length; t++) {
    const rates = intermittentRates(values.subarray(0, t), ALPHA);
    for (const { key } of INTERMITTENT_METHODS) predictions[key].push(rates[key]);
  }

  const unseen = values.subarray(firstJudged);
  const judged = INTERMITTENT_METHODS.map(({ key, name }) => ({
    key,
    method: name,
    wmape: weightedAbsoluteError(unseen, predictions[key]),
    squaredError: unseen.reduce((sum, value, i) => sum + (value - predictions[key][i]!) ** 2, 0),
  }));
  const best = judged.reduce((a, b) => (b.squaredError < a.squaredError ? b : a));

  const rate = intermittentRates(values, ALPHA)[best.key];
  return {
    method: best.method,
    mean: new Array<number>(horizon).fill(rate),
    intervals: singleMonthRanges(values, rate, horizon),
    backtestWmape: best.wmape,
    backtest: judged.map(({ method, wmape }) => ({ method, wmape, weight: method === best.method ? 1 : 0 })),
  };
}

export interface IntermittentForecast {
  readonly method: string;
  readonly mean: number[];
  readonly intervals: PredictionIntervals;
  readonly backtestWmape: number | null;
  readonly backtest: { method: string; wmape: number | null; weight: number }[];
}

/** The usual smoothing constant for rare sales: 0.05-0.2 in the literature. */
const ALPHA = 0.1;

const INTERMITTENT_METHODS = [
  { key: 'syntetosBoylan', name: 'Syntetos-Boylan' },
  { key: 'croston', name: 'Croston' },
  { key: 'teunter', name: 'Teunter-Syntetos-Babai' },
] as const;

function singleMonthRanges(values: Float64Array, rate: number, horizon: number): PredictionIntervals {
  const sizes = values.filter((value) => value > 0).sort();
  const averageSize = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const chance = Math.min(1, rate / averageSize);

  const quantile = (probability: number) => {
    const withinSizes = 1 - (1 - probability) / chance;
    if (!(withinSizes > 0)) return 0;
    return sizes[Math.min(sizes.length - 1, Math.floor(withinSizes * sizes.length))]!;
  };
  const everyMonth = (value: number) => new Array<number>(horizon).fill(value);
  return {
    lower80: everyMonth(Math.min(rate, quantile(0.1))),
    upper80: everyMonth(Math.max(rate, quantile(0.9))),
    lower95: everyMonth(Math.min(rate, quantile(0.025))),
    upper95: everyMonth(Math.max(rate, quantile(0.975))),
  };
}
