import { addMonths, monthsBetween } from '../cycle/month';
import type { FigureFiles } from './figure-files';
import { bindingCapacity, budgetOf, type ExpectedFamily, familyCosts, stockOf } from './supply-assumptions';

/** What a sales file tells of an item: its price, and its units by month over all markets. */
export interface SoldItem {
  readonly itemCode: string;
  readonly familyCode: string;
  /** 0 where the file held no revenue. */
  readonly price: number;
  readonly unitsByMonth: ReadonlyMap<string, number>;
}

/** Costs as shares of the price, and an hour's cost: plain assumptions, good enough to plan with until real ones come. */
const ASSUMPTIONS = {
  priceWithoutRevenue: 10,
  unitCostShare: 0.55,
  conversionShare: 0.2,
  regularCostPerHour: 40,
  overtimeCostPerHour: 60,
  mostLines: 3,
  /** Regular hours over what an average month takes. */
  capacityLevel: 1,
} as const;

/** In words, for whoever reads plans that rest on them. */
export const ASSUMPTIONS_IN_WORDS =
  'Assumed until you import your own: unit cost 55 % of the price, hours worth 20 % of it, stock of about five weeks, capacity that binds in the peaks, and a budget of 2 % above last year.';

/**
 * Everything that planning needs and a sales file does not say, as import files: costs, stock, lines with hours that
 * bind in the peaks, and a budget. What is expected of a month is what the same month of the last recorded year
 * sold, the one that ends with `lastMonth`. Families are spread over up to three lines, the most hours first onto the line with the least.
 *
 * Example: an item of price 20 gets unit cost 11 and 0.1 hours of its family's line.
 */
export function assumedFigures(
  items: readonly SoldItem[],
  lastMonth: string,
  outlook: readonly string[],
): FigureFiles {
  const expected = (item: SoldItem) => expectedUnits(item, lastMonth, outlook);
  const priced = items.map((item) => ({
    ...item,
    price: item.price > 0 ? item.price : ASSUMPTIONS.priceWithoutRevenue,
  }));
  const families = [...new Set(priced.map(({ familyCode }) => familyCode))].sort().map((code) =>
    expectedFamily(
      code,
      priced.filter(({ familyCode }) => familyCode === code),
      outlook,
      expected,
    ),
  );
  const lineOf = assignLines(families);
  const onLines = families.map((family) => {
    const hours = round(
      (ASSUMPTIONS.conversionShare * family.averagePrice) / ASSUMPTIONS.regularCostPerHour,
      6,
    );
    return { ...family, hoursPerUnit: { [lineOf.get(family.code)!]: hours } };
  });
  const lines = [...new Set(lineOf.values())].sort();
  return [
    {
      kind: 'families',
      rows: onLines.map((family) => {
        const { holdingCost, backlogCost, safetyStock } = familyCosts(family);
        return {
          family: family.code,
          holding_cost: holdingCost,
          backlog_cost: backlogCost,
          safety_stock: safetyStock,
        };
      }),
    },
    {
      kind: 'items',
      rows: priced.map(({ itemCode, familyCode, price }) => ({
        item: itemCode,
        family: familyCode,
        price: round(price, 4),
        unit_cost: round(ASSUMPTIONS.unitCostShare * price, 4),
      })),
    },
    {
      kind: 'capacity',
      rows: lines.flatMap((line) =>
        bindingCapacity(line, onLines, outlook, ASSUMPTIONS.capacityLevel).map(
          ({ month, regularHours, overtimeHours }) => ({
            resource: line,
            month,
            regular_hours: regularHours,
            overtime_hours: overtimeHours,
            resource_name: `Line ${line.slice('LINE-'.length)}`,
            regular_cost_per_hour: ASSUMPTIONS.regularCostPerHour,
            overtime_cost_per_hour: ASSUMPTIONS.overtimeCostPerHour,
          }),
        ),
      ),
    },
    {
      kind: 'hours-per-unit',
      rows: onLines.flatMap(({ code, hoursPerUnit }) =>
        Object.entries(hoursPerUnit).map(([resource, hours]) => ({ resource, family: code, hours })),
      ),
    },
    {
      kind: 'stock',
      rows: priced.map((item) => {
        const { itemCode, quantity, onOrder } = stockOf(item.itemCode, expected(item)[0]!, {
          cover: 0.5,
          order: 1,
        });
        return { item: itemCode, quantity, on_order: onOrder };
      }),
    },
    {
      kind: 'budget',
      rows: onLines
        .flatMap((family) => budgetOf(family, outlook, 0.5))
        .map(({ familyCode, month, quantity, revenue }) => ({
          family: familyCode,
          month,
          quantity,
          revenue,
        })),
    },
  ];
}

function expectedFamily(
  code: string,
  items: readonly SoldItem[],
  outlook: readonly string[],
  expected: (item: SoldItem) => readonly number[],
): ExpectedFamily {
  const units = items.map(expected);
  const ofItem = units.map((months) => months.reduce((sum, each) => sum + each, 0));
  const total = ofItem.reduce((sum, each) => sum + each, 0);
  const averagePrice =
    total > 0
      ? items.reduce((sum, { price }, index) => sum + price * ofItem[index]!, 0) / total
      : items.reduce((sum, { price }) => sum + price, 0) / items.length;
  return {
    code,
    monthlyUnits: outlook.map((_, month) => units.reduce((sum, each) => sum + each[month]!, 0)),
    averagePrice,
    averageUnitCost: ASSUMPTIONS.unitCostShare * averagePrice,
    hoursPerUnit: {},
  };
}

/** The same month of the last recorded year, again and again. */
const expectedUnits = ({ unitsByMonth }: SoldItem, lastMonth: string, outlook: readonly string[]): number[] =>
  outlook.map((month) => {
    const yearsBack = Math.max(0, Math.ceil(monthsBetween(lastMonth, month) / 12));
    return unitsByMonth.get(addMonths(month, -12 * yearsBack)) ?? 0;
  });

function assignLines(families: readonly ExpectedFamily[]): Map<string, string> {
  const work = families
    .map(({ code, monthlyUnits, averagePrice }) => ({
      code,
      size: averagePrice * monthlyUnits.reduce((sum, units) => sum + units, 0),
    }))
    .sort((a, b) => b.size - a.size);
  const loads = new Array<number>(Math.min(ASSUMPTIONS.mostLines, families.length)).fill(0);
  return new Map(
    work.map(({ code, size }) => {
      const line = loads.indexOf(Math.min(...loads));
      loads[line]! += size;
      return [code, `LINE-${line + 1}`];
    }),
  );
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
