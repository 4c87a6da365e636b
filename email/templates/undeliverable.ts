import { type RenderedMail, renderMail } from '../mail-content';
import { moment, momentInZone } from '../wording';
import { clockOf } from './asked-words';
import type { CycleFacts, Reader } from './mail-facts';

export interface UndeliverableFacts {
  readonly cycle: CycleFacts;
  readonly reader: Reader;
  /** What could not be delivered, and to whom. */
  readonly failed: {
    readonly subject: string;
    readonly toName: string;
    readonly toAddress: string;
    readonly at: Date;
    /** What the mail server said. */
    readonly answer: string;
  };
  /** The reader stands in for the one who was not reached. */
  readonly isBackup: boolean;
  readonly url: string;
}

/** A mail was refused for good: the process owner mends the address, the backup may step in. */
export function undeliverableMail({
  cycle,
  reader,
  failed,
  isBackup,
  url,
}: UndeliverableFacts): RenderedMail {
  const at = momentInZone(failed.at, reader.timeZone);
  const next = isBackup
    ? `Please step in for ${failed.toName}, or tell ${cycle.owner.name} (${cycle.owner.email}).`
    : 'Correct the address on the people page, or hand the work to someone else.';
  return renderMail({
    cycle,
    subject: `Not delivered to ${failed.toName}: ${bare(failed.subject)}`,
    ask: `A mail to ${failed.toName} (${failed.toAddress}) was refused for good ${at}, so ${failed.toName} may not know about it. ${next}`,
    figures: [],
    blocks: [
      {
        kind: 'list',
        title: 'The mail:',
        lines: [failed.subject, `Refused ${moment(failed.at, reader.timeZone)}`],
      },
      { kind: 'quote', by: 'The mail server said', text: failed.answer },
    ],
    button: { label: isBackup ? 'Open what was asked' : 'Open the cycle', url },
    hints: [],
    why: isBackup
      ? `You get this mail because you are the backup of ${failed.toName}.`
      : `You get this mail because you are the process owner of ${cycle.unitName}.`,
    clock: clockOf(reader),
  });
}

/** The subject without its prefix, which this mail has itself. */
function bare(subject: string): string {
  return subject.replace(/^(Re: )?\[[^\]]*\] /, '');
}
