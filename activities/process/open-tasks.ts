import { type AuditEntry, appendAudit } from '../../database/audit-repository';
import type { Connection } from '../../database/client';
import { listTasksOfStep, updateTaskIf } from '../../database/task-repository';
import { dueWhenOpened } from '../../domain/cycle/late-opening';
import { type TaskRecord, templateKeyOf } from '../../domain/cycle/records';
import { taskWorkflowId } from '../../domain/cycle/workflow-ids';
import { unitWorkingCalendar, whoActsNow } from '../../domain/people/roster';
import type { ActivityDependencies } from '../dependencies';
import { ladderOf } from './ladders';
import type { AskedTask, OpenedTasks, StepTask } from './process-activities';
import { queueMails } from './queue-mails';
import { loadStepContext, type StepContext } from './step-context';

/** Opens tasks whose work before them is in, and writes to those who have them now. */
export async function openTasks(
  dependencies: ActivityDependencies,
  input: { readonly stepId: string; readonly taskIds: readonly string[]; readonly stepWorkflowId: string },
): Promise<OpenedTasks> {
  const { database, clock } = dependencies;
  const context = await loadStepContext(database.prisma, input.stepId);
  const now = clock();
  const asked = await database.prisma.$transaction(async (transaction) => {
    const tasks = await listTasksOfStep(transaction, input.stepId);
    const chosen = tasks.filter(({ id }) => input.taskIds.includes(id));
    const opened = await openEach(transaction, context, { tasks, chosen, now, ...input });
    await appendAudit(transaction, opened.audit);
    return opened.asked;
  });
  return announce(dependencies, context, asked);
}

/** The first mail of each task, and what its request workflow needs. */
export async function announce(
  dependencies: ActivityDependencies,
  { cycle, template }: StepContext,
  asked: readonly AskedTask[],
): Promise<OpenedTasks> {
  const mailIds = await queueMails(
    dependencies,
    asked.map(({ taskId, holderId, round }) => ({
      kind: 'task-assigned',
      cycleId: cycle.id,
      subjectId: taskId,
      personId: holderId,
      number: round * 100,
    })),
  );
  return { asked, remindersPerDay: template.remindersPerDay, mailIds };
}

/** Opens tasks in a transaction: with a due time that whoever holds it can keep, and a delegate for those away. */
export async function openEach(
  transaction: Connection,
  context: StepContext,
  opening: {
    /** All of the step. */
    readonly tasks: readonly TaskRecord[];
    readonly chosen: readonly TaskRecord[];
    readonly stepWorkflowId: string;
    readonly now: Date;
  },
): Promise<{ readonly asked: readonly AskedTask[]; readonly audit: readonly AuditEntry[] }> {
  const { tasks, chosen, stepWorkflowId, now } = opening;
  const asked: AskedTask[] = [];
  const audit: AuditEntry[] = [];
  for (const task of chosen) {
    const planned = {
      assigneeId: whoActsNow(context.roster, task.assigneeId, now),
      dueAt: dueOf(task, tasks, context, now),
      openedAt: now,
    };
    const hasOpened = await updateTaskIf(
      transaction,
      task.id,
      { state: 'waiting', round: task.round },
      {
        ...planned,
        state: 'open',
        workflowId: taskWorkflowId(stepWorkflowId, task.id),
        startedAt: null,
        escalationLevel: 0,
        remindersSent: 0,
      },
    );
    if (hasOpened) audit.push(...auditOf(task, planned, context, now));
    // Opened by an earlier attempt of this activity: with what was stored then.
    const stored = hasOpened
      ? planned
      : { assigneeId: task.assigneeId, dueAt: task.dueAt, openedAt: task.openedAt ?? now };
    asked.push(askedTask(task, stored, context));
  }
  return { asked, audit };
}

/** Tasks that wait for nothing (any more). */
export function readyTasks(tasks: readonly TaskRecord[]): readonly TaskRecord[] {
  const isOver = (key: string) =>
    tasks.every(
      (task) => templateKeyOf(task.key) !== key || task.state === 'done' || task.state === 'skipped',
    );
  return tasks.filter(({ state, dependsOn }) => state === 'waiting' && dependsOn.every(isOver));
}

export function stepTasks(tasks: readonly TaskRecord[]): StepTask[] {
  return tasks.map(({ id, key, kind, dependsOn, state }) => ({
    taskId: id,
    key: templateKeyOf(key),
    kind,
    dependsOn,
    state: state === 'cancelled' ? 'skipped' : state,
  }));
}

interface Opened {
  readonly assigneeId: string;
  readonly dueAt: Date;
  readonly openedAt: Date;
}

function askedTask(task: TaskRecord, opened: Opened, context: StepContext): AskedTask {
  const { assigneeId, dueAt, openedAt } = opened;
  return {
    taskId: task.id,
    round: task.round,
    holderId: assigneeId,
    openedAt: openedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    rungs: ladderOf({ personId: assigneeId, openedAt, dueAt }, context),
  };
}

/** A late opening gives more time; what the owner added is due when they said, as long as that lies ahead. */
function dueOf(task: TaskRecord, tasks: readonly TaskRecord[], context: StepContext, now: Date): Date {
  const isAdded = task.addedById !== null;
  if (isAdded && task.dueAt > now) return task.dueAt;
  return dueWhenOpened({
    plannedOpenAt: isAdded ? task.plannedDueAt : plannedOpening(task, tasks, context),
    plannedDueAt: task.plannedDueAt,
    dueAt: task.dueAt,
    openedAt: now,
    calendar: unitWorkingCalendar(context.roster, context.template),
  });
}

/** A task was planned to open when the work before it was due, or else with its step. */
function plannedOpening(task: TaskRecord, tasks: readonly TaskRecord[], { step }: StepContext): Date {
  const before = tasks.filter(({ key }) => task.dependsOn.includes(templateKeyOf(key)));
  const workDue = before.map(({ plannedDueAt }) => plannedDueAt.getTime());
  return new Date(Math.max(step.plannedOpenAt.getTime(), ...workDue));
}

function auditOf(task: TaskRecord, opened: Opened, { cycle }: StepContext, now: Date): AuditEntry[] {
  const row = {
    at: now,
    actorId: null,
    unitId: cycle.unitId,
    cycleId: cycle.id,
    subjectType: 'task',
    subjectId: task.id,
  };
  const { assigneeId, dueAt } = opened;
  const details = { key: task.key, round: task.round, assigneeId, dueAt: dueAt.toISOString() };
  const entries: AuditEntry[] = [{ ...row, action: 'task-opened', details }];
  if (assigneeId !== task.assigneeId) {
    const delegated = { fromPersonId: task.assigneeId, toPersonId: assigneeId, reason: 'away' };
    entries.push({ ...row, action: 'task-delegated', details: delegated });
  }
  return entries;
}
