import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { Locator, Page } from 'playwright-core';
import type { CycleTemplate } from '../../domain/cycle/template';
import { type CompanyUnderTest, eventually, isTo, startCompany } from './company-under-test';
import { crawlEveryLink } from './link-crawler';
import { MonthOnRecord } from './month-on-record';
import { answerOf, PeopleAtWork } from './people-at-work';

/**
 * A whole month as its people live it: `npm start`, real mails taken by SMTP, their links opened in a real browser.
 * The tests build on each other, in the order of the month.
 */
let company: CompanyUnderTest;
let owner: Page;
let month: MonthOnRecord;
let people: PeopleAtWork;

const OWNER = 'maria.keller@alpina.example';

beforeAll(async () => {
  company = await startCompany();
  owner = await company.signIn(OWNER);
}, 180_000);
afterAll(() => company?.stop(), 60_000);

describe('The owner sets the month up', () => {
  it('starts a month of their own template: steps follow each other, and the manager hears what is past due', async () => {
    const unit = await company.database.prisma.unit.findFirstOrThrow();
    const { definition, version } = await answerOf<{ definition: CycleTemplate; version: number }>(
      await owner.request.get(`${company.url}/api/units/${unit.id}/template`),
    );
    await answerOf(
      await owner.request.put(`${company.url}/api/units/${unit.id}/template`, {
        headers: { origin: company.url },
        data: { definition: quickTemplate(definition), basedOnVersion: version },
      }),
    );
    const first = await company.database.prisma.cycle.findFirstOrThrow({ orderBy: { period: 'desc' } });
    const period = monthAfter(first.period);
    const cycle = await answerOf<{ id: string }>(
      await owner.request.post(`${company.url}/api/units/${unit.id}/cycles`, {
        headers: { origin: company.url },
        data: { period },
      }),
    );
    month = new MonthOnRecord(company, cycle.id, period);
    people = new PeopleAtWork(company, month, await company.visitor());
    await month.untilStep('data-gathering', 'open');
  }, 60_000);

  it('escalates to the manager what is past due, and stops when it is done', async () => {
    const task = await month.openTask('attest-stock');
    const holder = await month.person(task.assigneeId);
    const manager = await month.person(holder.managerId ?? '');
    await answerOf(
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
    await owner.goto(`${company.url}/cycles/${month.cycleId}`);
    await owner.getByRole('heading', { name: 'Needs you (1)' }).waitFor();
    await people.doTask('attest-stock', tickData);
    await owner.getByText('Nothing needs you now').waitFor(); // Without a reload.
  }, 90_000);
});

describe('Data gathering and demand review', () => {
  it('takes what the data people attest, from their mails', async () => {
    for (const key of ['attest-sales-history', 'attest-capacity']) {
      await people.doTask(key, tickData);
    }
    await month.untilStep('demand-review', 'open');
  }, 90_000);

  it('signs nothing for a crawler that opens every link, submits every form and presses every button', async () => {
    await eventually(async () => {
      const asked = (await company.mails()).filter(({ subject }) => subject.includes('Adjust the forecast'));
      return asked.length >= 10 ? asked : null;
    }, 'the mails of the inputs');
    const before = await month.everything();
    await crawlEveryLink(company);
    expect(await month.everything()).toEqual(before);
  }, 180_000);

  it('takes a change of one per cent with its reason from a sales person', async () => {
    const content = await people.doTask('sales-input/1', async (page) => {
      await page.getByLabel('Reason for new changes').selectOption('promotion');
      await page.getByText('Change many figures by per cent').click();
      await page.getByLabel('By, %').fill('10');
      await page.getByRole('button', { name: 'Change', exact: true }).click();
    });
    expect(JSON.stringify(content)).toContain('"promotion"');
  }, 60_000);

  it('computes the consensus once all inputs are in', async () => {
    await people.handInTheRest('demand-input', { kind: 'demand-input', adjustments: [] });
    await people.settleConsensus('Prices stay as they are.');
    expect(await month.signOffMails('demand')).not.toHaveLength(0);
  }, 90_000);

  it('reopens the work with the comment when an approver rejects', async () => {
    const [first] = await month.pendingSignOffs('demand-review');
    await people.decide(first!, 'Reject', 'The spring promotion is missing for France.');
    const consensus = await month.openTask('consensus');
    expect(consensus.round).toBe(2);
    const { email } = await month.person(consensus.assigneeId);
    const mail = await month.mailTo(email, /Settle the consensus demand plan/);
    expect(mail.text).toContain('The spring promotion is missing for France.');
    await people.settleConsensus('Prices stay; the promotion in France is included.', mail);
  }, 90_000);

  it('voids a given sign-off when the owner reopens the work, and asks again', async () => {
    const [first] = await month.pendingSignOffs('demand-review');
    await people.decide(first!, 'Approve', '');
    await owner.goto(`${company.url}/cycles/${month.cycleId}?step=demand-review`);
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
    await people.settleConsensus('With the new price list.');
    await people.signOffStep('demand-review');
  }, 120_000);
});

describe('From supply to the published plan', () => {
  it('plans supply with the hours and receipts that people state', async () => {
    await month.untilStep('supply-review', 'open');
    const hours = await people.doTask('capacity-check', (page) => typeInto(page, /, regular/, '1500'));
    expect(hours).toMatchObject({ capacity: [{ regularHours: 1500 }] });
    const receipts = await people.doTask('procurement-input/1', (page) => typeInto(page, /./, '250'));
    expect(receipts).toMatchObject({ receipts: [{ quantityUnits: 250 }] });
    await people.handInTheRest('supply-input', { kind: 'supply-input', receipts: [] });
    await people.doTask('supply-plan', (page) => page.getByLabel(/I looked at Supply plan/).check());
    await people.signOffStep('supply-review');
  }, 120_000);

  it('compares scenarios with the budget, adds one, and recommends it', async () => {
    await month.untilStep('pre-sop', 'open');
    await owner.goto(`${company.url}/cycles/${month.cycleId}/scenarios`);
    await owner.getByRole('button', { name: 'Add a scenario' }).click();
    const dialog = owner.getByRole('dialog');
    await dialog.getByLabel('Name').fill('A tenth less');
    await dialog.getByLabel('By, %').fill('-10');
    await dialog.getByRole('button', { name: 'Compute it' }).click();
    await owner.getByRole('columnheader', { name: 'A tenth less' }).waitFor({ timeout: 60_000 });
    await owner.getByRole('button', { name: 'Add a scenario' }).click();
    await dialog.getByLabel('Name').fill('Meant otherwise');
    await dialog.getByLabel('By, %').fill('50');
    await dialog.getByRole('button', { name: 'Compute it' }).click();
    await owner.getByRole('button', { name: 'Remove Meant otherwise' }).click();
    await pressUntilDone(dialog, 'Remove this scenario');
    await owner.getByText('"Meant otherwise" is removed').waitFor();
    await owner.getByRole('button', { name: 'Remove Meant otherwise' }).waitFor({ state: 'detached' });
    await people.doTask('finance-review', (page) => page.getByLabel(/I looked at the scenarios/).check());
    const choice = await people.doTask('scenario-choice', (page) =>
      page.getByRole('radio', { name: 'A tenth less' }).check(),
    );
    expect(choice).toMatchObject({ scenario: 'own-1' });
    await people.signOffStep('pre-sop');
  }, 120_000);

  it('publishes what the executives approved, the same in the file and in the database', async () => {
    await month.untilStep('executive-meeting', 'open');
    await people.signOffStep('executive-meeting');
    const cycle = await eventually(async () => {
      const row = await company.database.prisma.cycle.findUniqueOrThrow({
        where: { id: month.cycleId },
        include: { publication: true },
      });
      return row.state === 'published' && row.publication ? row : null;
    }, 'the plan to be published');
    const csv = await (
      await owner.request.get(`${company.url}/api/cycles/${month.cycleId}/publication/plan.csv`)
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
    const news = await company.takeMail(isTo(OWNER, /plan is published/), 'the news of the published plan');
    const executives = await month.prisma.signOff.findMany({
      where: { state: 'approved', group: { cycleId: month.cycleId, step: { key: 'executive-meeting' } } },
    });
    expect(executives).not.toHaveLength(0);
    for (const { personId } of executives) {
      expect(news.text).toContain((await month.person(personId)).name);
    }
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

const tickData = (page: Page) => page.getByLabel(/the data is complete and right/).check();

/** Types into the first figure of the first row with such a name. */
async function typeInto(page: Page, row: RegExp, figure: string): Promise<void> {
  const cell = page.getByRole('row', { name: row }).getByRole('textbox').first();
  await cell.fill(figure);
  await cell.press('Tab');
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

/** A busy machine may not confirm an act in time: the dialog says so, and a person presses again. */
async function pressUntilDone(dialog: Locator, button: string): Promise<void> {
  const isToBeRepeated = dialog.getByRole('alert').filter({ hasText: /Not (recorded|confirmed)/ });
  for (;;) {
    await dialog.getByRole('button', { name: button }).click();
    const gone = dialog.waitFor({ state: 'detached' }).then(() => true);
    if (await Promise.race([gone, isToBeRepeated.waitFor().then(() => false)])) return;
  }
}
