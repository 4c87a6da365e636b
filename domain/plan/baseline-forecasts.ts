import { addMonths, monthsBetween } from '../cycle/month';
import { seriesKey } from '../demand/adjustments';
import { readHistory } from '../demand/demand-history';
import { type ItemKnowledge, NOTHING_KNOWN } from '../demand/demand-knowledge';
import { endItem } from '../demand/ended-item';
import type { SeriesForecast } from '../demand/forecast-series';
import {
  forEachLine,
  forecastWithKnowledge,
  type KnowledgeableForecast,
} from '../demand/forecast-with-knowledge';
import { forecastNewItem } from '../demand/new-item';
import { learnPromotions } from '../demand/promotion-effects';
import { reconcileSeries } from '../demand/reconcile-series';
import { type SensedMonth, senseNearMonths } from '../demand/sense-near-months';
import {
  type BaselineSentenceFacts,
  baselineSentences,
  type DemandCorrection,
  demandCorrections,
  seriesNote,
} from './baseline-notes';
import { type BaselineQuestion, baselineQuestion, type SeriesQuestion } from './baseline-question';
import type { PlanningInput } from './planning-input';

/**
 * The statistical baseline of a unit: every item and market with sales on record, and every new item that has a like
 * item, over the horizon. Units a month, from `firstMonth` on. `stopIfAsked` is called between two series, and may
 * throw to end the computation.
 *
 * In this order: promotions and one-off orders are taken out of each history, working days where the backtest is
 * better with them; each series is forecast; new items follow their like item, ending ones stop; the levels are made
 * to agree where that helped before; orders in hand move near months where they helped before. Whatever was done to a
 * series is said in its note. With nothing known beyond sales, each series is forecast alone and levels agree.
 *
 * Example: two items that always sold 5 are expected to sell 5 each.
 */
export function baselineForecasts(
  input: PlanningInput,
  stopIfAsked: () => void = () => {},
): BaselineForecasts {
  const question = baselineQuestion(input);
  const knownItems = new Map(
    (input.demandKnowledge ?? NOTHING_KNOWN).items.map((item) => [item.itemCode, item]),
  );
  const { known, workingDays } = knowingForecasts(question, stopIfAsked);
  const shaped = withLivesOfItems(question, knownItems, known);
  const agreeing = withLevelsAgreeing(question, shaped, known, stopIfAsked);
  const sensed = question.series.map((series, index) => {
    stopIfAsked();
    return withOrdersInHand(question, series, known[index]!, agreeing.forecasts[index]!);
  });
  return {
    firstMonth: question.months[0]!,
    series: question.series.map((series, index) => {
      const { forecast, months } = sensed[index]!;
      const { itemCode, marketCode } = series;
      const note = seriesNote(question.months, series, { ...known[index]!, forecast }, months);
      const corrections = demandCorrections(series.firstMonth, known[index]!);
      return { itemCode, marketCode, forecast: { ...forecast, note }, corrections };
    }),
    sentences: baselineSentences({
      reconcilingGain: agreeing.gain,
      workingDays,
      sensed: sensed.flatMap(({ months }) => months),
    }),
  };
}

export interface BaselineForecasts {
  /** The month that the first value of each forecast is for. */
  readonly firstMonth: string;
  readonly series: readonly {
    readonly itemCode: string;
    readonly marketCode: string;
    readonly forecast: SeriesForecast;
    readonly corrections: readonly DemandCorrection[];
  }[];
  /** How it was made as a whole, for the planner. */
  readonly sentences: readonly string[];
}

const SEASON_MONTHS = 12;
/** A smaller gain is chance: every unit is forecast twice and the better one taken. */
const SMALLEST_WORKING_DAYS_GAIN = 0.01;

/** Every series with what is known of its months; working days for all of them or none. */
function knowingForecasts(question: BaselineQuestion, stopIfAsked: () => void) {
  const { series, months, workingDays } = question;
  const usualFactors = usualPromotionFactors(series);
  const forecastAll = (days: ReadonlyMap<string, number> | null) =>
    series.map((each) => {
      stopIfAsked();
      const { firstMonth, history, promotions, keepAsRecorded } = each;
      return forecastWithKnowledge(
        history,
        { horizonMonths: months.length, seasonLengthMonths: SEASON_MONTHS },
        {
          promotions: {
            ...promotions,
            usualFactors: new Map([...usualFactors(each), ...(promotions.usualFactors ?? [])]),
          },
          keepAsRecorded,
          ...(days && {
            workingDays: {
              past: history.map((_, t) => days.get(addMonths(firstMonth, t))!),
              coming: months.map((month) => days.get(month)!),
            },
          }),
        },
      );
    });
  const plain = forecastAll(null);
  if (workingDays === null) return { known: plain, workingDays: null };
  const byDays = forecastAll(workingDays);
  const before = backtestError(plain, series);
  const gain = before > 0 ? 1 - backtestError(byDays, series) / before : 0;
  const isUsed = gain >= SMALLEST_WORKING_DAYS_GAIN;
  const told: BaselineSentenceFacts['workingDays'] = { gain, isUsed };
  return { known: isUsed ? byDays : plain, workingDays: told };
}

/** What each kind of promotion did in all series but one: for that one, which adds its own months to it. */
function usualPromotionFactors(
  series: readonly SeriesQuestion[],
): (of: SeriesQuestion) => Map<string, number> {
  const ownLifts = new Map(
    series
      .filter(({ promotions }) => promotions.past.some((kinds) => kinds.length > 0))
      .map((each) => [each, learnPromotions(each.history, each.promotions.past).lifts]),
  );
  const all = new Map<string, { sum: number; count: number }>();
  for (const lifts of ownLifts.values()) {
    for (const [kind, seen] of lifts) {
      const { sum, count } = all.get(kind) ?? { sum: 0, count: 0 };
      all.set(kind, { sum: sum + seen.reduce((a, b) => a + b, 0), count: count + seen.length });
    }
  }
  return (of) => {
    const factors = new Map<string, number>();
    for (const [kind, { sum, count }] of all) {
      const own = ownLifts.get(of)?.get(kind) ?? [];
      const others = count - own.length;
      if (others > 0) factors.set(kind, (sum - own.reduce((a, b) => a + b, 0) + 1) / (others + 1));
    }
    return factors;
  };
}

/** Units that the backtests of all series missed, a series counting by what it sells. */
function backtestError(
  forecasts: readonly KnowledgeableForecast[],
  series: readonly SeriesQuestion[],
): number {
  return forecasts.reduce((sum, { withoutEffects: { backtestWmape } }, index) => {
    const sold = series[index]!.history.slice(-SEASON_MONTHS).reduce<number>((all, q) => all + (q ?? 0), 0);
    return sum + (backtestWmape ?? 0) * sold;
  }, 0);
}

/** New items by their like item, ending ones to zero. */
function withLivesOfItems(
  question: BaselineQuestion,
  knownItems: ReadonlyMap<string, ItemKnowledge>,
  known: readonly KnowledgeableForecast[],
): SeriesForecast[] {
  const { series, months, firstRecordedMonth } = question;
  const placeOf = new Map(
    series.map(({ itemCode, marketCode }, index) => [seriesKey(itemCode, marketCode), index]),
  );
  const first = months[0]!;
  return series.map(({ itemCode, marketCode }, index) => {
    const own = known[index]!.forecast;
    const item = knownItems.get(itemCode);
    if (!item) return own;
    const { likeItemCode, likeItemPercent, launchMonth, lastMonth } = item;
    const likeAt = likeItemCode === null ? undefined : placeOf.get(seriesKey(likeItemCode, marketCode));
    const asNew =
      likeItemCode === null || likeAt === undefined
        ? null
        : forecastNewItem({
            ownHistory: known[index]!.usedHistory,
            like: {
              itemCode: likeItemCode,
              history: known[likeAt]!.usedHistory.map((quantity) => quantity ?? 0),
              forecast: known[likeAt]!.withoutEffects.mean,
              isLaunchOnRecord: series[likeAt]!.firstMonth > firstRecordedMonth,
            },
            expectedRatio: (likeItemPercent || 100) / 100,
            monthsUntilLaunch: launchMonth === null ? 0 : Math.max(0, monthsBetween(first, launchMonth)),
            horizonMonths: months.length,
          });
    const forecast = asNew ? timesRatios(asNew, known[index]!.comingEffects) : own;
    return lastMonth === null
      ? forecast
      : endItem(forecast, Math.max(0, monthsBetween(first, lastMonth) + 1));
  });
}

/** Series whose own history made their forecast; all others are given, and take no part in reconciling. */
const GIVEN_MODELS = new Set(['like item', 'ended', 'no demand', 'no history', 'constant', 'recent average']);

function withLevelsAgreeing(
  { series }: BaselineQuestion,
  forecasts: readonly SeriesForecast[],
  known: readonly KnowledgeableForecast[],
  stopIfAsked: () => void,
) {
  const taking = series.flatMap((_, index) =>
    GIVEN_MODELS.has(forecasts[index]!.model) || forecasts[index]!.mean.at(-1) === 0 ? [] : [index],
  );
  const { means, gain } = reconcileSeries(
    taking.map((index) => {
      const { itemCode, familyCode, marketCode } = series[index]!;
      const { values, scale } = readHistory(known[index]!.usedHistory, SEASON_MONTHS);
      const history = Array.from(values, (value) => value * scale);
      return { itemCode, familyCode, marketCode, history, mean: known[index]!.withoutEffects.mean };
    }),
    SEASON_MONTHS,
    stopIfAsked,
  );
  const agreeing = [...forecasts];
  taking.forEach((index, place) => {
    const before = known[index]!.withoutEffects.mean;
    const ratios = means[place]!.map((mean, k) => (before[k]! > 0 ? mean / before[k]! : 1));
    agreeing[index] = timesRatios(forecasts[index]!, ratios);
  });
  return { forecasts: agreeing, gain };
}

function timesRatios(forecast: SeriesForecast, ratios: readonly number[]): SeriesForecast {
  return {
    ...forecast,
    ...forEachLine(forecast, (values) => values.map((value, k) => value * ratios[k]!)),
  };
}

/** Near months moved by orders in hand, where that was better before; ranges move along. */
function withOrdersInHand(
  { months, booksOf }: BaselineQuestion,
  series: SeriesQuestion,
  { usedHistory, pastEffects }: KnowledgeableForecast,
  forecast: SeriesForecast,
): { forecast: SeriesForecast; months: readonly SensedMonth[] } {
  const books = booksOf(series);
  if (books.size === 0) return { forecast, months: [] };
  const placeOf = (month: string) => monthsBetween(months[0]!, month);
  const sensed = senseNearMonths(
    {
      firstMonth: series.firstMonth,
      recorded: series.history,
      usedHistory,
      pastEffects,
      forecastOf: (month) => forecast.mean[placeOf(month)] ?? null,
      books,
    },
    SEASON_MONTHS,
  );
  const ratios = months.map(() => 1);
  for (const { month, isSensed, units, baselineUnits } of sensed) {
    if (isSensed && baselineUnits > 0) ratios[placeOf(month)] = units / baselineUnits;
  }
  return { forecast: timesRatios(forecast, ratios), months: sensed };
}
