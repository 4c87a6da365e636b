import { type RenderedMail, renderMail } from '../mail-content';
import { listing, momentInZone, month } from '../wording';
import { clockOf } from './asked-words';
import type { CycleFacts, PlanFacts, Reader } from './mail-facts';
import { planFigures } from './plan-figures';

export interface PlanPublishedFacts {
  readonly cycle: CycleFacts;
  readonly reader: Reader;
  readonly plan: PlanFacts;
  readonly publishedAt: Date;
  readonly rowCount: number;
  readonly approvedBy: readonly string[];
  readonly conditions: readonly { readonly by: string; readonly comment: string }[];
}

/** The month ends: one plan, approved, frozen and published. */
export function planPublishedMail(facts: PlanPublishedFacts): RenderedMail {
  const { cycle, reader, plan } = facts;
  const approval = facts.approvedBy.length > 0 ? `, approved by ${listing(facts.approvedBy)}` : '';
  return renderMail({
    cycle,
    subject: `The ${month(cycle.period)} plan is published`,
    ask: `The plan of ${cycle.unitName} for ${month(cycle.period)} was published ${momentInZone(facts.publishedAt, reader.timeZone)}${approval}; nothing is asked of you.`,
    figures: planFigures(plan),
    blocks: [
      ...facts.conditions.map(
        ({ by, comment }) =>
          ({ kind: 'quote', by: `${by} approved with conditions`, text: comment }) as const,
      ),
      {
        kind: 'paragraph',
        text: `Version ${plan.number} is frozen (checksum of the plan ${plan.sha256.slice(0, 12)}); plan.csv has ${facts.rowCount.toLocaleString('en-US')} rows, and a checksum of its own on the page. Plan only with this version until the next one is published.`,
      },
    ],
    button: { label: 'Open the published plan', url: cycle.url },
    hints: [],
    why: `You get this mail because you take part in the ${cycle.unitName} cycle.`,
    clock: clockOf(reader),
  });
}
