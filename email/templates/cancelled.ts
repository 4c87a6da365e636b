import { type RenderedMail, renderMail } from '../mail-content';
import { month } from '../wording';
import { clockOf, questions } from './asked-words';
import type { CycleFacts, Reader } from './mail-facts';

export interface CancelledFacts {
  readonly cycle: CycleFacts;
  readonly reader: Reader;
  readonly byName: string;
  readonly reason: string;
}

/** The month was called off: nothing more to do, and no mail follows. */
export function cancelledMail({ cycle, reader, byName, reason }: CancelledFacts): RenderedMail {
  return renderMail({
    cycle,
    subject: `The ${month(cycle.period)} cycle is cancelled`,
    ask: `${byName} has cancelled the ${month(cycle.period)} cycle of ${cycle.unitName}; you need do nothing more for it.`,
    figures: [],
    blocks: [
      ...(reason.trim() === '' ? [] : [{ kind: 'quote', by: 'Reason', text: reason } as const]),
      {
        kind: 'paragraph',
        text: 'Links in earlier mails about this cycle no longer record anything. The last published plan stays in force.',
      },
    ],
    button: { label: 'Open the cycle', url: cycle.url },
    hints: [questions(cycle)],
    why: `You get this mail because you take part in the ${cycle.unitName} cycle.`,
    clock: clockOf(reader),
  });
}
