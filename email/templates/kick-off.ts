import { type RenderedMail, renderMail } from '../mail-content';
import { counted, moment, momentInZone, month } from '../wording';
import { clockOf, handOver } from './asked-words';
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
  const first = asks[0];
  const ask = first
    ? `${cycle.owner.name} will ask ${counted(asks.length, 'thing')} of you in the ${month(cycle.period)} cycle of ${cycle.unitName}, the first by ${momentInZone(first.dueAt, reader.timeZone)}.`
    : `The ${month(cycle.period)} cycle of ${cycle.unitName} has begun; ${cycle.owner.name} asks nothing of you now, and the plan is due ${momentInZone(facts.publishDueAt, reader.timeZone)}.`;
  return renderMail({
    cycle,
    subject: `The ${month(cycle.period)} cycle begins`,
    ask,
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
    hints: [handOver(cycle).replace('Cannot do it? Hand it over', 'Away on one of these days? Say so now')],
    why: `You get this mail because you take part in the ${cycle.unitName} cycle${facts.roles.length > 0 ? ` (role: ${facts.roles.map((role) => role.replaceAll('-', ' ')).join(', ')})` : ''}.`,
    clock: clockOf(reader),
  });
}
