import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { buildPages } from './built-pages';
import { type SampleServer, startSampleServer } from './sample-server';

/** What people do to a running month, on a phone and by keyboard. */

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let server: SampleServer;
let built: ReturnType<typeof buildPages>;
let page: Page;

beforeAll(async () => {
  built = buildPages();
  server = await startSampleServer(built.folder);
  browser = await launchBrowser();
}, 60_000);
beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 900 }, bypassCSP: true });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
});
afterEach(() => page.context().close());
afterAll(async () => {
  await browser?.close();
  await server?.close();
  built?.remove();
});

async function expectAccessible(): Promise<void> {
  await page.evaluate(axe);
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  ).toBe(0);
}

test('the owner adds a task to a step', async () => {
  await page.goto(`${server.url}/cycles/cycle-1?step=demand-review`);
  await page.getByRole('button', { name: 'Add a task' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add a task to Demand review' });
  await dialog.waitFor();
  expect(await dialog.getByRole('button', { name: 'Add the task' }).isDisabled()).toBe(true);
  await dialog.getByLabel('What is to be done').fill('Check the tender');
  await dialog.getByLabel('How, and what to look at').fill('Ask for the volumes.');
  const who = dialog.getByLabel(/^Who/);
  const [, first] = await who.locator('option').allTextContents();
  await who.selectOption({ label: first! });
  await dialog.getByLabel(/^Due/).fill('2026-12-09T17:00');
  await dialog.getByLabel('Minutes it takes').fill('25');
  await dialog.getByLabel('Waits for').selectOption({ index: 1 });
  await expectAccessible();
  await dialog.getByRole('button', { name: /^Ask / }).click();
  await page.getByText('is asked for "Check the tender"').waitFor();
  const write = server.writes.at(-1)!;
  expect(write).toContain('POST /api/cycles/cycle-1/steps/demand-review/tasks');
  expect(JSON.parse(write.slice(write.indexOf('{')))).toMatchObject({
    title: 'Check the tender',
    instructions: 'Ask for the volumes.',
    dueAt: '2026-12-09T16:00:00.000Z',
    minutes: 25,
    waitsFor: 'sales-input',
  });
}, 30_000);

test('what was handed in can be changed until the cut-off', async () => {
  await page.goto(`${server.url}/tasks/task-sent`);
  await page.getByText('You can change it until "Settle the consensus" is done.').waitFor();
  await expectAccessible();
  await page.getByRole('button', { name: 'Change what I sent' }).click();
  await page.getByRole('button', { name: 'Send the change' }).waitFor();
  expect(await page.getByText('What you sent before counts until then').isVisible()).toBe(true);
}, 30_000);

test('an approver abstains', async () => {
  await page.goto(`${server.url}/sign-offs/sign-off-1`);
  await page.getByRole('radio', { name: 'Abstain' }).check();
  await page.getByRole('button', { name: 'Abstain from this version' }).click();
  await page.getByText('Your decision is recorded').waitFor();
  expect(server.writes.at(-1)).toContain('POST /api/sign-offs/sign-off-1/decide {"decision":"abstain"');
}, 30_000);

test('a sign-off that cannot be reached stands under "Needs you", and leads to its step', async () => {
  await page.goto(`${server.url}/cycles/cycle-stuck`);
  await page.getByText(/Raj Patel abstained\. Reopen the step/).waitFor();
  await expectAccessible();
  await page.getByRole('button', { name: 'Open the step' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reopen…' }).waitFor();
}, 30_000);

test('a cancelled month offers to start again', async () => {
  await page.goto(`${server.url}/cycles/cycle-cancelled`);
  await page.getByRole('button', { name: 'Start December 2026 again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start a month' });
  await dialog.getByText('December 2026 was cancelled').waitFor();
  await expectAccessible();
  expect(await dialog.getByRole('button', { name: 'Start December 2026 again' }).isEnabled()).toBe(true);
}, 30_000);

test('the template asks signers one after another, in an order that can be changed', async () => {
  await page.goto(`${server.url}/units/unit-europe/template`);
  const order = page.getByLabel('In which order they are asked').first();
  await order.waitFor();
  await order.selectOption({ label: 'one after another, role by role' });
  const roles = page.locator('.role-order li');
  expect(await roles.count()).toBeGreaterThan(1);
  const [first, second] = await roles.allTextContents();
  await page
    .getByRole('button', { name: /earlier$/ })
    .first()
    .click();
  const after = (await roles.allTextContents()).map((text) => text.replace('earlier', '').trim());
  expect(after.slice(0, 2)).toEqual([second!.replace('earlier', '').trim(), first!.trim()]);
  await expectAccessible();
}, 30_000);
