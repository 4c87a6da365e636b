import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { buildPages } from './built-pages';
import { type SampleServer, startSampleServer } from './sample-server';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const pages = {
  'sign-in': '/sign-in',
  'the sign-in link': '/sign-in/token',
  home: '/',
  months: '/units/unit-europe',
  schedule: '/units/unit-europe/schedule',
  cycle: '/cycles/cycle-1',
  'a step of the cycle': '/cycles/cycle-1?step=demand-review',
  'demand input': '/tasks/task-sales',
  consensus: '/tasks/task-consensus',
  'capacity check': '/tasks/task-capacity',
  'supply input': '/tasks/task-receipts',
  'scenario choice': '/tasks/task-scenario',
  'plan review': '/tasks/task-review',
  attest: '/tasks/task-attest',
  'sign-off': '/sign-offs/sign-off-1',
  plans: '/cycles/cycle-1/plans',
  'supply plan': '/cycles/cycle-1/plans/plan-supply',
  'baseline plan': '/cycles/cycle-1/plans/plan-baseline',
  scenarios: '/cycles/cycle-1/scenarios',
  settings: '/units/unit-europe/settings',
  compliance: '/compliance',
  template: '/units/unit-europe/template',
  data: '/units/unit-europe/data',
  people: '/units/unit-europe/people',
  'a mail in the mailbox': '/mailbox/mail-1',
  'a sign-off by link': '/act/sign-off',
  'a stale link': '/act/stale',
  'an unknown address': '/nowhere',
};

/** Skeletons in tabs that are not shown do not count: what they stand for is asked for when they are. */
const isLoaded =
  '![...document.querySelectorAll(".loading, .mantine-Skeleton-root")].some((one) => one.checkVisibility())';

let browser: Browser;
let server: SampleServer;
let built: ReturnType<typeof buildPages>;

beforeAll(async () => {
  built = buildPages();
  server = await startSampleServer(built.folder);
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  built?.remove();
});

describe.each([
  ['wide and light', 1400, 'light'],
  ['on a phone and dark', 390, 'dark'],
] as const)('%s', (_name, width, colorScheme) => {
  let context: BrowserContext;
  let page: Page;
  const troubles: string[] = [];

  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    page = await context.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) troubles.push(message.text());
    });
  });
  afterAll(() => context.close());

  test.each(Object.entries(pages))(
    '%s is accessible and fits its window',
    async (_page, address) => {
      await page.goto(`${server.url}${address}`);
      await page.locator('h1').first().waitFor();
      await page.waitForFunction(isLoaded);
      await page.evaluate(axe);
      const results = (await page.evaluate(
        'axe.run(document, { resultTypes: ["violations"] })',
      )) as AxeResults;
      expect(
        results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
      ).toEqual([]);
      expect(
        await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
      ).toBe(0);
      expect(troubles.splice(0)).toEqual([]);
    },
    30_000,
  );
});
