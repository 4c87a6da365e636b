import type { Database } from '../../database/client';
import { addMonths } from '../../domain/cycle/month';
import { csvOf, type FigureRow } from '../../domain/import/figure-files';
import type { ImportKind } from '../../domain/import/import-kind';
import { seededRandom } from '../sample-company/seeded-random';

/** A file as somebody of the company would load it. */
export interface CompanyFile {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly content: string;
}

/** Actual sales scatter around what was to be expected by so much, per series and month. */
const SCATTER = 0.08;

/**
 * What a month that has passed in a rehearsal leaves behind: its sales, drawn from the seed around the same month of
 * the year before times the year's growth, and the stock at its end, which is the planned one plus what was sold less
 * than planned. Series without sales in the year before sell nothing.
 */
export async function passedMonthFiles(
  database: Database,
  which: { readonly unitId: string; readonly month: string; readonly seed: number },
): Promise<readonly CompanyFile[]> {
  const { unitId, month } = which;
  const sales = await drawSales(database, which);
  const stock = await stockAfter(database, which, sales);
  const rows = sales.map(({ itemCode, marketCode, quantity }) => ({
    ...{ month, item: itemCode, market: marketCode, quantity },
  }));
  const files: [ImportKind, readonly FigureRow[]][] = [
    ['sales', rows],
    ['stock', stock],
  ];
  if (rows.length === 0) throw new Error(`Unit ${unitId} sold nothing in the year before ${month}.`);
  return files
    .filter(([, lines]) => lines.length > 0)
    .map(([kind, lines]) => ({ kind, fileName: `${kind}-${month}.csv`, content: csvOf(lines) }));
}

interface DrawnSale {
  readonly itemCode: string;
  readonly marketCode: string;
  readonly quantity: number;
}

async function drawSales(
  { prisma }: Database,
  { unitId, month, seed }: { readonly unitId: string; readonly month: string; readonly seed: number },
): Promise<readonly DrawnSale[]> {
  const history = await prisma.sales.findMany({
    where: { unitId, month: { gte: addMonths(month, -24), lt: month } },
    orderBy: [{ itemCode: 'asc' }, { marketCode: 'asc' }, { month: 'asc' }],
  });
  const series = new Map<string, typeof history>();
  for (const sale of history) {
    const key = JSON.stringify([sale.itemCode, sale.marketCode]);
    series.set(key, [...(series.get(key) ?? []), sale]);
  }
  const yearAgo = addMonths(month, -12);
  return [...series.values()].flatMap((sales) => {
    const [first] = sales;
    if (!first) return [];
    const total = (from: string, until: string) =>
      sales
        .filter((sale) => sale.month >= from && sale.month < until)
        .reduce((sum, { quantity }) => sum + quantity, 0);
    const last = total(yearAgo, month);
    if (last === 0) return [];
    const before = total(addMonths(month, -24), yearAgo);
    const growth = before > 0 ? Math.min(1.5, Math.max(0.5, last / before)) : 1;
    const sameMonth = sales.find((sale) => sale.month === yearAgo)?.quantity ?? last / 12;
    const { itemCode, marketCode } = first;
    const chance = seededRandom(seed, 'passed', itemCode, marketCode, month);
    const quantity = Math.round(sameMonth * growth * Math.exp(SCATTER * chance.normal()));
    return [{ itemCode, marketCode, quantity }];
  });
}

/** The planned stock of each family, moved by the difference between planned and actual sales, shared out as before. */
async function stockAfter(
  { prisma }: Database,
  { unitId, month }: { readonly unitId: string; readonly month: string },
  sales: readonly DrawnSale[],
): Promise<readonly FigureRow[]> {
  const published = await prisma.publication.findFirst({ where: { cycle: { unitId, period: month } } });
  const items = await prisma.item.findMany({
    where: { unitId },
    include: { family: true },
    orderBy: { code: 'asc' },
  });
  const stock = new Map(
    (await prisma.stock.findMany({ where: { unitId } })).map(({ itemCode, quantity }) => [
      itemCode,
      quantity,
    ]),
  );
  if (!published) return [];
  const planned = await prisma.planRow.findMany({
    where: { planVersionId: published.planVersionId, month, measure: { in: ['inventory', 'demand'] } },
  });
  const plannedOf = (measure: string, family: string) =>
    planned
      .filter((row) => row.measure === measure && row.familyCode === family)
      .reduce((sum, { value }) => sum + value, 0);
  const familyOf = new Map(items.map(({ code, family }) => [code, family.code]));
  const stockRows: FigureRow[] = [];
  for (const family of [...new Set(familyOf.values())].sort()) {
    const own = items.filter(({ code }) => familyOf.get(code) === family && stock.has(code));
    const before = own.reduce((sum, { code }) => sum + (stock.get(code) ?? 0), 0);
    const sold = sales
      .filter(({ itemCode }) => familyOf.get(itemCode) === family)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    const after = Math.max(0, plannedOf('inventory', family) + plannedOf('demand', family) - sold);
    for (const { code } of own) {
      const share = before > 0 ? (stock.get(code) ?? 0) / before : 1 / own.length;
      stockRows.push({ item: code, quantity: Math.round(after * share), on_order: 0 });
    }
  }
  return stockRows;
}
