import type { MailStanding } from '../../database/mail-facts-repository';
import { ASKING_MAILS, type MailKind } from '../../domain/cycle/mail-kind';

/** Mails to the holder only: after a reassignment they would ask the wrong person. */
const TO_HOLDER: readonly MailKind[] = ['task-assigned', 'sign-off-request', 'reminder', 'past-due'];

/**
 * Does the mail still make sense? Looked at when it is written and again when it is sent: nobody is reminded of what
 * is done, and a cancelled cycle sends nothing but the news of it.
 */
export function isStillWanted(
  mail: { readonly kind: MailKind; readonly cycleId: string | null; readonly personId: string },
  { isReaderActive, cycleState, holderId, isOpen }: MailStanding,
): boolean {
  if (!isReaderActive) return false;
  if (mail.cycleId === null) return true;
  if (cycleState === null) return false;
  if (cycleState === 'cancelled') return mail.kind === 'cancelled';
  if (!ASKING_MAILS.includes(mail.kind)) return true;
  if (holderId === null) return false;
  // News of a handing-over goes to the former holder too, whatever became of the task since.
  if (mail.kind === 'handed-over' && holderId !== mail.personId) return true;
  if (!isOpen) return false;
  return !TO_HOLDER.includes(mail.kind) || holderId === mail.personId;
}
