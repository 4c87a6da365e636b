/** What a family is expected to take and bring, month by month, for the assumptions below. */
export interface ExpectedFamily {
  readonly code: string;
  /** Units of each month. */
  readonly monthlyUnits: readonly number[];
  readonly averagePrice: number;
  readonly averageUnitCost: number;
  readonly hoursPerUnit: Readonly<Record<string, number>>;
}

/** Holding 2 % of the unit cost a month, a late unit 10 % of its price a month, safety stock of ten days. */
export function familyCosts(family: ExpectedFamily) {
  const perMonth = average(family.monthlyUnits);
  return {
    holdingCost: cents(0.02 * family.averageUnitCost),
    backlogCost: cents(0.1 * family.averagePrice),
    safetyStock: Math.round(perMonth / 3),
  };
}

/**
 * Hours of a resource that bind in its peaks: regular hours of `level` times what an average month takes, 5 % of
 * overtime on top, a shutdown in August (70 %) and a short December (88 %). A season's peak must be built ahead, worked
 * in overtime or delivered late.
 */
export function bindingCapacity(
  resourceCode: string,
  families: readonly ExpectedFamily[],
  months: readonly string[],
  level: number,
) {
  const hours = months.map((_, index) =>
    families.reduce(
      (sum, family) => sum + family.monthlyUnits[index]! * (family.hoursPerUnit[resourceCode] ?? 0),
      0,
    ),
  );
  const usual = level * average(hours);
  return months.map((month) => {
    const regularHours = Math.round(usual * (SHORT_MONTHS[month.slice(5, 7)] ?? 1.04));
    return { month, regularHours, overtimeHours: Math.round(0.05 * regularHours) };
  });
}

const SHORT_MONTHS: Readonly<Record<string, number>> = { '08': 0.7, '12': 0.88 };

/** The budget that was set before the year: from 2 % below to 6 % above what is now expected; `luck` from 0 to 1 decides. */
export function budgetOf(family: ExpectedFamily, months: readonly string[], luck: number) {
  const ambition = 0.98 + 0.08 * luck;
  return months.map((month, index) => {
    const quantity = Math.round(family.monthlyUnits[index]! * ambition);
    return { familyCode: family.code, month, quantity, revenue: Math.round(quantity * family.averagePrice) };
  });
}

/** Between 25 and 45 days of an item's demand in stock, and now and then a week's more on order. */
export function stockOf(
  itemCode: string,
  nextMonthUnits: number,
  luck: { readonly cover: number; readonly order: number },
) {
  const quantity = Math.round(nextMonthUnits * (0.85 + 0.65 * luck.cover));
  return { itemCode, quantity, onOrder: luck.order < 0.25 ? Math.round(nextMonthUnits / 4) : 0 };
}

const average = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const cents = (amount: number): number => Math.round(amount * 100) / 100;
