import { type RenderedMail, renderMail } from '../mail-content';
import { momentInZone } from '../wording';
import {
  askSubject,
  buttonOf,
  clockOf,
  deedOf,
  figuresOf,
  forCycle,
  handOver,
  thingOf,
  upperFirst,
  waitingBlock,
  whyHolder,
} from './asked-words';
import type { RequestFacts } from './request';

export interface ReminderFacts extends RequestFacts {
  /** Who pressed "remind now"; null when the ladder reminds. */
  readonly byName: string | null;
}

/** Before or on the due day: shorter than the request, never ruder. */
export function reminderMail({ cycle, reader, asked, byName }: ReminderFacts): RenderedMail {
  const due = momentInZone(asked.dueAt, reader.timeZone);
  return renderMail({
    cycle,
    subject: askSubject(asked, reader),
    ask: `${byName ?? cycle.owner.name} reminds you to ${deedOf(asked)} ${forCycle(cycle)}, by ${due}.`,
    figures: figuresOf(asked),
    blocks: [],
    button: buttonOf(asked),
    hints: [handOver(cycle)],
    why: whyHolder(asked, cycle),
    clock: clockOf(reader),
  });
}

/** At or after the due time, to the holder. */
export function pastDueMail({ cycle, reader, asked, byName }: ReminderFacts): RenderedMail {
  const due = momentInZone(asked.dueAt, reader.timeZone);
  const ask =
    byName === null
      ? `${upperFirst(thingOf(asked))} ${forCycle(cycle)} was due ${due} and is still open; ${cycle.owner.name} asks you to do it now.`
      : `${byName} reminds you that ${thingOf(asked)} ${forCycle(cycle)} was due ${due} and asks you to do it now.`;
  return renderMail({
    cycle,
    subject: askSubject(asked, reader),
    ask,
    figures: figuresOf(asked),
    blocks: waitingBlock(asked),
    button: buttonOf(asked),
    hints: ['What comes late is recorded as late and still counts.', handOver(cycle)],
    why: whyHolder(asked, cycle),
    clock: clockOf(reader),
  });
}
