import { Context } from '@temporalio/activity';
import {
  findLastPublishedPlan,
  findLatestPlan,
  type PlanKind,
  type PlanVersion,
  readPlanRows,
} from '../../database/plan-repository';
import { findLatestSnapshot, readSnapshot } from '../../database/snapshot-repository';
import type { DemandSeries } from '../../domain/demand/demand-plan';
import { DomainError } from '../../domain/errors';
import { plannedMonths } from '../../domain/plan/baseline-plan';
import { type DemandByFamily, describeDemandChange } from '../../domain/plan/describe-changes';
import { familyUnits } from '../../domain/plan/plan-figures';
import type { PlanMeasure } from '../../domain/plan/plan-row';
import { demandSeries } from '../../domain/plan/plan-series';
import type { PlanningInput } from '../../domain/plan/planning-input';
import type { ActivityDependencies } from '../dependencies';
import type { ComputeThread } from './compute-thread';

/** What the planning activities may reach: everything that activities may, and the computing thread. */
export interface PlanningDependencies extends ActivityDependencies {
  readonly thread: ComputeThread;
}

export interface CycleToPlan {
  readonly cycleId: string;
}

/** The running activity's cancellation, for the computing thread. */
export const cancellation = (): AbortSignal => Context.current().cancellationSignal;

export interface FrozenPlan {
  readonly plan: PlanVersion;
  readonly input: PlanningInput;
  readonly months: readonly string[];
  readonly series: readonly DemandSeries[];
}

/** A stored plan with its demand and the snapshot that it was computed from; null when there is none of the kind. */
export async function findDemandOf(
  { database }: ActivityDependencies,
  cycleId: string,
  kind: PlanKind,
  measure: PlanMeasure,
): Promise<FrozenPlan | null> {
  const plan = await findLatestPlan(database.prisma, cycleId, kind);
  if (!plan) return null;
  const input = await readSnapshot(database, plan.snapshotId);
  const months = plannedMonths(input);
  const rows = await readPlanRows(database, plan.id, { measures: [measure] });
  return { plan, input, months, series: demandSeries(months, rows) };
}

/** The frozen input that plans are computed from; refused before data gathering has frozen one. */
export async function requireSnapshot({ database }: ActivityDependencies, cycleId: string) {
  const frozen = await findLatestSnapshot(database, cycleId);
  if (frozen) return frozen;
  throw new DomainError(
    'conflict',
    'The input of this cycle is not frozen yet: close data gathering first, then plans can be computed.',
  );
}

/** The demand of a plan by family, to compare another with. */
const demandByFamily = (
  input: PlanningInput,
  months: readonly string[],
  series: readonly DemandSeries[],
): DemandByFamily => ({ months, families: familyUnits(input, months, series) });

/**
 * What a demand plan changes, in sentences: against the version of its kind before it, else against what the unit
 * published last.
 */
export async function demandChanges(
  dependencies: ActivityDependencies,
  options: {
    readonly cycleId: string;
    readonly kind: PlanKind;
    readonly measure: PlanMeasure;
    readonly input: PlanningInput;
    readonly series: readonly DemandSeries[];
  },
): Promise<string[]> {
  const { cycleId, kind, measure, input, series } = options;
  const months = plannedMonths(input);
  const now = demandByFamily(input, months, series);
  const before = await findDemandOf(dependencies, cycleId, kind, measure);
  if (before) {
    const earlier = demandByFamily(before.input, before.months, before.series);
    const sentences = describeDemandChange(input, now, earlier, `version ${before.plan.number}`);
    if (sentences.length > 0) return sentences;
  }
  const published = await lastPublishedDemand(dependencies, cycleId);
  return published ? describeDemandChange(input, now, published, "last month's plan") : [];
}

async function lastPublishedDemand(
  { database }: ActivityDependencies,
  cycleId: string,
): Promise<DemandByFamily | null> {
  const { unitId, period } = await database.prisma.cycle.findUniqueOrThrow({ where: { id: cycleId } });
  const plan = await findLastPublishedPlan(database.prisma, unitId, period);
  if (!plan) return null;
  const input = await readSnapshot(database, plan.snapshotId);
  const months = plannedMonths(input);
  const rows = await readPlanRows(database, plan.id, { measures: ['demand'] });
  return demandByFamily(input, months, demandSeries(months, rows));
}
