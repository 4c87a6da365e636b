import type { Browser, BrowserContext, Page } from 'playwright-core';
import { askDesk } from '../support/ask-desk';
import { launchBrowser } from '../support/browser';
import { expectAccessible, openLoaded } from './pages-under-test';
import { type SampleServer, startSampleServer } from './sample-server';

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

let browser: Browser;
let server: SampleServer;

beforeAll(async () => {
  const { folder } = (await askDesk('/pages')) as { folder: string };
  server = await startSampleServer(folder);
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
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
      await openLoaded(page, `${server.url}${address}`);
      await expectAccessible(page);
      expect(troubles.splice(0)).toEqual([]);
    },
    30_000,
  );
});
