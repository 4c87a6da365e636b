import type { Role, SignOffRule } from '../cycle/template';

/** `waiting`: in a sequence, not asked yet. */
/** What a signer may answer. */
export type Decision = 'approve' | 'approve-with-conditions' | 'reject' | 'abstain';

export type SignOffState =
  | 'waiting'
  | 'pending'
  | 'approved'
  | 'approved-with-conditions'
  | 'rejected'
  | 'abstained';

/** `out-of-reach`: too many have abstained; whoever is left can still reject, but no more approve the plan by the rule. */
export type SignOffStanding = 'open' | 'approved' | 'rejected' | 'out-of-reach';

/**
 * Where a group of sign-offs stands under its rule. One rejection decides, whatever the rule. Else `everyone` needs that
 * nobody is left to answer and at least one approved; `quorum` its number of approvals (at most as many as were asked);
 * `any` one. Conditions count as approval, abstaining as an answer only. An empty group is open: nobody has said yes.
 *
 * Example: a quorum of 2 among 3: one approval and two pending is 'open', two approvals 'approved', two abstentions
 * 'out-of-reach'.
 */
export function signOffStanding(rule: SignOffRule, states: readonly SignOffState[]): SignOffStanding {
  if (states.includes('rejected')) return 'rejected';
  if (states.length === 0) return 'open';
  const approvals = states.filter(isApproval).length;
  const left = states.filter((state) => state === 'pending' || state === 'waiting').length;
  if (rule.kind === 'everyone') {
    if (left > 0) return 'open';
    return approvals > 0 ? 'approved' : 'out-of-reach';
  }
  const needed = approvalsNeeded(rule, states.length);
  if (approvals >= needed) return 'approved';
  return approvals + left >= needed ? 'open' : 'out-of-reach';
}

const isApproval = (state: SignOffState): boolean =>
  state === 'approved' || state === 'approved-with-conditions';

/**
 * How many approvals a group of `asked` people needs when nobody abstains.
 *
 * Example: a quorum of 3 among 2 people needs 2.
 */
export function approvalsNeeded(rule: SignOffRule, asked: number): number {
  switch (rule.kind) {
    case 'everyone':
      return asked;
    case 'quorum':
      return Math.min(Math.max(1, rule.quorum ?? 1), asked);
    case 'any':
      return Math.min(1, asked);
  }
}

export interface RoleHolder {
  readonly personId: string;
  readonly role: Role;
}

export interface Signers {
  readonly asked: readonly RoleHolder[];
  /** Holders of the roles who are not asked, since their own submission is in the plan. */
  readonly leftOutAsAuthors: readonly string[];
  /** True when process owners or sponsors were added because too few could be asked. */
  readonly isCompleted: boolean;
}

/**
 * Who is asked to sign a plan: every holder of the rule's roles once, without the plan's authors where nobody may
 * approve their own. When that leaves fewer than the rule needs, process owners and then sponsors are added, so that
 * a month never stands still; `asked` is empty only when all of these are authors too.
 *
 * Example: roles ['leadership'], holders L1 (an author) and L2: asked is [L2].
 */
export function signersOf(options: {
  readonly rule: SignOffRule;
  /** Role holders of the unit who can act (active), all roles, in order. */
  readonly holders: readonly RoleHolder[];
  readonly authorIds: readonly string[];
}): Signers {
  const { rule, holders } = options;
  const authors = new Set(rule.forbidOwn ? options.authorIds : []);
  const inRule = uniquePeople(
    inOrder(
      rule,
      holders.filter(({ role }) => rule.roles.includes(role)),
    ),
  );
  const asked = inRule.filter(({ personId }) => !authors.has(personId));
  const needed = rule.kind === 'quorum' ? Math.max(1, rule.quorum ?? 1) : 1;
  const isCompleted = asked.length < needed;
  if (isCompleted) {
    const standIns = (['process-owner', 'sponsor'] as const).flatMap((role) =>
      holders.filter((holder) => holder.role === role && !authors.has(holder.personId)),
    );
    for (const standIn of standIns) {
      const isAsked = asked.some(({ personId }) => personId === standIn.personId);
      if (asked.length < needed && !isAsked) asked.push(standIn);
    }
  }
  return {
    asked,
    leftOutAsAuthors: inRule.filter(({ personId }) => authors.has(personId)).map(({ personId }) => personId),
    isCompleted,
  };
}

/** A sequence follows the order of its roles; within a role, the order given. */
function inOrder({ order, roles }: SignOffRule, holders: readonly RoleHolder[]): readonly RoleHolder[] {
  if (order !== 'sequence') return holders;
  return [...holders].sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
}

function uniquePeople(holders: readonly RoleHolder[]): RoleHolder[] {
  const seen = new Set<string>();
  return holders.filter(({ personId }) => !seen.has(personId) && seen.add(personId));
}
