import type { RungAudience } from '../../domain/cycle/template';
import { type MailContent, type RenderedMail, renderMail } from '../mail-content';
import { counted, moment, momentInZone } from '../wording';
import {
  askSubject,
  buttonOf,
  clockOf,
  figuresOf,
  forCycle,
  handOver,
  thingOf,
  upperFirst,
  waitingBlock,
} from './asked-words';
import type { Asked, CycleFacts, Reader } from './mail-facts';
import type { RequestFacts } from './request';

export interface EscalationFacts extends RequestFacts {
  readonly audience: RungAudience;
  readonly isHolder: boolean;
}

/** Past due, told to someone who can help: facts only, and what this reader may do about it. */
export function escalationMail({ cycle, reader, asked, audience, isHolder }: EscalationFacts): RenderedMail {
  const due = momentInZone(asked.dueAt, reader.timeZone);
  const holder = isHolder ? 'you hold it' : `${asked.holderName} holds it`;
  return renderMail({
    cycle,
    subject: isHolder
      ? askSubject(asked, reader)
      : `Overdue: ${thingOf(asked)}, with ${asked.holderName} since ${moment(asked.askedAt, reader.timeZone)}`,
    ask: `${upperFirst(thingOf(asked))} ${forCycle(cycle)} was due ${due} and is still open; ${holder}. ${requestTo(audience, isHolder, asked, cycle)}`,
    figures: figuresOf(asked),
    blocks: [
      { kind: 'list', title: 'What happened so far:', lines: factsOf(asked, reader) },
      ...waitingBlock(asked),
    ],
    button: buttonFor(audience, asked),
    hints: isHolder || audience === 'backup' ? [handOver(cycle)] : [],
    why: whyFor(audience, isHolder, asked, cycle),
    clock: clockOf(reader),
  });
}

function requestTo(audience: RungAudience, isHolder: boolean, asked: Asked, cycle: CycleFacts): string {
  if (isHolder) return `${cycle.owner.name} asks you to do it now or to hand it over.`;
  switch (audience) {
    case 'assignee':
    case 'backup':
      return `${cycle.owner.name} asks you, as the backup, to help ${asked.holderName} today or to step in.`;
    case 'manager':
      return `${cycle.owner.name} asks you, as the line manager, to make time for it or to name someone else today.`;
    case 'process-owner':
      return 'It needs you today: remind, hand it over, move the date, or skip it with a reason.';
    case 'sponsor':
      return `${cycle.owner.name} asks you, as the sponsor, to choose today: wait, go on with the last approved version, or skip it.`;
  }
}

function factsOf(asked: Asked, reader: Reader): readonly string[] {
  const reminders =
    asked.remindersSent === 0 ? 'No reminder was sent.' : `${counted(asked.remindersSent, 'reminder')} sent.`;
  return [
    `Asked ${moment(asked.askedAt, reader.timeZone)}.`,
    reminders,
    asked.isStarted ? 'Begun, not finished.' : 'Not begun.',
  ];
}

function buttonFor(audience: RungAudience, asked: Asked): MailContent['button'] {
  const acts = audience === 'assignee' || audience === 'backup';
  return acts ? buttonOf(asked) : { label: 'Open the cycle', url: asked.url };
}

function whyFor(audience: RungAudience, isHolder: boolean, asked: Asked, cycle: CycleFacts): string {
  if (isHolder) return `You get this mail because ${thingOf(asked)} is yours in the ${cycle.unitName} cycle.`;
  const place = audience === 'assignee' ? 'backup' : audience.replaceAll('-', ' ');
  const whose = place === 'backup' || place === 'manager' ? ` of ${asked.holderName}` : '';
  return `You get this mail because you are the ${place}${whose} in the ${cycle.unitName} cycle, and this is overdue.`;
}
