import type { z } from 'zod';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import type { Decision } from '../../domain/approval/sign-off-rule';
import type { SignOffRowState } from '../../domain/cycle/allowed-acts';
import type { SignOffGroupRecord, SignOffRecord } from '../../domain/cycle/records';
import { DomainError } from '../../domain/errors';
import { moment } from '../../email/wording';
import { decideSignOff as decideSignOffUpdate, type Receipt } from '../../workflows/messages';
import { ALLOWED, requireVerdict } from '../access';
import type { ApiDependencies } from '../dependencies';
import type { Receipt as ReceiptAnswer } from '../schemas/common';
import type { DecideBody } from '../schemas/sign-offs';
import type { Viewer } from '../viewer';
import { personRef } from '../views/lines';
import { nextAfterDecision } from '../views/next-words';
import { signOffVerdicts } from '../views/who-may';
import { loadSignOff } from './load-subject';

type Needs = Pick<ApiDependencies, 'database' | 'clock' | 'cycles'>;

const STATE_OF: Readonly<Record<Decision, SignOffRowState>> = {
  approve: 'approved',
  'approve-with-conditions': 'approved-with-conditions',
  reject: 'rejected',
  abstain: 'abstained',
};

const WORDS: Readonly<Record<string, string>> = {
  approve: 'approved',
  'approve-with-conditions': 'approved with conditions',
  reject: 'rejected',
  abstain: 'abstained',
  abstained: 'abstained',
  approved: 'approved',
  'approved-with-conditions': 'approved with conditions',
  rejected: 'rejected',
};

/** Decides a sign-off. The first decision stands; the same one again gets the recorded answer, another one a 409. */
export async function decideSignOff(
  needs: Needs,
  viewer: Viewer,
  signOffId: string,
  body: z.output<typeof DecideBody>,
): Promise<z.input<typeof ReceiptAnswer>> {
  const { facts, group, signOff } = await loadSignOff(needs, viewer, signOffId);
  const looking = { viewer, now: needs.clock() };
  const verdict = signOffVerdicts(facts, group, signOff, looking).decide;
  requireVerdict({ ...verdict, state: ALLOWED });
  const repeated = recordedBefore(facts, group, signOff, viewer, body);
  if (repeated) return repeated;
  refuseVoided(facts, group, signOff, body.planHash);
  if (signOff.decidedAt) throw decidedOtherwise(facts, signOff, viewer);
  requireVerdict(verdict);
  const { decision, comment, planHash } = body;
  try {
    const receipt = await needs.cycles.act({
      workflowId: group.workflowId,
      update: decideSignOffUpdate,
      input: { byId: viewer.id, signOffId, planHash, decision, comment },
      updateId: `${signOffId}:${planHash}:${viewer.id}:${decision}`,
    });
    return answer({ facts, group, signOff, viewer, decision, receipt });
  } catch (error) {
    throw await explained(error, needs, viewer, signOffId);
  }
}

/** A group that closed in this very moment: the database, or else the refusal, says who was first. */
async function explained(error: unknown, needs: Needs, viewer: Viewer, signOffId: string): Promise<unknown> {
  if (!(error instanceof DomainError)) return error;
  if (error.code !== 'conflict' && error.code !== 'not-found') return error;
  const { facts, signOff } = await loadSignOff(needs, viewer, signOffId);
  if (signOff.decidedAt) return decidedOtherwise(facts, signOff, viewer);
  const [byId, decision, recordedAt] = error.details;
  if (!byId || !decision || !recordedAt) return new DomainError('conflict', error.message);
  return firstWins(personRef(facts, byId).name, decision, new Date(recordedAt), viewer);
}

function recordedBefore(
  facts: CycleFacts,
  group: SignOffGroupRecord,
  signOff: SignOffRecord,
  viewer: Viewer,
  { decision, planHash }: z.output<typeof DecideBody>,
): z.input<typeof ReceiptAnswer> | null {
  const isSame =
    signOff.decidedAt !== null &&
    signOff.decidedById === viewer.id &&
    signOff.state === STATE_OF[decision] &&
    group.planHash === planHash;
  if (!isSame || signOff.decidedAt === null) return null;
  const receipt = {
    recordedAt: signOff.decidedAt.toISOString(),
    isLate: signOff.isLate,
    isRepeat: true,
    outcome: decision,
  };
  return answer({ facts, group, signOff, viewer, decision, receipt });
}

function refuseVoided(
  facts: CycleFacts,
  group: SignOffGroupRecord,
  signOff: SignOffRecord,
  planHash: string,
): void {
  const isVoid = group.state === 'voided' || signOff.state === 'voided' || group.planHash !== planHash;
  if (!isVoid) return;
  const newest = facts.groups.filter(({ stepId }) => stepId === group.stepId).at(-1);
  const isAskedAgain = newest !== undefined && newest.number > group.number && newest.state === 'open';
  const version = newest ? facts.plans.get(newest.planVersionId)?.number : undefined;
  throw new DomainError(
    'stale',
    isAskedAgain
      ? `The plan has changed since: your decision was not recorded. You find version ${version} among your sign-offs on the home page.`
      : 'The plan has changed since: your decision was not recorded. When its new version is ready you will be asked again by mail.',
  );
}

interface Answering {
  readonly facts: CycleFacts;
  readonly group: SignOffGroupRecord;
  readonly signOff: SignOffRecord;
  readonly viewer: Viewer;
  readonly decision: Decision;
  readonly receipt: Receipt;
}

function answer({
  facts,
  group,
  signOff,
  viewer,
  decision,
  receipt,
}: Answering): z.input<typeof ReceiptAnswer> {
  const at = moment(new Date(receipt.recordedAt), viewer.timeZone);
  const version = facts.plans.get(group.planVersionId)?.number ?? '?';
  const what = `${WORDS[decision]}, plan version ${version} (${group.planHash.slice(0, 12)})`;
  const late = receipt.isLate ? ', after it was due' : '';
  return {
    ...receipt,
    message: receipt.isRepeat ? `Recorded before, on ${at}: ${what}.` : `Recorded on ${at}${late}: ${what}.`,
    next: nextAfterDecision(facts, group, signOff, decision),
  };
}

function decidedOtherwise(facts: CycleFacts, signOff: SignOffRecord, viewer: Viewer): DomainError {
  const who = personRef(facts, signOff.decidedById ?? signOff.personId).name;
  return firstWins(who, signOff.state, signOff.decidedAt, viewer);
}

function firstWins(who: string, decision: string, at: Date | null, viewer: Viewer): DomainError {
  const when = at ? ` on ${moment(at, viewer.timeZone)}` : '';
  const did = decision.startsWith('abstain') ? 'abstained from' : (WORDS[decision] ?? 'decided');
  return new DomainError(
    'conflict',
    `${who} ${did} this${when}; the first decision counts, yours was not recorded.`,
  );
}
