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
 * parts, a launched and an ended item. `planned` is the first planned month; launch and end count from it.
 */
export function sampleSales(seed: number, months: readonly string[], planned: string): SampleSale[] {
  return SAMPLE_ITEMS.flatMap((item) =>
    SAMPLE_MARKETS.flatMap(({ code }) =>
      months
        .filter((month) => isSold(item, month, planned))
        .flatMap((month) => saleOf(seed, item, code, month)),
    ),
  );
}

export function isSold(item: SampleItem, month: string, planned: string): boolean {
  const before = monthsBetween(month, planned);
  if (item.launchedBefore !== null && before > item.launchedBefore) return false;
  return item.endedBefore === null || before >= item.endedBefore;
}

function saleOf(seed: number, item: SampleItem, marketCode: string, month: string): SampleSale {
  const { noise, sellingShare } = FAMILY_OF.get(item.familyCode)!;
  const chance = seededRandom(seed, 'sale', item.code, marketCode, month);
  const sells = chance.uniform() < sellingShare;
  const size = expectedUnits(item, marketCode, month) / sellingShare;
  const drawn = size * Math.exp(noise * chance.normal() - 0.5 * noise ** 2);
  const quantity = sells
    ? Math.max(1, Math.round(drawn * promotionFactor(seed, item, marketCode, month)))
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
  const uplift = (of: string) => {
    const chance = seededRandom(seed, 'promotion', item.code, marketCode, of);
    return chance.uniform() < 1 / 14 ? 1.25 + 0.35 * chance.uniform() : null;
  };
  const now = uplift(month);
  if (now !== null) return now;
  return uplift(addMonths(month, -1)) === null ? 1 : 0.85;
}
