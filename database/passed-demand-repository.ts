import type { SubmissionContent } from '../domain/cycle/submission';
import type { TaskKind } from '../domain/cycle/template';
import type { BaselineCell } from '../domain/demand/given-and-sold';
import type { Database } from './client';

export interface PassedDemandWanted {
  readonly unitId: string;
  /** Cycles before this month are looked at. */
  readonly period: string;
  readonly months: readonly string[];
  /** Families to look at; empty: all. */
  readonly families: readonly string[];
  /** Whose submissions: those for tasks of this kind, asked of this role. Of the consensus no baseline is read. */
  readonly kind: TaskKind;
  readonly role: string;
}

/** What the last cycle that planned a month said of it. */
export interface PassedDemand {
  readonly month: string;
  readonly baseline: readonly BaselineCell[];
  /** Units by family of the plan that was published; else null. */
  readonly publishedUnits: ReadonlyMap<string, number> | null;
  readonly consensusUnits: ReadonlyMap<string, number>;
  /** What stands of what was handed in, by whom. */
  readonly inputs: readonly {
    readonly personName: string;
    readonly submittedAt: string;
    readonly content: SubmissionContent;
  }[];
}

interface StoredMonth {
  readonly month: string;
  readonly baseline: readonly BaselineCell[] | null;
  readonly published: Readonly<Record<string, number>> | null;
  readonly consensus: Readonly<Record<string, number>> | null;
  readonly inputs: PassedDemand['inputs'] | null;
}

/**
 * For each month the newest cycle that made a consensus of a baseline for it, newest month first; months that no cycle
 * planned are left out, and so are cancelled cycles. Made-up months have no baseline.
 */
export async function listPassedDemand(
  { pool }: Database,
  { unitId, period, months, families, kind, role }: PassedDemandWanted,
): Promise<PassedDemand[]> {
  const { rows } = await pool.query<StoredMonth>(PASSED_DEMAND, [
    unitId,
    period,
    months,
    kind,
    role,
    families,
  ]);
  return rows.map(({ month, baseline, published, consensus, inputs }) => ({
    month,
    baseline: baseline ?? [],
    publishedUnits: published && new Map(Object.entries(published)),
    consensusUnits: new Map(Object.entries(consensus ?? {})),
    inputs: inputs ?? [],
  }));
}

const OF_FAMILIES = `AND (cardinality($6::text[]) = 0 OR r."familyCode" = ANY ($6::text[]))`;

const unitsByFamily = (planVersionId: string): string => `
  (SELECT jsonb_object_agg(f.code, f.units) FROM (
     SELECT r."familyCode" AS code, sum(r.value) AS units FROM "PlanRow" r
     WHERE r."planVersionId" = ${planVersionId} AND r.measure = 'demand' AND r.month = p.month ${OF_FAMILIES}
     GROUP BY r."familyCode") f)`;

const PASSED_DEMAND = `
  WITH planned AS (
    SELECT DISTINCT ON (m.month) m.month, c.id AS "cycleId", c."publishedPlanVersionId" AS "publishedId",
           v.id AS "consensusId", v."basedOnId" AS "baselineId"
    FROM unnest($3::text[]) AS m(month)
    JOIN "Cycle" c ON c."unitId" = $1 AND c.state <> 'cancelled' AND c.period < $2 AND c.period <= m.month
    JOIN "PlanVersion" v ON v."cycleId" = c.id AND v.kind = 'consensus'
    JOIN "PlanVersion" b ON b.id = v."basedOnId" AND b.kind = 'baseline'
    ORDER BY m.month, c.period DESC, v.number DESC
  )
  SELECT p.month,
    (SELECT jsonb_agg(jsonb_build_object('familyCode', r."familyCode", 'itemCode', r."itemCode",
                                         'marketCode', r."marketCode", 'units', r.value)
                      ORDER BY r."itemCode" COLLATE "C", r."marketCode" COLLATE "C")
     FROM "PlanRow" r
     WHERE $4 <> 'consensus' AND r."planVersionId" = p."baselineId" AND r.measure = 'baseline' AND r.month = p.month
       ${OF_FAMILIES}) AS baseline,
    ${unitsByFamily('p."publishedId"')} AS published,
    ${unitsByFamily('p."consensusId"')} AS consensus,
    (SELECT jsonb_agg(jsonb_build_object('personName', n.name, 'submittedAt', s."submittedAt", 'content', s.content)
                      ORDER BY s."submittedAt", s.id)
     FROM "Task" t
     JOIN "Submission" s ON s."taskId" = t.id AND s."isAccepted" AND s.round = t.round
     JOIN "Person" n ON n.id = s."personId"
     WHERE t."cycleId" = p."cycleId" AND t.kind = $4 AND t.role = $5) AS inputs
  FROM planned p
  ORDER BY p.month DESC`;
