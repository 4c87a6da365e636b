import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { askDesk } from '../support/ask-desk';
import { launchBrowser } from '../support/browser';
import { type SampleServer, startSampleServer } from './sample-server';

/** Skeletons in tabs that are not shown do not count: what they stand for is asked for when they are. */
const isLoaded =
  '![...document.querySelectorAll(".loading, .mantine-Skeleton-root")].some((one) => one.checkVisibility())';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export interface PagesUnderTest {
  /** Of the present test: each has a window of its own. */
  readonly page: Page;
  readonly server: SampleServer;
  /** Goes to an address and waits until the page has its heading and all its figures. */
  readonly open: (address: string) => Promise<void>;
}

/** The built pages in a real browser with the sample server behind them, for the tests of the calling file. */
export function pagesUnderTest(window: BrowserContextOptions['viewport'] & object): PagesUnderTest {
  let browser: Browser;
  let server: SampleServer;
  let page: Page;

  beforeAll(async () => {
    const { folder } = (await askDesk('/pages')) as { folder: string };
    server = await startSampleServer(folder);
    browser = await launchBrowser();
  }, 120_000);
  beforeEach(async () => {
    // The policy of the pages would keep the accessibility checker out.
    page = await browser.newPage({ viewport: window, bypassCSP: true });
    server.forget();
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    get page() {
      return page;
    },
    get server() {
      return server;
    },
    open: (address) => openLoaded(page, `${server.url}${address}`),
  };
}

export async function openLoaded(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(isLoaded);
}

/** Waits until the place holds the words; a page answers a little after the click. */
export async function waitForText(place: Locator, words: string | RegExp): Promise<void> {
  await place.filter({ hasText: words }).first().waitFor();
}

/** Without an accessibility violation by axe, and no wider than the window. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] })',
  )) as AxeResults;
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  ).toBe(0);
}
