import { monthRange } from '../domain/cycle/month';
import { assumedFigures, type SoldItem } from '../domain/import/assumed-figures';
import type { Database } from './client';
import { loadFigures } from './load-figures';

/** Capacity and budget reach this far, so that a year of months with a horizon of 18 can be planned. */
export const OUTLOOK_MONTHS = 36;

/**
 * Fills in what a unit's sales do not say (costs, stock, capacity, budget) by the documented assumptions, so that a
 * month can be planned on them from `firstPlannedMonth` on. For a unit that holds sales and nothing else.
 */
export async function completeCompany(
  database: Database,
  unitId: string,
  { firstPlannedMonth, now }: { readonly firstPlannedMonth: string; readonly now: Date },
): Promise<void> {
  const { _max } = await database.prisma.sales.aggregate({ where: { unitId }, _max: { month: true } });
  const outlook = monthRange(firstPlannedMonth, OUTLOOK_MONTHS);
  const items = await soldItems(database, unitId);
  const figures = assumedFigures(items, _max.month ?? firstPlannedMonth, outlook);
  await loadFigures(database, { unitId, fileNamePrefix: 'assumed-', now }, figures);
}

async function soldItems({ prisma, pool }: Database, unitId: string): Promise<SoldItem[]> {
  const [items, { rows }] = await Promise.all([
    prisma.item.findMany({ where: { unitId }, include: { family: true }, orderBy: { code: 'asc' } }),
    pool.query<{ itemCode: string; month: string; units: number }>(
      `SELECT "itemCode", month, sum(quantity) AS units FROM "Sales" WHERE "unitId" = $1 GROUP BY 1, 2`,
      [unitId],
    ),
  ]);
  const unitsOf = new Map<string, Map<string, number>>();
  for (const { itemCode, month, units } of rows) {
    const months = unitsOf.get(itemCode) ?? new Map<string, number>();
    unitsOf.set(itemCode, months.set(month, units));
  }
  return items.map(({ code, price, family }) => ({
    itemCode: code,
    familyCode: family.code,
    price,
    unitsByMonth: unitsOf.get(code) ?? new Map(),
  }));
}
