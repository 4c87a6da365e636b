import type { ImportKind } from '../domain/import/import-kind';

/**
 * How the staged rows of a kind enter their table, in SQL on the temporary table `staged` (text and numbers as the
 * file has them, `row` counting up). $1 is the unit; `insert` and `update` tell how many rows they touched. An empty
 * optional cell leaves what is there. Statements run one after the other in the import's transaction.
 */
export interface ImportMerge {
  /** Records that the rows need and bring along: families, markets, resources. */
  readonly first: readonly string[];
  readonly update: string;
  readonly insert: string;
}

const NEW_FAMILIES = `
  INSERT INTO "Family" (id, "unitId", code, name)
  SELECT gen_random_uuid()::text, $1, family, coalesce(max(family_name), family) FROM staged s
  WHERE family IS NOT NULL AND NOT EXISTS (SELECT FROM "Family" f WHERE f."unitId" = $1 AND f.code = s.family)
  GROUP BY family`;

const NEW_MARKETS = `
  INSERT INTO "Market" (id, "unitId", code, name)
  SELECT gen_random_uuid()::text, $1, market, market FROM staged s
  WHERE NOT EXISTS (SELECT FROM "Market" m WHERE m."unitId" = $1 AND m.code = s.market)
  GROUP BY market`;

/** An item made from a sales file is priced by what the file's last twelve months brought per unit, else all of it. */
const NEW_ITEMS_FROM_SALES = `
  INSERT INTO "Item" (id, "unitId", code, name, "familyId", price)
  SELECT gen_random_uuid()::text, $1, s.item, coalesce(max(s.item_name), s.item), f.id,
         coalesce(sum(s.revenue) FILTER (WHERE s.month > recent.after) /
                  nullif(sum(s.quantity) FILTER (WHERE s.month > recent.after AND s.revenue IS NOT NULL), 0),
                  sum(s.revenue) / nullif(sum(s.quantity) FILTER (WHERE s.revenue IS NOT NULL), 0), 0)
  FROM staged s
  JOIN "Family" f ON f."unitId" = $1 AND f.code = s.family
  CROSS JOIN (SELECT to_char(to_date(max(month), 'YYYY-MM') - interval '12 months', 'YYYY-MM') AS after FROM staged) recent
  WHERE NOT EXISTS (SELECT FROM "Item" i WHERE i."unitId" = $1 AND i.code = s.item)
  GROUP BY s.item, f.id`;

const RESOURCES = [
  `UPDATE "Resource" r
   SET name = coalesce(s.name, r.name), "regularCostPerHour" = coalesce(s.regular, r."regularCostPerHour"),
       "overtimeCostPerHour" = coalesce(s.overtime, r."overtimeCostPerHour")
   FROM (SELECT resource, max(resource_name) AS name, max(regular_cost_per_hour) AS regular,
                max(overtime_cost_per_hour) AS overtime FROM staged GROUP BY resource) s
   WHERE r."unitId" = $1 AND r.code = s.resource`,
  `INSERT INTO "Resource" (id, "unitId", code, name, "regularCostPerHour", "overtimeCostPerHour")
   SELECT gen_random_uuid()::text, $1, resource, coalesce(max(resource_name), resource),
          coalesce(max(regular_cost_per_hour), 0), coalesce(max(overtime_cost_per_hour), 0)
   FROM staged s
   WHERE NOT EXISTS (SELECT FROM "Resource" r WHERE r."unitId" = $1 AND r.code = s.resource)
   GROUP BY resource`,
];

/** An order book is whole: what it no longer names was delivered or cancelled. */
const NO_LONGER_ORDERED = `
  DELETE FROM "OpenOrder" o
  WHERE o."unitId" = $1 AND o."asOf" IN (SELECT as_of FROM staged)
    AND NOT EXISTS (SELECT FROM staged s WHERE s.item = o."itemCode" AND s.market = o."marketCode"
                    AND s.month = o.month AND s.as_of = o."asOf")`;

/** A network of places is whole: stages of a family that the file no longer names are gone. */
const NO_LONGER_STAGES = `
  DELETE FROM "Stage" t
  WHERE t."unitId" = $1 AND t."familyCode" IN (SELECT family FROM staged)
    AND NOT EXISTS (SELECT FROM staged s WHERE s.family = t."familyCode" AND s.stage = t.code)`;

interface MergedTable {
  readonly table: string;
  /** Joins that find the ids of what a staged row names. */
  readonly joins: string;
  /** column → expression over `s` and the joins; together they find the row. */
  readonly key: Readonly<Record<string, string>>;
  /** column → [expression, what a new row gets where the cell is empty] */
  readonly values: Readonly<Record<string, readonly [string, string]>>;
  /** Further columns of a new row. */
  readonly onInsert?: Readonly<Record<string, string>>;
  readonly first?: readonly string[];
  /** Rows of this table remember the import ($2) that wrote them. */
  readonly isTraced?: boolean;
}

function merge({
  table,
  joins,
  key,
  values,
  onInsert = {},
  first = [],
  isTraced = false,
}: MergedTable): ImportMerge {
  const match = Object.entries(key)
    .map(([column, from]) => `t."${column}" = ${from}`)
    .join(' AND ');
  const valueNames = Object.keys(values);
  const kept = (column: string) => `coalesce(${values[column]![0]}, t."${column}")`;
  const traced: Readonly<Record<string, string>> = isTraced ? { importId: '$2' } : {};
  const inserted = {
    ...key,
    ...Object.fromEntries(valueNames.map((column) => [column, `coalesce(${values[column]!.join(', ')})`])),
    ...onInsert,
    ...traced,
  };
  const assignments = [
    ...valueNames.map((column) => `"${column}" = ${kept(column)}`),
    ...Object.entries(traced).map(([column, value]) => `"${column}" = ${value}`),
  ];
  return {
    first,
    update: `
      UPDATE "${table}" t SET ${assignments.join(', ')}
      FROM staged s ${joins}
      WHERE ${match}
        AND (${valueNames.map((column) => `t."${column}"`).join(', ')}) IS DISTINCT FROM (${valueNames.map(kept).join(', ')})`,
    insert: `
      INSERT INTO "${table}" (${Object.keys(inserted)
        .map((column) => `"${column}"`)
        .join(', ')})
      SELECT ${Object.values(inserted).join(', ')}
      FROM staged s ${joins}
      WHERE NOT EXISTS (SELECT FROM "${table}" t WHERE ${match})`,
  };
}

const FAMILY = 'JOIN "Family" f ON f."unitId" = $1 AND f.code = s.family';
const RESOURCE = 'JOIN "Resource" r ON r."unitId" = $1 AND r.code = s.resource';
const NEW_ID = { id: 'gen_random_uuid()::text' };

export const IMPORT_MERGES: Readonly<Record<ImportKind, ImportMerge>> = {
  families: merge({
    table: 'Family',
    joins: '',
    key: { unitId: '$1', code: 's.family' },
    values: {
      name: ['s.family_name', 's.family'],
      holdingCost: ['s.holding_cost', '0'],
      backlogCost: ['s.backlog_cost', '0'],
      safetyStock: ['s.safety_stock', '0'],
    },
    onInsert: NEW_ID,
  }),
  items: merge({
    table: 'Item',
    joins: FAMILY,
    key: { unitId: '$1', code: 's.item' },
    values: {
      name: ['s.item_name', 's.item'],
      familyId: ['f.id', 'f.id'],
      unitOfMeasure: ['s.unit_of_measure', "'EA'"],
      price: ['s.price', '0'],
      unitCost: ['s.unit_cost', '0'],
      serviceKind: ['s.service_kind', 'NULL'],
      servicePercent: ['s.service_percent', 'NULL'],
      leadTimeDays: ['s.lead_time_days', 'NULL'],
      leadTimeDeviationDays: ['s.lead_time_deviation_days', 'NULL'],
      reviewDays: ['s.review_days', 'NULL'],
      lotUnits: ['s.lot_units', 'NULL'],
      reorderPoint: ['s.reorder_point', 'NULL'],
      likeItemCode: ['s.like_item', 'NULL'],
      likeItemPercent: ['s.like_item_percent', 'NULL'],
      launchMonth: ['s.launch_month', 'NULL'],
      lastMonth: ['s.last_month', 'NULL'],
    },
    onInsert: NEW_ID,
    first: [NEW_FAMILIES],
  }),
  sales: merge({
    table: 'Sales',
    joins: '',
    key: { unitId: '$1', itemCode: 's.item', marketCode: 's.market', month: 's.month' },
    values: { quantity: ['s.quantity', '0'], revenue: ['s.revenue', 'NULL'] },
    first: [NEW_FAMILIES, NEW_MARKETS, NEW_ITEMS_FROM_SALES],
    isTraced: true,
  }),
  stock: merge({
    table: 'Stock',
    joins: '',
    key: { unitId: '$1', itemCode: 's.item' },
    values: { quantity: ['s.quantity', '0'], onOrder: ['s.on_order', '0'] },
    isTraced: true,
  }),
  capacity: merge({
    table: 'Capacity',
    joins: RESOURCE,
    key: { resourceId: 'r.id', month: 's.month' },
    values: { regularHours: ['s.regular_hours', '0'], overtimeHours: ['s.overtime_hours', '0'] },
    first: RESOURCES,
  }),
  'hours-per-unit': merge({
    table: 'HoursPerUnit',
    joins: `${RESOURCE} ${FAMILY}`,
    key: { resourceId: 'r.id', familyId: 'f.id' },
    values: { hours: ['s.hours', '0'] },
  }),
  budget: merge({
    table: 'Budget',
    joins: FAMILY,
    key: { familyId: 'f.id', month: 's.month' },
    values: { quantity: ['s.quantity', '0'], revenue: ['s.revenue', '0'] },
  }),
  promotions: merge({
    table: 'Promotion',
    joins: '',
    key: {
      unitId: '$1',
      itemCode: 's.item',
      marketCode: "coalesce(s.market, '')",
      month: 's.month',
      kind: 's.kind',
    },
    values: { upliftPercent: ['s.uplift_percent', 'NULL'] },
    isTraced: true,
  }),
  'open-orders': merge({
    table: 'OpenOrder',
    joins: '',
    key: {
      unitId: '$1',
      itemCode: 's.item',
      marketCode: 's.market',
      month: 's.month',
      asOf: 's.as_of',
    },
    values: { quantity: ['s.quantity', '0'] },
    first: [NO_LONGER_ORDERED],
    isTraced: true,
  }),
  stages: merge({
    table: 'Stage',
    joins: '',
    key: { unitId: '$1', familyCode: 's.family', code: 's.stage' },
    // An empty cell is empty here, or a stage could never become a source again.
    values: {
      name: ['coalesce(s.name, s.stage)', 's.stage'],
      suppliedBy: ["coalesce(s.supplied_by, '')", "''"],
      leadTimeDays: ['s.lead_time_days', '0'],
      holdingCost: ['s.holding_cost', '0'],
      marketCode: ["coalesce(s.market, '')", "''"],
      serviceDays: ['coalesce(s.service_days, 0)', '0'],
    },
    first: [NO_LONGER_STAGES],
    isTraced: true,
  }),
};
