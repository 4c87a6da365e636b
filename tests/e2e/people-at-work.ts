import type { BrowserContext, Page } from 'playwright-core';
import { approvalsNeeded } from '../../domain/approval/sign-off-rule';
import type { SignOffRule } from '../../domain/cycle/template';
import type { CaughtMail } from '../../email/mailbox';
import { type CompanyUnderTest, eventually, linkOf, onThisMachine } from './company-under-test';
import type { MonthOnRecord, PendingSignOff } from './month-on-record';

/** What participants and approvers do: without an account, behind the links of their mails. */
export class PeopleAtWork {
  constructor(
    private readonly company: CompanyUnderTest,
    private readonly month: MonthOnRecord,
    private readonly visitor: BrowserContext,
  ) {}

  /** Does one open task of a template's key by hand, and gives back what was recorded. */
  async doTask(key: string, fill: (page: Page) => Promise<void>, asked?: CaughtMail): Promise<unknown> {
    const task = await this.month.openTask(key);
    const { email } = await this.month.person(task.assigneeId);
    await this.doOn(asked ?? (await this.month.mailTo(email, literally(task.title))), fill);
    await this.month.untilTask(task.id, 'done');
    return this.month.submitted(task.id);
  }

  /** Those whose page is like one that was filled by hand already hand in by the same link, without the browser. */
  async handInTheRest(kind: string, content: object): Promise<void> {
    for (;;) {
      const task = await eventually(() => this.month.nextOfKind(kind), `the next ${kind}`);
      if (task === 'all done') return;
      const { email } = await this.month.person(task.assigneeId);
      const mail = await this.month.mailTo(email, literally(task.title));
      const token = new URL(linkOf(mail)).pathname.split('/').at(-1);
      await answerOf(
        await this.visitor.request.post(`${this.company.url}/api/links/${token}/submit`, {
          headers: { origin: this.company.url },
          data: { round: task.round, content, comment: '', confirmation: true },
        }),
      );
      await this.month.untilTask(task.id, 'done');
    }
  }

  async settleConsensus(assumptions: string, asked?: CaughtMail): Promise<void> {
    const before = (await this.month.signOffMails('demand')).length;
    await this.doTask('consensus', (page) => page.getByLabel('Assumptions').fill(assumptions), asked);
    await eventually(
      async () => ((await this.month.signOffMails('demand')).length > before ? true : null),
      'the sign-off mails',
    );
  }

  async decide(signOff: PendingSignOff, choice: string, comment: string): Promise<void> {
    const mail = await this.month.mailOfSignOff(signOff);
    const page = await this.visitor.newPage();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(onThisMachine(this.company.url, linkOf(mail)));
    await page.getByRole('radio', { name: choice, exact: true }).check();
    if (comment) await page.getByRole('textbox').last().fill(comment);
    await page.getByLabel(/this is my decision/).check();
    await page.locator('form button[type=submit]').click();
    await page.locator('dl.receipt').waitFor();
    await page.close();
  }

  /** Everyone who is still asked approves, until the step needs no more. */
  async signOffStep(step: string): Promise<void> {
    for (;;) {
      const [next] = await eventually(async () => {
        const row = await this.month.step(step);
        const pending = await this.month.pendingSignOffs(step);
        return row.state === 'closed' || pending.length > 0 ? pending : null;
      }, `the sign-offs of ${step}`);
      if (next === undefined) return;
      await this.decide(next, 'Approve', '');
      await eventually(async () => {
        const { signOffs, rule, state } = await this.month.prisma.signOffGroup.findFirstOrThrow({
          where: { signOffs: { some: { id: next.id } } },
          include: { signOffs: true },
        });
        const isRecorded = signOffs.some(({ id, state }) => id === next.id && state !== 'pending');
        const approvals = signOffs.filter((each) => each.state.startsWith('approved')).length;
        const isMet = approvals >= approvalsNeeded(rule as unknown as SignOffRule, signOffs.length);
        return isRecorded && (state !== 'open' || !isMet) ? state : null;
      }, `the decision of ${next.email}`);
    }
  }

  private async doOn(mail: CaughtMail, fill: (page: Page) => Promise<void>): Promise<void> {
    const page = await this.visitor.newPage();
    await page.goto(onThisMachine(this.company.url, linkOf(mail)));
    await page.getByRole('button', { name: 'Submit' }).waitFor();
    await fill(page);
    await page.getByLabel(/I looked at this and want to send it/).check();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('Sent and recorded').waitFor();
    await page.close();
  }
}

/** The JSON of a response that must be a success. */
export async function answerOf<T>(response: {
  ok(): boolean;
  status(): number;
  text(): Promise<string>;
}): Promise<T> {
  const text = await response.text();
  if (!response.ok()) throw new Error(`${response.status()}: ${text}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}

const literally = (words: string) => new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
