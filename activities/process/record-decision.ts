import { appendAudit } from '../../database/audit-repository';
import { findPlanAuthors } from '../../database/plan-authors-repository';
import { decideSignOffRow, findSignOff } from '../../database/sign-off-repository';
import { actingFactsOfSignOff } from '../../domain/approval/acting-facts';
import type { Decision } from '../../domain/approval/sign-off-rule';
import { mayAct } from '../../domain/approval/who-may-act';
import type { SignOffRowState } from '../../domain/cycle/allowed-acts';
import { DomainError } from '../../domain/errors';
import type { ActivityDependencies } from '../dependencies';
import type { RecordDecision, Recorded } from './process-activities';
import { loadCycleContext } from './step-context';

const stateOf: Record<Decision, SignOffRowState> = {
  approve: 'approved',
  'approve-with-conditions': 'approved-with-conditions',
  reject: 'rejected',
  abstain: 'abstained',
};

/** Writes a decision with the plan hash it is bound to; whoever may not decide is refused here once more. */
export async function recordDecision(
  { database, clock }: ActivityDependencies,
  input: RecordDecision,
): Promise<Recorded> {
  const { signOffId, byId, decision, comment, isLate } = input;
  const { prisma } = database;
  const at = new Date(input.at);
  const found = await findSignOff(prisma, signOffId);
  if (found === null) throw new DomainError('not-found', `There is no sign-off ${signOffId}.`);
  const { signOff, group } = found;
  const isSame = signOff.decidedById === byId && signOff.decidedAt?.getTime() === at.getTime();
  if (isSame) return { isRecorded: true };
  const { cycle, template, roster } = await loadCycleContext(prisma, group.cycleId);
  const barredAuthorIds = group.rule.forbidOwn ? await findPlanAuthors(prisma, group.planVersionId) : [];
  const { why } = mayAct(
    actingFactsOfSignOff({
      personId: byId,
      signOff,
      signOffs: group.signOffs,
      barredAuthorIds,
      template,
      roster,
      now: clock(),
    }),
  );
  const audit = {
    at,
    actorId: byId,
    unitId: cycle.unitId,
    cycleId: cycle.id,
    subjectType: 'sign-off',
    subjectId: signOffId,
  };
  return prisma.$transaction(async (transaction): Promise<Recorded> => {
    const refuse = async (reason: string): Promise<Recorded> => {
      const details = { decision, why: reason };
      await appendAudit(transaction, [{ ...audit, action: 'decision-refused', details }]);
      return { isRecorded: false, why: reason };
    };
    if (why !== null) return refuse(why);
    const row = { state: stateOf[decision], decidedAt: at, decidedById: byId, comment, isLate };
    if (!(await decideSignOffRow(transaction, signOffId, row))) {
      return refuse(`The sign-off is ${signOff.state}.`);
    }
    const onBehalf = byId === signOff.personId ? {} : { forPersonId: signOff.personId };
    const { planHash, planVersionId, number } = group;
    const details = { decision, comment, isLate, planHash, planVersionId, number, ...onBehalf };
    await appendAudit(transaction, [{ ...audit, action: 'sign-off-decided', details }]);
    return { isRecorded: true };
  });
}
