import type { Browser, Locator, Page } from 'playwright-core';
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
  await page.goto(`${server.url}/tasks/task-sales`);
  await cell('TOOLS|DE', '2027-01').waitFor();
});
afterEach(() => page.close());
afterAll(async () => {
  await browser?.close();
  await server?.close();
  built?.remove();
});

const cell = (row: string, month: string): Locator =>
  page.locator(`[row-id="${row}"] [role=gridcell][col-id="${month}"]`);
const lastWrite = () => server.writes.at(-1) ?? '';

test('figures are typed by keyboard, change the totals, need a reason, and are sent as they stand', async () => {
  const totalBefore = await cell('TOOLS total', '2027-01').textContent();
  await cell('TOOLS|DE', '2027-01').click();
  await page.keyboard.type('2500');
  await page.keyboard.press('Enter');
  expect(await cell('TOOLS|DE', '2027-01').textContent()).toBe('2,500');
  expect(await cell('TOOLS total', '2027-01').textContent()).not.toBe(totalBefore);

  await page.getByRole('button', { name: 'Submit' }).click();
  expect(await page.getByRole('alert').first().textContent()).toContain(
    'Choose a reason for 1 changed figure',
  );

  await page.getByLabel('Reason: Tools, Germany, Jan 27').selectOption('promotion');
  await page.getByText('Draft saved').waitFor();
  expect(lastWrite()).toContain('PUT /api/tasks/task-sales/draft');

  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Sent and recorded').waitFor();
  expect(lastWrite()).toContain('POST /api/tasks/task-sales/submit');
  expect(lastWrite()).toContain(
    '"adjustments":[{"familyCode":"TOOLS","marketCode":"DE","itemCode":null,"month":"2027-01","change":{"kind":"absolute","value":2500},"reasonCode":"promotion","comment":""}]',
  );
});

test('a block from a spreadsheet is pasted, undone, redone and taken back', async () => {
  const before = (await cell('TOOLS|ES', '2027-02').textContent()) ?? '';
  await cell('TOOLS|DE', '2027-01').click();
  await page.evaluate(`{
    const data = new DataTransfer();
    data.setData('text', '3,000\\t3,100\\n1,800\\t1,900\\n');
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(paste);
  }`);
  const pasted = cell('TOOLS|ES', '2027-02');
  await expectText(pasted, '1,900');
  expect(await cell('TOOLS|DE', '2027-02').textContent()).toBe('3,100');

  await page.keyboard.press('Control+z');
  await expectText(pasted, before);
  await page.keyboard.press('Control+y');
  await expectText(pasted, '1,900');
  await pasted.click();
  await page.keyboard.press('Delete');
  await expectText(pasted, before);
});

test('many figures are changed by per cent at once', async () => {
  await page.getByText('Change many figures by per cent').click();
  await page.getByLabel('What', { exact: true }).selectOption('family PUMPS');
  await page.getByLabel('By, %').fill('10');
  const before = Number((await cell('PUMPS|DE', '2026-12').textContent())?.replace(',', ''));
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await expectText(cell('PUMPS|DE', '2026-12'), String(Math.round(before * 1.1)));
  expect(await page.getByLabel(/^Reason: Pumps/).count()).toBe(3);
});

async function expectText(locator: Locator, text: string): Promise<void> {
  await locator.filter({ hasText: text }).waitFor({ timeout: 5_000 });
  expect(await locator.textContent()).toBe(text);
}
