import type { RungAudience } from '../../domain/cycle/template';
import { type Hint, type RenderedMail, renderMail } from '../mail-content';
import { counted, moment, momentInZone } from '../wording';
import {
  askSubject,
  buttonOf,
  clockOf,
  figuresOf,
  forCycle,
  handOver,
  thingOf,
  waitingBlock,
} from './asked-words';
import type { Asked, CycleFacts, Reader } from './mail-facts';
import type { RequestFacts } from './request';

export interface EscalationFacts extends RequestFacts {
  readonly audience: RungAudience;
  readonly isHolder: boolean;
  /** `asked.url` is a link of the reader's own. */
  readonly mayAct: boolean;
}

/** Past due, told to someone who can help: facts only, and what this reader may do about it. */
export function escalationMail(facts: EscalationFacts): RenderedMail {
  const { cycle, reader, asked, audience, isHolder, mayAct } = facts;
  const due = momentInZone(asked.dueAt, reader.timeZone);
  const thing = `${thingOf(asked)} ${forCycle(cycle)} was due ${due} and is still open`;
  const ending = isHolder ? '' : `; ${asked.holderName} holds it`;
  return renderMail({
    cycle,
    subject: isHolder
      ? askSubject(asked, reader)
      : `Overdue: ${thingOf(asked)}, with ${asked.holderName} since ${moment(asked.askedAt, reader.timeZone)}`,
    ask: `${requestTo(audience, isHolder, asked, cycle)}: ${thing}${ending}.`,
    figures: figuresOf(asked),
    blocks: [
      { kind: 'list', title: 'What happened so far:', lines: factsOf(asked, reader) },
      ...waitingBlock(asked),
    ],
    button: mayAct ? buttonOf(asked) : { label: 'Open the cycle', url: asked.url },
    hints: hintsFor(facts),
    why: whyFor(audience, isHolder, asked, cycle),
    clock: clockOf(reader),
  });
}

function requestTo(audience: RungAudience, isHolder: boolean, asked: Asked, cycle: CycleFacts): string {
  const owner = cycle.owner.name;
  if (isHolder) return `${owner} asks you to do this now or to hand it over`;
  const isTask = asked.about === 'task';
  switch (audience) {
    case 'assignee':
    case 'backup':
      return `${owner} asks you, as the backup, to help ${asked.holderName} today or to ${isTask ? 'step in' : 'decide in their place'}`;
    case 'manager':
      return `${owner} asks you, as the line manager, to make time for this or to name someone else today`;
    case 'process-owner':
      return isTask
        ? 'This needs you today (remind, hand it over, move its date, or cancel it with a reason)'
        : 'This needs you today (remind, or hand it over)';
    case 'sponsor':
      return isTask
        ? `${owner} asks you, as the sponsor, to decide today whether to wait, to name someone else, or to go on without it`
        : `${owner} asks you, as the sponsor, to decide today whether to wait or to name someone else`;
  }
}

/** Who may not act by the mail learns how what they decide comes to pass: through the process owner. */
function hintsFor({ cycle, asked, audience, isHolder, mayAct }: EscalationFacts): readonly Hint[] {
  if (mayAct) return [handOver(cycle)];
  if (audience === 'process-owner' || isHolder) return [];
  const acts =
    asked.about === 'task'
      ? 'move the date, give it to someone else or cancel it'
      : 'give it to someone else';
  return [
    { before: 'Write to ', person: cycle.owner, after: ` what you decide: the process owner can ${acts}.` },
  ];
}

function factsOf(asked: Asked, reader: Reader): readonly string[] {
  const reminders =
    asked.remindersSent === 0 ? 'No reminder was sent.' : `${counted(asked.remindersSent, 'reminder')} sent.`;
  return [
    `Asked ${moment(asked.askedAt, reader.timeZone)}.`,
    reminders,
    ...(asked.about === 'task' ? [asked.isStarted ? 'Begun, not finished.' : 'Not begun.'] : []),
  ];
}

function whyFor(audience: RungAudience, isHolder: boolean, asked: Asked, cycle: CycleFacts): string {
  if (isHolder) return `You get this mail because ${thingOf(asked)} is yours in the ${cycle.unitName} cycle.`;
  const place = audience === 'assignee' ? 'backup' : audience.replaceAll('-', ' ');
  const whose = place === 'backup' || place === 'manager' ? ` of ${asked.holderName}` : '';
  return `You get this mail because you are the ${place}${whose} in the ${cycle.unitName} cycle, and this is overdue.`;
}
