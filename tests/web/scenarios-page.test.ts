import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { buildPages } from './built-pages';
import { type SampleServer, startSampleServer } from './sample-server';

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
  await page.goto(`${server.url}/cycles/cycle-1/scenarios`);
  await page.getByRole('button', { name: 'Add a scenario' }).waitFor();
});
afterEach(() => page.context().close());
afterAll(async () => {
  await browser?.close();
  await server?.close();
  built?.remove();
});

test('each figure says what is best and how far it is from the base', async () => {
  const margin = page.getByRole('row', { name: /^Margin/ });
  expect(await margin.getByText('best').count()).toBe(1);
  expect(await margin.textContent()).toContain('+30,000 to the base');
  expect(await page.getByRole('row', { name: /^Service/ }).textContent()).toContain(
    '+1.1 points to the base',
  );
});

test('a scenario that is computed, and one without a plan, say so in words', async () => {
  await page.getByText('being computed').waitFor();
  expect(await page.getByText('no plan', { exact: true }).isVisible()).toBe(true);
  expect(await page.getByText(/^These cannot hold together/).isVisible()).toBe(true);
});

test('a scenario is put together by keyboard and sent with its changes', async () => {
  await page.getByRole('button', { name: 'Add a scenario' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Compute it' }).click();
  expect(await dialog.getByRole('alert').textContent()).toBe('Give the scenario a name that all understand.');

  await dialog.getByLabel('Name').fill('Less demand');
  await dialog.getByRole('button', { name: 'Compute it' }).click();
  expect(await dialog.getByRole('alert').textContent()).toContain('give a number of per cent');

  await dialog.getByLabel('By, %').fill('-12.5');
  await dialog.getByLabel('From').selectOption('2027-01');
  await dialog.getByLabel('Until').selectOption('2027-02');
  await dialog.getByRole('button', { name: 'And something else' }).click();
  const second = dialog.getByRole('group', { name: 'What is different, 2' });
  await second.getByLabel('What', { exact: true }).selectOption('line-lost');
  await second.getByLabel('Line').selectOption('LINE-2');

  await page.evaluate(axe);
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  await dialog.getByRole('button', { name: 'Compute it' }).click();
  await page.getByText('"Less demand" is being computed').waitFor();
  expect(server.writes.at(-1)).toBe(
    'POST /api/cycles/cycle-1/scenarios {"name":"Less demand","changes":[{"kind":"demand","percent":-12.5,"periods":["2027-01","2027-02"]},{"kind":"line-lost","resource":"LINE-2"}]}',
  );
});
