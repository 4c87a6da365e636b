import type { StepState } from '../domain/cycle/allowed-acts';
import type { StepOutcome, StepRecord } from '../domain/cycle/records';
import type { StepKey } from '../domain/cycle/template';
import { DomainError } from '../domain/errors';
import type { Connection } from './client';
import type { Prisma } from './generated/client';

export async function findStep(connection: Connection, id: string): Promise<StepRecord | null> {
  const row = await connection.step.findUnique({ where: { id } });
  return row && toStep(row);
}

/** Throws not-found. */
export async function getStep(connection: Connection, id: string): Promise<StepRecord> {
  const step = await findStep(connection, id);
  if (step === null) throw new DomainError('not-found', `There is no step ${id}.`);
  return step;
}

export const inOrderOfTheMonth = { orderBy: { position: 'asc' } } satisfies Prisma.StepFindManyArgs;

/** In the order of the month. */
export async function listStepsOfCycle(connection: Connection, cycleId: string): Promise<StepRecord[]> {
  const rows = await connection.step.findMany({ where: { cycleId }, ...inOrderOfTheMonth });
  return rows.map(toStep);
}

export type StepChanges = Partial<
  Pick<
    StepRecord,
    'state' | 'round' | 'openAt' | 'dueAt' | 'openedAt' | 'closedAt' | 'outcome' | 'skipReason' | 'workflowId'
  >
>;

export async function updateStep(connection: Connection, id: string, changes: StepChanges): Promise<void> {
  await connection.step.update({ where: { id }, data: changes });
}

/** Changes a step only while it is in this state; false when it is not (any more). */
export async function updateStepIf(
  connection: Connection,
  id: string,
  state: StepState,
  changes: StepChanges,
): Promise<boolean> {
  const { count } = await connection.step.updateMany({ where: { id, state }, data: changes });
  return count === 1;
}

/** Opens a step for one run of its workflow; false when that run has opened it before. */
export async function updateStepUnlessOpened(
  connection: Connection,
  id: string,
  workflowId: string,
  changes: StepChanges,
): Promise<boolean> {
  const { count } = await connection.step.updateMany({
    where: { id, OR: [{ workflowId: null }, { workflowId: { not: workflowId } }] },
    data: { ...changes, workflowId },
  });
  return count === 1;
}

export function toStep(row: Prisma.StepModel): StepRecord {
  return {
    ...row,
    key: row.key as StepKey,
    state: row.state as StepState,
    outcome: row.outcome as StepOutcome | null,
  };
}
