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
  browser = await launchBrowser();
}, 60_000);
beforeEach(async () => {
  server = await startSampleServer(built.folder);
  page = await browser.newPage();
});
afterEach(async () => {
  await page.close();
  await server.close();
});
afterAll(async () => {
  await browser?.close();
  built?.remove();
});

async function open(address: string): Promise<void> {
  await page.goto(`${server.url}${address}`);
  await page.locator('h1').first().waitFor();
}

const acts = () => server.writes.filter((write) => write.startsWith('POST'));

describe.each([
  ['task', '/act/task', 'Submit'],
  ['sign-off', '/act/sign-off', 'Confirm your decision'],
] as const)('a scanner on the link to a %s', (_name, address, button) => {
  test('finds nothing chosen and nothing ticked', async () => {
    await open(address);
    await page.getByRole('button', { name: button }).waitFor();
    expect(await page.locator('input:checked').count()).toBe(0);
  });

  test('records nothing when it submits every form', async () => {
    await open(address);
    await page.getByRole('button', { name: button }).waitFor();
    await page.evaluate('for (const form of document.forms) form.requestSubmit()');
    await page.getByRole('alert').first().waitFor();
    expect(acts()).toEqual([]);
  });

  test('records nothing when it clicks every button once', async () => {
    await open(address);
    await page.getByRole('button', { name: button }).waitFor();
    await page.evaluate('for (const one of document.querySelectorAll("button")) one.click()');
    await page.getByRole('alert').first().waitFor();
    expect(acts()).toEqual([]);
  });
});

test('a person who chooses, says why and ticks the statement gets a receipt with time and hash', async () => {
  await open('/act/sign-off');
  await page.getByRole('radio', { name: 'Reject' }).check();
  await page.getByRole('button', { name: 'Reject and reopen the work' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('Say why you reject it');
  await page.getByLabel('Reason for the rejection').fill('The overtime is not agreed.');
  await page.getByRole('button', { name: 'Reject and reopen the work' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('Tick the statement');
  expect(acts()).toEqual([]);

  await page.getByRole('checkbox', { name: /this is my decision/ }).check();
  await page.getByRole('button', { name: 'Reject and reopen the work' }).click();
  await page.getByText('Your decision is recorded').waitFor();
  expect(acts()).toHaveLength(1);
  expect(acts()[0]).toContain('"comment":"The overtime is not agreed."');
  expect(acts()[0]).toContain('"confirmation":true');
  const receipt = await page.locator('.receipt').textContent();
  expect(receipt).toContain('Tue 8 Dec 2026, 10:12:00 (Berlin)');
  expect(receipt).toContain('2f9a41c7');
});

test('a sign-off does not look done before the server has said so', async () => {
  await page.route('**/decide', (route) =>
    route.fulfill({
      status: 503,
      json: { error: { code: 'unavailable', message: 'Not recorded. Try again in a minute.', details: [] } },
    }),
  );
  await open('/act/sign-off');
  await page.getByRole('radio', { name: 'Approve', exact: true }).check();
  await page.getByRole('checkbox', { name: /this is my decision/ }).check();
  await page.getByRole('button', { name: 'Approve this version' }).click();
  expect(await page.getByRole('alert').textContent()).toBe('Not recorded. Try again in a minute.');
  expect(await page.getByText('is recorded').count()).toBe(0);
  expect(await page.getByText('not decided yet').count()).toBe(1);
});

test('a link that no longer works says why and changes nothing', async () => {
  await open('/act/stale');
  expect(await page.locator('main').textContent()).toContain('This task was done by Tom Becker');
  expect(await page.getByRole('link', { name: 'Sign in instead' }).count()).toBe(1);
  expect(server.writes).toEqual([]);
});
