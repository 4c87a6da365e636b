import { type Hint, type RenderedMail, renderMail } from '../mail-content';
import { counted, moment, momentInZone, month } from '../wording';
import { clockOf } from './asked-words';
import type { CycleFacts, Reader } from './mail-facts';

export interface KickOffFacts {
  readonly cycle: CycleFacts;
  readonly reader: Reader;
  readonly roles: readonly string[];
  readonly publishDueAt: Date;
  readonly steps: readonly { readonly name: string; readonly opensAt: Date; readonly dueAt: Date }[];
  /** What this reader will be asked for, by due time. */
  readonly asks: readonly { readonly title: string; readonly dueAt: Date }[];
}

/** The month has begun: its dates, and what this reader will be asked for. */
export function kickOffMail(facts: KickOffFacts): RenderedMail {
  const { cycle, reader, asks, steps } = facts;
  const at = (instant: Date) => moment(instant, reader.timeZone);
  const isOwner = facts.roles.includes('process-owner');
  return renderMail({
    cycle,
    subject: `The ${month(cycle.period)} cycle begins`,
    ask: firstSentence(facts, isOwner),
    figures: [],
    blocks: [
      ...(asks.length === 0
        ? []
        : [
            {
              kind: 'list',
              title: 'What you will be asked for (a mail with a link comes when it is time):',
              lines: asks.map(({ title, dueAt }) => `${at(dueAt)}: ${title}`),
            } as const,
          ]),
      {
        kind: 'list',
        title: 'The dates of the month:',
        lines: [
          ...steps.map(({ name, opensAt, dueAt }) => `${name}: ${at(opensAt)} to ${at(dueAt)}`),
          `Plan published: ${at(facts.publishDueAt)}`,
        ],
      },
    ],
    button: { label: 'Open the cycle', url: cycle.url },
    hints: [isOwner ? OWNERS_HINT : awayHint(cycle)],
    why: `You get this mail because you take part in the ${cycle.unitName} cycle${facts.roles.length > 0 ? ` (role: ${facts.roles.map((role) => role.replaceAll('-', ' ')).join(', ')})` : ''}.`,
    clock: clockOf(reader),
  });
}

function firstSentence({ cycle, reader, asks, publishDueAt }: KickOffFacts, isOwner: boolean): string {
  const theCycle = `the ${month(cycle.period)} cycle of ${cycle.unitName}`;
  const [first] = asks;
  if (first) {
    const by = `${asks.length > 1 ? 'the first ' : ''}by ${momentInZone(first.dueAt, reader.timeZone)}`;
    const things = counted(asks.length, 'thing');
    return isOwner
      ? `You keep ${theCycle} going, and ${things} will be asked of you, ${by}.`
      : `${cycle.owner.name} will ask ${things} of you in ${theCycle}, ${by}.`;
  }
  const planDue = `the plan is due ${momentInZone(publishDueAt, reader.timeZone)}`;
  return isOwner
    ? `You keep ${theCycle} going, which has begun; ${planDue}.`
    : `The ${month(cycle.period)} cycle of ${cycle.unitName} has begun; ${cycle.owner.name} asks nothing of you now, and ${planDue}.`;
}

const OWNERS_HINT =
  'What is late stands under “Needs you” on the page of the cycle, with what you can do about it; what is very late comes to you by mail.';

function awayHint({ owner }: CycleFacts): Hint {
  return {
    before: 'Away on one of these days? Write to ',
    person: owner,
    after: ', who can give what is yours to someone else or move a date.',
  };
}
