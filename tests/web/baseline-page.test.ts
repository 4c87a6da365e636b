import { pagesUnderTest } from './pages-under-test';

const pages = pagesUnderTest({ width: 390, height: 900 });
beforeEach(() => pages.open('/cycles/cycle-1/plans/plan-baseline'));

test('a planner sees what was cleaned, and keeps a month with a reason, by keyboard', async () => {
  const rows = await pages.page.getByRole('region', { name: 'Cleaned months' }).textContent();
  expect(rows).toContain('as sold: kept by Ana Ruiz, “A customer who comes every spring”');
  await pages.page.getByRole('button', { name: /^Keep as sold/ }).focus();
  await pages.page.keyboard.press('Enter');
  const dialog = pages.page.getByRole('dialog', { name: /^Keep Sep 25 of Cordless drill/ });
  await dialog.getByText('The next baseline takes the 900 sold in DE as true demand.').waitFor();
  await dialog.getByRole('button', { name: 'Keep as true demand' }).click();
  expect(pages.server.writes).toEqual([]);

  await dialog.getByLabel('Why is it true demand?').fill('It comes back');
  await dialog.getByRole('button', { name: 'Keep as true demand' }).click();
  await pages.page.getByText('is kept as true demand').first().waitFor();
  expect(pages.server.writes).toEqual([
    'PUT /api/units/unit-europe/kept-demand {"itemCode":"T-100","marketCode":"DE","month":"2025-09","isKept":true,"reason":"It comes back"}',
  ]);
});

test('a planner opens what the answer of a series is made of', async () => {
  await pages.page.getByText('11.8 %', { exact: true }).click();
  const methods = pages.page.getByRole('listitem');
  await methods.filter({ hasText: 'exponential smoothing: 12.1 %, 60 % of the answer' }).waitFor();
  await methods.filter({ hasText: /^seasonal naive \(for comparison\): 19.0 %$/ }).waitFor();
});

test('a planner lets a new item follow another one', async () => {
  await pages.page.getByRole('button', { name: 'Name a like item' }).click();
  const dialog = pages.page.getByRole('dialog', { name: 'Which item will the new one sell like?' });
  await dialog.getByLabel('New item').selectOption('T-200');
  await dialog.getByLabel('Sells like').selectOption('T-100');
  await dialog.getByLabel('At how many per cent of it').fill('80');
  await dialog.getByRole('button', { name: 'Follow it' }).click();
  await pages.page.getByText('T-200 follows T-100 at 80 %').first().waitFor();
  expect(pages.server.writes.at(-1)).toBe(
    'PUT /api/units/unit-europe/like-item {"itemCode":"T-200","likeItemCode":"T-100","percent":80}',
  );
});
