import { createHash } from 'node:crypto';
import { findPlan, type PlanVersion, readPlanRows } from '../../database/plan-repository';
import {
  findExecutiveApprovals,
  findPublication,
  type PublicationRecord,
  recordPublication,
} from '../../database/publication-repository';
import { planCsv } from '../../documents/plan-csv';
import { planManifest } from '../../documents/plan-manifest';
import { writePublication } from '../../documents/write-publication';
import { DomainError } from '../../domain/errors';
import type { PlanningDependencies } from './planning-context';

export interface PlanToPublish {
  readonly cycleId: string;
  readonly planVersionId: string;
}

/**
 * Freezes and publishes the version that the executives approved: plan.csv and manifest.json, kept in the database
 * and laid into the publishing folder where there is one. A repetition gives the first publication back.
 */
export async function publishPlan(
  dependencies: PlanningDependencies,
  { cycleId, planVersionId }: PlanToPublish,
): Promise<{ readonly planCsvSha256: string; readonly rowCount: number }> {
  const { database, config } = dependencies;
  const plan = await requireFinalPlan(dependencies, { cycleId, planVersionId });
  const cycle = await database.prisma.cycle.findUniqueOrThrow({
    where: { id: cycleId },
    include: { unit: true },
  });

  if (!(await findPublication(database.prisma, cycleId))) {
    await recordPublication(database, await makePublication(dependencies, plan, cycle));
  }
  const publication = (await findPublication(database.prisma, cycleId))!;
  if (publication.planVersionId !== planVersionId) {
    throw new DomainError(
      'conflict',
      `The cycle ${cycle.unit.code} ${cycle.period} has already published another version of its plan, which stays: bring the change into the next month.`,
    );
  }
  if (config.publishDir) {
    const files = { unitCode: cycle.unit.code, period: cycle.period, ...publication };
    await writePublication(config.publishDir, files).catch((error: unknown) => {
      throw new DomainError(
        'conflict',
        `The plan is kept here, but could not be laid into the publishing folder (${error instanceof Error ? error.message : error}). Mend the folder; it is tried again by itself, and the month closes then.`,
      );
    });
  }
  return { planCsvSha256: publication.planCsvSha256, rowCount: publication.rowCount };
}

async function requireFinalPlan(
  { database }: PlanningDependencies,
  asked: PlanToPublish,
): Promise<PlanVersion> {
  const plan = await findPlan(database.prisma, asked.planVersionId);
  if (!plan || plan.cycleId !== asked.cycleId) {
    throw new DomainError(
      'not-found',
      'There is no such plan in this cycle: publish one of its own versions.',
    );
  }
  if (plan.kind !== 'final') {
    throw new DomainError(
      'conflict',
      `Only a final plan can be published, and this is a ${plan.kind} plan: choose a scenario and have it approved first.`,
    );
  }
  return plan;
}

interface PublishedCycle {
  readonly id: string;
  readonly period: string;
  readonly unit: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly currency: string;
  };
}

async function makePublication(
  { database, clock }: PlanningDependencies,
  plan: PlanVersion,
  { id: cycleId, period, unit }: PublishedCycle,
): Promise<PublicationRecord> {
  const approvals = await findExecutiveApprovals(database.prisma, plan);
  if (!approvals) {
    throw new DomainError(
      'conflict',
      `Version ${plan.number} of the final plan (${plan.sha256.slice(0, 8)}) is not approved by the executives: only an approved version is published.`,
    );
  }
  const [rows, items] = await Promise.all([
    readPlanRows(database, plan.id),
    database.prisma.item.findMany({
      where: { unitId: unit.id },
      select: { code: true, unitOfMeasure: true },
    }),
  ]);
  const name = `${unit.code}/${period}/${plan.number}`;
  const text = planCsv({
    planVersion: name,
    location: unit.code,
    currency: unit.currency,
    unitOfMeasure: new Map(items.map(({ code, unitOfMeasure }) => [code, unitOfMeasure])),
    rows,
  });
  const planCsvSha256 = createHash('sha256').update(text).digest('hex');
  const publishedAt = clock();
  const { firstMonth, lastMonth } = plan.summary;
  const scenario = plan.basedOnId ? await findPlan(database.prisma, plan.basedOnId) : null;
  const manifest = planManifest({
    unit,
    period,
    planVersion: {
      name,
      number: plan.number,
      sha256: plan.sha256,
      scenario: scenario?.scenario ?? '',
      scenarioName: plan.summary.scenarioName ?? '',
    },
    planCsv: { sha256: planCsvSha256, rowCount: rows.length },
    horizon: { firstMonth, lastMonth, months: new Set(rows.map(({ month }) => month)).size },
    approvals,
    publishedAt: publishedAt.toISOString(),
  });
  return {
    cycleId,
    planVersionId: plan.id,
    publishedAt,
    planCsv: text,
    planCsvSha256,
    manifest,
    rowCount: rows.length,
  };
}
