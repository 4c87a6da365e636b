import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { everyMail } from './mail-samples';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const axeRun = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' | ')))`;

/** Between them they hold every part that a mail can have. */
const names = ['sign-off-request', 'escalation to the owner', 'kick-off', 'task-assigned again'];
const mails = everyMail();

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(['light', 'dark'] as const)('in a %s window of a phone', (colorScheme) => {
  test.each(names)('"%s" can be read by everybody and fits', async (name) => {
    const page = await browser.newPage({ viewport: { width: 380, height: 800 }, colorScheme });
    await page.setContent(mails[name]!.html);
    await page.evaluate(axeSource);
    expect(await page.evaluate(axeRun)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(380);
    await page.close();
  });
});
