import { appendAudit } from '../../database/audit-repository';
import { findPlanAuthors } from '../../database/plan-authors-repository';
import { askSignOff, getSignOffGroup } from '../../database/sign-off-repository';
import { dueWhenAsked } from '../../domain/cycle/late-opening';
import type { SignOffGroupRecord, SignOffRecord } from '../../domain/cycle/records';
import { unitWorkingCalendar, whoActsNow } from '../../domain/people/roster';
import type { ActivityDependencies } from '../dependencies';
import { ladderOfSignOff } from './ladders';
import type { AskedNext, QueuedMails } from './process-activities';
import { queueMails } from './queue-mails';
import { type CycleContext, loadCycleContext } from './step-context';

/**
 * Asks the next one of a sequence, or who acts for them while they are away. Asked late, they have four working hours at
 * least. null: nobody is left to ask. A second attempt finds the one whom the first has asked.
 */
export async function askNextSigner(
  dependencies: ActivityDependencies,
  { groupId }: { readonly groupId: string },
): Promise<(AskedNext & QueuedMails) | null> {
  const { database, clock } = dependencies;
  const group = await getSignOffGroup(database.prisma, groupId);
  const context = await loadCycleContext(database.prisma, group.cycleId);
  const pending = group.signOffs.find(({ state }) => state === 'pending');
  const waiting = group.signOffs.find(({ state }) => state === 'waiting');
  const asked = pending ?? (waiting && (await ask(dependencies, group, waiting, context)));
  if (asked === undefined) return null;
  const { id: signOffId, personId: holderId } = asked;
  return {
    signOffId,
    holderId,
    rungs: ladderOfSignOff(group, asked, context),
    askedAt: (asked.askedAt ?? clock()).toISOString(),
    dueAt: (asked.dueAt ?? group.dueAt).toISOString(),
    mailIds: await queueMails(dependencies, [
      {
        kind: 'sign-off-request',
        cycleId: group.cycleId,
        subjectId: signOffId,
        personId: holderId,
        number: 1,
      },
    ]),
  };
}

async function ask(
  { database, clock }: ActivityDependencies,
  group: SignOffGroupRecord,
  signOff: SignOffRecord,
  context: CycleContext,
): Promise<SignOffRecord> {
  const { cycle, roster, template } = context;
  const now = clock();
  const barred = group.rule.forbidOwn ? await findPlanAuthors(database.prisma, group.planVersionId) : [];
  const standIn = whoActsNow(roster, signOff.personId, now);
  const isTaken =
    barred.includes(standIn) ||
    group.signOffs.some(({ personId, decidedById }) => personId === standIn || decidedById === standIn);
  const asked = {
    personId: isTaken ? signOff.personId : standIn,
    askedAt: now,
    dueAt: dueWhenAsked({
      dueAt: group.dueAt,
      askedAt: now,
      calendar: unitWorkingCalendar(roster, template),
    }),
  };
  await database.prisma.$transaction(async (transaction) => {
    if (!(await askSignOff(transaction, signOff.id, asked))) return;
    await appendAudit(transaction, [
      {
        at: now,
        actorId: null,
        unitId: cycle.unitId,
        cycleId: cycle.id,
        action: 'sign-off-next-asked',
        subjectType: 'sign-off',
        subjectId: signOff.id,
        details: {
          number: group.number,
          personId: asked.personId,
          dueAt: asked.dueAt.toISOString(),
          ...(asked.personId !== signOff.personId && { forPersonId: signOff.personId }),
        },
      },
    ]);
  });
  return { ...signOff, ...asked };
}
