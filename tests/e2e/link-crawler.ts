import { type CompanyUnderTest, onThisMachine } from './company-under-test';

/** A mail scanner at its worst: asks for every link of every mail in every way, submits its forms, presses its buttons. */
export async function crawlEveryLink(company: CompanyUnderTest): Promise<void> {
  const links = (await company.mails()).flatMap(({ text, html }) => [
    ...`${text} ${html}`.matchAll(/https?:\/\/[^\s"'<>]+/g),
  ]);
  const addresses = new Set(links.map(([link]) => onThisMachine(company.url, link)));
  expect(addresses.size).toBeGreaterThan(8);
  const crawler = await company.visitor();
  for (const address of addresses) {
    await crawler.request.head(address);
    await crawler.request.get(address);
    await crawler.request.post(address, { form: { decision: 'approve', confirmation: 'true' } });
    const page = await crawler.newPage();
    await page.goto(address);
    await page.locator('h1').waitFor();
    await page.waitForTimeout(200);
    await page.evaluate("document.querySelectorAll('form').forEach((form) => form.requestSubmit())");
    await page.waitForTimeout(100);
    await page.evaluate("document.querySelectorAll('form button').forEach((button) => button.click())");
    await page.waitForTimeout(100);
    await page.close();
  }
  await crawler.close();
}
