import type { Environment } from '../config/environment';
import type { Database } from '../database/client';
import type { Mailer } from '../email/mailer';

/** Where activities write what a person who runs the system should see; pino fits. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Everything an activity may reach. The clock is passed in: a rehearsal lives in the future. */
export interface ActivityDependencies {
  readonly database: Database;
  readonly clock: () => Date;
  readonly config: Pick<Environment, 'publicUrl' | 'mailFrom' | 'linkSecret'> &
    Partial<Pick<Environment, 'publishDir'>>;
  readonly mailer: Mailer;
  readonly log: Log;
}
