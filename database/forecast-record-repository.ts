import { addMonths, monthsBetween } from '../domain/cycle/month';
import type { ForecastRecord, ForecastStepKey } from '../domain/demand/forecast-quality';
import { sumQuantities } from '../domain/demand/spread-quantity';
import type { Database } from './client';

export interface RecordsWanted {
  readonly unitId: string;
  /** Months that the forecasts are for, first and last one included. */
  readonly firstMonth: string;
  readonly lastMonth: string;
}

interface PlannedUnits {
  readonly period: string;
  readonly measure: string;
  readonly familyCode: string;
  readonly marketCode: string;
  readonly month: string;
  readonly units: number;
}

type SoldUnits = Omit<PlannedUnits, 'period' | 'measure'>;

/**
 * What each month's last consensus, and the baseline that it was made from, said of months with sales on record. What
 * was sold where nothing was planned counts as planned at zero. Cancelled cycles are left out.
 */
export async function listForecastRecords(
  { pool }: Database,
  { unitId, firstMonth, lastMonth }: RecordsWanted,
): Promise<ForecastRecord[]> {
  const [planned, sold] = await Promise.all([
    pool.query<PlannedUnits>(PLANNED, [unitId, firstMonth, lastMonth]),
    pool.query<SoldUnits>(SOLD, [unitId, addMonths(firstMonth, -24), lastMonth]),
  ]);
  const soldUnits = new Map(sold.rows.map((row) => [placeKey(row, row.month), row.units]));
  const plannedUnits = new Map<string, number>();
  const targets = new Map<string, { readonly period: string; readonly month: string }>();
  const places = new Map<string, Place>();
  for (const row of [...planned.rows, ...sold.rows]) places.set(placeKey(row, ''), row);
  for (const { period, measure, month, units, ...place } of planned.rows) {
    targets.set(`${period} ${month}`, { period, month });
    plannedUnits.set(`${period} ${measure} ${placeKey(place, month)}`, units);
  }
  const loadedMonths = new Set(sold.rows.map(({ month }) => month));
  return [...targets.values()]
    .filter(({ month }) => loadedMonths.has(month))
    .flatMap(({ period, month }) =>
      [...places.values()].flatMap((place): ForecastRecord[] => {
        const unitsOf = (measure: string) =>
          plannedUnits.get(`${period} ${measure} ${placeKey(place, month)}`);
        const actualUnits = soldUnits.get(placeKey(place, month));
        if (actualUnits === undefined && unitsOf('demand') === undefined) return [];
        const yearsBack = Math.floor(monthsBetween(period, month) / 12) + 1;
        const lastYear = soldUnits.get(placeKey(place, addMonths(month, -12 * yearsBack))) ?? 0;
        const { familyCode, marketCode } = place;
        const units = stepUnits(lastYear, (measure) => unitsOf(measure) ?? 0);
        return [{ familyCode, marketCode, period, month, actualUnits: actualUnits ?? 0, units }];
      }),
    );
}

type Place = Pick<SoldUnits, 'familyCode' | 'marketCode'>;

/** Each function's forecast is what stood before it and what it changed. */
function stepUnits(
  naive: number,
  unitsOf: (measure: string) => number,
): Readonly<Record<ForecastStepKey, number>> {
  const baseline = sumQuantities([unitsOf('baseline')]);
  const sales = sumQuantities([baseline, unitsOf('change-sales')]);
  const marketing = sumQuantities([sales, unitsOf('change-marketing')]);
  const finance = sumQuantities([marketing, unitsOf('change-finance')]);
  return { naive, baseline, sales, marketing, finance, consensus: sumQuantities([unitsOf('demand')]) };
}

const placeKey = ({ familyCode, marketCode }: Place, month: string): string =>
  `${familyCode}\u0000${marketCode}\u0000${month}`;

const PLANNED = `
  WITH consensus AS (
    SELECT DISTINCT ON (c.id) c.period, v.id, b.id AS "baselineId"
    FROM "Cycle" c
    JOIN "PlanVersion" v ON v."cycleId" = c.id AND v.kind = 'consensus'
    JOIN "PlanVersion" b ON b.id = v."basedOnId" AND b.kind = 'baseline'
    WHERE c."unitId" = $1 AND c.state <> 'cancelled' AND c.period <= $3
    ORDER BY c.id, v.number DESC
  )
  SELECT c.period, r.measure, r."familyCode", r."marketCode", r.month, sum(r.value) AS units
  FROM consensus c
  CROSS JOIN LATERAL (VALUES
    (c.id, ARRAY['demand', 'change-sales', 'change-marketing', 'change-finance']),
    (c."baselineId", ARRAY['baseline'])) AS told(id, measures)
  JOIN "PlanRow" r ON r."planVersionId" = told.id AND r.measure = ANY (told.measures)
  WHERE r.month BETWEEN $2 AND $3
  GROUP BY c.period, r.measure, r."familyCode", r."marketCode", r.month
  ORDER BY c.period, r.month, r."familyCode" COLLATE "C", r."marketCode" COLLATE "C"`;

const SOLD = `
  SELECT f.code AS "familyCode", s."marketCode", s.month, sum(s.quantity) AS units
  FROM "Sales" s
  JOIN "Item" i ON i."unitId" = s."unitId" AND i.code = s."itemCode"
  JOIN "Family" f ON f.id = i."familyId"
  WHERE s."unitId" = $1 AND s.month BETWEEN $2 AND $3
  GROUP BY f.code, s."marketCode", s.month`;

/** The first month of which a consensus is on record; null before the first one. */
export async function findFirstPlannedMonth({ prisma }: Database, unitId: string): Promise<string | null> {
  const cycle = await prisma.cycle.findFirst({
    where: {
      unitId,
      state: { not: 'cancelled' },
      planVersions: { some: { kind: 'consensus', basedOn: { kind: 'baseline' } } },
    },
    orderBy: { period: 'asc' },
    select: { period: true },
  });
  return cycle?.period ?? null;
}
