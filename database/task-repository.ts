import type { TaskState } from '../domain/cycle/allowed-acts';
import type { TaskRecord } from '../domain/cycle/records';
import type { TaskKind } from '../domain/cycle/template';
import { DomainError } from '../domain/errors';
import type { Connection } from './client';
import type { Prisma } from './generated/client';

export async function findTask(connection: Connection, id: string): Promise<TaskRecord | null> {
  const row = await connection.task.findUnique({ where: { id } });
  return row && toTask(row);
}

/** Throws not-found. */
export async function getTask(connection: Connection, id: string): Promise<TaskRecord> {
  const task = await findTask(connection, id);
  if (task === null) throw new DomainError('not-found', `There is no task ${id}.`);
  return task;
}

export const byDueTime = { orderBy: [{ dueAt: 'asc' }, { key: 'asc' }] } satisfies Prisma.TaskFindManyArgs;

export async function listTasksOfCycle(connection: Connection, cycleId: string): Promise<TaskRecord[]> {
  const rows = await connection.task.findMany({ where: { cycleId }, ...byDueTime });
  return rows.map(toTask);
}

export async function listTasksOfStep(connection: Connection, stepId: string): Promise<TaskRecord[]> {
  const rows = await connection.task.findMany({ where: { stepId }, ...byDueTime });
  return rows.map(toTask);
}

export type NewTaskOfStep = Pick<
  TaskRecord,
  | 'id'
  | 'cycleId'
  | 'stepId'
  | 'key'
  | 'title'
  | 'instructions'
  | 'role'
  | 'dependsOn'
  | 'assigneeId'
  | 'backupId'
  | 'dueAt'
  | 'minutes'
  | 'addedById'
> & { readonly kind: string };

/** Writes a waiting task; false when it is there already. */
export async function insertTask(connection: Connection, task: NewTaskOfStep): Promise<boolean> {
  const { count } = await connection.task.createMany({
    data: [
      { ...task, dependsOn: [...task.dependsOn], families: [], state: 'waiting', plannedDueAt: task.dueAt },
    ],
    skipDuplicates: true,
  });
  return count === 1;
}

export type TaskChanges = Partial<
  Pick<
    TaskRecord,
    | 'assigneeId'
    | 'backupId'
    | 'state'
    | 'round'
    | 'dueAt'
    | 'openedAt'
    | 'startedAt'
    | 'completedAt'
    | 'completedById'
    | 'skipReason'
    | 'escalationLevel'
    | 'remindersSent'
    | 'workflowId'
  >
>;

export async function updateTask(connection: Connection, id: string, changes: TaskChanges): Promise<void> {
  await connection.task.update({ where: { id }, data: changes });
}

/** Sets anew when a task is due; where that lies ahead, its holder begins at the foot of the ladder. */
export async function moveTask(connection: Connection, id: string, dueAt: Date, now: Date): Promise<void> {
  await updateTask(connection, id, { dueAt, ...(dueAt > now && { escalationLevel: 0 }) });
}

/** Changes a task only while it is in one of these states and rounds; false when it is not (any more). */
export async function updateTaskIf(
  connection: Connection,
  id: string,
  condition: { readonly state: TaskState; readonly round: number },
  changes: TaskChanges,
): Promise<boolean> {
  const { count } = await connection.task.updateMany({ where: { id, ...condition }, data: changes });
  return count === 1;
}

/** Notes that the assignee has begun; only the first time counts. */
export async function markTaskStarted(connection: Connection, id: string, at: Date): Promise<void> {
  await connection.task.updateMany({
    where: { id, startedAt: null, state: 'open' },
    data: { startedAt: at },
  });
}

export function toTask(row: Prisma.TaskModel): TaskRecord {
  return { ...row, kind: row.kind as TaskKind, state: row.state as TaskState };
}
