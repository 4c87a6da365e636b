import { type Block, type RenderedMail, renderMail } from '../mail-content';
import { momentInZone } from '../wording';
import {
  askSubject,
  buttonOf,
  clockOf,
  deedOf,
  figuresOf,
  forCycle,
  hintsOf,
  waitingBlock,
  whyHolder,
} from './asked-words';
import type { Asked, AskedSignOff, AskedTask, CycleFacts, Reader } from './mail-facts';
import { planName } from './plan-figures';

export interface RequestFacts<A extends Asked = Asked> {
  readonly cycle: CycleFacts;
  readonly reader: Reader;
  readonly asked: A;
}

/** The first mail about a task: task-assigned. */
export function taskAssignedMail({ cycle, reader, asked }: RequestFacts<AskedTask>): RenderedMail {
  const due = momentInZone(asked.dueAt, reader.timeZone);
  const again = asked.sentBack ? ' again' : '';
  return renderMail({
    cycle,
    subject: askSubject(asked, reader),
    ask: `${cycle.owner.name} asks you${again} to ${deedOf(asked)} ${forCycle(cycle)}, by ${due}.`,
    figures: figuresOf(asked),
    blocks: [...sentBackBlocks(asked), ...instructionBlocks(asked), ...waitingBlock(asked)],
    button: buttonOf(asked),
    hints: hintsOf(asked, cycle),
    why: whyHolder(asked, cycle),
    clock: clockOf(reader),
  });
}

/** The first mail about a sign-off: the numbers that matter, what changed, what others said. */
export function signOffRequestMail({ cycle, reader, asked }: RequestFacts<AskedSignOff>): RenderedMail {
  const due = momentInZone(asked.dueAt, reader.timeZone);
  const { plan } = asked;
  return renderMail({
    cycle,
    subject: askSubject(asked, reader),
    ask: `${cycle.owner.name} asks you to approve ${planName(plan.kind)} ${forCycle(cycle)}, version ${plan.number}, by ${due}.`,
    figures: figuresOf(asked),
    blocks: [
      ...(plan.summary.changes.length === 0
        ? []
        : [{ kind: 'list', title: 'What changed:', lines: plan.summary.changes.slice(0, 5) } as const]),
      ...asked.conditions.map(
        ({ by, comment }): Block => ({
          kind: 'quote',
          by: `${by} approved with conditions`,
          text: comment,
        }),
      ),
      ...waitingBlock(asked),
    ],
    button: buttonOf(asked),
    hints: [
      'You can approve, approve with conditions, reject with a comment, or abstain. The plan is bound to ' +
        `the checksum ${plan.sha256.slice(0, 12)}: if it changes, you are asked again.`,
      ...hintsOf(asked, cycle),
    ],
    why: whyHolder(asked, cycle),
    clock: clockOf(reader),
  });
}

function sentBackBlocks({ sentBack }: AskedTask): readonly Block[] {
  if (!sentBack) return [];
  return [{ kind: 'quote', by: `${sentBack.by} rejected the plan and wrote`, text: sentBack.comment }];
}

function instructionBlocks({ instructions }: AskedTask): readonly Block[] {
  return instructions.trim() === '' ? [] : [{ kind: 'paragraph', text: instructions }];
}
