import { DomainError } from '../errors';

/**
 * The forecast of a new item from the launch of a like item: the like item's months since its launch, scaled to
 * the new one. Returns `horizonMonths` values in units, following the months the new item has already sold.
 *
 * Scale: before the first sale it is `expectedRatio` (1 = will sell as much). With sales, it is the ratio of both
 * items' sales over the same months since launch, trusted by n / (n + 3) after n months, the rest being
 * `expectedRatio`. Past the like item's last recorded month its last twelve months repeat.
 *
 * Source: forecasting by analogy; Thomassey & Fiordaliso (2006), "A hybrid sales forecasting system based on
 * clustering and decision trees", Decision Support Systems 42.
 * Example: a like item began with 10, 20, 30, 40; the new one is expected at half, and has sold nothing yet: 5,
 * 10, 15, 20.
 */
export function forecastByLikeItem({
  likeItemSinceLaunch,
  ownSalesSinceLaunch,
  expectedRatio,
  horizonMonths,
}: LikeItemQuestion): LikeItemForecast {
  if (likeItemSinceLaunch.length === 0) {
    throw new DomainError(
      'invalid-input',
      'The like item has no sales since its launch: choose another like item.',
    );
  }
  if (!(expectedRatio > 0) || !Number.isFinite(expectedRatio)) {
    throw new DomainError(
      'invalid-input',
      `The expected ratio is ${expectedRatio}: give a number above zero.`,
    );
  }

  const known = Math.min(ownSalesSinceLaunch.length, likeItemSinceLaunch.length);
  const own = sumOf(ownSalesSinceLaunch.slice(0, known));
  const like = sumOf(likeItemSinceLaunch.slice(0, known));
  const trust = like > 0 ? known / (known + MONTHS_OF_DOUBT) : 0;
  const scale = trust * (like > 0 ? own / like : 0) + (1 - trust) * expectedRatio;

  const mean = Array.from({ length: horizonMonths }, (_, k) => {
    return scale * monthSinceLaunch(likeItemSinceLaunch, ownSalesSinceLaunch.length + k);
  });
  return { mean, scale };
}

export interface LikeItemQuestion {
  /** Units a month, the launch month first. */
  readonly likeItemSinceLaunch: readonly number[];
  /** Units a month, the launch month first; empty before the launch. */
  readonly ownSalesSinceLaunch: readonly number[];
  readonly expectedRatio: number;
  readonly horizonMonths: number;
}

export interface LikeItemForecast {
  readonly mean: number[];
  /** New item's sales over the like item's. */
  readonly scale: number;
}

/** After so many months the new item's own sales count as much as the expectation. */
const MONTHS_OF_DOUBT = 3;
const YEAR_MONTHS = 12;

function monthSinceLaunch(likeItem: readonly number[], month: number): number {
  if (month < likeItem.length) return likeItem[month]!;
  const period = Math.min(YEAR_MONTHS, likeItem.length);
  return likeItem[likeItem.length - period + ((month - likeItem.length) % period)]!;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
