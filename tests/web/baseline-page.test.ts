import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { buildPages } from './built-pages';
import { type SampleServer, startSampleServer } from './sample-server';

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
  page = await browser.newPage({ viewport: { width: 390, height: 900 } });
  page.setDefaultTimeout(8_000);
  await page.goto(`${server.url}/cycles/cycle-1/plans/plan-baseline`);
  await page.getByRole('heading', { name: 'Months that look like one-off orders' }).waitFor();
});
afterEach(() => page.close());
afterAll(async () => {
  await browser?.close();
  await server?.close();
  built?.remove();
});

test('a planner sees what was cleaned, and keeps a month with a reason, by keyboard', async () => {
  const rows = await page.getByRole('region', { name: 'Cleaned months' }).textContent();
  expect(rows).toContain('as sold: kept by Ana Ruiz, “A customer who comes every spring”');
  await page.getByRole('button', { name: /^Keep as sold/ }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Keep Sep 25 of Cordless drill/ });
  await dialog.getByText('The next baseline takes the 900 sold in DE as true demand.').waitFor();
  await dialog.getByRole('button', { name: 'Keep as true demand' }).click();
  expect(server.writes).toEqual([]);

  await dialog.getByLabel('Why is it true demand?').fill('It comes back');
  await dialog.getByRole('button', { name: 'Keep as true demand' }).click();
  await page.getByText('is kept as true demand').first().waitFor();
  expect(server.writes).toEqual([
    'PUT /api/units/unit-europe/kept-demand {"itemCode":"T-100","marketCode":"DE","month":"2025-09","isKept":true,"reason":"It comes back"}',
  ]);
});

test('a planner opens what the answer of a series is made of', async () => {
  await page.getByText('11.8 %', { exact: true }).click();
  const methods = page.getByRole('listitem');
  await methods.filter({ hasText: 'exponential smoothing: 12.1 %, 60 % of the answer' }).waitFor();
  await methods.filter({ hasText: /^seasonal naive \(for comparison\): 19.0 %$/ }).waitFor();
});

test('a planner lets a new item follow another one', async () => {
  await page.getByRole('button', { name: 'Name a like item' }).click();
  const dialog = page.getByRole('dialog', { name: 'Which item will the new one sell like?' });
  await dialog.getByLabel('New item').selectOption('T-200');
  await dialog.getByLabel('Sells like').selectOption('T-100');
  await dialog.getByLabel('At how many per cent of it').fill('80');
  await dialog.getByRole('button', { name: 'Follow it' }).click();
  await page.getByText('T-200 follows T-100 at 80 %').first().waitFor();
  expect(server.writes.at(-1)).toBe(
    'PUT /api/units/unit-europe/like-item {"itemCode":"T-200","likeItemCode":"T-100","percent":80}',
  );
});
