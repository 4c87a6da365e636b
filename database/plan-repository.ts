import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { PlanReference, PlanSummary } from '../domain/cycle/plan-summary';
import { DomainError } from '../domain/errors';
import type { FamilyPlacement } from '../domain/inventory/family-placement';
import type { ItemTarget } from '../domain/inventory/item-target';
import type { SeriesModelNote } from '../domain/plan/baseline-plan';
import { type PlanMeasure, type PlanRow, planContentHash } from '../domain/plan/plan-row';
import type { Connection, Database } from './client';
import { copyRows } from './copy-rows';

const PLAN_KINDS = ['baseline', 'consensus', 'supply', 'scenario', 'final'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export interface PlanVersion {
  readonly id: string;
  readonly cycleId: string;
  readonly snapshotId: string;
  readonly kind: PlanKind;
  readonly number: number;
  readonly scenario: string;
  readonly sha256: string;
  readonly basedOnId: string | null;
  readonly authorIds: readonly string[];
  readonly summary: PlanSummary;
  readonly createdAt: Date;
  readonly frozenAt: Date | null;
}

/** What the stock of items and places should be. */
export interface StockProposals {
  readonly targets: readonly ItemTarget[];
  readonly placements: readonly FamilyPlacement[];
}

export interface NewPlan {
  readonly cycleId: string;
  readonly snapshotId: string;
  readonly kind: PlanKind;
  readonly scenario?: string;
  readonly basedOnId: string | null;
  readonly authorIds: readonly string[];
  readonly summary: PlanSummary;
  readonly rows: readonly PlanRow[];
  readonly models?: readonly SeriesModelNote[];
  readonly proposals?: StockProposals;
  readonly createdAt: Date;
}

/**
 * Stores a plan as the next version of its kind, or gives the latest one back when that has the same content: an
 * activity that runs twice, or an input that changes nothing, makes no new version.
 */
export async function storePlan(database: Database, plan: NewPlan): Promise<PlanReference> {
  const sha256 = planContentHash(plan.rows);
  const scenario = plan.scenario ?? '';
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT pg_advisory_xact_lock(hashtext('plan'), hashtext($1))", [plan.cycleId]);
    const latest = await client.query<{ id: string; sha256: string; number: number }>(
      `SELECT id, sha256, number FROM "PlanVersion" WHERE "cycleId" = $1 AND kind = $2 AND scenario = $3
       ORDER BY number DESC LIMIT 1`,
      [plan.cycleId, plan.kind, scenario],
    );
    const standing = latest.rows[0];
    if (standing?.sha256 === sha256) {
      await addAuthors(client, standing.id, plan.authorIds);
      await keepProposals(client, standing.id, plan.proposals);
      await client.query('COMMIT');
      return { planVersionId: standing.id, sha256, number: standing.number };
    }
    const id = randomUUID();
    const number = (standing?.number ?? 0) + 1;
    await client.query(
      `INSERT INTO "PlanVersion" (id, "cycleId", "snapshotId", kind, number, scenario, sha256, "basedOnId",
                                  "authorIds", summary, "createdAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        plan.cycleId,
        plan.snapshotId,
        plan.kind,
        number,
        scenario,
        sha256,
        plan.basedOnId,
        plan.authorIds,
        JSON.stringify(plan.summary),
        plan.createdAt,
      ],
    );
    await copyRows(client, '"PlanRow"', PLAN_ROW_COLUMNS, planRowCells(id, plan.rows));
    await copyRows(client, '"SeriesModel"', SERIES_MODEL_COLUMNS, seriesModelCells(id, plan.models ?? []));
    await keepProposals(client, id, plan.proposals);
    await client.query('COMMIT');
    return { planVersionId: id, sha256, number };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** Someone handed in the same thing as the plan already holds: the content stands, and it is theirs as well. */
async function addAuthors(client: PoolClient, id: string, authorIds: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE "PlanVersion"
     SET "authorIds" = ARRAY(SELECT DISTINCT unnest("authorIds" || $2::text[]) ORDER BY 1)
     WHERE id = $1 AND NOT "authorIds" @> $2::text[]`,
    [id, authorIds],
  );
}

/** Proposals beside the plan, not part of what is signed: those of the latest computation stand. */
async function keepProposals(
  client: PoolClient,
  planVersionId: string,
  proposals: StockProposals | undefined,
): Promise<void> {
  if (!proposals) return;
  const { targets, placements } = proposals;
  await client.query('DELETE FROM "InventoryTarget" WHERE "planVersionId" = $1', [planVersionId]);
  const items = targets.map((target) => [planVersionId, target.itemCode, JSON.stringify(target)]);
  await copyRows(client, '"InventoryTarget"', ['planVersionId', 'itemCode', 'target'], items);
  await client.query('DELETE FROM "StockPlacement" WHERE "planVersionId" = $1', [planVersionId]);
  const families = placements.map((each) => [planVersionId, each.familyCode, JSON.stringify(each)]);
  await copyRows(client, '"StockPlacement"', ['planVersionId', 'familyCode', 'placement'], families);
}

/** What the stock of each item should be, as computed with a plan; empty where it was not. */
export async function readInventoryTargets(
  connection: Connection,
  planVersionId: string,
): Promise<ItemTarget[]> {
  const rows = await connection.inventoryTarget.findMany({
    where: { planVersionId },
    orderBy: { itemCode: 'asc' },
  });
  return rows.map(({ target }) => target as unknown as ItemTarget);
}

/** Where the safety stock of families costs least, as computed with a plan; empty where no family has stages. */
export async function readStockPlacements(
  connection: Connection,
  planVersionId: string,
): Promise<FamilyPlacement[]> {
  const rows = await connection.stockPlacement.findMany({
    where: { planVersionId },
    orderBy: { familyCode: 'asc' },
  });
  return rows.map(({ placement }) => placement as unknown as FamilyPlacement);
}

const PLAN_ROW_COLUMNS = [
  'planVersionId',
  'measure',
  'familyCode',
  'itemCode',
  'marketCode',
  'resourceCode',
  'month',
  'value',
];

function* planRowCells(planVersionId: string, rows: readonly PlanRow[]) {
  for (const row of rows) {
    yield [
      planVersionId,
      row.measure,
      row.familyCode,
      row.itemCode,
      row.marketCode,
      row.resourceCode,
      row.month,
      row.value,
    ];
  }
}

const SERIES_MODEL_COLUMNS = [
  'planVersionId',
  'itemCode',
  'marketCode',
  'model',
  'note',
  'backtest',
  'corrections',
];

function* seriesModelCells(planVersionId: string, models: readonly SeriesModelNote[]) {
  for (const { itemCode, marketCode, model, note, backtest, corrections } of models) {
    const [judged, corrected] = [JSON.stringify(backtest), JSON.stringify(corrections)];
    yield [planVersionId, itemCode, marketCode, model, note, judged, corrected];
  }
}

/** The newest version of a kind (and scenario) in a cycle; null when there is none. */
export async function findLatestPlan(
  connection: Connection,
  cycleId: string,
  kind: PlanKind,
  scenario = '',
): Promise<PlanVersion | null> {
  const row = await connection.planVersion.findFirst({
    where: { cycleId, kind, scenario },
    orderBy: { number: 'desc' },
  });
  return row && toPlanVersion(row);
}

export async function findPlan(connection: Connection, id: string): Promise<PlanVersion | null> {
  const row = await connection.planVersion.findUnique({ where: { id } });
  return row && toPlanVersion(row);
}

/** Every version of a cycle, newest first; those of scenarios that were removed are left out. */
export async function listPlans(connection: Connection, cycleId: string): Promise<PlanVersion[]> {
  const [rows, removed] = await Promise.all([
    connection.planVersion.findMany({
      where: { cycleId },
      orderBy: [{ createdAt: 'desc' }, { number: 'desc' }, { scenario: 'asc' }],
    }),
    connection.scenario.findMany({ where: { cycleId, state: 'removed' }, select: { key: true } }),
  ]);
  const hidden = new Set(removed.map(({ key }) => key));
  return rows.filter(({ scenario }) => !hidden.has(scenario)).map(toPlanVersion);
}

/** What a unit published last before a month; null when it never did. */
export async function findLastPublishedPlan(
  connection: Connection,
  unitId: string,
  beforePeriod: string,
): Promise<PlanVersion | null> {
  const row = await connection.planVersion.findFirst({
    where: { publication: { isNot: null }, cycle: { unitId, period: { lt: beforePeriod } } },
    orderBy: { cycle: { period: 'desc' } },
  });
  return row && toPlanVersion(row);
}

export interface PlanRowFilter {
  readonly measures?: readonly PlanMeasure[];
  readonly familyCode?: string;
}

/** The rows of one series as they are read: its months, parted by blanks, and their values, both in one order or other. */
interface SeriesOfRows extends Omit<PlanRow, 'month' | 'value'> {
  readonly months: string;
  readonly quantities: readonly number[];
}

/**
 * Rows of a version in the order of their keys. They come a series at a time: row by row, reading a plan costs five times
 * as much, and putting all rows in order costs PostgreSQL more than the rest of the query.
 */
export async function readPlanRows(
  database: Database,
  planVersionId: string,
  filter: PlanRowFilter = {},
): Promise<PlanRow[]> {
  const { rows: series } = await database.pool.query<SeriesOfRows>(
    `SELECT measure, "familyCode", "itemCode", "marketCode", "resourceCode",
            string_agg(month, ' ') AS months, json_agg(value) AS quantities
     FROM "PlanRow"
     WHERE "planVersionId" = $1 AND ($2::text[] IS NULL OR measure = ANY ($2)) AND ($3::text IS NULL OR "familyCode" = $3)
     GROUP BY measure, "familyCode", "itemCode", "marketCode", "resourceCode"
     ORDER BY measure COLLATE "C", "familyCode" COLLATE "C", "itemCode" COLLATE "C", "marketCode" COLLATE "C",
              "resourceCode" COLLATE "C"`,
    [planVersionId, filter.measures ?? null, filter.familyCode ?? null],
  );
  const orders = new Map<string, readonly PlacedMonth[]>();
  const rows: PlanRow[] = [];
  for (const { measure, familyCode, itemCode, marketCode, resourceCode, months, quantities } of series) {
    const order = orders.get(months) ?? inOrder(months);
    orders.set(months, order);
    for (const { month, place } of order) {
      rows.push({
        measure,
        familyCode,
        itemCode,
        marketCode,
        resourceCode,
        month,
        value: quantities[place]!,
      });
    }
  }
  return rows;
}

interface PlacedMonth {
  readonly month: string;
  readonly place: number;
}

function inOrder(months: string): PlacedMonth[] {
  const placed = months.split(' ').map((month, place) => ({ month, place }));
  return placed.sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** How the baseline of each series was made. */
export async function readSeriesModels(
  connection: Connection,
  planVersionId: string,
): Promise<SeriesModelNote[]> {
  const rows = await connection.seriesModel.findMany({
    where: { planVersionId },
    orderBy: [{ itemCode: 'asc' }, { marketCode: 'asc' }],
  });
  return rows.map(({ itemCode, marketCode, model, note, backtest, corrections }) => ({
    itemCode,
    marketCode,
    model,
    note,
    backtest: backtest as unknown as SeriesModelNote['backtest'],
    corrections: corrections as unknown as SeriesModelNote['corrections'],
  }));
}

interface StoredPlan extends Omit<PlanVersion, 'kind' | 'summary'> {
  readonly kind: string;
  readonly summary: unknown;
}

function toPlanVersion(row: StoredPlan): PlanVersion {
  const kind = PLAN_KINDS.find((each) => each === row.kind);
  if (!kind) throw new DomainError('not-found', `Plan ${row.id} is of an unknown kind "${row.kind}".`);
  return { ...row, kind, summary: row.summary as PlanSummary };
}
