import { randomUUID } from 'node:crypto';
import { appendAudit } from '../../database/audit-repository';
import { findCycleOfPeriod, insertCycle, type NewStep, type NewTask } from '../../database/cycle-repository';
import { findUnitTemplate } from '../../database/kick-off-repository';
import { loadRoster } from '../../database/roster-repository';
import { requireStartableMonth } from '../../domain/cycle/monthly-schedule';
import { type PlannedStep, plannedDates } from '../../domain/cycle/planned-dates';
import type { CycleTemplate, TaskTemplate } from '../../domain/cycle/template';
import { cycleWorkflowId } from '../../domain/cycle/workflow-ids';
import {
  holdersOf,
  processOwnerOf,
  type Roster,
  type RosterMember,
  unitWorkingCalendar,
} from '../../domain/people/roster';
import type { ActivityDependencies } from '../dependencies';
import type { CreatedCycle } from './process-activities';

/**
 * Writes a unit's month with all its dates, steps and tasks; the month that is there already comes back as it is. One that
 * was cancelled is written anew, as the next attempt: what was done in the one before stays on record with it.
 */
export async function createCycle(
  { database, clock }: ActivityDependencies,
  input: { readonly unitId: string; readonly period: string; readonly startedById: string | null },
): Promise<CreatedCycle> {
  const { unitId, period, startedById } = input;
  const { prisma } = database;
  const standing = await findCycleOfPeriod(prisma, unitId, period);
  if (standing && standing.state !== 'cancelled') {
    return { cycleId: standing.id, workflowId: standing.workflowId, isNew: false };
  }

  const now = clock();
  const roster = await loadRoster(prisma, unitId);
  requireStartableMonth(period, roster.unit.timeZone, now);
  const { versionId, definition } = await findUnitTemplate(prisma, unitId);
  const dates = plannedDates(definition, period, unitWorkingCalendar(roster, definition));
  const { steps, tasks } = dateSteps(definition, dates.steps, roster);
  const attempt = (standing?.attempt ?? 0) + 1;
  const cycle = {
    id: randomUUID(),
    unitId,
    period,
    attempt,
    templateVersionId: versionId,
    workflowId: cycleWorkflowId(roster.unit.code, period, attempt),
    kickOffAt: dates.kickOffAt,
    publishDueAt: dates.publishDueAt,
    startedAt: now,
    steps,
    tasks,
  };
  const isNew = await prisma.$transaction(async (transaction) => {
    if (!(await insertCycle(transaction, cycle))) return false;
    const details = {
      period,
      workflowId: cycle.workflowId,
      tasks: tasks.length,
      ...(standing && { attempt, cancelledCycleId: standing.id }),
    };
    await appendAudit(transaction, [
      {
        at: now,
        actorId: startedById,
        unitId,
        cycleId: cycle.id,
        action: 'cycle-started',
        subjectType: 'cycle',
        subjectId: cycle.id,
        details,
      },
    ]);
    return true;
  });
  if (isNew) return { cycleId: cycle.id, workflowId: cycle.workflowId, isNew };
  const other = await findCycleOfPeriod(prisma, unitId, period);
  if (other === null)
    throw new Error(`The cycle ${cycle.workflowId} could not be written, and is not there.`);
  return { cycleId: other.id, workflowId: other.workflowId, isNew };
}

function dateSteps(
  template: CycleTemplate,
  dates: readonly PlannedStep[],
  roster: Roster,
): { steps: NewStep[]; tasks: NewTask[] } {
  const owner = processOwnerOf(roster);
  const steps: NewStep[] = [];
  const tasks: NewTask[] = [];
  template.steps.forEach((step, index) => {
    const planned = dates[index]!;
    const { key, name } = step;
    const row = {
      id: randomUUID(),
      key,
      name,
      position: index + 1,
      openAt: planned.openAt,
      dueAt: planned.dueAt,
    };
    steps.push(row);
    for (const [position, task] of step.tasks.entries()) {
      const dueAt = planned.tasks[position]!.dueAt;
      tasks.push(...tasksFor(task, holdersFor(task, roster, owner), { stepId: row.id, dueAt, roster }));
    }
  });
  return { steps, tasks };
}

/** A role that nobody holds falls to the process owner: the month must not stand still. */
function holdersFor(task: TaskTemplate, roster: Roster, ownerId: string): readonly RosterMember[] {
  const holders = holdersOf(roster, task.role);
  if (holders.length === 0) return [{ personId: ownerId, role: task.role, families: [] }];
  return task.assign === 'each' ? holders : holders.slice(0, 1);
}

function tasksFor(
  task: TaskTemplate,
  holders: readonly RosterMember[],
  place: { readonly stepId: string; readonly dueAt: Date; readonly roster: Roster },
): NewTask[] {
  const { kind, title, instructions, role, dependsOn } = task;
  return holders.map(({ personId, families }, index) => ({
    id: randomUUID(),
    stepId: place.stepId,
    key: task.assign === 'each' ? `${task.key}/${index + 1}` : task.key,
    kind,
    title,
    instructions,
    role,
    families,
    dependsOn,
    assigneeId: personId,
    backupId: place.roster.people.get(personId)?.backupId ?? null,
    dueAt: place.dueAt,
  }));
}
