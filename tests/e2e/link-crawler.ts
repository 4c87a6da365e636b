import type { Page } from 'playwright-core';
import { type CompanyUnderTest, onThisMachine } from './company-under-test';

/** A mail scanner at its worst: asks for every link of every mail in every way, submits its forms, presses its buttons. */
export async function crawlEveryLink(company: CompanyUnderTest): Promise<void> {
  const links = (await company.mails()).flatMap(({ text, html }) => [
    ...`${text} ${html}`.matchAll(/https?:\/\/[^\s"'<>]+/g),
  ]);
  const addresses = new Set(links.map(([link]) => onThisMachine(company.url, link)));
  expect(addresses.size).toBeGreaterThan(8);
  let pressed = 0;
  const crawler = await company.visitor();
  for (const address of addresses) {
    await crawler.request.head(address);
    await crawler.request.get(address);
    await crawler.request.post(address, { form: { decision: 'approve', confirmation: 'true' } });
    const page = await crawler.newPage();
    await page.goto(address);
    await loaded(page);
    if (/\/act\//.test(address)) pressed += await pressEverything(page);
    await page.close();
  }
  await crawler.close();
  expect(pressed).toBeGreaterThan(8); // Else the pages had nothing to press, and nothing was tried.
}

/** Submits every form and presses every button; every act must answer with what is missing. Gives the number of forms. */
async function pressEverything(page: Page): Promise<number> {
  const forms = await page.locator('form').count();
  if (forms === 0) return 0;
  await page.evaluate("document.querySelectorAll('form').forEach((form) => form.requestSubmit())");
  await page.getByRole('alert').first().waitFor();
  await page.evaluate("document.querySelectorAll('form button').forEach((button) => button.click())");
  await page.getByRole('alert').first().waitFor();
  return forms;
}

/** The heading of what the link opens, not of the page that waits for it. */
const loaded = (page: Page) =>
  page.locator('h1').filter({ hasNotText: 'Opening your link' }).first().waitFor();
