import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { type CaughtMail, keepMail, listMails, parseMail } from '../email/mailbox';

export interface MailCatcherOptions {
  /** Where caught mails are kept (email/mailbox.ts); without it they live in memory. */
  readonly mailboxDir?: string;
  readonly port?: number;
  /** How this server answers a recipient or a whole mail; default: everything is accepted. For fault tests. */
  readonly answer?: (moment: MailMoment) => MailAnswer;
}

export interface MailMoment {
  readonly at: 'recipient' | 'message';
  readonly from: string;
  readonly to: readonly string[];
  /** At 'message' only: the mail itself, already read in full. */
  readonly mail?: CaughtMail;
}

/** A refusal carries its SMTP code; `lose-acknowledgement` keeps the mail and hangs up without an answer. */
export type MailAnswer =
  | 'accept'
  | 'lose-acknowledgement'
  | { readonly code: number; readonly message: string };

export interface MailCatcher {
  readonly url: string;
  readonly port: number;
  /** All mails caught so far, oldest first. */
  readonly mails: () => Promise<CaughtMail[]>;
  /** The first mail, caught already or still to come, for which the claim holds. */
  readonly waitForMail: (claim: (mail: CaughtMail) => boolean, timeoutMs?: number) => Promise<CaughtMail>;
  readonly stop: () => Promise<void>;
}

/** An SMTP server on loopback which keeps what it is given and delivers nothing. */
export async function startMailCatcher(options: MailCatcherOptions = {}): Promise<MailCatcher> {
  const inMemory: CaughtMail[] = [];
  const waiting = new Set<() => void>();
  const answer = options.answer ?? (() => 'accept' as const);

  const keep = async (raw: Buffer, session: SMTPServerSession): Promise<MailAnswer> => {
    const envelope = envelopeOf(session);
    const mail = await parseMail(raw, envelope);
    const verdict = answer({ at: 'message', ...envelope, mail });
    if (verdict !== 'accept' && verdict !== 'lose-acknowledgement') return verdict;
    if (options.mailboxDir) await keepMail(options.mailboxDir, mail, raw);
    else inMemory.push(mail);
    for (const wake of waiting) wake();
    return verdict;
  };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: 25 * 1024 * 1024,
    logger: false,
    onRcptTo(address, session, done) {
      const verdict = answer({ at: 'recipient', from: envelopeOf(session).from, to: [address.address] });
      done(refusalOf(verdict));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', done);
      stream.on('end', () => {
        keep(Buffer.concat(chunks), session).then((verdict) => {
          if (verdict === 'lose-acknowledgement') hangUp(server, session);
          else done(refusalOf(verdict));
        }, done);
      });
    },
  });
  // A client that hangs up in the middle is its own affair; the next one is served.
  server.on('error', () => undefined);
  const port = await listen(server, options.port ?? 0);
  const mails = async () => (options.mailboxDir ? listMails(options.mailboxDir) : [...inMemory]);

  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    waitForMail: async (claim, timeoutMs = 20_000) => {
      const giveUpAt = Date.now() + timeoutMs;
      for (;;) {
        const found = (await mails()).find(claim);
        if (found) return found;
        const leftMs = giveUpAt - Date.now();
        if (leftMs <= 0)
          throw new Error(`No such mail within ${timeoutMs / 1000} s; caught: ${subjects(await mails())}`);
        await nextMail(waiting, Math.min(leftMs, 500));
      }
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.server.address();
      if (address === null || typeof address === 'string') reject(new Error('The mail catcher got no port.'));
      else resolve(address.port);
    });
  });
}

function envelopeOf(session: SMTPServerSession): { from: string; to: string[] } {
  const { mailFrom, rcptTo } = session.envelope;
  return { from: mailFrom ? mailFrom.address : '', to: rcptTo.map((recipient) => recipient.address) };
}

function refusalOf(answer: MailAnswer): Error | null {
  if (answer === 'accept' || answer === 'lose-acknowledgement') return null;
  return Object.assign(new Error(answer.message), { responseCode: answer.code });
}

/** Cuts the one connection that this mail came by. */
function hangUp(server: SMTPServer, session: SMTPServerSession): void {
  const connections = server.connections as unknown as Set<{ id: string; _socket: { destroy(): void } }>;
  for (const connection of connections) {
    if (connection.id === session.id) connection._socket.destroy();
  }
}

function nextMail(waiting: Set<() => void>, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      waiting.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, timeoutMs);
    waiting.add(wake);
  });
}

function subjects(mails: readonly CaughtMail[]): string {
  return mails.length === 0
    ? 'none'
    : mails.map((mail) => `"${mail.subject}" to ${mail.envelope.to}`).join(', ');
}
