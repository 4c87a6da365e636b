import type { LadderRung } from '../cycle/template';

/** Why somebody who is asked for something will hardly answer. */
export type OutOfReach = 'has-left' | 'mail-refused' | 'ladder-over';

/**
 * Is whoever holds a task or sign-off out of reach, so that the process owner should hand it on? They are no longer active,
 * the mail server refused the last mail about it for good, or every rung of the ladder was climbed in vain. null: no.
 *
 * Example: active, mails arrive, but escalated four times with a ladder of four escalations: 'ladder-over'.
 */
export function outOfReach(asked: {
  readonly isActive: boolean;
  readonly isMailRefused: boolean;
  readonly escalationLevel: number;
  readonly ladder: readonly LadderRung[];
}): OutOfReach | null {
  if (!asked.isActive) return 'has-left';
  if (asked.isMailRefused) return 'mail-refused';
  const escalations = asked.ladder.filter(({ kind }) => kind === 'escalation').length;
  return escalations > 0 && asked.escalationLevel >= escalations ? 'ladder-over' : null;
}
