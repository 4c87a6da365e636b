import { DomainError } from '../errors';
import { BASELINE_METHODS } from './baseline-methods';
import { forecastCombination } from './combination';
import { readHistory } from './demand-history';
import { forecastIntermittent } from './forecast-intermittent';
import { demandPattern } from './intermittent-demand';
import { cleanAbsurdSize, cleanOutliers, FEWEST_JUDGED_MONTHS, standsAlone } from './outlier-cleaning';
import { type PredictionIntervals, predictionIntervals } from './prediction-interval';
import { sellsInSeason } from './seasonality';

/**
 * The statistical baseline of one item: the expected demand of each of the next `horizonMonths` months with 80 %
 * and 95 % prediction intervals, in the units of the history, and how the methods did on months they had not
 * seen. Every number is finite, the intervals are nested, and a history without negative months never gets a
 * negative number.
 *
 * `recorded` is one value a month, oldest first, null where nothing was recorded; the forecast begins after its last
 * month, also when that one was not recorded. Unusual histories get an honest answer with a `note`: empty, short,
 * constant, all zero, ended, now-and-then, with gaps, negative or with an absurd month. A value that is no number, or an impossible option, is an `invalid-input` error.
 *
 * Source: see `forecastCombination`, `forecastIntermittent`, `predictionIntervals`.
 * Example: twelve months of 5 expect 5 every month, model "constant".
 */
export function forecastSeries(
  recorded: readonly (number | null)[],
  options: ForecastOptions,
): SeriesForecast {
  refuseBadOptions(options);
  const unknownMonths = monthsSinceLastRecord(recorded);
  const known = unknownMonths > 0 ? recorded.slice(0, -unknownMonths) : recorded;
  const history = readHistory(known, options.seasonLengthMonths);
  const notes = [...history.notes];
  if (unknownMonths > 0) {
    notes.push(`nothing recorded in the last ${inMonths(unknownMonths)}: forecast from the month before`);
  }
  const horizonMonths = unknownMonths + options.horizonMonths;
  const values = withoutLeadingZeros(history.values, options.seasonLengthMonths, notes);
  const answer = answerFor(values, { ...options, horizonMonths }, notes);

  const inUnits = (line: readonly number[]) => timesScale(line.slice(unknownMonths), history.scale);
  return {
    model: answer.model,
    mean: inUnits(answer.mean),
    lower80: inUnits(answer.intervals.lower80),
    upper80: inUnits(answer.intervals.upper80),
    lower95: inUnits(answer.intervals.lower95),
    upper95: inUnits(answer.intervals.upper95),
    note: notes.join('; '),
    backtest: answer.backtest ?? [],
    backtestWmape: answer.backtestWmape ?? null,
  };
}

export interface ForecastOptions {
  /** 1-120. */
  readonly horizonMonths: number;
  /** 12 for a yearly season; 1 for none; at most 60. */
  readonly seasonLengthMonths: number;
  /** The history was cleaned already, or is to stay as recorded: no month counts as absurd. */
  readonly isCleaned?: boolean;
}

export interface SeriesForecast {
  /** What answered, in words: for example "combination" or "constant". */
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
  /** The same for the answer as a whole; null ("n/a") when there was nothing to compare with. */
  backtestWmape: number | null;
}

export interface MethodBacktest {
  method: string;
  wmape: number | null;
  weight: number;
}

interface Answer {
  model: string;
  mean: readonly number[];
  intervals: PredictionIntervals;
  backtest?: MethodBacktest[];
  backtestWmape?: number | null;
}

/** With fewer months no method can be tested on the history. */
const SHORTEST_TESTABLE_MONTHS = 8;
/** So many months without a sale, and three times the usual pause, and the item counts as ended. */
const ENDED_MONTHS = 12;

function answerFor(recorded: Float64Array, options: ForecastOptions, notes: string[]): Answer {
  const { horizonMonths: horizon, seasonLengthMonths: seasonLength } = options;
  const n = recorded.length;
  if (n === 0) {
    notes.push('no month is recorded: plan it by a like item');
    return sameEveryMonth('no history', 0, horizon);
  }
  const first = recorded[0]!;
  if (recorded.every((value) => value === first)) {
    if (first !== 0 && n < SHORTEST_TESTABLE_MONTHS) return shortHistory(recorded, horizon, notes);
    notes.push(
      first === 0 ? 'nothing was sold in any month' : 'every month is the same, so no error is known',
    );
    return sameEveryMonth(first === 0 ? 'no demand' : 'constant', first, horizon);
  }

  const isNeverNegative = neverNegative(recorded);
  if (isNeverNegative && hasEnded(recorded)) {
    notes.push(`nothing sold in the last ${monthsSinceLastSale(recorded)} months: taken as ended`);
    return sameEveryMonth('ended', 0, horizon);
  }
  const values = options.isCleaned ? recorded : withoutAbsurdMonths(recorded, seasonLength, notes);
  if (n < SHORTEST_TESTABLE_MONTHS) return shortHistory(values, horizon, notes);

  if (isNeverNegative && isRare(values)) {
    const pattern = demandPattern(values);
    if (!sellsInSeason(values, seasonLength)) {
      const { method, ...intermittent } = forecastIntermittent(values, horizon);
      notes.push(`sells now and then (${pattern}): the same expected demand every month`);
      return { model: method, ...intermittent };
    }
    notes.push(`sells now and then (${pattern}), but in the same months of every season`);
  }

  if (n < seasonLength) notes.push(`only ${n} months of history: no season is known yet`);
  else if (n < 3 * seasonLength && seasonLength > 1) {
    notes.push(`only ${n} months of history: what looks like its season may be chance`);
  }
  return baseline(values, horizon, seasonLength, isNeverNegative);
}

function baseline(
  values: Float64Array,
  horizon: number,
  seasonLength: number,
  isNeverNegative: boolean,
): Answer {
  const combination = forecastCombination(values, seasonLength, horizon);
  const { mean, variance, logShare, heldBackDemand, weights } = combination;
  const backtest: MethodBacktest[] = [];
  for (let m = 0; m < BASELINE_METHODS.length; m++) {
    const wmape = ratioOrNull(combination.methodErrors[m]!, heldBackDemand);
    backtest.push({ method: BASELINE_METHODS[m]!.name, wmape, weight: weights[m]! });
  }
  backtest.push({
    method: 'seasonal naive (for comparison)',
    wmape: ratioOrNull(combination.seasonalNaiveError, heldBackDemand),
    weight: 0,
  });
  return {
    model: 'combination',
    mean,
    intervals: predictionIntervals(mean, variance, logShare, isNeverNegative),
    backtest,
    backtestWmape: ratioOrNull(combination.combinationError, heldBackDemand),
  };
}

const ratioOrNull = (error: number, demand: number): number | null => (demand > 0 ? error / demand : null);

/** The average of the last three months, with a range of at least half of it. */
function shortHistory(values: Float64Array, horizon: number, notes: string[]): Answer {
  const n = values.length;
  const recent = values.subarray(Math.max(0, n - 3));
  const average = recent.reduce((sum, value) => sum + value, 0) / recent.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / n);
  const deviation = Math.max(spread, 0.5 * Math.abs(average));
  const mean = new Array<number>(horizon).fill(average);
  const variance = mean.map((_, k) => deviation ** 2 * (1 + k / n));

  notes.push(`only ${inMonths(n)} of history: the recent average, with a wide range`);
  return {
    model: 'recent average',
    mean,
    intervals: predictionIntervals(mean, variance, 0, neverNegative(values)),
  };
}

function sameEveryMonth(model: string, value: number, horizon: number): Answer {
  const mean = new Array<number>(horizon).fill(value);
  const variance = new Array<number>(horizon).fill(0);
  return { model, mean, intervals: predictionIntervals(mean, variance, 0, value >= 0) };
}

/**
 * What sells now and then keeps the zeros of the season of its first sale, which may be part of the pattern; and all of
 * them where the few months since say too little alone.
 */
function withoutLeadingZeros(values: Float64Array, seasonLength: number, notes: string[]): Float64Array {
  const firstSale = values.findIndex((value) => value !== 0);
  if (firstSale <= 0) return values;
  const sinceFirstSale = values.subarray(firstSale);
  const isRarelySold = isRare(sinceFirstSale);
  if (isRarelySold && sinceFirstSale.length < SHORTEST_TESTABLE_MONTHS) return values;
  const leftOut = isRarelySold ? firstSale - (firstSale % seasonLength) : firstSale;
  if (leftOut > 0) notes.push(`${inMonths(leftOut)} before the first sale left out`);
  return values.subarray(leftOut);
}

function isRare(values: Float64Array): boolean {
  const pattern = demandPattern(values);
  return pattern === 'intermittent' || pattern === 'lumpy';
}

const inMonths = (count: number): string => (count === 1 ? '1 month' : `${count} months`);

/** 0 when nothing was ever recorded. */
function monthsSinceLastRecord(recorded: readonly (number | null)[]): number {
  const last = recorded.findLastIndex((value) => value !== null);
  return last < 0 ? 0 : recorded.length - 1 - last;
}

function neverNegative(values: Float64Array): boolean {
  for (let t = 0; t < values.length; t++) if (values[t]! < 0) return false;
  return true;
}

function monthsSinceLastSale(values: Float64Array): number {
  return values.length - 1 - values.findLastIndex((value) => value !== 0);
}

function hasEnded(values: Float64Array): boolean {
  const pause = monthsSinceLastSale(values);
  if (pause < ENDED_MONTHS) return false;
  const life = values.length - pause;
  const sales = values.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  return pause >= 3 * (life / sales);
}

/** Twenty robust deviations: a misplaced decimal point or a wrong unit, not a good month. */
const ABSURD_DEVIATIONS = 20;
/** Most histories have no month this many times their average, and need no closer look. */
const WORTH_A_LOOK = 8;

function withoutAbsurdMonths(values: Float64Array, seasonLength: number, notes: string[]): Float64Array {
  let sum = 0;
  let largest = 0;
  for (let t = 0; t < values.length; t++) {
    const size = Math.abs(values[t]!);
    sum += size;
    if (size > largest) largest = size;
  }
  const isShort = values.length < FEWEST_JUDGED_MONTHS;
  if (!isShort && largest < (WORTH_A_LOOK * sum) / values.length) return values;

  const recorded = Array.from(values);
  const corrections =
    isShort || isRare(values)
      ? cleanAbsurdSize(recorded).corrections
      : cleanOutliers(recorded, seasonLength, ABSURD_DEVIATIONS).corrections.filter(({ monthIndex }) =>
          standsAlone(recorded, monthIndex, seasonLength),
        );
  if (corrections.length === 0) return values;
  const places = corrections.map(({ monthIndex }) => values.length - monthIndex).join(', ');
  notes.push(`absurd value replaced by the usual one, counting months from the end: ${places}`);
  const believable = Float64Array.from(values);
  for (const { monthIndex, replacement } of corrections) believable[monthIndex] = replacement;
  return believable;
}

function timesScale(values: readonly number[], scale: number): number[] {
  const scaled = new Array<number>(values.length);
  for (let k = 0; k < values.length; k++) {
    scaled[k] = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, values[k]! * scale));
  }
  return scaled;
}

function refuseBadOptions({
  horizonMonths: horizon,
  seasonLengthMonths: seasonLength,
}: ForecastOptions): void {
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > 120) {
    throw new DomainError(
      'invalid-input',
      `The horizon is ${horizon} months: give a whole number from 1 to 120.`,
    );
  }
  if (!Number.isInteger(seasonLength) || seasonLength < 1 || seasonLength > 60) {
    throw new DomainError(
      'invalid-input',
      `The season is ${seasonLength} months: give a whole number from 1 (no season) to 60.`,
    );
  }
}
