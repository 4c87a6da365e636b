import { CancellationScope, setHandler } from '@temporalio/workflow';
import type { RequestedSignOff } from '../activities/process/process-activities';
import { mayTakeOver, type TakeOverFacts } from '../domain/approval/may-take-over';
import type { Decision } from '../domain/approval/sign-off-rule';
import { type SignOffStanding, type SignOffState, signOffStanding } from '../domain/approval/sign-off-rule';
import { processActivities } from './activity-options';
import { AskedPerson } from './asked-person';
import { type DecideSignOff, decideSignOff, type Receipt, voidSignOff } from './messages';
import { refuse } from './refusal';
import { OpenRequest } from './request';

export interface SignOffRequestInput {
  readonly cycleId: string;
  readonly planHash: string;
  readonly requested: Omit<RequestedSignOff, 'mailIds'>;
}

export interface SignOffResult {
  readonly state: 'approved' | 'rejected' | 'voided' | 'called-off';
  /** Of a rejection: who said no, and why. */
  readonly rejection: { readonly byId: string; readonly reason: string } | null;
  readonly mailIds: readonly string[];
}

interface Given {
  readonly act: DecideSignOff;
  readonly receipt: Receipt;
}

/**
 * One group of sign-offs on one plan version, asked at once or one after another: until its rule is met, someone rejects, or
 * the plan is another one.
 */
export async function signOffRequest(input: SignOffRequestInput): Promise<SignOffResult> {
  const { cycleId, planHash, requested } = input;
  const { groupId, rule, barredAuthorIds } = requested;
  const start = { askedAt: requested.requestedAt, firstNumber: 0 };
  const people = requested.signOffs.map(
    ({ signOffId, holderId, rungs }) => new AskedPerson('sign-off', signOffId, holderId, { ...start, rungs }),
  );
  /** In a sequence, those whose turn comes later. */
  const waiting = new Set(
    requested.signOffs.flatMap(({ signOffId, isAsked }) => (isAsked ? [] : [signOffId])),
  );
  for (const person of people) person.isPending = !waiting.has(person.subjectId);
  // Before the handlers: an act that has waited for this workflow is taken as soon as there is one for it.
  const given = new Map<string, Given>();
  const request = new OpenRequest(
    { about: 'sign-off-group', id: groupId, cycleId },
    people,
    requested.dueAt,
    requested.remindersPerDay,
    (personId) => mayTakeOver({ personId, barredAuthorIds, group: people.map(answeredBy) }),
  );
  let voidedBecause: string | null = null;
  let isToldOutOfReach = false;
  /** In a sequence: whose turn it is, until this workflow has heard by when they are to answer. */
  let turnUnderWay: string | null = null;

  setHandler(decideSignOff, decide, { validator: checkDecision });
  setHandler(voidSignOff, ({ reason }) => {
    if (request.isSettled) return;
    voidedBecause = reason;
    request.isSettled = true;
  });

  const isSettled = await request.untilSettled();
  return CancellationScope.nonCancellable(() => close(isSettled));

  function answeredBy({ subjectId, holderId }: AskedPerson): TakeOverFacts['group'][number] {
    return { personId: holderId, decidedById: given.get(subjectId)?.act.byId ?? null };
  }

  function standing(): SignOffStanding {
    return signOffStanding(rule, people.map(stateOf));
  }

  function stateOf({ subjectId }: AskedPerson): SignOffState {
    const decided = given.get(subjectId);
    if (decided !== undefined) return stateByDecision[decided.act.decision];
    return waiting.has(subjectId) ? 'waiting' : 'pending';
  }

  function checkDecision(act: DecideSignOff): void {
    const person = request.personOf(act.signOffId);
    if (person === undefined) refuse('not-found', 'This sign-off does not belong to this request.');
    const before = given.get(act.signOffId);
    if (before !== undefined && isSameAct(act, before.act)) return;
    if (voidedBecause !== null || act.planHash !== planHash) {
      refuse(
        'stale',
        'The plan has changed since you opened it: this sign-off is void. Use the newest request.',
      );
    }
    if (before !== undefined) {
      refuse(
        'conflict',
        'This sign-off has been decided already; the first decision counts.',
        before.act.byId,
        before.act.decision,
        before.receipt.recordedAt,
      );
    }
    if (request.isSettled)
      refuse('conflict', 'The others have decided already; your sign-off is not needed any more.');
    if (barredAuthorIds.includes(act.byId)) {
      refuse('forbidden', 'Your own submission is part of this plan; someone else has to sign it off.');
    }
    if (waiting.has(act.signOffId)) {
      refuse('conflict', 'Others come first: this is asked when the one before has answered.');
    }
    const needsComment = act.decision === 'reject' || act.decision === 'approve-with-conditions';
    if (needsComment && act.comment.trim() === '') {
      refuse('invalid-input', 'Say in a comment why you reject it, or on which conditions you approve.');
    }
  }

  function decide(act: DecideSignOff): Receipt {
    const before = given.get(act.signOffId);
    if (before !== undefined) return { ...before.receipt, isRepeat: true };
    const recordedAt = new Date().toISOString();
    const person = request.personOf(act.signOffId);
    const receipt = {
      recordedAt,
      isLate: act.signOffId !== turnUnderWay && request.isLate(person, recordedAt),
      isRepeat: false,
      outcome: act.decision,
    };
    setGiven(act.signOffId, { act, receipt });
    request.andThen(() => recordDecision(act, receipt));
    return receipt;
  }

  function setGiven(signOffId: string, decision: Given | null): void {
    if (decision === null) given.delete(signOffId);
    else given.set(signOffId, decision);
    const person = request.personOf(signOffId);
    if (person !== undefined) person.isPending = decision === null;
    const stands = standing();
    request.isSettled = voidedBecause !== null || stands === 'approved' || stands === 'rejected';
  }

  async function recordDecision(act: DecideSignOff, receipt: Receipt): Promise<void> {
    const { signOffId, byId, decision, comment } = act;
    const { recordedAt: at, isLate } = receipt;
    const recorded = await processActivities.recordDecision({
      signOffId,
      byId,
      decision,
      comment,
      at,
      isLate,
    });
    if (!recorded.isRecorded) setGiven(signOffId, null);
    else if (!request.isSettled) await goOn();
  }

  /** After an answer that decides nothing: the next of a sequence is asked; what cannot be reached is told. */
  async function goOn(): Promise<void> {
    if (waiting.size > 0 && !people.some(({ isPending }) => isPending)) await askNext();
    if (standing() !== 'out-of-reach' || isToldOutOfReach) return;
    isToldOutOfReach = true;
    request.mails.post((await processActivities.recordOutOfReach({ groupId })).mailIds);
  }

  async function askNext(): Promise<void> {
    // From here on their answer is taken: they may see the request before this workflow hears that it was made.
    const [turn = null] = [...waiting];
    if (turn !== null) waiting.delete(turn);
    turnUnderWay = turn;
    const next = await processActivities.askNextSigner({ groupId });
    turnUnderWay = null;
    if (next === null) return;
    if (!given.has(next.signOffId)) request.personOf(next.signOffId)?.ask(next, next.askedAt);
    request.mails.post(next.mailIds);
  }

  async function close(isSettled: boolean): Promise<SignOffResult> {
    const state = !isSettled ? 'called-off' : voidedBecause === null ? standing() : 'voided';
    if (state === 'called-off' || state === 'open' || state === 'out-of-reach') {
      return { state: 'called-off', rejection: null, mailIds: await request.mails.handOver() };
    }
    const rejected = [...given.values()].find(({ act }) => act.decision === 'reject');
    const rejection =
      state === 'rejected' && rejected ? { byId: rejected.act.byId, reason: rejected.act.comment } : null;
    const reason = voidedBecause ?? rejection?.reason ?? null;
    const { mailIds } = await processActivities.closeSignOff({ groupId, state, reason });
    return { state, rejection, mailIds: [...mailIds, ...(await request.mails.handOver())] };
  }
}

const isSameAct = (a: DecideSignOff, b: DecideSignOff) =>
  a.byId === b.byId && a.decision === b.decision && a.planHash === b.planHash;

const stateByDecision: Record<Decision, SignOffState> = {
  approve: 'approved',
  'approve-with-conditions': 'approved-with-conditions',
  reject: 'rejected',
  abstain: 'abstained',
};
