import type { PlanAnswer } from '../supply/planning-problem';
import { moneyInWords, percentInWords } from './in-words';

type Proof = Pick<PlanAnswer, 'status' | 'margin' | 'boundMargin' | 'gapRatio'>;

/** In two words, whether a plan is proven to have the largest margin there is. */
export const proofInBrief = ({ status }: Proof): string =>
  status === 'optimal' ? 'proven best' : 'not proven best';

/**
 * What a planner must know of a plan that time ran out for: how much more another one could earn at most. Nothing to
 * say of a plan that is proven best.
 *
 * Example: "Time ran out before this plan was proven best: another could earn up to EUR 1,200 (1.2 %) more."
 */
export function proofInWords({ status, margin, boundMargin, gapRatio }: Proof, currency: string): string[] {
  if (status !== 'feasible') return [];
  const share = margin !== 0 && gapRatio < 1 ? ` (${percentInWords(gapRatio)})` : '';
  const most = moneyInWords(Math.max(1, boundMargin - margin), currency);
  return [`Time ran out before this plan was proven best: another could earn up to ${most}${share} more.`];
}
