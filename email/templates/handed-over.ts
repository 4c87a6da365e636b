import { type RenderedMail, renderMail } from '../mail-content';
import { momentInZone } from '../wording';
import {
  askSubject,
  buttonOf,
  clockOf,
  deedOf,
  figuresOf,
  forCycle,
  hintsOf,
  questions,
  thingOf,
  upperFirst,
  waitingBlock,
  whyHolder,
} from './asked-words';
import type { RequestFacts } from './request';

export interface HandedOverFacts extends RequestFacts {
  readonly fromName: string;
  readonly toName: string;
  readonly byName: string;
  readonly reason: string;
}

/** To the new holder: a request like the first one, with whose it was and why. */
export function handedToYouMail(facts: HandedOverFacts): RenderedMail {
  const { cycle, reader, asked, byName, fromName, reason } = facts;
  const due = momentInZone(asked.dueAt, reader.timeZone);
  return renderMail({
    cycle,
    subject: askSubject(asked, reader),
    ask: `${byName} asks you to ${deedOf(asked)} ${forCycle(cycle)} in place of ${fromName}, by ${due}.`,
    figures: figuresOf(asked),
    blocks: [
      { kind: 'quote', by: `${byName} wrote`, text: reason },
      ...(asked.about === 'task' && asked.instructions.trim() !== ''
        ? [{ kind: 'paragraph', text: asked.instructions } as const]
        : []),
      ...waitingBlock(asked),
    ],
    button: buttonOf(asked),
    hints: hintsOf(asked, cycle),
    why: whyHolder(asked, cycle),
    clock: clockOf(reader),
  });
}

/** To the former holder: nothing more to do. */
export function takenFromYouMail(facts: HandedOverFacts): RenderedMail {
  const { cycle, reader, asked, byName, toName, reason } = facts;
  return renderMail({
    cycle,
    subject: askSubject(asked, reader),
    ask: `${upperFirst(thingOf(asked))} ${forCycle(cycle)} is no longer yours: ${byName} gave it to ${toName}. You need do nothing more.`,
    figures: [],
    blocks: [{ kind: 'quote', by: `${byName} wrote`, text: reason }],
    button: null,
    hints: [questions(cycle)],
    why: `You get this mail because ${thingOf(asked)} was yours until now.`,
    clock: clockOf(reader),
  });
}
