import { type RenderedMail, renderMail } from '../mail-content';
import { clockOf, forCycle, questions } from './asked-words';
import type { CycleFacts, Reader } from './mail-facts';
import { planName } from './plan-figures';

export interface SignOffVoidedFacts {
  readonly cycle: CycleFacts;
  readonly reader: Reader;
  readonly planKind: string;
  readonly planNumber: number;
  /** What this reader had answered, or null when they had not yet. */
  readonly answer: string | null;
  readonly reason: string;
}

/** The plan changed under a sign-off: what was given no longer counts, and a new request follows. */
export function signOffVoidedMail(facts: SignOffVoidedFacts): RenderedMail {
  const { cycle, reader, planKind, planNumber, answer, reason } = facts;
  const version = `${planName(planKind)} ${forCycle(cycle)}, version ${planNumber}`;
  const ask =
    answer === null
      ? `You need not answer about ${version}: it changed, so that request is void.`
      : `Your answer (${answer}) about ${version} no longer counts, because the plan changed.`;
  return renderMail({
    cycle,
    subject: `Void: sign-off of ${planName(planKind)}, version ${planNumber}`,
    ask,
    figures: [],
    blocks: [
      ...(reason.trim() === '' ? [] : [{ kind: 'quote', by: 'Reason', text: reason } as const]),
      {
        kind: 'paragraph',
        text: 'When the new version is ready you get a new request with its numbers. The link in the earlier mail no longer signs anything.',
      },
    ],
    button: { label: 'Open the cycle', url: cycle.url },
    hints: [questions(cycle)],
    why: `You get this mail because you were asked to sign version ${planNumber}.`,
    clock: clockOf(reader),
  });
}
