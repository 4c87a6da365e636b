import type { CycleState } from '../domain/cycle/allowed-acts';
import type { CycleRecord } from '../domain/cycle/records';
import type { CycleTemplate } from '../domain/cycle/template';
import { DomainError } from '../domain/errors';
import type { Connection } from './client';
import type { Prisma } from './generated/client';

export async function findCycle(connection: Connection, id: string): Promise<CycleRecord | null> {
  const row = await connection.cycle.findUnique({ where: { id } });
  return row && toCycle(row);
}

/** Throws not-found. */
export async function getCycle(connection: Connection, id: string): Promise<CycleRecord> {
  const cycle = await findCycle(connection, id);
  if (cycle === null) throw noSuchCycle(id);
  return cycle;
}

const noSuchCycle = (id: string): DomainError => new DomainError('not-found', `There is no cycle ${id}.`);

/** The newest attempt at a month. */
export async function findCycleOfPeriod(
  connection: Connection,
  unitId: string,
  period: string,
): Promise<CycleRecord | null> {
  const row = await connection.cycle.findFirst({
    where: { unitId, period },
    orderBy: { attempt: 'desc' },
  });
  return row && toCycle(row);
}

/** Newest month first. */
export async function listCyclesOfUnit(connection: Connection, unitId: string): Promise<CycleRecord[]> {
  const rows = await connection.cycle.findMany({ where: { unitId }, orderBy: { period: 'desc' } });
  return rows.map(toCycle);
}

/** A cycle with the template version that it began with and keeps. Throws not-found. */
export async function getCycleWithTemplate(
  connection: Connection,
  id: string,
): Promise<{ readonly cycle: CycleRecord; readonly template: CycleTemplate }> {
  const row = await connection.cycle.findUnique({
    where: { id },
    include: { templateVersion: { select: { definition: true } } },
  });
  if (row === null) throw noSuchCycle(id);
  const { templateVersion, ...cycle } = row;
  return { cycle: toCycle(cycle), template: templateVersion.definition as unknown as CycleTemplate };
}

export interface NewStep {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly position: number;
  readonly openAt: Date;
  readonly dueAt: Date;
}

export interface NewTask {
  readonly id: string;
  readonly stepId: string;
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  readonly instructions: string;
  readonly role: string;
  readonly families: readonly string[];
  readonly dependsOn: readonly string[];
  readonly assigneeId: string;
  readonly backupId: string | null;
  readonly dueAt: Date;
}

export interface NewCycle {
  readonly id: string;
  readonly unitId: string;
  readonly period: string;
  readonly attempt: number;
  readonly templateVersionId: string;
  readonly workflowId: string;
  readonly kickOffAt: Date;
  readonly publishDueAt: Date;
  readonly startedAt: Date;
  readonly steps: readonly NewStep[];
  readonly tasks: readonly NewTask[];
}

/** Writes a cycle with its steps and tasks, all waiting. False, and nothing written, when this attempt is there already. */
export async function insertCycle(connection: Connection, cycle: NewCycle): Promise<boolean> {
  const { steps, tasks, ...row } = cycle;
  const { count } = await connection.cycle.createMany({
    data: [{ ...row, state: 'running' }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await connection.step.createMany({
    data: steps.map((step) => ({
      ...step,
      cycleId: cycle.id,
      state: 'waiting',
      plannedOpenAt: step.openAt,
      plannedDueAt: step.dueAt,
    })),
  });
  await connection.task.createMany({
    data: tasks.map((task) => ({
      ...task,
      families: [...task.families],
      dependsOn: [...task.dependsOn],
      cycleId: cycle.id,
      state: 'waiting',
      plannedDueAt: task.dueAt,
    })),
  });
  return true;
}

/** Ends a running cycle; false when it had ended before. */
export async function endCycle(
  connection: Connection,
  id: string,
  end: {
    readonly state: Exclude<CycleState, 'running'>;
    readonly closedAt: Date;
    readonly cancelReason?: string;
    readonly publishedPlanVersionId?: string;
  },
): Promise<boolean> {
  const { count } = await connection.cycle.updateMany({ where: { id, state: 'running' }, data: end });
  return count === 1;
}

/** Everything of a cycle that is not over is called off with it. */
export async function cancelOpenWork(
  connection: Connection,
  cycleId: string,
  because: { readonly at: Date; readonly reason: string },
): Promise<void> {
  const isUnderWay = { in: ['waiting', 'open'] };
  await connection.signOff.updateMany({
    where: { group: { cycleId, state: 'open' }, state: { in: ['pending', 'waiting'] } },
    data: { state: 'not-needed' },
  });
  await connection.signOffGroup.updateMany({
    where: { cycleId, state: 'open' },
    data: { state: 'cancelled', closedAt: because.at, closedReason: because.reason },
  });
  await connection.task.updateMany({
    where: { cycleId, state: isUnderWay },
    data: { state: 'cancelled', skipReason: because.reason },
  });
  await connection.step.updateMany({
    where: { cycleId, state: isUnderWay },
    data: { state: 'cancelled', outcome: 'cancelled', closedAt: because.at },
  });
}

function toCycle(row: Prisma.CycleModel): CycleRecord {
  return { ...row, state: row.state as CycleState };
}
