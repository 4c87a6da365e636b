import { forecastSeries, type SeriesForecast } from '../../domain/demand/forecast-series';
import { readSeriesFromCsv, readSeriesFromJson, type SeriesInput } from './series-input';

export interface ForecastSettings {
  readonly horizonMonths: number;
  readonly seasonLengthMonths: number;
  readonly format: 'json' | 'csv';
  /** Adds each method's backtest to the output. */
  readonly withBacktest: boolean;
}

/** A run of neighbouring series, cut out of the input file and not yet parsed. */
export interface BatchTask {
  readonly index: number;
  /** 0-based place of the first series in the input, to name one that has no id. */
  readonly firstSeries: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** JSON: the length in bytes of each series; CSV: the number of series is found while parsing. */
  readonly lengths: readonly number[];
}

export interface BatchResult {
  readonly index: number;
  /** JSON objects separated by ",\n". */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly seriesCount: number;
  readonly broken: readonly { name: string; reason: string }[];
}

/** Parses, forecasts and prints one batch; a broken series gets an entry without numbers, and is named. */
export function forecastBatch(task: BatchTask, settings: ForecastSettings): BatchResult {
  const inputs =
    settings.format === 'json'
      ? readSeriesFromJson(task.bytes, task.lengths, task.firstSeries)
      : readSeriesFromCsv(task.bytes, task.firstSeries);

  const broken: { name: string; reason: string }[] = [];
  const entries = inputs.map((input) => {
    const answer = answerOrReason(input, settings);
    if (typeof answer !== 'string') return print(input.id, answer, settings.withBacktest);
    broken.push({ name: input.name, reason: answer });
    return print(input.id, notForecast(answer), settings.withBacktest);
  });
  const encoded = new TextEncoder().encode(entries.join(',\n'));
  return { index: task.index, bytes: encoded, seriesCount: inputs.length, broken };
}

function answerOrReason(input: SeriesInput, settings: ForecastSettings): SeriesForecast | string {
  if (input.values === null) return input.problem;
  try {
    return forecastSeries(input.values, settings);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function notForecast(reason: string): SeriesForecast {
  const none: number[] = [];
  return {
    model: 'none',
    mean: none,
    lower80: none,
    upper80: none,
    lower95: none,
    upper95: none,
    note: `not forecast: ${reason}`,
    backtest: [],
    backtestWmape: null,
  };
}

function print(id: string | number | null, forecast: SeriesForecast, withBacktest: boolean): string {
  const { model, mean, lower80, upper80, lower95, upper95, note, backtest, backtestWmape } = forecast;
  const entry = { id, model, mean, lower80, upper80, lower95, upper95, note };
  return JSON.stringify(withBacktest ? { ...entry, backtest, backtestWmape } : entry);
}
