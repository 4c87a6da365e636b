import { ALLOWED, type Allowance, notAllowed } from '../cycle/allowed-acts';

/** Someone who might answer a sign-off in another's place, and what stands for or against it. */
export interface TakeOverFacts {
  readonly personId: string;
  /** Those who may not decide since their own submission is in the plan; [] where the rule allows it. */
  readonly barredAuthorIds: readonly string[];
  /** Of everyone in the group: whose it is, and who answered it; null: nobody yet. */
  readonly group: readonly { readonly personId: string; readonly decidedById: string | null }[];
}

/**
 * May a sign-off be handed to this person? Nobody signs a plan that their own submission is part of, and nobody answers
 * for two of the same group, whether asked themselves or by having answered in another's place. Library-free: the API,
 * the workflow and the activity refuse by it alike. `why` goes on after the person's name.
 *
 * Example: asked in the same group: not allowed, "is asked in this group already, and nobody answers for two".
 */
export function mayTakeOver({ personId, barredAuthorIds, group }: TakeOverFacts): Allowance {
  if (barredAuthorIds.includes(personId)) {
    return notAllowed('cannot sign this plan, because their own submission is part of it');
  }
  if (group.some((signOff) => signOff.personId === personId)) {
    return notAllowed('is asked in this group already, and nobody answers for two');
  }
  if (group.some((signOff) => signOff.decidedById === personId)) {
    return notAllowed('has answered for someone else of this group, and nobody answers for two');
  }
  return ALLOWED;
}
