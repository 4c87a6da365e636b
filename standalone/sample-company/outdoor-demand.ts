import { addMonths, monthsBetween } from '../../domain/cycle/month';
import { SAMPLE_FAMILIES, SAMPLE_ITEMS, SAMPLE_MARKETS, type SampleItem } from './outdoor-catalogue';
import { seededRandom } from './seeded-random';

/** Sales of one item in one market and month, as the sample company's books show them. */
export interface SampleSale {
  readonly month: string;
  readonly itemCode: string;
  readonly marketCode: string;
  readonly quantity: number;
  readonly revenue: number;
}

const FAMILY_OF = new Map(SAMPLE_FAMILIES.map((family) => [family.code, family]));
const MARKET_SHARES = new Map<string, number>(SAMPLE_MARKETS.map(({ code, share }) => [code, share]));

/**
 * What an item would sell in a market and month if nothing were left to chance: its size, the market's share, the
 * family's season and a yearly growth counted from 2024.
 */
export function expectedUnits(item: SampleItem, marketCode: string, month: string): number {
  const { season, growth } = FAMILY_OF.get(item.familyCode)!;
  const years = monthsBetween('2024-01', month) / 12;
  const seasonal = season[Number(month.slice(5, 7)) - 1]!;
  return item.monthlyUnits * MARKET_SHARES.get(marketCode)! * seasonal * (1 + growth) ** years;
}

/**
 * The sample company's sales of `months`, the same for the same seed: what was expected, times noise, a price
 * promotion in one month of fourteen (+25 to +60 %, and 15 % less the month after), months without sales for spare
 * parts, a launched and an ended item, and one order that came once. `planned` is the first planned month; launch and end count from it.
 */
export function sampleSales(seed: number, months: readonly string[], planned: string): SampleSale[] {
  return SAMPLE_ITEMS.flatMap((item) =>
    SAMPLE_MARKETS.flatMap(({ code }) =>
      months
        .filter((month) => isSold(item, month, planned))
        .flatMap((month) => {
          const isOneOff =
            item.code === ONE_OFF.itemCode &&
            code === ONE_OFF.marketCode &&
            monthsBetween(month, planned) === ONE_OFF.monthsBefore;
          return saleOf(seed, item, code, month, isOneOff ? ONE_OFF.factor : 1);
        }),
    ),
  );
}

export function isSold(item: SampleItem, month: string, planned: string): boolean {
  const before = monthsBetween(month, planned);
  if (item.launchedBefore !== null && before > item.launchedBefore) return false;
  return item.endedBefore === null || before >= item.endedBefore;
}

/** A chain store that furnished all its shops with lanterns, once. */
const ONE_OFF = { itemCode: 'L-200', marketCode: 'FR', monthsBefore: 9, factor: 7 };

function saleOf(
  seed: number,
  item: SampleItem,
  marketCode: string,
  month: string,
  oneOff: number,
): SampleSale {
  const { noise, sellingShare } = FAMILY_OF.get(item.familyCode)!;
  const chance = seededRandom(seed, 'sale', item.code, marketCode, month);
  const sells = chance.uniform() < sellingShare;
  const size = expectedUnits(item, marketCode, month) / sellingShare;
  const drawn = size * Math.exp(noise * chance.normal() - 0.5 * noise ** 2);
  const quantity = sells
    ? Math.max(1, Math.round(drawn * promotionFactor(seed, item, marketCode, month) * oneOff))
    : 0;
  return {
    month,
    itemCode: item.code,
    marketCode,
    quantity,
    revenue: Math.round(quantity * item.price * 100) / 100,
  };
}

function promotionFactor(seed: number, item: SampleItem, marketCode: string, month: string): number {
  const now = upliftOf(seed, item, marketCode, month);
  if (now !== null) return now;
  return upliftOf(seed, item, marketCode, addMonths(month, -1)) === null ? 1 : 0.85;
}

function upliftOf(seed: number, item: SampleItem, marketCode: string, month: string): number | null {
  const chance = seededRandom(seed, 'promotion', item.code, marketCode, month);
  return chance.uniform() < 1 / 14 ? 1.25 + 0.35 * chance.uniform() : null;
}

/** The price promotions of `months`, held and planned, as marketing keeps them. */
export function samplePromotions(seed: number, months: readonly string[], planned: string) {
  return SAMPLE_ITEMS.flatMap((item) =>
    SAMPLE_MARKETS.flatMap(({ code }) =>
      months
        .filter((month) => isSold(item, month, planned) && upliftOf(seed, item, code, month) !== null)
        .map((month) => ({ itemCode: item.code, marketCode: code, month })),
    ),
  );
}

/** What is usually ordered of a month's sales this many months ahead, and how that scatters. */
const ORDERED_AHEAD = [
  { share: 0.7, scatter: 0.06 },
  { share: 0.5, scatter: 0.1 },
  { share: 0.25, scatter: 0.3 },
] as const;

/** The order books of the home market as they stood in each of `dates`, for that month and the two after it. */
export function sampleOrders(seed: number, dates: readonly string[], planned: string) {
  const marketCode = SAMPLE_MARKETS[0].code;
  return dates.flatMap((asOf) =>
    ORDERED_AHEAD.flatMap(({ share, scatter }, lag) => {
      const month = addMonths(asOf, lag);
      return sampleSales(seed, [month], planned)
        .filter((sale) => sale.marketCode === marketCode)
        .map(({ itemCode, quantity }) => {
          const chance = seededRandom(seed, 'orders', itemCode, asOf, month);
          const ordered = Math.round(quantity * share * Math.exp(scatter * chance.normal()));
          return { asOf, itemCode, marketCode, month, quantity: ordered };
        });
    }),
  );
}
