import { ApplicationFailure } from '@temporalio/common';
import { findMailToSend } from '../../database/mail-facts-repository';
import {
  recordDelayed,
  recordSent,
  recordSuppressed,
  recordUndeliverable,
  type StoredMail,
  whileAlone,
} from '../../database/mail-repository';
import { deliver } from '../../email/delivery';
import type { ActivityDependencies } from '../dependencies';
import type { SendMailInput, SentMail } from './mail-request';
import { isStillWanted } from './still-wanted';
import { tellUndeliverable } from './tell-undeliverable';

/**
 * Sends a stored mail. The record "sent" follows the server's yes; a crash between the two sends one more copy with
 * the same Message-ID, which mail programs show once.
 */
export async function sendMail(
  dependencies: ActivityDependencies,
  { mailId }: SendMailInput,
): Promise<SentMail> {
  const sent = await whileAlone(dependencies.database, mailId, () => sendOnce(dependencies, mailId));
  if (sent) return sent;
  throw ApplicationFailure.create({
    message: `Mail ${mailId} is being sent by another worker; looking again soon.`,
    type: 'mail-delayed',
    nextRetryDelay: '10 seconds',
  });
}

async function sendOnce(dependencies: ActivityDependencies, mailId: string): Promise<SentMail> {
  const { clock, database, mailer } = dependencies;
  const found = await findMailToSend(database.prisma, mailId);
  if (!found) throw ApplicationFailure.nonRetryable(`There is no mail ${mailId}.`, 'not-found');
  const { mail, standing } = found;
  if (mail.state === 'undeliverable') return giveUp(dependencies, mail);
  if (mail.state === 'sent' || mail.state === 'suppressed') return { state: mail.state };
  if (!isStillWanted(mail, standing)) {
    await recordSuppressed(database.prisma, mail.id);
    return { state: 'suppressed' };
  }
  const delivery = await deliver(mailer, mail, mail.attempts);
  switch (delivery.state) {
    case 'sent':
      await recordSent(database.prisma, mail.id, clock());
      return { state: 'sent' };
    case 'refused':
      await recordUndeliverable(database.prisma, mail.id, delivery.answer);
      return giveUp(dependencies, { ...mail, lastError: delivery.answer });
    case 'delayed':
      await recordDelayed(database.prisma, mail.id, {
        answer: delivery.answer,
        nextAttemptAt: new Date(clock().getTime() + delivery.retryAfterMs),
      });
      throw ApplicationFailure.create({
        message: `The mail server could not take mail ${mail.id} now: ${delivery.answer}`,
        type: 'mail-delayed',
        nextRetryDelay: delivery.retryAfterMs,
      });
  }
}

/** The process owner, and the backup of whoever was to do something, learn that the mail never arrived. */
async function giveUp(dependencies: ActivityDependencies, mail: StoredMail): Promise<SentMail> {
  if (mail.kind !== 'undeliverable' && mail.cycleId !== null) {
    for (const mailId of await tellUndeliverable(dependencies, mail, mail.cycleId)) {
      await sendMail(dependencies, { mailId });
    }
  }
  return { state: 'undeliverable' };
}
