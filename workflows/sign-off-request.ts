import { CancellationScope, setHandler } from '@temporalio/workflow';
import type { RequestedSignOff } from '../activities/process/process-activities';
import { type SignOffState, signOffStanding } from '../domain/approval/sign-off-rule';
import { processActivities } from './activity-options';
import { AskedPerson } from './asked-person';
import { type DecideSignOff, type Decision, decideSignOff, type Receipt, voidSignOff } from './messages';
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

/** One group of sign-offs on one plan version: until its rule is met, someone rejects, or the plan is another one. */
export async function signOffRequest(input: SignOffRequestInput): Promise<SignOffResult> {
  const { cycleId, planHash, requested } = input;
  const { groupId, rule, barredAuthorIds } = requested;
  const people = requested.signOffs.map(
    ({ signOffId, holderId, rungs }) =>
      new AskedPerson('sign-off', signOffId, holderId, {
        rungs,
        askedAt: requested.requestedAt,
        firstNumber: 0,
      }),
  );
  const request = new OpenRequest(
    { about: 'sign-off-group', id: groupId, cycleId },
    people,
    requested.dueAt,
    requested.remindersPerDay,
  );
  const given = new Map<string, Given>();
  let voidedBecause: string | null = null;

  setHandler(decideSignOff, decide, { validator: checkDecision });
  setHandler(voidSignOff, ({ reason }) => {
    if (request.isSettled) return;
    voidedBecause = reason;
    request.isSettled = true;
  });

  const isSettled = await request.untilSettled();
  return CancellationScope.nonCancellable(() => close(isSettled));

  function standing(): 'open' | 'approved' | 'rejected' {
    return signOffStanding(
      rule,
      people.map(({ subjectId }) => stateOf(given.get(subjectId))),
    );
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
    if (act.decision !== 'approve' && act.comment.trim() === '') {
      refuse('invalid-input', 'Say in a comment why you reject it, or on which conditions you approve.');
    }
  }

  function decide(act: DecideSignOff): Receipt {
    const before = given.get(act.signOffId);
    if (before !== undefined) return { ...before.receipt, isRepeat: true };
    const recordedAt = new Date().toISOString();
    const receipt = {
      recordedAt,
      isLate: recordedAt > request.dueAt,
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
    request.isSettled = voidedBecause !== null || standing() !== 'open';
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
  }

  async function close(isSettled: boolean): Promise<SignOffResult> {
    const state = !isSettled ? 'called-off' : voidedBecause === null ? standing() : 'voided';
    if (state === 'called-off' || state === 'open') {
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
};

const stateOf = (given: Given | undefined): SignOffState =>
  given === undefined ? 'pending' : stateByDecision[given.act.decision];
