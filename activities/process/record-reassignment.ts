import { revokeLinks } from '../../database/access-link-repository';
import { appendAudit } from '../../database/audit-repository';
import type { Connection } from '../../database/client';
import { findPlanAuthors } from '../../database/plan-authors-repository';
import { findSignOff, updateSignOff } from '../../database/sign-off-repository';
import { getTask, updateTask } from '../../database/task-repository';
import { signOffAskedAt, signOffDueAt } from '../../domain/approval/sign-off-due';
import { DomainError } from '../../domain/errors';
import type { ActivityDependencies } from '../dependencies';
import { ladderOf } from './ladders';
import type { HandedOver, QueuedMails, RecordReassignment } from './process-activities';
import { queueMails } from './queue-mails';
import { loadCycleContext } from './step-context';

/** Gives a task or sign-off to someone else: the former holder's links stop working, both get the news. */
export async function recordReassignment(
  dependencies: ActivityDependencies,
  input: RecordReassignment,
): Promise<HandedOver & QueuedMails> {
  const { database, clock } = dependencies;
  const { about, subjectId, fromPersonId, toPersonId, byId, reason, number } = input;
  const { prisma } = database;
  const now = clock();
  const asked = await loadAsked(prisma, input);
  const context = await loadCycleContext(prisma, asked.cycleId);
  if (!context.roster.people.has(toPersonId)) {
    throw new DomainError('conflict', 'That person is not active in this unit; choose someone who is.');
  }
  if (asked.holderId === fromPersonId) {
    await prisma.$transaction(async (transaction) => {
      if (about === 'task') {
        const backupId = context.roster.people.get(toPersonId)?.backupId ?? null;
        await updateTask(transaction, subjectId, { assigneeId: toPersonId, backupId, startedAt: null });
      } else await updateSignOff(transaction, subjectId, { personId: toPersonId });
      await revokeLinks(transaction, { personId: fromPersonId, subjectId }, now);
      await appendAudit(transaction, [
        {
          at: now,
          actorId: byId,
          unitId: context.cycle.unitId,
          cycleId: context.cycle.id,
          action: `${about}-reassigned`,
          subjectType: about,
          subjectId,
          details: { fromPersonId, toPersonId, reason },
        },
      ]);
    });
  }
  const mail = { kind: 'handed-over', cycleId: asked.cycleId, about, subjectId, number } as const;
  const facts = { fromPersonId, toPersonId, byId, reason };
  const mailIds = await queueMails(dependencies, [
    { ...mail, ...facts, personId: toPersonId },
    { ...mail, ...facts, personId: fromPersonId },
  ]);
  const rungs = ladderOf({ personId: toPersonId, openedAt: asked.openedAt, dueAt: asked.dueAt }, context);
  return { holderId: toPersonId, rungs, mailIds };
}

async function loadAsked(
  connection: Connection,
  { about, subjectId, toPersonId }: RecordReassignment,
): Promise<{ cycleId: string; holderId: string; openedAt: Date; dueAt: Date }> {
  if (about === 'task') {
    const { cycleId, assigneeId, openedAt, dueAt } = await getTask(connection, subjectId);
    return { cycleId, holderId: assigneeId, openedAt: openedAt ?? dueAt, dueAt };
  }
  const found = await findSignOff(connection, subjectId);
  if (found === null) throw new DomainError('not-found', `There is no sign-off ${subjectId}.`);
  const { signOff, group } = found;
  const authorIds = group.rule.forbidOwn ? await findPlanAuthors(connection, group.planVersionId) : [];
  if (authorIds.includes(toPersonId)) {
    throw new DomainError(
      'conflict',
      'That person has a submission in this plan and may not sign it off; choose someone else.',
    );
  }
  const openedAt = signOffAskedAt(group, signOff);
  const dueAt = signOffDueAt(group, signOff);
  return { cycleId: group.cycleId, holderId: signOff.personId, openedAt, dueAt };
}
