import type { Connection } from '../../database/client';
import { findMailStanding, type MailStanding } from '../../database/mail-facts-repository';
import { ASKING_MAILS, type MailKind } from '../../domain/cycle/mail-kind';

/** Mails to the holder only: after a reassignment they would ask the wrong person. */
const TO_HOLDER: readonly MailKind[] = ['task-assigned', 'sign-off-request', 'reminder', 'past-due'];

/** What may be at hand already; enough for a mail that asks for nothing. */
type Known = Pick<MailStanding, 'isReaderActive' | 'cycleState'>;
const NO_WORK = { holderId: null, isOpen: false };

/**
 * Does the mail still make sense? Looked at when it is written and again when it is sent: nobody is reminded of what
 * is done, and a cancelled cycle sends nothing but the news of it.
 */
export async function isStillWanted(
  connection: Connection,
  mail: {
    readonly kind: MailKind;
    readonly cycleId: string | null;
    readonly subjectId: string;
    readonly personId: string;
  },
  known?: Known,
): Promise<boolean> {
  const isAboutWork = ASKING_MAILS.includes(mail.kind);
  const standing =
    known && !isAboutWork ? { ...known, ...NO_WORK } : await findMailStanding(connection, mail);
  if (!standing?.isReaderActive) return false;
  const { cycleState, holderId, isOpen } = standing;
  if (mail.cycleId === null) return true;
  if (cycleState === null) return false;
  if (cycleState === 'cancelled') return mail.kind === 'cancelled';
  if (!isAboutWork) return true;
  if (holderId === null) return false;
  // News of a handing-over goes to the former holder too, whatever became of the task since.
  if (mail.kind === 'handed-over' && holderId !== mail.personId) return true;
  if (!isOpen) return false;
  return !TO_HOLDER.includes(mail.kind) || holderId === mail.personId;
}
