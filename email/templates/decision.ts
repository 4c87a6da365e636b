import { type Block, type RenderedMail, renderMail } from '../mail-content';
import { counted, momentInZone } from '../wording';
import { clockOf, forCycle, upperFirst } from './asked-words';
import type { CycleFacts, PlanFacts, Reader } from './mail-facts';
import { planFigures, planName } from './plan-figures';

export interface DecisionFacts {
  readonly cycle: CycleFacts;
  readonly reader: Reader;
  readonly stepName: string;
  readonly plan: PlanFacts;
  readonly isApproved: boolean;
  readonly decidedAt: Date;
  /** All who answered. */
  readonly answers: readonly {
    readonly by: string;
    readonly answer: 'approved' | 'approved with conditions' | 'rejected' | 'abstained';
    readonly comment: string;
  }[];
  readonly whatNext: string;
}

/** A group's decision was taken: outcome, who said what, what happens next. */
export function decisionMail(facts: DecisionFacts): RenderedMail {
  const { cycle, reader, plan, isApproved, answers } = facts;
  const version = `${planName(plan.kind)} ${forCycle(cycle)}, version ${plan.number}`;
  const at = momentInZone(facts.decidedAt, reader.timeZone);
  const rejecting = answers.filter(({ answer }) => answer === 'rejected').map(({ by }) => by);
  const outcome = isApproved
    ? `was approved ${at} (${counted(answers.length, 'answer')})`
    : `was rejected ${at}${rejecting.length > 0 ? ` by ${rejecting.join(', ')}` : ''}`;
  return renderMail({
    cycle,
    subject: `${isApproved ? 'Approved' : 'Rejected'}: ${planName(plan.kind)}, version ${plan.number}`,
    ask: `${upperFirst(version)}, ${outcome}.`,
    figures: planFigures(plan),
    blocks: [...answers.map(answerBlock), { kind: 'paragraph', text: facts.whatNext }],
    button: { label: 'Open the cycle', url: cycle.url },
    hints: [],
    why: `You get this mail because you take part in the ${facts.stepName} of ${cycle.unitName}.`,
    clock: clockOf(reader),
  });
}

function answerBlock({ by, answer, comment }: DecisionFacts['answers'][number]): Block {
  return comment.trim() === ''
    ? { kind: 'paragraph', text: `${by} ${answer}.` }
    : { kind: 'quote', by: `${by} ${answer} and wrote`, text: comment };
}
