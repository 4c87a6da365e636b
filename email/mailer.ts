import nodemailer from 'nodemailer';

/** One rendered mail on its way out; `messageId` is decided and stored before it is sent. */
export interface OutgoingMail {
  /** With its angle brackets. */
  readonly messageId: string;
  /** Message-ID of the first mail of the thread; equal to `messageId` for that one. */
  readonly threadId: string;
  readonly toAddress: string;
  readonly toName: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Whom an answer goes to; null: to the sender, where nobody reads it. */
  readonly answersTo: { readonly name: string; readonly address: string } | null;
}

/** Hands a mail to the SMTP server; throws a `MailRefused` or a `MailDelayed`. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<void>;
}

/** The server will never take this mail: unknown user, mailbox closed, content refused. Do not repeat. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

/** The server cannot take it now, or nobody knows whether it did. Repeat later with the same Message-ID. */
export class MailDelayed extends Error {
  override readonly name = 'MailDelayed';
}

export interface MailerSettings {
  /** smtp://user:password@host:587 or smtps://… */
  readonly smtpUrl: string;
  /** "S&OP <sop@example.com>" or an address. */
  readonly mailFrom: string;
}

export interface SmtpMailer extends Mailer {
  /** Says hello to the server and nothing else; throws when it does not answer. */
  verify(): Promise<void>;
  close(): void;
}

/** A pooled SMTP mailer. Connections are opened by the first mail. */
export function createMailer({ smtpUrl, mailFrom }: MailerSettings): SmtpMailer {
  const transport = nodemailer.createTransport({
    ...serverOf(smtpUrl),
    pool: true,
    maxConnections: 4,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const from = parseSender(mailFrom);
  return {
    async send(mail) {
      try {
        await transport.sendMail({
          messageId: mail.messageId,
          ...(mail.threadId === mail.messageId
            ? {}
            : { inReplyTo: mail.threadId, references: mail.threadId }),
          // Addresses as objects: a name is never parsed, so it cannot bring a second address along.
          from,
          to: { name: mail.toName, address: mail.toAddress },
          ...(mail.answersTo && { replyTo: mail.answersTo }),
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
      } catch (error) {
        throw explained(error);
      }
    },
    async verify() {
      await transport.verify();
    },
    close() {
      transport.close();
    },
  };
}

/**
 * A 5xx answer to the recipient or to the content is final. A 5xx at sign-in or to our own sender is a wrong setting
 * of ours, which someone will mend: that mail waits.
 */
function explained(error: unknown): Error {
  const { message, responseCode, command } = error as {
    message: string;
    responseCode?: number;
    command?: string;
  };
  const isFinal = responseCode !== undefined && responseCode >= 500 && /^(RCPT|DATA)/.test(command ?? '');
  return isFinal ? new MailRefused(message, { cause: error }) : new MailDelayed(message, { cause: error });
}

function serverOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  };
}

function parseSender(mailFrom: string): { name: string; address: string } {
  const parts = /^([^<]*)<([^<>]+)>$/.exec(mailFrom.trim());
  return parts
    ? { name: parts[1]!.trim(), address: parts[2]!.trim() }
    : { name: '', address: mailFrom.trim() };
}
