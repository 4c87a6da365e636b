import type { OpeningRule } from './template';

/**
 * May a step open at `now`? By its rule: when its predecessor is closed, or skipped and the one before that is over, when its date has come, or when
 * both hold. The first step has no predecessor: by the rule 'predecessor' it opens with the cycle, else on its date. All
 * instants ISO UTC. Library-free.
 *
 * Example: rule 'predecessor-and-date', predecessor closed, date tomorrow: false.
 */
export function mayOpen(options: {
  readonly rule: OpeningRule;
  /** null: the first step. */
  readonly isPredecessorOver: boolean | null;
  readonly openAt: string;
  readonly now: string;
}): boolean {
  const { rule, isPredecessorOver, openAt, now } = options;
  const hasDateCome = openAt <= now;
  if (isPredecessorOver === null) return rule === 'predecessor' || hasDateCome;
  switch (rule) {
    case 'predecessor':
      return isPredecessorOver;
    case 'date':
      return hasDateCome;
    case 'predecessor-and-date':
      return isPredecessorOver && hasDateCome;
  }
}
