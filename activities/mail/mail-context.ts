import type { Connection } from '../../database/client';
import type { MailCycle, MailPerson } from '../../database/mail-facts-repository';
import type { ActivityDependencies } from '../dependencies';
import type { MailRecords } from './mail-records';

/** What is at hand while one mail is written. */
export interface MailContext {
  readonly connection: Connection;
  readonly records: MailRecords;
  readonly config: ActivityDependencies['config'];
  readonly now: Date;
  readonly cycle: MailCycle;
  readonly reader: MailPerson;
}
