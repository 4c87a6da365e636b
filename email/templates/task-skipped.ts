import { type RenderedMail, renderMail } from '../mail-content';
import { clockOf, forCycle, questions } from './asked-words';
import type { CycleFacts, Reader } from './mail-facts';

export interface TaskSkippedFacts {
  readonly cycle: CycleFacts;
  readonly reader: Reader;
  readonly title: string;
  readonly stepName: string;
  /** Not this task alone: the month goes on without its step. */
  readonly isStepSkipped: boolean;
  readonly byName: string;
  readonly reason: string;
}

/** A task was called off by the process owner: nothing more to do for it. */
export function taskSkippedMail(facts: TaskSkippedFacts): RenderedMail {
  const { cycle, reader, title, stepName, isStepSkipped, byName, reason } = facts;
  const goesOn = isStepSkipped
    ? `The month goes on without the step ${stepName}`
    : `The step ${stepName} goes on without it`;
  return renderMail({
    cycle,
    subject: `Not needed any more: ${title}`,
    ask: `You need not do “${title}” ${forCycle(cycle)}: ${byName} has ${isStepSkipped ? 'skipped its step' : 'cancelled it'}.`,
    figures: [],
    blocks: [
      { kind: 'quote', by: 'Reason', text: reason },
      {
        kind: 'paragraph',
        text: `${goesOn}. Links in earlier mails about it no longer record anything.`,
      },
    ],
    button: { label: 'Open the cycle', url: cycle.url },
    hints: [questions(cycle)],
    why: `You get this mail because “${title}” was yours in the ${cycle.unitName} cycle.`,
    clock: clockOf(reader),
  });
}
