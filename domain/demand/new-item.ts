import type { SeriesForecast } from './forecast-series';
import { forecastByLikeItem } from './like-item-profile';
import { predictionIntervals } from './prediction-interval';

/**
 * The forecast of an item that has sold for less than a year, or not at all, in one market: by its like item. Units a
 * month; null when its own history is long enough to speak for itself, or when the like item has none here.
 *
 * Where the like item's launch is on record, the new item follows its months since launch. Else it follows the like
 * item's same calendar months, the coming ones as forecast: an old item's first recorded month is no launch. Before
 * its launch it sells nothing. The ranges are wide: a deviation of half of what is expected.
 *
 * Source: see `forecastByLikeItem`.
 * Example: a like item of 10, 20, 30 since its launch, an item that has not sold, at 50 %, one month to go: 0, 5, 10.
 */
export function forecastNewItem({
  ownHistory,
  like,
  expectedRatio,
  monthsUntilLaunch,
  horizonMonths,
}: NewItemQuestion): SeriesForecast | null {
  const firstSale = ownHistory.findIndex((quantity) => (quantity ?? 0) > 0);
  const own = firstSale < 0 ? [] : ownHistory.slice(firstSale).map((quantity) => quantity ?? 0);
  const likeFirstSale = like.history.findIndex((quantity) => quantity > 0);
  if (own.length >= GROWN_UP_MONTHS || likeFirstSale < 0) return null;

  const wait = own.length > 0 ? 0 : Math.min(horizonMonths, monthsUntilLaunch);
  const likeItemSinceLaunch = like.isLaunchOnRecord
    ? like.history.slice(likeFirstSale)
    : [...(own.length > 0 ? like.history.slice(-own.length) : []), ...like.forecast.slice(wait)];
  if (likeItemSinceLaunch.length === 0) return null;
  const { mean: sinceLaunch, scale } = forecastByLikeItem({
    likeItemSinceLaunch,
    ownSalesSinceLaunch: own,
    expectedRatio,
    horizonMonths: horizonMonths - wait,
  });

  const mean = [...new Array<number>(wait).fill(0), ...sinceLaunch];
  const variance = mean.map((value) => (DEVIATION_SHARE * value) ** 2);
  return {
    model: 'like item',
    mean,
    ...predictionIntervals(mean, variance, 1, true),
    note: `new: follows ${like.itemCode} at ${Math.round(100 * scale)} % of it`,
    backtest: [],
    backtestWmape: null,
  };
}

export interface NewItemQuestion {
  /** To the last recorded month; empty when it never sold. */
  readonly ownHistory: readonly (number | null)[];
  readonly like: {
    readonly itemCode: string;
    /** To the same last month, in the same market. */
    readonly history: readonly number[];
    /** Its own baseline over the horizon. */
    readonly forecast: readonly number[];
    /** The market recorded other sales before it: its first month is its launch. */
    readonly isLaunchOnRecord: boolean;
  };
  /** 1 = will sell as much as the like item. */
  readonly expectedRatio: number;
  /** Months of the horizon before its first sale; 0 when it may sell at once. */
  readonly monthsUntilLaunch: number;
  readonly horizonMonths: number;
}

/** With a year of its own sales an item is new no more. */
const GROWN_UP_MONTHS = 12;
const DEVIATION_SHARE = 0.5;
