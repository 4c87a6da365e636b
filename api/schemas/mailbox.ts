import { z } from 'zod';
import { defineRoute } from '../route-definition';
import { Instant } from './common';

export const MailboxLine = z
  .object({
    id: z.string(),
    at: Instant,
    to: z.string().meta({ example: 'Ana Ruiz <ana.ruiz@example.com>' }),
    from: z.string(),
    subject: z.string(),
  })
  .meta({ id: 'MailboxLine' });

export const MailboxMail = MailboxLine.extend({
  html: z.string(),
  text: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
}).meta({ id: 'MailboxMail' });

const tag = 'Mailbox';

export const routes = {
  listMailbox: defineRoute({
    method: 'get',
    path: '/api/mailbox',
    operationId: 'listMailbox',
    tag,
    summary: 'Mails caught on this machine, newest first (one-machine shape only)',
    isOpen: true,
    query: z.object({ to: z.string().max(320).optional() }),
    answer: z.array(MailboxLine),
  }),
  getMailboxMail: defineRoute({
    method: 'get',
    path: '/api/mailbox/{mailId}',
    operationId: 'getMailboxMail',
    tag,
    summary: 'One caught mail',
    isOpen: true,
    params: z.object({ mailId: z.string().min(1).max(200) }),
    answer: MailboxMail,
  }),
};
