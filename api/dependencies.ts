import type { Environment } from '../config/environment';
import type { Database } from '../database/client';
import type { Mailer } from '../email/mailer';
import type { ChangeFeed } from './events/change-feed';
import type { Log } from './log';
import type { CycleDoor } from './temporal/cycle-door';

/** Everything that the API may reach. The clock is passed in: a rehearsal lives in the future. */
export interface ApiDependencies {
  readonly database: Database;
  readonly clock: () => Date;
  readonly config: ApiConfig;
  /** Acts on cycles and schedules, each under a deadline. */
  readonly cycles: CycleDoor;
  readonly mailer: Mailer & { verify(): Promise<void> };
  /** What has changed, for pages that are open. */
  readonly changes: ChangeFeed;
  readonly log: Log;
}

export interface ApiConfig
  extends Pick<Environment, 'publicUrl' | 'mailFrom' | 'sessionSecret' | 'linkSecret' | 'mailboxDir'> {
  /** Folder of the built pages; left out: the API answers without pages. */
  readonly webFolder?: string;
  /** One-machine shape: a file whose content lets commands on this machine act as the administrator. */
  readonly localTokenFile?: string | undefined;
  /** Sign-in mails that one address of the network may ask for in a quarter of an hour; default 30. */
  readonly signInsPerQuarterHour?: number;
}

/** The one-machine shape catches its mails: then there is a mailbox page, and only loopback is served. */
export const isOneMachine = (config: ApiConfig): boolean => config.mailboxDir !== undefined;
