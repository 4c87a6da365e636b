import { Router } from 'express';
import type { z } from 'zod';
import { DomainError } from '../../domain/errors';
import { type CaughtMail, findMail, listMails, type MailAddress } from '../../email/mailbox';
import type { ApiDependencies } from '../dependencies';
import { type MailboxLine, type MailboxMail, routes } from '../schemas/mailbox';
import { serveOpen } from '../serve-route';

const NEWEST = 500;

/** The window of the mail catcher: every mail of the one-machine shape. In any other shape there is none. */
export function createMailboxRouter({ config }: Pick<ApiDependencies, 'config'>): Router {
  const router = Router();

  serveOpen(router, routes.listMailbox, async ({ query }) => {
    const mails = await listMails(requireMailbox(config.mailboxDir), NEWEST);
    return mails
      .filter(({ envelope }) => query.to === undefined || envelope.to.includes(query.to))
      .map(mailboxLine)
      .reverse();
  });

  serveOpen(router, routes.getMailboxMail, async ({ params }) => {
    const mail = await findMail(requireMailbox(config.mailboxDir), params.mailId);
    if (!mail) throw new DomainError('not-found', 'There is no such mail. Look at the list of the mailbox.');
    return mailboxMail(mail);
  });
  return router;
}

function requireMailbox(mailboxDir: string | undefined): string {
  if (mailboxDir !== undefined) return mailboxDir;
  throw new DomainError(
    'not-found',
    'There is no mailbox here: mails are really sent. It is part of the one-machine shape (npm start) only.',
  );
}

function mailboxLine(mail: CaughtMail): z.input<typeof MailboxLine> {
  return {
    id: mail.id,
    at: mail.receivedAt,
    to: mail.to.map(written).join(', '),
    from: written(mail.from),
    subject: mail.subject,
  };
}

function mailboxMail(mail: CaughtMail): z.input<typeof MailboxMail> {
  return {
    ...mailboxLine(mail),
    html: mail.html,
    text: mail.text,
    headers: Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
  };
}

const written = ({ name, address }: MailAddress): string => (name === '' ? address : `${name} <${address}>`);
