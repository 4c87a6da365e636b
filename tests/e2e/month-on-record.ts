import type { CaughtMail } from '../../email/mailbox';
import { type CompanyUnderTest, eventually, isTo } from './company-under-test';

export interface PendingSignOff {
  readonly id: string;
  readonly email: string;
}

/** What is on record of one month: read from the database and the taken mails, waited for where it is on its way. */
export class MonthOnRecord {
  constructor(
    readonly company: CompanyUnderTest,
    readonly cycleId: string,
    readonly period: string,
  ) {}

  get prisma() {
    return this.company.database.prisma;
  }

  person(id: string) {
    return this.prisma.person.findUniqueOrThrow({ where: { id } });
  }

  step(key: string) {
    return this.prisma.step.findUniqueOrThrow({ where: { cycleId_key: { cycleId: this.cycleId, key } } });
  }

  openTask(key: string) {
    const { cycleId } = this;
    return eventually(
      () => this.prisma.task.findFirst({ where: { cycleId, key, state: 'open' } }),
      `the task ${key} to be open`,
    );
  }

  /** An open task of the kind; null while one waits for the tasks before it. */
  async nextOfKind(kind: string) {
    const tasks = await this.prisma.task.findMany({ where: { cycleId: this.cycleId, kind } });
    if (tasks.every(({ state }) => state === 'done')) return 'all done';
    return tasks.find(({ state }) => state === 'open') ?? null;
  }

  untilTask(id: string, state: string) {
    return eventually(() => this.prisma.task.findFirst({ where: { id, state } }), `the task to be ${state}`);
  }

  untilStep(key: string, state: string) {
    const { cycleId } = this;
    return eventually(
      () => this.prisma.step.findFirst({ where: { cycleId, key, state } }),
      `${key} to be ${state}`,
    );
  }

  async pendingSignOffs(step: string): Promise<PendingSignOff[]> {
    const rows = await this.prisma.signOff.findMany({
      where: { state: 'pending', group: { state: 'open', cycleId: this.cycleId, step: { key: step } } },
      orderBy: { id: 'asc' },
    });
    return Promise.all(
      rows.map(async ({ id, personId }) => ({ id, email: (await this.person(personId)).email })),
    );
  }

  /** What a person submitted last for a task. */
  async submitted(taskId: string): Promise<unknown> {
    const { content } = await this.prisma.submission.findFirstOrThrow({
      where: { taskId },
      orderBy: { submittedAt: 'desc' },
    });
    return content;
  }

  /** The newest mail of this month to a person that was not taken before. */
  mailTo(email: string, subject: RegExp): Promise<CaughtMail> {
    const month = new RegExp(new Date(`${this.period}-15`).toLocaleString('en', { month: 'short' }));
    return this.company.takeMail(
      (mail) => isTo(email, subject)(mail) && month.test(mail.subject),
      `a mail to ${email} about ${subject}`,
    );
  }

  /** The mail that asked for a sign-off. */
  mailOfSignOff({ id, email }: PendingSignOff): Promise<CaughtMail> {
    return eventually(async () => {
      const record = await this.prisma.mail.findFirst({ where: { subjectId: id, kind: 'sign-off-request' } });
      return (await this.company.mails()).find(({ messageId }) => messageId === record?.messageId) ?? null;
    }, `the mail that asks ${email}`);
  }

  async signOffMails(plan: string): Promise<CaughtMail[]> {
    const all = await this.company.mails();
    return all.filter(({ subject }) => subject.includes(`Approve the ${plan} plan`));
  }

  /** Everything that an act could change. */
  async everything() {
    const { prisma, cycleId } = this;
    const [tasks, signOffs, submissions, drafts, audit] = await Promise.all([
      prisma.task.findMany({ where: { cycleId }, orderBy: { id: 'asc' } }),
      prisma.signOff.findMany({ orderBy: { id: 'asc' } }),
      prisma.submission.findMany({ orderBy: { id: 'asc' } }),
      prisma.taskDraft.findMany({ orderBy: { taskId: 'asc' } }),
      prisma.audit.findMany({
        where: { cycleId },
        orderBy: { id: 'asc' },
        select: { action: true, subjectId: true },
      }),
    ]);
    return { tasks, signOffs, submissions, drafts, audit };
  }
}
