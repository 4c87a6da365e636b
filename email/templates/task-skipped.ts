import { type RenderedMail, renderMail } from '../mail-content';
import { clockOf, forCycle, questions } from './asked-words';
import type { CycleFacts, Reader } from './mail-facts';

export interface TaskSkippedFacts {
  readonly cycle: CycleFacts;
  readonly reader: Reader;
  readonly title: string;
  readonly stepName: string;
  readonly byName: string;
  readonly reason: string;
}

/** A task was called off by the process owner: nothing more to do for it. */
export function taskSkippedMail(facts: TaskSkippedFacts): RenderedMail {
  const { cycle, reader, title, stepName, byName, reason } = facts;
  return renderMail({
    cycle,
    subject: `Not needed any more: ${title}`,
    ask: `You need not do “${title}” ${forCycle(cycle)}: ${byName} has cancelled it.`,
    figures: [],
    blocks: [
      { kind: 'quote', by: 'Reason', text: reason },
      {
        kind: 'paragraph',
        text: `The step ${stepName} goes on without it. Links in earlier mails about it no longer record anything.`,
      },
    ],
    button: { label: 'Open the cycle', url: cycle.url },
    hints: [questions(cycle)],
    why: `You get this mail because “${title}” was yours in the ${cycle.unitName} cycle.`,
    clock: clockOf(reader),
  });
}
