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
  page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  page.setDefaultTimeout(8_000);
  await page.goto(`${server.url}/compliance`);
  await page.getByRole('heading', { name: 'Europe: how good was the forecast?' }).waitFor();
});
afterEach(() => page.close());
afterAll(async () => {
  await browser?.close();
  await server?.close();
  built?.remove();
});

test('leadership reads what each step did to the error, in words beside the figures', async () => {
  const table = page.getByRole('region', { name: 'Forecast value added by step' });
  await table.waitFor();
  const cells = await table
    .getByRole('row')
    .filter({ hasText: 'After marketing' })
    .getByRole('cell')
    .allTextContents();
  expect(cells).toEqual(['86.1 %', '13.9 %', '2.1 % over-forecast', 'added 1.1 points of error']);
  await page.getByText('"After marketing" added 1.1 points of error: ask why.').waitFor();
});

test('another lag is asked of the server', async () => {
  const asked = page.waitForRequest((request) => request.url().endsWith('/forecast-accuracy?lag=1'));
  await page.getByLabel('How long before the month').selectOption('1');
  await asked;
});

test('a unit of which no planned month has passed says when the figures come', async () => {
  await page.getByRole('button', { name: 'America' }).click();
  await page.getByText('No planned month has passed yet').waitFor();
  await page.getByText('The first figures come when January 2027 is over').waitFor();
});

test('leadership is told which months of the sample company are made up', async () => {
  await page.getByText('Some of these months are made up').waitFor();
  await page.getByText('Europe: August 2026 to November 2026. The sample company comes with them').waitFor();
});
