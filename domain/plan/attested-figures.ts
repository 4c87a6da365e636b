import { addMonths, monthRange, monthsBetween } from '../cycle/month';
import { plannedMonths } from './baseline-plan';
import type { PlanningInput } from './planning-input';

const YEAR = 12;
/** Months of sales whose mean says how long stock lasts. */
const RECENT_MONTHS = 3;

/** Sales as a person judges them: the year until the last month beside the year before it. */
export interface AttestedSales {
  /** Twelve, the last one the month before the cycle's. */
  readonly months: string[];
  /** Units along the months; null where nothing is on record. */
  readonly units: (number | null)[];
  readonly yearBefore: (number | null)[];
  readonly families: {
    readonly code: string;
    readonly name: string;
    readonly lastMonthUnits: number | null;
    readonly yearBeforeUnits: number | null;
    readonly lastYearUnits: number | null;
    readonly yearBeforeLastUnits: number | null;
  }[];
}

/**
 * Sales in units by month, and by family for the last month and the last twelve, each beside the same a year before. A
 * sum is null where none of its series has a record, so that a family or a month without data does not look like 0; the
 * last twelve months are compared in those months only that have a record, like with like.
 *
 * Example: 10 units in Nov 2025 and 12 in Nov 2026, for a cycle of 2026-12: `lastMonthUnits` 12, `yearBeforeUnits` 10.
 */
export function attestedSales(input: PlanningInput): AttestedSales {
  const months = monthRange(addMonths(input.period, -YEAR), YEAR);
  const before = months.map((month) => addMonths(month, -YEAR));
  const familyOf = new Map(input.items.map(({ code, familyCode }) => [code, familyCode]));
  const sold = (of: readonly string[], familyCode?: string) =>
    sumOfKnown(
      input.sales
        .filter(({ itemCode }) => familyCode === undefined || familyOf.get(itemCode) === familyCode)
        .flatMap((series) =>
          of.map((month) => series.quantityUnits[monthsBetween(series.firstMonth, month)] ?? null),
        ),
    );
  return {
    months,
    units: months.map((month) => sold([month])),
    yearBefore: before.map((month) => sold([month])),
    families: input.families.map(({ code, name }) => {
      const onRecord = months.filter((month) => sold([month], code) !== null);
      return {
        code,
        name,
        lastMonthUnits: sold(months.slice(-1), code),
        yearBeforeUnits: sold(before.slice(-1), code),
        lastYearUnits: sold(onRecord, code),
        yearBeforeLastUnits: sold(
          onRecord.map((month) => addMonths(month, -YEAR)),
          code,
        ),
      };
    }),
  };
}

/** Units of a family there and on their way, and for how many months of sales those there last. */
export interface AttestedStock {
  readonly code: string;
  readonly name: string;
  readonly stockUnits: number;
  readonly onOrderUnits: number;
  /** null where nothing was sold. */
  readonly monthsOfSales: number | null;
}

/** Example: 300 units in stock and 100 sold in each of the last three months last 3 months. */
export function attestedStock(input: PlanningInput): AttestedStock[] {
  const { months, ...sales } = attestedSales(input);
  const familyOf = new Map(input.items.map(({ code, familyCode }) => [code, familyCode]));
  const recent = months.slice(-RECENT_MONTHS);
  return sales.families.map(({ code, name }) => {
    const items = input.items.filter(({ familyCode }) => familyCode === code);
    const stockUnits = items.reduce((sum, item) => sum + item.stockUnits, 0);
    const soldUnits = input.sales
      .filter(({ itemCode }) => familyOf.get(itemCode) === code)
      .flatMap((series) =>
        recent.map((month) => series.quantityUnits[monthsBetween(series.firstMonth, month)] ?? 0),
      )
      .reduce((sum, quantity) => sum + quantity, 0);
    return {
      code,
      name,
      stockUnits,
      onOrderUnits: items.reduce((sum, item) => sum + item.onOrderUnits, 0),
      monthsOfSales: soldUnits > 0 ? stockUnits / (soldUnits / RECENT_MONTHS) : null,
    };
  });
}

/** Hours on record along the months that are planned; null in a month without a record. */
export interface AttestedCapacity {
  readonly months: string[];
  readonly resources: {
    readonly code: string;
    readonly name: string;
    readonly regularHours: (number | null)[];
    readonly overtimeHours: (number | null)[];
  }[];
}

/** Example: a line with 160 hours in 2026-12 alone gives [160, null, null, …] for a cycle of 2026-12. */
export function attestedCapacity(input: PlanningInput): AttestedCapacity {
  const months = plannedMonths(input);
  return {
    months,
    resources: input.resources.map(({ code, name, capacity }) => {
      const records = months.map((month) => capacity.find((record) => record.month === month));
      return {
        code,
        name,
        regularHours: records.map((record) => record?.regularHours ?? null),
        overtimeHours: records.map((record) => record?.overtimeHours ?? null),
      };
    }),
  };
}

function sumOfKnown(quantities: readonly (number | null)[]): number | null {
  const known = quantities.filter((quantity) => quantity !== null);
  return known.length === 0 ? null : known.reduce((sum, quantity) => sum + quantity, 0);
}
