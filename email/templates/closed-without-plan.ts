import { type RenderedMail, renderMail } from '../mail-content';
import { month } from '../wording';
import { clockOf, questions } from './asked-words';
import type { CycleFacts, Reader } from './mail-facts';

export interface ClosedWithoutPlanFacts {
  readonly cycle: CycleFacts;
  readonly reader: Reader;
  /** The step that was to approve the plan, as in a sentence. */
  readonly stepName: string;
  /** Why it was skipped. */
  readonly reason: string;
}

/** The month is over without an approved plan: nothing was published, and nothing more to do. */
export function closedWithoutPlanMail(facts: ClosedWithoutPlanFacts): RenderedMail {
  const { cycle, reader, stepName, reason } = facts;
  return renderMail({
    cycle,
    subject: `The ${month(cycle.period)} cycle has ended without a plan`,
    ask: `The ${month(cycle.period)} cycle of ${cycle.unitName} has ended without a plan, because the ${stepName} was skipped; you need do nothing more for it.`,
    figures: [],
    blocks: [
      ...(reason.trim() === '' ? [] : [{ kind: 'quote', by: 'Reason', text: reason } as const]),
      { kind: 'paragraph', text: 'Nothing was published. The last published plan stays in force.' },
    ],
    button: { label: 'Open the cycle', url: cycle.url },
    hints: [questions(cycle)],
    why: `You get this mail because you take part in the ${cycle.unitName} cycle.`,
    clock: clockOf(reader),
  });
}
