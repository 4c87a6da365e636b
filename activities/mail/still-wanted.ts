import type { Connection } from '../../database/client';
import { findCycleState, findMailHolding, findMailPerson } from '../../database/mail-facts-repository';
import type { MailKind } from '../../domain/cycle/mail-kind';

/** Mails that ask for something: pointless once it is done, given to someone else or withdrawn. */
const ASKING: readonly MailKind[] = [
  'task-assigned',
  'sign-off-request',
  'reminder',
  'past-due',
  'escalation',
  'handed-over',
];

/** Mails to the holder only: after a reassignment they would ask the wrong person. */
const TO_HOLDER: readonly MailKind[] = ['task-assigned', 'sign-off-request', 'reminder', 'past-due'];

/** What may be at hand already of the mail's reader and cycle; null: there is no such one. */
interface Known {
  readonly reader: { readonly isActive: boolean } | null;
  readonly cycleState: string | null;
}

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
  const { reader, cycleState } = known ?? (await readNow(connection, mail));
  if (!reader?.isActive) return false;
  if (mail.cycleId === null) return true;
  if (cycleState === null) return false;
  if (cycleState === 'cancelled') return mail.kind === 'cancelled';
  if (!ASKING.includes(mail.kind)) return true;
  const asked = await findMailHolding(connection, mail.subjectId);
  if (!asked) return false;
  // News of a handing-over goes to the former holder too, whatever became of the task since.
  if (mail.kind === 'handed-over' && asked.holderId !== mail.personId) return true;
  if (!asked.isOpen) return false;
  return !TO_HOLDER.includes(mail.kind) || asked.holderId === mail.personId;
}

async function readNow(
  connection: Connection,
  mail: { readonly cycleId: string | null; readonly personId: string },
): Promise<Known> {
  const [reader, cycleState] = await Promise.all([
    findMailPerson(connection, mail.personId),
    mail.cycleId === null ? null : findCycleState(connection, mail.cycleId),
  ]);
  return { reader, cycleState };
}
