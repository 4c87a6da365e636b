import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { BrowserContext, Page } from 'playwright-core';
import type { CycleTemplate } from '../../domain/cycle/template';
import type { CaughtMail } from '../../email/mailbox';
import {
  type CompanyUnderTest,
  eventually,
  isTo,
  linkOf,
  onThisMachine,
  startCompany,
} from './company-under-test';

/**
 * A whole month as its people live it: `npm start`, real mails taken by SMTP, their links opened in a real browser.
 * The tests build on each other, in the order of the month.
 */
let company: CompanyUnderTest;
let owner: Page;
let visitor: BrowserContext;
let cycleId: string;
let period: string;

const OWNER = 'maria.keller@alpina.example';

beforeAll(async () => {
  company = await startCompany();
  owner = await company.signIn(OWNER);
  visitor = await company.visitor();
}, 180_000);
afterAll(() => company?.stop(), 60_000);

describe('The owner sets the month up', () => {
  it('starts a month of their own template: steps follow each other, and the manager hears what is past due', async () => {
    const unit = await company.database.prisma.unit.findFirstOrThrow();
    const { definition, version } = await answer<{ definition: CycleTemplate; version: number }>(
      await owner.request.get(`${company.url}/api/units/${unit.id}/template`),
    );
    await answer(
      await owner.request.put(`${company.url}/api/units/${unit.id}/template`, {
        headers: { origin: company.url },
        data: { definition: quickTemplate(definition), basedOnVersion: version },
      }),
    );
    const first = await company.database.prisma.cycle.findFirstOrThrow({ orderBy: { period: 'desc' } });
    period = monthAfter(first.period);
    const cycle = await answer<{ id: string }>(
      await owner.request.post(`${company.url}/api/units/${unit.id}/cycles`, {
        headers: { origin: company.url },
        data: { period },
      }),
    );
    cycleId = cycle.id;
    await untilStep('data-gathering', 'open');
  }, 60_000);

  it('escalates to the manager what is past due, and stops when it is done', async () => {
    const task = await openTask('attest-stock');
    const holder = await person(task.assigneeId);
    const manager = await person(holder.managerId ?? '');
    await answer(
      await owner.request.post(`${company.url}/api/tasks/${task.id}/move`, {
        headers: { origin: company.url },
        data: { dueAt: new Date(Date.now() + 3_000).toISOString(), reason: 'Needed today' },
      }),
    );
    const escalation = await company.takeMail(
      isTo(manager.email, /Confirm stock and open orders/),
      'the escalation to the manager',
    );
    expect(escalation.text).toContain(holder.name);
    await owner.goto(`${company.url}/cycles/${cycleId}`);
    await owner.getByRole('heading', { name: 'Needs you (1)' }).waitFor();
    await doByMail(holder.email, /Confirm stock and open orders/, tickData);
    await untilTask(task.id, 'done');
    await owner.getByText('Nothing needs you now').waitFor(); // Without a reload.
  }, 90_000);
});

describe('Data gathering and demand review', () => {
  it('takes what the data people attest, from their mails', async () => {
    for (const key of ['attest-sales-history', 'attest-capacity']) {
      const { title, assigneeId } = await openTask(key);
      await doByMail((await person(assigneeId)).email, new RegExp(title), tickData);
    }
    await untilStep('demand-review', 'open');
  }, 90_000);

  it('signs nothing for a crawler that opens every link, submits every form and presses every button', async () => {
    await eventually(async () => {
      const asked = (await company.mails()).filter(({ subject }) => subject.includes('Adjust the forecast'));
      return asked.length >= 10 ? asked : null;
    }, 'the mails of the inputs');
    const before = await whatIsRecorded();
    await crawlEveryLink();
    expect(await whatIsRecorded()).toEqual(before);
  }, 180_000);

  it('takes a change of one per cent with its reason from a sales person', async () => {
    const task = await openTask('sales-input/1');
    await doByMail((await person(task.assigneeId)).email, /Adjust the forecast: sales/, async (page) => {
      await page.getByLabel('Reason for new changes').selectOption('promotion');
      await page.getByText('Change many figures by per cent').click();
      await page.getByLabel('By, %').fill('10');
      await page.getByRole('button', { name: 'Change', exact: true }).click();
    });
    const submission = await company.database.prisma.submission.findFirstOrThrow({
      where: { taskId: task.id },
    });
    expect(JSON.stringify(submission.content)).toContain('"promotion"');
  }, 60_000);

  it('computes the consensus once all inputs are in', async () => {
    await handInTheRest('demand-input', { kind: 'demand-input', adjustments: [] });
    await settleConsensus('Prices stay as they are.');
    expect(await signOffMails('demand')).not.toHaveLength(0);
  }, 90_000);

  it('reopens the work with the comment when an approver rejects', async () => {
    const [first] = await pendingSignOffs('demand-review');
    await decide(first!, 'Reject', 'The spring promotion is missing for France.');
    const consensus = await openTask('consensus');
    expect(consensus.round).toBe(2);
    const mail = await mailTo((await person(consensus.assigneeId)).email, /Settle the consensus demand plan/);
    expect(mail.text).toContain('The spring promotion is missing for France.');
    await settleConsensus('Prices stay; the promotion in France is included.', mail);
  }, 90_000);

  it('voids a given sign-off when the owner reopens the work, and asks again', async () => {
    const [first] = await pendingSignOffs('demand-review');
    await decide(first!, 'Approve', '');
    await owner.goto(`${company.url}/cycles/${cycleId}?step=demand-review`);
    await owner.getByRole('button', { name: 'Reopen…' }).click();
    await owner.getByRole('dialog').getByRole('textbox').last().fill('Wrong price list.');
    await owner
      .getByRole('dialog')
      .getByRole('button', { name: /^Reopen/ })
      .last()
      .click();
    await eventually(async () => {
      const row = await company.database.prisma.signOff.findUniqueOrThrow({ where: { id: first!.id } });
      return row.state === 'voided' ? row : null;
    }, 'the given sign-off to be void');
    await settleConsensus('With the new price list.');
    await signOffStep('demand-review');
  }, 120_000);
});

describe('From supply to the published plan', () => {
  it('plans supply, compares scenarios and meets', async () => {
    await untilStep('supply-review', 'open');
    await handInTheRest('capacity-check', { kind: 'capacity-check', capacity: [] });
    await handInTheRest('supply-input', { kind: 'supply-input', receipts: [] });
    await handInTheRest('supply-plan', { kind: 'supply-plan' });
    await signOffStep('supply-review');
    await untilStep('pre-sop', 'open');
    await handInTheRest('finance-review', { kind: 'finance-review' });
    const choice = await openTask('scenario-choice');
    await doByMail((await person(choice.assigneeId)).email, /Recommend a scenario/, async (page) => {
      await page.getByRole('radio').first().check();
    });
    await signOffStep('pre-sop');
  }, 180_000);

  it('publishes what the executives approved, the same in the file and in the database', async () => {
    await untilStep('executive-meeting', 'open');
    await signOffStep('executive-meeting');
    const cycle = await eventually(async () => {
      const row = await company.database.prisma.cycle.findUniqueOrThrow({
        where: { id: cycleId },
        include: { publication: true },
      });
      return row.state === 'published' && row.publication ? row : null;
    }, 'the plan to be published');
    const csv = await (
      await owner.request.get(`${company.url}/api/cycles/${cycleId}/publication/plan.csv`)
    ).text();
    expect(createHash('sha256').update(csv).digest('hex')).toBe(cycle.publication?.planCsvSha256);
    const published = parse(csv, { columns: true }) as Record<string, string>[];
    expect(published).toHaveLength(cycle.publication?.rowCount ?? 0);
    const stored = await company.database.prisma.planRow.findMany({
      where: { planVersionId: cycle.publishedPlanVersionId ?? '', itemCode: { not: '' } },
    });
    const demand = published.filter(({ level, measure }) => level === 'item' && measure === 'demand');
    expect(demand.length).toBeGreaterThan(500);
    const storedValues = new Map(
      stored.map((row) => [[row.itemCode, row.marketCode, row.month, row.measure].join('|'), row.value]),
    );
    for (const row of demand) {
      const key = [row.item, row.customer, row.period, row.measure].join('|');
      expect([key, storedValues.get(key)]).toEqual([key, Number(row.quantity)]);
    }
  }, 120_000);

  it('tells everyone, and keeps every mail on record as it was taken by SMTP', async () => {
    await company.takeMail(isTo(OWNER, /plan is published/), 'the news of the published plan');
    await eventually(async () => {
      const waiting = await company.database.prisma.mail.count({ where: { state: 'queued' } });
      return waiting === 0 ? true : null;
    }, 'the outbox to be empty');
    const recorded = await company.database.prisma.mail.findMany({ where: { state: 'sent' } });
    const caughtMails = await company.mails();
    const taken = new Map(caughtMails.map((mail) => [mail.messageId, mail]));
    expect(taken.size).toBe(caughtMails.length); // None twice.
    for (const mail of recorded) {
      const caught = taken.get(mail.messageId);
      expect(caught?.subject).toBe(mail.subject);
      expect(caught?.html).not.toBe('');
      expect(caught?.text).not.toBe('');
    }
  }, 60_000);
});

// ── What people do ───────────────────────────────────────────────────────────

async function doByMail(email: string, subject: RegExp, fill: (page: Page) => Promise<void>): Promise<void> {
  await doOn(await mailTo(email, subject), fill);
}

async function doOn(mail: CaughtMail, fill: (page: Page) => Promise<void>): Promise<void> {
  const page = await visitor.newPage();
  await page.goto(onThisMachine(company.url, linkOf(mail)));
  await page.getByRole('button', { name: 'Submit' }).waitFor();
  await fill(page);
  await page.getByLabel(/I looked at this and want to send it/).check();
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Sent and recorded').waitFor();
  await page.close();
}

const tickData = (page: Page) => page.getByLabel(/the data is complete and right/).check();

async function settleConsensus(assumptions: string, mail?: CaughtMail): Promise<void> {
  const task = await openTask('consensus');
  const asked =
    mail ?? (await mailTo((await person(task.assigneeId)).email, /Settle the consensus demand plan/));
  const before = (await signOffMails('demand')).length;
  await doOn(asked, (page) => page.getByLabel('Assumptions').fill(assumptions));
  await eventually(
    async () => ((await signOffMails('demand')).length > before ? true : null),
    'the sign-off mails',
  );
}

async function decide(signOff: PendingSignOff, choice: string, comment: string): Promise<void> {
  const mail = await eventually(async () => {
    const record = await company.database.prisma.mail.findFirst({
      where: { subjectId: signOff.id, kind: 'sign-off-request' },
    });
    return (await company.mails()).find(({ messageId }) => messageId === record?.messageId) ?? null;
  }, `the mail that asks ${signOff.email}`);
  const page = await visitor.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(onThisMachine(company.url, linkOf(mail)));
  await page.getByRole('radio', { name: choice, exact: true }).check();
  if (comment) await page.getByRole('textbox').last().fill(comment);
  await page.getByLabel(/this is my decision/).check();
  await page.locator('form button[type=submit]').click();
  await page.locator('dl.receipt').waitFor();
  await page.close();
}

/** Everyone who is still asked approves, until the step needs no more. */
async function signOffStep(step: string): Promise<void> {
  for (;;) {
    const [next] = await eventually(async () => {
      const row = await stepRow(step);
      const pending = await pendingSignOffs(step);
      return row.state === 'closed' || pending.length > 0 ? pending : null;
    }, `the sign-offs of ${step}`);
    if (next === undefined) return;
    await decide(next, 'Approve', '');
    await eventually(async () => {
      const { signOffs, rule, state } = await company.database.prisma.signOffGroup.findFirstOrThrow({
        where: { signOffs: { some: { id: next.id } } },
        include: { signOffs: true },
      });
      const isRecorded = signOffs.some(({ id, state }) => id === next.id && state !== 'pending');
      const isLast = JSON.stringify(rule).includes('"any"');
      return isRecorded && (state !== 'open' || !isLast) ? state : null;
    }, `the decision of ${next.email}`);
  }
}

/** Those whose page is like one that was filled by hand already hand in by the same link, without the browser. */
async function handInTheRest(kind: string, content: object): Promise<void> {
  for (;;) {
    const task = await eventually(() => nextOfKind(kind), `the next ${kind}`);
    if (task === 'all done') return;
    const mail = await mailTo((await person(task.assigneeId)).email, new RegExp(literally(task.title)));
    const token = new URL(linkOf(mail)).pathname.split('/').at(-1);
    await answer(
      await visitor.request.post(`${company.url}/api/links/${token}/submit`, {
        headers: { origin: company.url },
        data: { round: task.round, content, comment: '', confirmation: true },
      }),
    );
    await untilTask(task.id, 'done');
  }
}

/** An open task of the kind; null while one waits for the tasks before it. */
async function nextOfKind(kind: string) {
  const tasks = await company.database.prisma.task.findMany({ where: { cycleId, kind } });
  if (tasks.every(({ state }) => state === 'done')) return 'all done';
  return tasks.find(({ state }) => state === 'open') ?? null;
}

// ── The crawler ──────────────────────────────────────────────────────────────

async function crawlEveryLink(): Promise<void> {
  const links = (await company.mails()).flatMap(({ text, html }) => [
    ...`${text} ${html}`.matchAll(/https?:\/\/[^\s"'<>]+/g),
  ]);
  const addresses = new Set(links.map(([link]) => onThisMachine(company.url, link)));
  expect(addresses.size).toBeGreaterThan(8);
  const crawler = await company.visitor();
  for (const address of addresses) {
    await crawler.request.head(address);
    await crawler.request.get(address);
    await crawler.request.post(address, { form: { decision: 'approve', confirmation: 'true' } });
    const page = await crawler.newPage();
    await page.goto(address);
    await page.locator('h1').waitFor();
    await page.waitForTimeout(200);
    await page.evaluate("document.querySelectorAll('form').forEach((form) => form.requestSubmit())");
    await page.waitForTimeout(100);
    await page.evaluate("document.querySelectorAll('form button').forEach((button) => button.click())");
    await page.waitForTimeout(100);
    await page.close();
  }
  await crawler.close();
}

async function whatIsRecorded() {
  const { prisma } = company.database;
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

// ── What is on record ────────────────────────────────────────────────────────

const person = (id: string) => company.database.prisma.person.findUniqueOrThrow({ where: { id } });
const stepRow = (key: string) =>
  company.database.prisma.step.findUniqueOrThrow({ where: { cycleId_key: { cycleId, key } } });

const openTask = (key: string) =>
  eventually(
    () => company.database.prisma.task.findFirst({ where: { cycleId, key, state: 'open' } }),
    `the task ${key} to be open`,
  );

const untilTask = (id: string, state: string) =>
  eventually(
    () => company.database.prisma.task.findFirst({ where: { id, state } }),
    `the task to be ${state}`,
  );

const untilStep = (key: string, state: string) =>
  eventually(
    () => company.database.prisma.step.findFirst({ where: { cycleId, key, state } }),
    `${key} to be ${state}`,
  );

interface PendingSignOff {
  readonly id: string;
  readonly email: string;
}

async function pendingSignOffs(step: string): Promise<PendingSignOff[]> {
  const rows = await company.database.prisma.signOff.findMany({
    where: { state: 'pending', group: { state: 'open', cycleId, step: { key: step } } },
    orderBy: { id: 'asc' },
  });
  return Promise.all(rows.map(async ({ id, personId }) => ({ id, email: (await person(personId)).email })));
}

const ofMonth = () => new RegExp(new Date(`${period}-15`).toLocaleString('en', { month: 'short' }));

const mailTo = (email: string, subject: RegExp) =>
  company.takeMail(
    (mail) => isTo(email, subject)(mail) && ofMonth().test(mail.subject),
    `a mail to ${email} about ${subject}`,
  );

async function signOffMails(plan: string): Promise<CaughtMail[]> {
  const all = await company.mails();
  return all.filter(({ subject }) => subject.includes(`Approve the ${plan} plan`));
}

async function answer<T>(response: { ok(): boolean; status(): number; text(): Promise<string> }): Promise<T> {
  const text = await response.text();
  if (!response.ok()) throw new Error(`${response.status()}: ${text}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}

function quickTemplate(template: CycleTemplate): CycleTemplate {
  return {
    ...template, // Work at all hours, so that business time passes while the test runs.
    workingHours: { from: '00:00', until: '23:59' },
    workingDays: [1, 2, 3, 4, 5, 6, 7],
    ladder: [
      { timing: { at: 'assignment' }, audience: ['assignee'], kind: 'assigned' },
      { timing: { at: 'due' }, audience: ['assignee', 'manager'], kind: 'escalation' },
    ],
    steps: template.steps.map((step) => ({ ...step, opening: 'predecessor' })),
  };
}

function monthAfter(month: string): string {
  const date = new Date(`${month}-15T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1);
  return date.toISOString().slice(0, 7);
}

const literally = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
