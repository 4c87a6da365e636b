import { appendAudit } from '../../database/audit-repository';
import { closeSignOffGroup, getSignOffGroup } from '../../database/sign-off-repository';
import { listTasksOfStep } from '../../database/task-repository';
import type { SignOffRowState } from '../../domain/cycle/allowed-acts';
import type { SignOffGroupRecord } from '../../domain/cycle/records';
import { holdersOf } from '../../domain/people/roster';
import type { ActivityDependencies } from '../dependencies';
import type { MailRequest } from '../mail/mail-request';
import type { CloseSignOff, QueuedMails } from './process-activities';
import { queueMails } from './queue-mails';
import { loadCycleContext } from './step-context';

/** Closes a group of sign-offs, and writes the news of it to those whom it concerns. */
export async function closeSignOff(
  dependencies: ActivityDependencies,
  { groupId, state, reason }: CloseSignOff,
): Promise<QueuedMails> {
  const { database, clock } = dependencies;
  const before = await getSignOffGroup(database.prisma, groupId);
  const { cycle, roster } = await loadCycleContext(database.prisma, before.cycleId);
  const now = clock();
  await database.prisma.$transaction(async (transaction) => {
    const isClosed = await closeSignOffGroup(transaction, groupId, {
      state,
      closedAt: now,
      closedReason: reason,
      signOffs: rowsAfter(state),
    });
    if (!isClosed) return;
    await appendAudit(transaction, [
      {
        at: now,
        actorId: null,
        unitId: cycle.unitId,
        cycleId: cycle.id,
        action: `sign-off-${state}`,
        subjectType: 'sign-off-group',
        subjectId: groupId,
        details: { number: before.number, planHash: before.planHash, ...(reason && { reason }) },
      },
    ]);
  });
  const owners = holdersOf(roster, 'process-owner').map(({ personId }) => personId);
  const tasks = await listTasksOfStep(database.prisma, before.stepId);
  const workers = tasks.filter(({ kind }) => planWork.has(kind)).map(({ assigneeId }) => assigneeId);
  return { mailIds: await queueMails(dependencies, news(before, state, reason, [...owners, ...workers])) };
}

const planWork = new Set(['consensus', 'supply-plan', 'scenario-choice']);

function rowsAfter(state: CloseSignOff['state']): { from: SignOffRowState[]; to: SignOffRowState } {
  const isDecided = state === 'approved' || state === 'rejected';
  if (isDecided) return { from: ['pending', 'waiting'], to: 'not-needed' };
  return {
    from: ['waiting', 'pending', 'approved', 'approved-with-conditions', 'abstained'],
    to: 'voided',
  };
}

/** A decision is news to the owners, to whoever made the plan and to those who were asked; a void to the latter. */
function news(
  group: SignOffGroupRecord,
  state: CloseSignOff['state'],
  reason: string | null,
  concerned: readonly string[],
): MailRequest[] {
  const { id: groupId, cycleId } = group;
  const signOffs = group.signOffs.filter((signOff) => signOff.state !== 'waiting');
  if (state === 'cancelled') return [];
  if (state === 'voided') {
    return signOffs.map(({ id, personId }) => ({
      kind: 'sign-off-voided',
      cycleId,
      subjectId: id,
      personId,
      number: 1,
      reason: reason ?? 'The plan has a new version.',
    }));
  }
  const readers = new Set([...concerned, ...signOffs.map(({ personId }) => personId)]);
  return [...readers].map((personId) => ({
    kind: 'decision',
    cycleId,
    subjectId: groupId,
    personId,
    number: 1,
  }));
}
