import { appendAudit } from '../../database/audit-repository';
import type { Connection } from '../../database/client';
import { listSignOffGroupsOfCycle, moveSignOffGroup } from '../../database/sign-off-repository';
import { updateStep } from '../../database/step-repository';
import { listTasksOfStep, moveTask } from '../../database/task-repository';
import { dueMovedWithStep } from '../../domain/cycle/late-opening';
import { unitWorkingCalendar } from '../../domain/people/roster';
import type { ActivityDependencies } from '../dependencies';
import { laddersOfGroup, laddersOfTask } from './ladders';
import type { MoveStepDates, RequestMoved } from './process-activities';
import { loadStepContext, type StepContext } from './step-context';

/** Moves a step's dates; its tasks and sign-offs keep their distance to its due time. The open ones come back. */
export async function moveStep(
  { database, clock }: ActivityDependencies,
  input: MoveStepDates,
): Promise<readonly RequestMoved[]> {
  const { stepId, openAt, dueAt, byId, reason } = input;
  const context = await loadStepContext(database.prisma, stepId);
  const { cycle, step } = context;
  const now = clock();
  return database.prisma.$transaction(async (transaction) => {
    const dates = { ...(openAt && { openAt: new Date(openAt) }), ...(dueAt && { dueAt: new Date(dueAt) }) };
    const isMoved = Object.entries(dates).some(
      ([name, at]) => at.getTime() !== step[name as 'openAt' | 'dueAt'].getTime(),
    );
    const moved = dueAt ? await moveRequests(transaction, context, new Date(dueAt), now) : [];
    if (!isMoved) return moved;
    await updateStep(transaction, stepId, dates);
    await appendAudit(transaction, [
      {
        at: now,
        actorId: byId,
        unitId: cycle.unitId,
        cycleId: cycle.id,
        action: 'step-moved',
        subjectType: 'step',
        subjectId: stepId,
        details: { key: step.key, reason, ...(openAt && { openAt }), ...(dueAt && { dueAt }) },
      },
    ]);
    return moved;
  });
}

async function moveRequests(
  transaction: Connection,
  context: StepContext,
  newStepDueAt: Date,
  now: Date,
): Promise<RequestMoved[]> {
  const { cycle, step, template, roster } = context;
  const calendar = unitWorkingCalendar(roster, template);
  const move = (dueAt: Date) =>
    dueMovedWithStep({ dueAt, oldStepDueAt: step.dueAt, newStepDueAt, now, calendar });
  const moved: RequestMoved[] = [];
  for (const task of await listTasksOfStep(transaction, step.id)) {
    if (task.state !== 'open' && task.state !== 'waiting') continue;
    const dueAt = move(task.dueAt);
    await moveTask(transaction, task.id, dueAt, now);
    if (task.state === 'waiting' || task.workflowId === null) continue;
    const ladders = laddersOfTask({ ...task, dueAt }, context);
    moved.push({ workflowId: task.workflowId, dueAt: dueAt.toISOString(), ladders });
  }
  for (const group of await listSignOffGroupsOfCycle(transaction, cycle.id)) {
    if (group.stepId !== step.id || group.state !== 'open') continue;
    const dueAt = move(group.dueAt);
    await moveSignOffGroup(transaction, group.id, dueAt, now);
    const ladders = laddersOfGroup({ ...group, dueAt }, context);
    moved.push({ workflowId: group.workflowId, dueAt: dueAt.toISOString(), ladders });
  }
  return moved;
}
