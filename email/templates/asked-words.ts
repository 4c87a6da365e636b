import type { TaskKind } from '../../domain/cycle/template';
import type { Block, Figure, Hint } from '../mail-content';
import { counted, inSentence, listing, moment, month, zoneName } from '../wording';
import type { Asked, CycleFacts, Reader } from './mail-facts';
import { planFigures, planName } from './plan-figures';

/** The words that all mails about one task or sign-off share. */

/** "approve the supply plan" or "confirm the sales history": what the holder is asked to do. Task titles are imperatives. */
export function deedOf(asked: Asked): string {
  return asked.about === 'sign-off' ? `approve ${planToSign(asked)}` : taskDeed(asked.title);
}

/** The final plan is signed twice: "the final plan (executive meeting)". */
function planToSign({ plan, stepName }: Extract<Asked, { readonly about: 'sign-off' }>): string {
  const name = planName(plan.kind);
  return plan.kind === 'final' ? `${name} (${inSentence(stepName)})` : name;
}

/** "Adjust the forecast: sales" → "adjust the forecast (sales)", which goes on well inside a sentence. */
function taskDeed(title: string): string {
  const flowing = title.trim().replace(/: ([^:]+)$/, ' ($1)');
  const isAcronym = /^\p{Lu}[\p{Lu}\d&]/u.test(flowing);
  return isAcronym ? flowing : flowing.charAt(0).toLowerCase() + flowing.slice(1);
}

/** "“Sales input”" or "the sign-off of the supply plan (version 4)": the thing itself. */
export function thingOf(asked: Asked): string {
  if (asked.about === 'task') return `“${asked.title}”`;
  return `the sign-off of ${planName(asked.plan.kind)} (version ${asked.plan.number})`;
}

/** The subject of the request, and with "Re:" of all that follows in its thread. */
export function askSubject(asked: Asked, reader: Reader): string {
  const deed = asked.about === 'task' ? asked.title : deedOf(asked);
  return `${upperFirst(deed)} by ${moment(asked.dueAt, reader.timeZone)}`;
}

/** "for Europe, December 2026" */
export function forCycle(cycle: CycleFacts): string {
  return `for ${cycle.unitName}, ${month(cycle.period)}`;
}

/** The button says what its page is for. */
export function buttonOf(asked: Asked): { readonly label: string; readonly url: string } {
  return { label: asked.about === 'sign-off' ? 'Read and decide' : BUTTONS[asked.kind], url: asked.url };
}

const BUTTONS: Readonly<Record<TaskKind, string>> = {
  attest: 'Check and confirm',
  'demand-input': 'Fill in my numbers',
  consensus: 'Settle the consensus',
  'capacity-check': 'Check the hours',
  'supply-input': 'Fill in my numbers',
  'supply-plan': 'Check the supply plan',
  'finance-review': 'Review the figures',
  'scenario-choice': 'Choose the scenario',
  general: 'Open the task',
};

/** Effort, and whom to turn to. */
export function hintsOf(asked: Asked, cycle: CycleFacts): readonly Hint[] {
  return [
    `Takes about ${counted(asked.minutes, 'minute')}; you need no password. Nothing is recorded before you confirm it on the page.`,
    handOver(cycle),
  ];
}

export function handOver({ owner }: CycleFacts): Hint {
  return {
    before: 'Cannot do it, or not in time? Write to ',
    person: owner,
    after: ', who can give it to someone else or move the date.',
  };
}

export function questions({ owner }: CycleFacts): Hint {
  return { before: 'A question? Write to ', person: owner, after: '.' };
}

/** "the demand consensus waits for it" as a sentence, or nothing. */
export function waitingBlock(asked: Asked): readonly Block[] {
  if (asked.waiting.length === 0) return [];
  const verb = asked.waiting.length === 1 ? 'waits' : 'wait';
  return [{ kind: 'paragraph', text: `${upperFirst(listing(asked.waiting))} ${verb} for it.` }];
}

/** Numbers of the plan to sign; none for a task. */
export function figuresOf(asked: Asked): readonly Figure[] {
  return asked.about === 'sign-off' ? planFigures(asked.plan) : [];
}

/** "You get this mail because you hold the role sales in Europe." */
export function whyHolder(asked: Asked, cycle: CycleFacts): string {
  const role = asked.role.replaceAll('-', ' ');
  return asked.about === 'task'
    ? `You get this mail because ${thingOf(asked)} is yours in the ${cycle.unitName} cycle (role: ${role}).`
    : `You get this mail because you sign for the role ${role} in the ${cycle.unitName} cycle.`;
}

export function clockOf(reader: Reader): string {
  return `All hours are ${zoneName(reader.timeZone)}.`;
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
