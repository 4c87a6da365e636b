import { revokeLinks } from '../../database/access-link-repository';
import { appendAudit } from '../../database/audit-repository';
import type { Connection } from '../../database/client';
import { findPlanAuthors } from '../../database/plan-authors-repository';
import { findSignOff, updateSignOff } from '../../database/sign-off-repository';
import { getTask, updateTask } from '../../database/task-repository';
import { mayTakeOver } from '../../domain/approval/may-take-over';
import { signOffAskedAt, signOffDueAt } from '../../domain/approval/sign-off-due';
import { dueWhenAsked } from '../../domain/cycle/late-opening';
import { DomainError } from '../../domain/errors';
import { unitWorkingCalendar } from '../../domain/people/roster';
import type { ActivityDependencies } from '../dependencies';
import { ladderOf } from './ladders';
import type { AskedInstead, QueuedMails, RecordReassignment } from './process-activities';
import { queueMails } from './queue-mails';
import { type CycleContext, loadCycleContext } from './step-context';

/**
 * Gives a task or sign-off to someone else: the former holder's links stop working, both get the news. Whoever has it now
 * has four working hours at least, and the ladder begins with them anew.
 */
export async function recordReassignment(
  dependencies: ActivityDependencies,
  input: RecordReassignment,
): Promise<AskedInstead & QueuedMails> {
  const { prisma } = dependencies.database;
  const { about, subjectId, fromPersonId, toPersonId, byId, reason, number } = input;
  const found = await loadAsked(prisma, input);
  const context = await loadCycleContext(prisma, found.cycleId);
  if (!context.roster.people.has(toPersonId)) {
    throw new DomainError('conflict', 'That person is not active in this unit; choose someone who is.');
  }
  const isHandedOver = found.holderId === toPersonId; // by an earlier attempt
  const asked = isHandedOver ? found : await handOver(dependencies, input, found, context);
  const mail = { kind: 'handed-over', cycleId: asked.cycleId, about, subjectId, number } as const;
  const facts = { fromPersonId, toPersonId, byId, reason };
  // The ladder may have handed it to a delegate in this very moment: they had it as well.
  const readers = new Set([toPersonId, fromPersonId, found.holderId]);
  const mailIds = await queueMails(
    dependencies,
    [...readers].map((personId) => ({ ...mail, ...facts, personId })),
  );
  const { openedAt, dueAt } = asked;
  const rungs = ladderOf({ personId: toPersonId, openedAt, dueAt }, context);
  return { holderId: toPersonId, rungs, dueAt: dueAt.toISOString(), mailIds };
}

async function handOver(
  { database, clock }: ActivityDependencies,
  { about, subjectId, fromPersonId, toPersonId, byId, reason }: RecordReassignment,
  asked: Asked,
  { cycle, roster, template }: CycleContext,
): Promise<Asked> {
  const now = clock();
  const calendar = unitWorkingCalendar(roster, template);
  const dueAt = dueWhenAsked({ dueAt: asked.dueAt, askedAt: now, calendar });
  const anew = { dueAt, escalationLevel: 0, remindersSent: 0 };
  await database.prisma.$transaction(async (transaction) => {
    if (about === 'task') {
      const backupId = roster.people.get(toPersonId)?.backupId ?? null;
      await updateTask(transaction, subjectId, {
        assigneeId: toPersonId,
        backupId,
        startedAt: null,
        ...anew,
      });
    } else {
      await updateSignOff(transaction, subjectId, { personId: toPersonId, askedAt: now, ...anew });
    }
    for (const personId of new Set([fromPersonId, asked.holderId])) {
      await revokeLinks(transaction, { personId, subjectId }, now);
    }
    const moved = dueAt > asked.dueAt ? { dueAt: dueAt.toISOString() } : {};
    await appendAudit(transaction, [
      {
        at: now,
        actorId: byId,
        unitId: cycle.unitId,
        cycleId: cycle.id,
        action: `${about}-reassigned`,
        subjectType: about,
        subjectId,
        details: { fromPersonId, toPersonId, reason, ...moved },
      },
    ]);
  });
  return { ...asked, holderId: toPersonId, openedAt: about === 'task' ? asked.openedAt : now, dueAt };
}

interface Asked {
  readonly cycleId: string;
  readonly holderId: string;
  readonly openedAt: Date;
  readonly dueAt: Date;
}

async function loadAsked(
  connection: Connection,
  { about, subjectId, toPersonId }: RecordReassignment,
): Promise<Asked> {
  if (about === 'task') {
    const { cycleId, assigneeId, openedAt, dueAt } = await getTask(connection, subjectId);
    return { cycleId, holderId: assigneeId, openedAt: openedAt ?? dueAt, dueAt };
  }
  const found = await findSignOff(connection, subjectId);
  if (found === null) throw new DomainError('not-found', `There is no sign-off ${subjectId}.`);
  const { signOff, group } = found;
  const barredAuthorIds = group.rule.forbidOwn ? await findPlanAuthors(connection, group.planVersionId) : [];
  const others = group.signOffs.filter(({ id }) => id !== subjectId);
  const { why } = mayTakeOver({ personId: toPersonId, barredAuthorIds, group: others });
  if (why !== null) throw new DomainError('conflict', `That person ${why}. Choose someone else.`);
  return {
    cycleId: group.cycleId,
    holderId: signOff.personId,
    openedAt: signOffAskedAt(group, signOff),
    dueAt: signOffDueAt(group, signOff),
  };
}
