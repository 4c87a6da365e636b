import { type Block, type RenderedMail, renderMail } from '../mail-content';
import { listing } from '../wording';
import { clockOf, forCycle } from './asked-words';
import type { CycleFacts, Reader } from './mail-facts';
import { planName } from './plan-figures';

export interface OutOfReachFacts {
  readonly cycle: CycleFacts;
  readonly reader: Reader;
  readonly stepName: string;
  readonly planKind: string;
  readonly planNumber: number;
  readonly answers: readonly { readonly by: string; readonly answer: string; readonly comment: string }[];
}

/** Too many have abstained: by its rule the plan cannot be approved any more, and only the process owner can go on. */
export function signOffOutOfReachMail(facts: OutOfReachFacts): RenderedMail {
  const { cycle, reader, stepName, planKind, planNumber, answers } = facts;
  const abstained = answers.filter(({ answer }) => answer === 'abstained');
  const version = `${planName(planKind)} ${forCycle(cycle)}, version ${planNumber}`;
  return renderMail({
    cycle,
    subject: `Cannot be approved any more: ${planName(planKind)}, version ${planNumber}`,
    ask: `The sign-off of ${version}, needs you: ${listing(abstained.map(({ by }) => by))} abstained, so its rule cannot be met any more.`,
    figures: [],
    blocks: [
      ...answers.flatMap(({ by, answer, comment }): Block[] =>
        comment.trim() === '' ? [] : [{ kind: 'quote', by: `${by} ${answer} and wrote`, text: comment }],
      ),
      {
        kind: 'paragraph',
        text: `Reopen the ${stepName} on the cycle page: its plan is handed in again, and everyone is asked anew. Before that, give the roles that sign to someone else where that helps. Or go on without the step, with a reason.`,
      },
    ],
    button: { label: 'Open the cycle', url: cycle.url },
    hints: [],
    why: `You get this mail because you keep the ${cycle.unitName} cycle going.`,
    clock: clockOf(reader),
  });
}
