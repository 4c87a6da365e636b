import type { FigureFiles } from '../../domain/import/figure-files';
import {
  bindingCapacity,
  budgetOf,
  type ExpectedFamily,
  familyCosts,
  stockOf,
} from '../../domain/import/supply-assumptions';
import { SAMPLE_FAMILIES, SAMPLE_ITEMS, SAMPLE_MARKETS, SAMPLE_RESOURCES } from './outdoor-catalogue';
import { expectedUnits, isSold, sampleOrders, samplePromotions, sampleSales } from './outdoor-demand';
import { outdoorReplenishment } from './outdoor-replenishment';
import { outdoorStages } from './outdoor-stages';
import { seededRandom } from './seeded-random';

export interface OutdoorMonths {
  readonly seed: number;
  /** Months with sales. */
  readonly history: readonly string[];
  /** Months from the first planned one on, with capacity and budget. */
  readonly outlook: readonly string[];
}

/** Regular hours over what an average month takes: the season must be built ahead and worked in overtime. */
const CAPACITY_LEVEL = 0.88;

/** Promotions are planned half a year ahead; order books were kept for a year. */
const PROMOTION_MONTHS = 6;
const ORDER_BOOKS = 12;

/** All figures of the sample company as import files, in the order in which they load. */
export function outdoorFigures({ seed, history, outlook }: OutdoorMonths): FigureFiles {
  const planned = outlook[0]!;
  const families = SAMPLE_FAMILIES.map((family) => expectedFamily(family.code, outlook, planned));
  return [
    {
      kind: 'families',
      rows: families.map((family, index) => {
        const { holdingCost, backlogCost, safetyStock } = familyCosts(family);
        return {
          family: family.code,
          family_name: SAMPLE_FAMILIES[index]!.name,
          holding_cost: holdingCost,
          backlog_cost: backlogCost,
          safety_stock: safetyStock,
        };
      }),
    },
    {
      kind: 'items',
      rows: SAMPLE_ITEMS.map((item) => ({
        item: item.code,
        item_name: item.name,
        family: item.familyCode,
        unit_of_measure: 'EA',
        price: item.price,
        unit_cost: item.unitCost,
        like_item: item.likeItem ?? '',
        ...outdoorReplenishment(seed, item, unitsOf(item.code, planned)),
      })),
    },
    {
      kind: 'sales',
      rows: sampleSales(seed, history, planned).map(({ month, itemCode, marketCode, quantity, revenue }) => ({
        month,
        item: itemCode,
        market: marketCode,
        quantity,
        revenue,
      })),
    },
    {
      kind: 'promotions',
      rows: samplePromotions(seed, [...history, ...outlook.slice(0, PROMOTION_MONTHS)], planned).map(
        ({ itemCode, marketCode, month }) => ({
          item: itemCode,
          market: marketCode,
          month,
          kind: 'price promotion',
        }),
      ),
    },
    {
      kind: 'open-orders',
      rows: sampleOrders(seed, history.slice(-1 - ORDER_BOOKS), planned).map(
        ({ itemCode, marketCode, month, quantity, asOf }) => ({
          item: itemCode,
          market: marketCode,
          month,
          quantity,
          as_of: asOf,
        }),
      ),
    },
    {
      kind: 'capacity',
      rows: SAMPLE_RESOURCES.flatMap((resource) =>
        bindingCapacity(resource.code, families, outlook, CAPACITY_LEVEL).map(
          ({ month, regularHours, overtimeHours }) => ({
            resource: resource.code,
            month,
            regular_hours: regularHours,
            overtime_hours: overtimeHours,
            resource_name: resource.name,
            regular_cost_per_hour: resource.regularCostPerHour,
            overtime_cost_per_hour: resource.overtimeCostPerHour,
          }),
        ),
      ),
    },
    {
      kind: 'hours-per-unit',
      rows: SAMPLE_FAMILIES.flatMap(({ code, hoursPerUnit }) =>
        Object.entries(hoursPerUnit).map(([resource, hours]) => ({ resource, family: code, hours })),
      ),
    },
    {
      kind: 'stock',
      rows: SAMPLE_ITEMS.filter((item) => isSold(item, planned, planned)).map((item) => {
        const chance = seededRandom(seed, 'stock', item.code);
        const luck = { cover: chance.uniform(), order: chance.uniform() };
        const { itemCode, quantity, onOrder } = stockOf(item.code, unitsOf(item.code, planned), luck);
        return { item: itemCode, quantity, on_order: onOrder };
      }),
    },
    {
      kind: 'budget',
      rows: families
        .flatMap((family) => budgetOf(family, outlook, seededRandom(seed, 'budget', family.code).uniform()))
        .map(({ familyCode, month, quantity, revenue }) => ({
          family: familyCode,
          month,
          quantity,
          revenue,
        })),
    },
    {
      kind: 'stages',
      rows: outdoorStages(
        (familyCode) => familyCosts(families.find(({ code }) => code === familyCode)!).holdingCost,
      ),
    },
  ];
}

function expectedFamily(code: string, months: readonly string[], planned: string): ExpectedFamily {
  const items = SAMPLE_ITEMS.filter((item) => item.familyCode === code && isSold(item, planned, planned));
  const monthlyUnits = months.map((month) => items.reduce((sum, item) => sum + unitsOf(item.code, month), 0));
  const weighted = (value: 'price' | 'unitCost') =>
    items.reduce((sum, item) => sum + item[value] * item.monthlyUnits, 0) /
    items.reduce((sum, item) => sum + item.monthlyUnits, 0);
  return {
    code,
    monthlyUnits,
    averagePrice: weighted('price'),
    averageUnitCost: weighted('unitCost'),
    hoursPerUnit: SAMPLE_FAMILIES.find((family) => family.code === code)!.hoursPerUnit,
  };
}

const unitsOf = (itemCode: string, month: string): number => {
  const item = SAMPLE_ITEMS.find(({ code }) => code === itemCode)!;
  return SAMPLE_MARKETS.reduce((sum, market) => sum + expectedUnits(item, market.code, month), 0);
};
