import type { Role, SignOffRule } from '../cycle/template';

export type SignOffState = 'pending' | 'approved' | 'approved-with-conditions' | 'rejected';

/**
 * Where a group of sign-offs stands under its rule. One rejection decides, whatever the rule; else `everyone` needs
 * all, `quorum` its number (at most as many as were asked), `any` one. Conditions count as approval.
 * An empty group is open: nobody has said yes.
 *
 * Example: a quorum of 2 with one approval and one pending is 'open'; with a second approval 'approved'.
 */
export function signOffStanding(
  rule: SignOffRule,
  states: readonly SignOffState[],
): 'open' | 'approved' | 'rejected' {
  if (states.includes('rejected')) return 'rejected';
  const approvals = states.filter((state) => state !== 'pending').length;
  return states.length > 0 && approvals >= approvalsNeeded(rule, states.length) ? 'approved' : 'open';
}

/**
 * How many approvals a group of `asked` people needs.
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
  const inRule = uniquePeople(holders.filter(({ role }) => rule.roles.includes(role)));
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

function uniquePeople(holders: readonly RoleHolder[]): RoleHolder[] {
  const seen = new Set<string>();
  return holders.filter(({ personId }) => !seen.has(personId) && seen.add(personId));
}
