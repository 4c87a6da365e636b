import { ALLOWED, type Allowance, notAllowed } from '../cycle/allowed-acts';

/** The person who wants to act on a task or sign-off, and what ties them to it. */
export interface ActingFacts {
  readonly personId: string;
  /** Who holds it now. */
  readonly holderId: string;
  readonly backupId: string | null;
  /** The ladder has named the backup: from then on they may act. */
  readonly hasReachedBackup: boolean;
  /** Who stands in for the holder today, when the holder is away. */
  readonly delegateId: string | null;
  /** Others who may take it unasked: fellow holders of the role where one task serves the whole role. */
  readonly mayTakeIds: readonly string[];
  /** Those who may not decide since their own submission is in the plan; [] for tasks. */
  readonly barredAuthorIds: readonly string[];
  /** Those who are asked, or have answered, in the same group of sign-offs, and cannot answer for another too; [] for tasks. */
  readonly otherSignerIds: readonly string[];
}

/**
 * May this person act on it? The holder, the delegate while the holder is away, the backup once the ladder reached
 * them, and those who may take it; never an author where nobody approves their own, and never one signer for another.
 *
 * Example: the backup before any escalation is refused: "… you can act once the reminders have reached you."
 */
export function mayAct(facts: ActingFacts): Allowance {
  const { personId } = facts;
  if (facts.barredAuthorIds.includes(personId)) {
    return notAllowed('Your own submission is part of this plan; someone else has to sign it off.');
  }
  if (personId === facts.holderId) return ALLOWED;
  if (facts.otherSignerIds.includes(personId)) {
    return notAllowed('You answer for yourself or another in this group already; nobody answers for two.');
  }
  if (personId === facts.delegateId) return ALLOWED;
  if (facts.mayTakeIds.includes(personId)) return ALLOWED;
  if (personId !== facts.backupId) return notAllowed('This is asked of someone else.');
  return facts.hasReachedBackup
    ? ALLOWED
    : notAllowed('You are the backup for this; you can act once the reminders have reached you.');
}
