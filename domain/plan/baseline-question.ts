import { addMonths, monthRange, monthsBetween } from '../cycle/month';
import { compareCodes, seriesKey } from '../demand/adjustments';
import { type DemandKnowledge, NOTHING_KNOWN, type Promotion } from '../demand/demand-knowledge';
import type { PlannerKnowledge } from '../demand/forecast-with-knowledge';
import type { PlanningInput } from './planning-input';
import { recordedDemand, recordHabits } from './recorded-demand';

/** Everything that a unit's baseline is computed from, series by series. */
export interface BaselineQuestion {
  /** In the order of their codes. */
  readonly series: readonly SeriesQuestion[];
  /** The first month in which anything was sold. */
  readonly firstRecordedMonth: string;
  /** The months to forecast, from the one after the last recorded; more than are planned when recent ones are missing. */
  readonly months: readonly string[];
  /** Working days of every month from the first recorded one on; null when they are not known for all. */
  readonly workingDays: ReadonlyMap<string, number> | null;
  /** Order books of a series, by date; every series has the unit's dates. */
  readonly booksOf: (series: SeriesCodes) => ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface SeriesCodes {
  readonly itemCode: string;
  readonly marketCode: string;
}

export interface SeriesQuestion extends SeriesCodes {
  readonly familyCode: string;
  readonly firstMonth: string;
  /** To the unit's last recorded month; empty for an item that never sold. */
  readonly history: readonly (number | null)[];
  readonly promotions: NonNullable<PlannerKnowledge['promotions']>;
  /** Months of the history that a person keeps although they look like outliers. */
  readonly keepAsRecorded: readonly number[];
}

/** The furthest that a forecast reaches; beyond it the last forecast year is repeated. */
const FURTHEST = 120;

/**
 * What has to be forecast for a cycle: every item and market with sales on record, and every item that never sold in
 * the markets of its like item.
 *
 * Example: sales until 2026-11 and a cycle of 2027-01 with 18 months ask for 19 months, the first of which is missing.
 */
export function baselineQuestion(input: PlanningInput): BaselineQuestion {
  const knowledge = input.demandKnowledge ?? NOTHING_KNOWN;
  const habits = recordHabits(input.sales);
  const firstMonth = habits.lastLoadedMonth === null ? input.period : addMonths(habits.lastLoadedMonth, 1);
  const missingMonths = Math.max(0, monthsBetween(firstMonth, input.period));
  const months = monthRange(firstMonth, Math.min(FURTHEST, missingMonths + input.horizonMonths));
  const recorded = input.sales.map((each) => ({
    itemCode: each.itemCode,
    marketCode: each.marketCode,
    firstMonth: each.firstMonth,
    history: recordedDemand(each, habits),
  }));
  const familyOf = new Map(input.items.map(({ code, familyCode }) => [code, familyCode]));
  const promotionsOf = promotionsBySeries(knowledge.promotions);
  const kept = new Map<string, string[]>();
  for (const { itemCode, marketCode, month } of knowledge.keptMonths) {
    const key = seriesKey(itemCode, marketCode);
    kept.set(key, [...(kept.get(key) ?? []), month]);
  }
  const series = [...recorded, ...neverSold(recorded, knowledge, firstMonth)]
    .sort((a, b) => compareCodes(a.itemCode, b.itemCode) || compareCodes(a.marketCode, b.marketCode))
    .map((each): SeriesQuestion => {
      const keptMonths = kept.get(seriesKey(each.itemCode, each.marketCode)) ?? [];
      return {
        ...each,
        familyCode: familyOf.get(each.itemCode) ?? '',
        promotions: promotionsOf(each, monthRange(each.firstMonth, each.history.length), months),
        keepAsRecorded: keptMonths.map((month) => monthsBetween(each.firstMonth, month)),
      };
    });
  const firstRecordedMonth = recorded.map((each) => each.firstMonth).sort()[0] ?? firstMonth;
  return {
    series,
    firstRecordedMonth,
    months,
    workingDays: workingDaysOf(knowledge, firstRecordedMonth, months),
    booksOf: orderBooks(knowledge, input.period),
  };
}

/** A new item without sales is planned wherever its like item sells. */
function neverSold(recorded: readonly SeriesCodes[], knowledge: DemandKnowledge, firstMonth: string) {
  const sold = new Set(recorded.map(({ itemCode }) => itemCode));
  return knowledge.items.flatMap(({ itemCode, likeItemCode }) => {
    if (likeItemCode === null || sold.has(itemCode)) return [];
    const markets = recorded.filter((each) => each.itemCode === likeItemCode);
    return markets.map(({ marketCode }) => ({ itemCode, marketCode, firstMonth, history: [] }));
  });
}

/** Kinds by month of a series; a planned uplift becomes a kind of its own with that factor. */
function promotionsBySeries(promotions: readonly Promotion[]) {
  const bySeries = new Map<string, Promotion[]>();
  for (const promotion of promotions) {
    const key = seriesKey(promotion.itemCode, promotion.marketCode);
    bySeries.set(key, [...(bySeries.get(key) ?? []), promotion]);
  }
  return (
    { itemCode, marketCode }: SeriesCodes,
    past: readonly string[],
    coming: readonly string[],
  ): SeriesQuestion['promotions'] => {
    const own = [
      ...(bySeries.get(seriesKey(itemCode, marketCode)) ?? []),
      ...(bySeries.get(seriesKey(itemCode, '')) ?? []),
    ].filter(({ upliftPercent }) => upliftPercent !== 0);
    const inMonth = (month: string) => own.filter((promotion) => promotion.month === month);
    const usualFactors = new Map<string, number>();
    const plannedKind = ({ kind, upliftPercent }: Promotion) => {
      if (upliftPercent === null) return kind;
      const named = `${kind} as planned, +${upliftPercent} %`;
      usualFactors.set(named, 1 + upliftPercent / 100);
      return named;
    };
    return {
      past: past.map((month) => [...new Set(inMonth(month).map(({ kind }) => kind))]),
      coming: coming.map((month) => [...new Set(inMonth(month).map(plannedKind))]),
      usualFactors,
    };
  };
}

/** Null unless every month from the first recorded to the last planned one has its days. */
function workingDaysOf({ workingDays }: DemandKnowledge, first: string, months: readonly string[]) {
  const daysOf = new Map(workingDays.filter(({ days }) => days > 0).map(({ month, days }) => [month, days]));
  const needed = monthRange(first, monthsBetween(first, months.at(-1) ?? first) + 1);
  return needed.every((month) => daysOf.has(month)) ? daysOf : null;
}

/** Books of this month or the one before count as today's; without one of them orders in hand say nothing. */
function orderBooks({ orderBooks: ordered }: DemandKnowledge, period: string): BaselineQuestion['booksOf'] {
  const dates = [...new Set(ordered.map(({ asOf }) => asOf))].filter((asOf) => asOf <= period).sort();
  const today = dates.at(-1);
  if (today === undefined || today < addMonths(period, -1)) return () => new Map();
  const bySeries = new Map<string, Map<string, Map<string, number>>>();
  for (const { asOf, itemCode, marketCode, month, quantityUnits } of ordered) {
    if (asOf > period) continue;
    const key = seriesKey(itemCode, marketCode);
    const books = bySeries.get(key) ?? new Map(dates.map((date) => [date, new Map<string, number>()]));
    books.get(asOf)!.set(month, quantityUnits);
    bySeries.set(key, books);
  }
  return ({ itemCode, marketCode }) => bySeries.get(seriesKey(itemCode, marketCode)) ?? new Map();
}
