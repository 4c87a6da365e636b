import type { FigureRow } from '../../domain/import/figure-files';
import { SAMPLE_MARKETS } from './outdoor-catalogue';

/** Families whose places are known: made in one plant, kept in one central warehouse, sold in the four markets. */
const PLACED_FAMILIES = [
  { code: 'TENTS', plantDays: 25 },
  { code: 'LAMPS', plantDays: 12 },
] as const;

/** Days from the central warehouse to each market. */
const DAYS_TO_MARKET = [2, 4, 6, 9] as const;

/** What a unit costs in stock, as a share of what it costs at the market: every step on the way adds to its worth. */
const COST_SHARE = { plant: 0.6, warehouse: 0.75, market: 1 } as const;

/**
 * The places that two families of the sample company are stocked at, as rows of a stages file. `holdingCost` tells what a
 * unit of a family costs in stock over a month.
 */
export function outdoorStages(holdingCost: (familyCode: string) => number): FigureRow[] {
  return PLACED_FAMILIES.flatMap(({ code: family, plantDays }) => {
    const costOf = (place: keyof typeof COST_SHARE) =>
      Math.round(holdingCost(family) * COST_SHARE[place] * 100) / 100;
    const row = (stage: string, rest: FigureRow): FigureRow => ({ family, stage, ...rest });
    return [
      row('PLANT', {
        name: 'Plant',
        supplied_by: '',
        lead_time_days: plantDays,
        holding_cost: costOf('plant'),
        market: '',
        service_days: '',
      }),
      row('CENTRAL', {
        name: 'Central warehouse',
        supplied_by: 'PLANT',
        lead_time_days: 3,
        holding_cost: costOf('warehouse'),
        market: '',
        service_days: '',
      }),
      ...SAMPLE_MARKETS.map(({ code, name }, index) =>
        row(code, {
          name: `Warehouse ${name}`,
          supplied_by: 'CENTRAL',
          lead_time_days: DAYS_TO_MARKET[index % DAYS_TO_MARKET.length]!,
          holding_cost: costOf('market'),
          market: code,
          service_days: 0,
        }),
      ),
    ];
  });
}
