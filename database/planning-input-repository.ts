import { addMonths, monthRange, monthsBetween } from '../domain/cycle/month';
import type { CycleTemplate } from '../domain/cycle/template';
import { DomainError } from '../domain/errors';
import type { PlanningInput } from '../domain/plan/planning-input';
import type { Database } from './client';
import { loadDemandKnowledge } from './demand-knowledge-repository';

/**
 * Everything that the plans of a cycle are computed from, as it stands now: sales before the cycle's month, items,
 * stock, resources, budget, and what people know of demand. Lists are sorted by code, so that the same figures always give the same text.
 */
export async function loadPlanningInput(database: Database, cycleId: string): Promise<PlanningInput> {
  const { prisma } = database;
  const cycle = await prisma.cycle.findUnique({
    where: { id: cycleId },
    include: { unit: true, templateVersion: true },
  });
  if (!cycle) throw new DomainError('not-found', 'There is no such cycle: open it from the list of cycles.');
  const { unit, period } = cycle;
  const where = { unitId: unit.id };
  const [families, items, markets, resources, stocks, budgets, stages, sales] = await Promise.all([
    prisma.family.findMany({ where, include: { hoursPerUnit: { include: { resource: true } } } }),
    prisma.item.findMany({ where, include: { family: { select: { code: true } } } }),
    prisma.market.findMany({ where }),
    prisma.resource.findMany({ where, include: { capacities: { orderBy: { month: 'asc' } } } }),
    prisma.stock.findMany({ where }),
    prisma.budget.findMany({ where: { family: where }, include: { family: { select: { code: true } } } }),
    prisma.stage.findMany({ where }),
    salesSeries(database, unit.id, period),
  ]);
  const demandKnowledge = await loadDemandKnowledge(prisma, {
    unitId: unit.id,
    timeZone: unit.timeZone,
    holidayRegion: unit.holidayRegion,
    template: cycle.templateVersion.definition as unknown as CycleTemplate,
    firstMonth: sales.map(({ firstMonth }) => firstMonth).sort()[0] ?? period,
    lastMonth: addMonths(period, unit.horizonMonths - 1),
  });
  const stockOf = new Map(stocks.map((stock) => [stock.itemCode, stock]));
  return {
    unitCode: unit.code,
    currency: unit.currency,
    period,
    horizonMonths: unit.horizonMonths,
    paymentTerms: { customerDays: unit.customerPaymentDays, supplierDays: unit.supplierPaymentDays },
    families: byCode(families).map(({ code, name, holdingCost, backlogCost, safetyStock, hoursPerUnit }) => ({
      code,
      name,
      holdingCost,
      backlogCost,
      safetyStockUnits: safetyStock,
      hoursPerUnit: Object.fromEntries(
        hoursPerUnit
          .map(({ resource, hours }): [string, number] => [resource.code, hours])
          .sort(([a], [b]) => compareText(a, b)),
      ),
    })),
    items: byCode(items).map(({ code, name, family, price, unitCost, ...item }) => ({
      code,
      name,
      familyCode: family.code,
      price,
      unitCost,
      stockUnits: stockOf.get(code)?.quantity ?? 0,
      onOrderUnits: stockOf.get(code)?.onOrder ?? 0,
      replenishment: {
        serviceKind: serviceKindOf(item.serviceKind),
        servicePercent: item.servicePercent,
        leadTimeDays: item.leadTimeDays,
        leadTimeDeviationDays: item.leadTimeDeviationDays,
        reviewDays: item.reviewDays,
        lotUnits: item.lotUnits,
        reorderPointUnits: item.reorderPoint,
      },
    })),
    markets: byCode(markets).map(({ code, name }) => ({ code, name })),
    sales,
    resources: byCode(resources).map(
      ({ code, name, regularCostPerHour, overtimeCostPerHour, capacities }) => ({
        code,
        name,
        regularCostPerHour,
        overtimeCostPerHour,
        capacity: capacities.map(({ month, regularHours, overtimeHours }) => ({
          month,
          regularHours,
          overtimeHours,
        })),
      }),
    ),
    budget: budgets
      .map(({ family, month, quantity, revenue }) => ({
        familyCode: family.code,
        month,
        quantityUnits: quantity,
        revenue,
      }))
      .sort((a, b) => compareText(a.familyCode, b.familyCode) || compareText(a.month, b.month)),
    demandKnowledge,
    stages: stages
      .map(({ familyCode, code, name, suppliedBy, leadTimeDays, holdingCost, marketCode, serviceDays }) => ({
        familyCode,
        code,
        name,
        suppliedBy: suppliedBy || null,
        leadTimeDays,
        holdingCost,
        marketCode: marketCode || null,
        serviceDays,
      }))
      .sort((a, b) => compareText(a.familyCode, b.familyCode) || compareText(a.code, b.code)),
  };
}

/** As the import has checked it. */
const serviceKindOf = (kind: string | null): 'cycle-service' | 'fill-rate' | null =>
  kind === 'cycle-service' || kind === 'fill-rate' ? kind : null;

interface SalesOfSeries {
  readonly itemCode: string;
  readonly marketCode: string;
  readonly months: string[];
  readonly quantities: number[];
}

/** One row per series instead of one per month: five times faster for tens of thousands of months. */
const SALES_BY_SERIES = `
  SELECT "itemCode", "marketCode", array_agg(month ORDER BY month) AS months,
         array_agg(quantity ORDER BY month) AS quantities
  FROM "Sales" WHERE "unitId" = $1 AND month < $2
  GROUP BY "itemCode", "marketCode"
  ORDER BY "itemCode" COLLATE "C", "marketCode" COLLATE "C"`;

async function salesSeries(
  database: Database,
  unitId: string,
  period: string,
): Promise<PlanningInput['sales']> {
  const { rows } = await database.pool.query<SalesOfSeries>(SALES_BY_SERIES, [unitId, period]);
  return rows.map(({ itemCode, marketCode, months, quantities }) => {
    const firstMonth = months[0]!;
    const at = new Map(months.map((month, index) => [month, quantities[index]!]));
    const all = monthRange(firstMonth, monthsBetween(firstMonth, period));
    return { itemCode, marketCode, firstMonth, quantityUnits: all.map((month) => at.get(month) ?? null) };
  });
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byCode = <Record extends { readonly code: string }>(records: readonly Record[]): Record[] =>
  [...records].sort((a, b) => compareText(a.code, b.code));
