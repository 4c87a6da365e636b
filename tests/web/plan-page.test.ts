import type { Schemas } from '../../web/src/api/client';
import { expectAccessible, pagesUnderTest, waitForText } from './pages-under-test';
import { cutShort } from './sample-figures';

const pages = pagesUnderTest({ width: 1400, height: 1000 });
beforeEach(() => pages.open('/cycles/cycle-1/plans/plan-overtime'));

const section = (title: string) =>
  pages.page.locator('section.section', {
    has: pages.page.getByRole('heading', { name: title, exact: true }),
  });

test('what is different from the base is told in money, service, stability and moves', async () => {
  const text = (await section('What is different').textContent()) ?? '';
  expect(text).toContain('Margin, EUR+30,000');
  expect(text).toContain('Service, points+1.1');
  expect(text).toContain('Production as before94.7 %');
  expect(text).toContain('The 1 largest of 24 moves');
  await waitForText(pages.page.getByRole('row', { name: /^Tools Production Apr 27/ }), '+260');

  const asked = pages.page.waitForRequest((request) =>
    request.url().endsWith('/difference?with=plan-supply'),
  );
  await pages.page.getByLabel('Compare with').selectOption('plan-supply');
  await asked;
});

test('one more unit of demand has a cost by family and month, without a total', async () => {
  const costs = section('What one more unit of demand would cost');
  expect(await costs.getByRole('row').count()).toBe(4);
  await pages.page.getByLabel('Measure').selectOption('marginal-cost-of-demand');
  expect(
    await section('Figures')
      .getByRole('row', { name: /^Total/ })
      .count(),
  ).toBe(0);
});

test('an item says what is promised, what its reorder point gives, and that the proposal is capped', async () => {
  const drill = pages.page.getByRole('row', { name: /^Cordless drill/ });
  const text = (await drill.textContent()) ?? '';
  expect(text).toContain('95 % of cycles without a stock-out');
  expect(text).toContain('81.2 %');
  expect(text).toContain('1,125capped at a quarter; it needs 1,240');
  expect(text).toContain('Assumed: lead time 30 days');
  expect(
    await pages.page.getByRole('link', { name: 'Download the proposals (CSV)' }).getAttribute('href'),
  ).toBe('/api/plans/plan-overtime/reorder-points.csv');
});

test('it says which place holds the stock and what that saves, and reads on a phone', async () => {
  const stock = section('Inventory targets');
  await stock
    .getByText(/placed best saves/)
    .first()
    .waitFor();
  const text = (await stock.textContent()) ?? '';
  expect(text).toContain(
    'It costs 410 EUR a month. Stock at the markets only costs 600 EUR: placed best saves 190 EUR a month (32 %).',
  );
  expect(text).toContain('No stage serves Sweden: what is bought there is not in it.');
  const places = stock.getByRole('table', { name: 'Safety stock of Tools by place' });
  const plant = (await places.getByRole('row', { name: /^Plant Brno/ }).textContent()) ?? '';
  expect(plant).toContain('0at once20 daysholds none');
  const warehouse = (await places.getByRole('row', { name: /^Warehouse Lyon/ }).textContent()) ?? '';
  expect(warehouse).toContain('serves Germany68320 daysat once21 days410 EUR3,700 a month ± 500');

  await pages.page.setViewportSize({ width: 390, height: 844 });
  await places.evaluate((table) => table.scrollIntoView());
  const isWithin = 'document.documentElement.scrollWidth <= innerWidth';
  expect(await pages.page.evaluate(isWithin)).toBe(true);
  await expectAccessible(pages.page);
});

test('planning with what the items need begins a scenario of just that', async () => {
  await pages.page.getByRole('link', { name: 'Plan with what the items need' }).click();
  const dialog = pages.page.getByRole('dialog');
  await dialog.waitFor();
  expect(await dialog.getByLabel('What', { exact: true }).inputValue()).toBe('proposed-safety-stock');
  await expectAccessible(pages.page);

  await dialog.getByLabel('Name').fill('Enough for all');
  await dialog.getByRole('button', { name: 'Compute it' }).click();
  await pages.page.getByText('is being computed; it stands').waitFor();
  expect(pages.server.writes.at(-1)).toBe(
    'POST /api/cycles/cycle-1/scenarios {"name":"Enough for all","changes":[{"kind":"proposed-safety-stock"}]}',
  );
});

test('a plan that time ran out for says that it is not proven best, and by how much another could be better', async () => {
  await pages.open('/cycles/cycle-1/plans/plan-upside');
  const why = section('Why it is so');
  await why.getByText('not proven best', { exact: true }).waitFor();
  expect(await why.getByRole('listitem').first().textContent()).toBe(cutShort);
  await pages.page.setViewportSize({ width: 390, height: 844 });
  expect(await pages.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await expectAccessible(pages.page);
});

test('a drawing that has not yet followed a narrower window does not widen the page', async () => {
  await pages.page.addInitScript(
    'window.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} }',
  );
  await pages.open('/cycles/cycle-1/plans/plan-overtime');
  const drawing = pages.page.locator('.chart svg').first();
  await drawing.waitFor();
  await pages.page.setViewportSize({ width: 390, height: 844 });
  expect((await drawing.boundingBox())?.width).toBeGreaterThan(390);
  expect(await pages.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
});

test('on a phone long tables begin short, and show all on a tap', async () => {
  await pages.page.setViewportSize({ width: 390, height: 844 });
  await pages.page.route('**/api/plans/plan-overtime/inventory', async (route) => {
    const answer = await route.fetch();
    const inventory: Schemas['Inventory'] = await answer.json();
    const { stages } = inventory.placements[0]!;
    stages.push({ ...stages[1]!, code: 'WH-2', name: 'Warehouse Gdansk' });
    await route.fulfill({ response: answer, json: inventory });
  });
  await pages.open('/cycles/cycle-1/plans/plan-overtime');
  const places = section('Inventory targets').getByRole('table', { name: 'Safety stock of Tools by place' });
  await places.waitFor();
  expect(await places.locator('tbody tr').count()).toBe(2);
  await section('Inventory targets').getByRole('button', { name: 'Show all 3' }).click();
  expect(await places.locator('tbody tr').count()).toBe(3);
  await expectAccessible(pages.page);
});
