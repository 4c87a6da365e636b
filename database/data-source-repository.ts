import type { Connection } from './client';

/** What is loaded of one kind of input, and the file that brought it last. */
export interface DataSource {
  readonly kind:
    | 'sales'
    | 'items'
    | 'stock'
    | 'capacity'
    | 'hours-per-unit'
    | 'budget'
    | 'promotions'
    | 'open-orders'
    | 'stages';
  readonly rowCount: number;
  /** Last month on record, where rows have months. */
  readonly lastMonth: string | null;
  readonly lastImport: {
    readonly fileName: string;
    readonly at: Date;
    readonly personId: string | null;
  } | null;
}

/** Every kind of input of a unit as it stands now; those that nobody has to give only where there are some. */
export async function listDataSources(connection: Connection, unitId: string): Promise<DataSource[]> {
  const rows = await connection.$queryRaw<SourceRow[]>`
    WITH source AS (
      SELECT 1 AS place, 'sales' AS kind, count(*)::int AS "rowCount", max(month) AS "lastMonth"
        FROM "Sales" WHERE "unitId" = ${unitId}
      UNION ALL SELECT 2, 'items', count(*)::int, NULL FROM "Item" WHERE "unitId" = ${unitId}
      UNION ALL SELECT 3, 'stock', count(*)::int, NULL FROM "Stock" WHERE "unitId" = ${unitId}
      UNION ALL SELECT 4, 'capacity', count(*)::int, max(month)
        FROM "Capacity" JOIN "Resource" ON "Resource".id = "resourceId" WHERE "unitId" = ${unitId}
      UNION ALL SELECT 5, 'hours-per-unit', count(*)::int, NULL
        FROM "HoursPerUnit" JOIN "Resource" ON "Resource".id = "resourceId" WHERE "unitId" = ${unitId}
      UNION ALL SELECT 6, 'budget', count(*)::int, max(month)
        FROM "Budget" JOIN "Family" ON "Family".id = "familyId" WHERE "unitId" = ${unitId}
      UNION ALL SELECT 7, 'promotions', count(*)::int, max(month) FROM "Promotion" WHERE "unitId" = ${unitId}
      UNION ALL SELECT 8, 'open-orders', count(*)::int, max("asOf") FROM "OpenOrder" WHERE "unitId" = ${unitId}
      UNION ALL SELECT 9, 'stages', count(*)::int, NULL FROM "Stage" WHERE "unitId" = ${unitId}
    ), last_import AS (
      SELECT DISTINCT ON (kind) kind, "fileName", "createdAt", "personId"
      FROM "Import" WHERE "unitId" = ${unitId} AND state = 'accepted' ORDER BY kind, "createdAt" DESC
    )
    SELECT source.kind, "rowCount", "lastMonth", "fileName", "createdAt", "personId"
    FROM source LEFT JOIN last_import ON last_import.kind = source.kind
    WHERE "rowCount" > 0 OR source.kind NOT IN ('promotions', 'open-orders', 'stages')
    ORDER BY place`;
  return rows.map(({ kind, rowCount, lastMonth, fileName, createdAt, personId }) => ({
    ...{ kind, rowCount, lastMonth },
    lastImport: fileName !== null && createdAt !== null ? { fileName, at: createdAt, personId } : null,
  }));
}

interface SourceRow extends Pick<DataSource, 'kind' | 'rowCount' | 'lastMonth'> {
  /** null, as is the instant: no file brought any of it. */
  readonly fileName: string | null;
  readonly createdAt: Date | null;
  readonly personId: string | null;
}
