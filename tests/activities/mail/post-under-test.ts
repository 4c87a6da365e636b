import type { ActivityDependencies } from '../../../activities/dependencies';
import { createMailActivities } from '../../../activities/mail/mail-activities';
import type { MailRequest } from '../../../activities/mail/mail-request';
import { createDatabase, type Database } from '../../../database/client';
import { createMailer, type Mailer, type SmtpMailer } from '../../../email/mailer';
import {
  type MailAnswer,
  type MailCatcher,
  type MailMoment,
  startMailCatcher,
} from '../../../standalone/mail-catcher';
import { utc } from '../../email/mail-samples';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { type CycleWithATask, cycleWithATask } from './cycle-with-a-task';

/** The mail activities over a real database and a mail server whose answers a test chooses, for the calling file. */
export function postUnderTest(): PostUnderTest {
  const post = new PostUnderTest();
  beforeAll(() => post.open());
  beforeEach(() => post.begin());
  afterEach(() => post.end());
  afterAll(() => post.close());
  return post;
}

class PostUnderTest {
  database!: Database;
  catcher!: MailCatcher;
  mailer!: SmtpMailer;
  cycle!: CycleWithATask;
  now = new Date(0);
  /** How the mail server answers. */
  answer: (moment: MailMoment) => MailAnswer = () => 'accept';
  #testDatabase: TestDatabase | undefined;

  async open(): Promise<void> {
    this.#testDatabase = await createTestDatabase();
    this.database = createDatabase(this.#testDatabase.url);
  }

  async begin(): Promise<void> {
    this.answer = () => 'accept';
    this.now = utc('2026-12-04T08:00');
    await this.startServer();
    this.mailer = createMailer({ smtpUrl: this.catcher.url, mailFrom: 'S&OP <sop@example.com>' });
    this.cycle = await cycleWithATask(this.database);
  }

  async end(): Promise<void> {
    this.mailer.close();
    await this.stopServer();
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.#testDatabase?.drop();
  }

  async startServer(): Promise<void> {
    this.catcher = await startMailCatcher({ answer: (moment) => this.answer(moment) });
  }

  async stopServer(): Promise<void> {
    await this.catcher.stop();
  }

  activities(sender: Mailer = this.mailer) {
    const nothing = () => undefined;
    const dependencies: ActivityDependencies = {
      database: this.database,
      clock: () => this.now,
      config: {
        publicUrl: 'https://sop.example.com',
        mailFrom: 'S&OP <sop@example.com>',
        linkSecret: 'a link secret of at least 32 characters',
      },
      mailer: sender,
      log: { info: nothing, warn: nothing, error: nothing },
    };
    return createMailActivities(dependencies);
  }

  async send(request: MailRequest): Promise<string> {
    const { mailId } = await this.activities().queueMail(request);
    await this.activities().sendMail({ mailId });
    return mailId;
  }

  stored(mailId: string) {
    return this.database.prisma.mail.findUniqueOrThrow({ where: { id: mailId } });
  }

  assigned(): MailRequest {
    const { cycleId, taskId, ana } = this.cycle;
    return { kind: 'task-assigned', cycleId, subjectId: taskId, personId: ana, number: 1 };
  }

  reminder(number: number): MailRequest {
    const { cycleId, taskId, ana } = this.cycle;
    return { kind: 'reminder', about: 'task', cycleId, subjectId: taskId, personId: ana, number };
  }

  escalation(personId: string, audience: 'backup' | 'process-owner'): MailRequest {
    const { cycleId, taskId } = this.cycle;
    return { kind: 'escalation', about: 'task', cycleId, subjectId: taskId, number: 1, personId, audience };
  }
}

export const linkIn = (text: string): string | undefined =>
  /https:\/\/sop\.example\.com\/act\/\S+/.exec(text)?.[0];
