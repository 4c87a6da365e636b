import { DomainError } from '../errors';

/** A new reorder point for the inventory system to accept or refuse: beside the old value, and within a cap. */
export interface ReorderProposal {
  readonly item: string;
  readonly location: string;
  readonly oldReorderPointUnits: number | null;
  readonly proposedReorderPointUnits: number;
  /** What the service level asks for, before the cap. */
  readonly computedReorderPointUnits: number;
  readonly isCapped: boolean;
}

export interface ReorderFacts {
  readonly item: string;
  readonly location: string;
  readonly oldReorderPointUnits: number | null;
  readonly computedReorderPointUnits: number;
}

/**
 * Proposes a reorder point, moved from the old value by at most `largestChangeRatio` of it (0.25 = a quarter up or
 * down) and rounded up to whole units. Without an old value, or with 0, there is nothing to cap against and the
 * computed value is proposed.
 *
 * @example From 100 to a computed 180 with a cap of 0.25, proposes 125 and says that it was capped.
 */
export function proposeReorderPoint(facts: ReorderFacts, largestChangeRatio: number): ReorderProposal {
  if (!(largestChangeRatio >= 0)) {
    throw new DomainError(
      'invalid-input',
      `A cap of ${largestChangeRatio}: give a ratio of 0 or more, e.g. 0.25.`,
    );
  }
  const { oldReorderPointUnits: old, computedReorderPointUnits: computed } = facts;
  if (!(computed >= 0)) {
    throw new DomainError(
      'invalid-input',
      `The reorder point of "${facts.item}" at "${facts.location}" came to ${computed}: give a number of 0 or more.`,
    );
  }
  const wanted = wholeUnits(computed);
  if (!old) return { ...facts, proposedReorderPointUnits: wanted, isCapped: false };

  const most = Math.floor(old * (1 + largestChangeRatio) + 1e-9);
  const least = wholeUnits(old * Math.max(0, 1 - largestChangeRatio));
  const proposed = Math.min(Math.max(wanted, least), Math.max(most, least));
  return { ...facts, proposedReorderPointUnits: proposed, isCapped: proposed !== wanted };
}

/** Rounds up, but not for the dust of arithmetic. */
function wholeUnits(units: number): number {
  return Math.ceil(units - 1e-9);
}
