import type { Environment } from '../config/environment';
import type { Database } from '../database/client';

/** Where activities write what a person who runs the system should see; pino fits. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** One rendered mail on its way out; `messageId` is decided before it is sent. */
export interface OutgoingMail {
  readonly messageId: string;
  readonly threadId: string;
  readonly toAddress: string;
  readonly toName: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Hands a mail to the SMTP server; throws what the server said. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<void>;
}

/** Everything an activity may reach. The clock is passed in: a rehearsal lives in the future. */
export interface ActivityDependencies {
  readonly database: Database;
  readonly clock: () => Date;
  readonly config: Pick<Environment, 'publicUrl' | 'mailFrom' | 'linkSecret'>;
  readonly mailer: Mailer;
  readonly log: Log;
}
