import { DomainError } from '../errors';
import { weightedAbsoluteError } from './accuracy-measures';
import { readHistory } from './demand-history';
import { forecastSeasonalNaive } from './naive';
import { isSeasonal, shrunkSeasonalIndices } from './seasonality';
import { forecastAggregatedTheta, forecastTheta } from './theta';

export interface ForecastOptions {
  readonly horizonMonths: number;
  readonly seasonLengthMonths: number;
}

export interface SeriesForecast {
  /** What answered, in words: for example "combination" or "last value". */
  model: string;
  mean: number[];
  lower80: number[];
  upper80: number[];
  lower95: number[];
  upper95: number[];
  /** What a planner has to know about this answer; empty when there is nothing unusual. */
  note: string;
  /** How each method would have done on the last months it had not seen, and its share of the answer. */
  backtest: MethodBacktest[];
}

export interface MethodBacktest {
  method: string;
  wmape: number | null;
  weight: number;
}

/**
 * The statistical baseline of one item: the expected demand of each of the next months with 80 % and 95 %
 * prediction intervals, in the units of the history. Every number is finite.
 */
export function forecastSeries(
  recorded: readonly (number | null)[],
  options: ForecastOptions,
): SeriesForecast {
  const { horizonMonths, seasonLengthMonths } = options;
  refuseBadOptions(options);
  const history = readHistory(recorded, seasonLengthMonths);
  const { values, scale } = history;
  const notes = [...history.notes];

  const n = values.length;
  if (n === 0) {
    return answer('no history', new Float64Array(horizonMonths), 0, 1, scale, [], ['no month is recorded']);
  }
  if (n < 4) {
    notes.unshift(`only ${n} months of history: the last value goes on`);
    const mean = new Float64Array(horizonMonths).fill(values[n - 1]!);
    return answer('last value', mean, 0.5 * Math.abs(values[n - 1]!), 1, scale, [], notes);
  }

  const heldBack = Math.min(horizonMonths, Math.floor(n / 3));
  const seen = values.subarray(0, n - heldBack);
  const unseen = values.subarray(n - heldBack);
  const backtest = METHODS.map(({ method, weight, forecast }) => ({
    method,
    wmape: weightedAbsoluteError(unseen, forecast(seen, seasonLengthMonths, heldBack)),
    weight,
  }));

  const mean = combined(values, seasonLengthMonths, horizonMonths);
  const check = combined(seen, seasonLengthMonths, heldBack);
  let squared = 0;
  for (let k = 0; k < heldBack; k++) squared += (unseen[k]! - check[k]!) ** 2 / (1 + 0.1 * k);
  const spread = Math.sqrt(squared / heldBack);
  const isNeverNegative = values.every((value) => value >= 0);
  return answer('combination', mean, spread, 0.1, scale, backtest, notes, isNeverNegative);
}

type Method = (values: Float64Array, seasonLength: number, horizon: number) => Float64Array;

const METHODS: readonly { method: string; weight: number; forecast: Method }[] = [
  { method: 'theta', weight: 0.5, forecast: onAdjusted(forecastTheta) },
  {
    method: 'theta on quarters',
    weight: 0.5,
    forecast: onAdjusted((values, horizon) => forecastAggregatedTheta(values, 3, horizon)),
  },
  { method: 'seasonal naive', weight: 0, forecast: forecastSeasonalNaive },
];

function combined(values: Float64Array, seasonLength: number, horizon: number): Float64Array {
  const mean = new Float64Array(horizon);
  for (const { weight, forecast } of METHODS) {
    const member = forecast(values, seasonLength, horizon);
    for (let k = 0; k < horizon; k++) mean[k]! += weight * member[k]!;
  }
  return mean;
}

function onAdjusted(method: (values: Float64Array, horizon: number) => Float64Array): Method {
  return (values, seasonLength, horizon) => {
    const isPositive = values.every((value) => value > 0);
    if (!isPositive || !isSeasonal(values, seasonLength)) return method(values, horizon);
    const indices = shrunkSeasonalIndices(values, seasonLength);
    const n = values.length;
    const adjusted = values.map((value, t) => value / indices[t % seasonLength]!);
    const forecast = method(adjusted, horizon);
    for (let k = 0; k < horizon; k++) forecast[k]! *= indices[(n + k) % seasonLength]!;
    return forecast;
  };
}

function answer(
  model: string,
  mean: Float64Array,
  spread: number,
  growth: number,
  scale: number,
  backtest: MethodBacktest[],
  notes: readonly string[],
  isNeverNegative = true,
): SeriesForecast {
  const floor = isNeverNegative ? 0 : Number.NEGATIVE_INFINITY;
  const at = (quantile: number) =>
    Array.from(mean, (value, k) =>
      finite(Math.max(floor, value + quantile * spread * Math.sqrt(1 + growth * k)) * scale),
    );
  return {
    model,
    mean: at(0),
    lower80: at(-1.2816),
    upper80: at(1.2816),
    lower95: at(-1.96),
    upper95: at(1.96),
    note: notes.join('; '),
    backtest,
  };
}

const finite = (value: number): number =>
  Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, Number.isNaN(value) ? 0 : value));

function refuseBadOptions({ horizonMonths, seasonLengthMonths }: ForecastOptions): void {
  if (!Number.isInteger(horizonMonths) || horizonMonths < 1 || horizonMonths > 120) {
    throw new DomainError(
      'invalid-input',
      `The horizon is ${horizonMonths} months: give a whole number from 1 to 120.`,
    );
  }
  if (!Number.isInteger(seasonLengthMonths) || seasonLengthMonths < 1 || seasonLengthMonths > 60) {
    throw new DomainError(
      'invalid-input',
      `The season is ${seasonLengthMonths} months: give a whole number from 1 (no season) to 60.`,
    );
  }
}
