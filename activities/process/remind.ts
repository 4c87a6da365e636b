import { revokeLinks } from '../../database/access-link-repository';
import { appendAudit } from '../../database/audit-repository';
import type { Connection } from '../../database/client';
import { findPlanAuthors } from '../../database/plan-authors-repository';
import { findSignOff, updateSignOff } from '../../database/sign-off-repository';
import { getTask, updateTask } from '../../database/task-repository';
import { type AudienceMember, audienceMembers } from '../../domain/approval/escalation';
import { signOffAskedAt, signOffDueAt } from '../../domain/approval/sign-off-due';
import type { SignOffRecord } from '../../domain/cycle/records';
import { DomainError } from '../../domain/errors';
import { peopleAround, whoActsNow } from '../../domain/people/roster';
import type { ActivityDependencies } from '../dependencies';
import type { MailRequest } from '../mail/mail-request';
import { ladderOf } from './ladders';
import type { HandedOver, Remind, Reminded } from './process-activities';
import { queueMails } from './queue-mails';
import { type CycleContext, loadCycleContext } from './step-context';

/**
 * One reminder or escalation. A holder who has gone away meanwhile is replaced by who acts for them, and that one is
 * asked instead. Nothing is written about what is no longer open.
 */
export async function remind(dependencies: ActivityDependencies, input: Remind): Promise<Reminded> {
  const { database, clock } = dependencies;
  const { prisma } = database;
  const now = clock();
  const asked = await loadAsked(prisma, input);
  if (!asked.isOpen) return { mailIds: [], mailedIds: [], handedOver: null };
  const context = await loadCycleContext(prisma, asked.cycleId);
  const holderId = standInFor(asked, context, now);
  const isHandedOver = asked.holderId !== input.holderId; // by an earlier attempt
  const handedOver =
    holderId !== asked.holderId
      ? await handOver(dependencies, asked, holderId, context)
      : isHandedOver
        ? askedInstead(asked, holderId, context)
        : null;
  const around = peopleAround(context.roster, { holderId, backupId: asked.backupId }, now);
  const members = audienceMembers(input.audience, around).filter(
    ({ personId }) => !input.cappedIds.includes(personId),
  );
  await record(dependencies, { input, asked, context, members });
  const requests = members.map((member) => mailTo(member, holderId, input, asked.cycleId));
  return {
    mailIds: await queueMails(dependencies, requests),
    mailedIds: members.map(({ personId }) => personId),
    handedOver,
  };
}

interface Asked {
  readonly about: 'task' | 'sign-off';
  readonly id: string;
  readonly cycleId: string;
  readonly isOpen: boolean;
  readonly holderId: string;
  readonly backupId: string | null;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly remindersSent: number;
  readonly escalationLevel: number;
  /** Of a sign-off: who is asked already or has answered for another, and the plan's authors where they may not sign. */
  readonly cannotStandIn: readonly string[];
}

async function loadAsked(connection: Connection, { about, subjectId }: Remind): Promise<Asked> {
  if (about === 'task') {
    const task = await getTask(connection, subjectId);
    const { id, cycleId, backupId, dueAt, remindersSent, escalationLevel } = task;
    return {
      ...{ about, id, cycleId, backupId, dueAt, remindersSent, escalationLevel },
      isOpen: task.state === 'open',
      holderId: task.assigneeId,
      openedAt: task.openedAt ?? dueAt,
      cannotStandIn: [],
    };
  }
  const found = await findSignOff(connection, subjectId);
  if (found === null) throw new DomainError('not-found', `There is no sign-off ${subjectId}.`);
  const { signOff, group } = found;
  const { id, remindersSent, escalationLevel } = signOff;
  return {
    ...{
      about,
      id,
      cycleId: group.cycleId,
      backupId: null,
      dueAt: signOffDueAt(group, signOff),
      remindersSent,
      escalationLevel,
    },
    isOpen: group.state === 'open' && signOff.state === 'pending',
    holderId: signOff.personId,
    openedAt: signOffAskedAt(group, signOff),
    cannotStandIn: [
      ...group.signOffs.filter((other) => other.id !== id).flatMap(thoseOf),
      ...(group.rule.forbidOwn ? await findPlanAuthors(connection, group.planVersionId) : []),
    ],
  };
}

const thoseOf = ({ personId, decidedById }: SignOffRecord): string[] =>
  decidedById === null ? [personId] : [personId, decidedById];

function standInFor(asked: Asked, { roster }: CycleContext, now: Date): string {
  const standIn = whoActsNow(roster, asked.holderId, now);
  return asked.cannotStandIn.includes(standIn) ? asked.holderId : standIn;
}

async function handOver(
  { database, clock }: ActivityDependencies,
  asked: Asked,
  holderId: string,
  context: CycleContext,
): Promise<HandedOver> {
  const now = clock();
  await database.prisma.$transaction(async (transaction) => {
    if (asked.about === 'task') await updateTask(transaction, asked.id, { assigneeId: holderId });
    else await updateSignOff(transaction, asked.id, { personId: holderId });
    await revokeLinks(transaction, { personId: asked.holderId, subjectId: asked.id }, now);
    await appendAudit(transaction, [
      {
        at: now,
        actorId: null,
        unitId: context.cycle.unitId,
        cycleId: context.cycle.id,
        action: `${asked.about}-delegated`,
        subjectType: asked.about,
        subjectId: asked.id,
        details: { fromPersonId: asked.holderId, toPersonId: holderId, reason: 'away' },
      },
    ]);
  });
  return askedInstead(asked, holderId, context);
}

function askedInstead({ openedAt, dueAt }: Asked, holderId: string, context: CycleContext): HandedOver {
  return { holderId, rungs: ladderOf({ personId: holderId, openedAt, dueAt }, context) };
}

async function record(
  { database, clock }: ActivityDependencies,
  reminding: {
    readonly input: Remind;
    readonly asked: Asked;
    readonly context: CycleContext;
    readonly members: readonly AudienceMember[];
  },
): Promise<void> {
  const { input, asked, context, members } = reminding;
  const { remindersSent, kind, byId, escalationLevel, cappedIds } = input;
  if (asked.remindersSent >= remindersSent) return; // by an earlier attempt
  await database.prisma.$transaction(async (transaction) => {
    const changes = { remindersSent, escalationLevel: Math.max(escalationLevel, asked.escalationLevel) };
    if (asked.about === 'task') await updateTask(transaction, asked.id, changes);
    else await updateSignOff(transaction, asked.id, changes);
    const capped = cappedIds.length > 0 ? { cappedIds } : {};
    await appendAudit(transaction, [
      {
        at: clock(),
        actorId: byId,
        unitId: context.cycle.unitId,
        cycleId: context.cycle.id,
        action: kind === 'escalation' ? 'escalated' : 'reminded',
        subjectType: asked.about,
        subjectId: asked.id,
        details: { kind, number: remindersSent, to: members, escalationLevel, ...capped },
      },
    ]);
  });
}

function mailTo(
  { personId, audience }: AudienceMember,
  holderId: string,
  { about, subjectId, kind, number, byId }: Remind,
  cycleId: string,
): MailRequest {
  const addressed = { cycleId, personId, number, about, subjectId };
  if (kind === 'escalation') return { ...addressed, kind, audience };
  return personId === holderId && byId !== null ? { ...addressed, kind, byId } : { ...addressed, kind };
}
