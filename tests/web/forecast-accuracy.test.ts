import { pagesUnderTest } from './pages-under-test';

const pages = pagesUnderTest({ width: 1400, height: 1000 });
beforeEach(() => pages.open('/compliance'));

test('leadership reads what each step did to the error, in words beside the figures', async () => {
  const table = pages.page.getByRole('region', { name: 'Forecast value added by step' });
  await table.waitFor();
  const cells = await table
    .getByRole('row')
    .filter({ hasText: 'After marketing' })
    .getByRole('cell')
    .allTextContents();
  expect(cells).toEqual(['86.1 %', '13.9 %', '2.1 % over-forecast', 'added 1.1 points of error']);
  await pages.page.getByText('"After marketing" added 1.1 points of error: ask why.').waitFor();
});

test.each([
  ['family', 'Tools', ['86.9 %', '13.1 %', '2.1 % over-forecast', '14.2 %', '21.0 %']],
  ['lag', '1 month ahead', ['88.0 %', '12.0 %', '2.0 % over-forecast']],
  ['month', 'Nov 26', ['87.0 %', '13.0 %', '1.2 % under-forecast']],
])('the same measures stand by %s', async (by, row, expected) => {
  const table = pages.page.getByRole('region', { name: `Forecast accuracy by ${by}` });
  const found = table.getByRole('row', { name: row });
  expect(await found.getByRole('cell').allTextContents()).toEqual(expected);
});

test('another lag is asked of the server', async () => {
  const asked = pages.page.waitForRequest((request) => request.url().endsWith('/forecast-accuracy?lag=1'));
  await pages.page.getByLabel('How long before the month').selectOption('1');
  await asked;
});

test('a unit of which no planned month has passed says when the figures come', async () => {
  await pages.page.getByRole('button', { name: 'America' }).click();
  await pages.page.getByText('No planned month has passed yet').waitFor();
  await pages.page.getByText('The first figures come when January 2027 is over').waitFor();
});

test('leadership is told which months of the sample company are made up', async () => {
  await pages.page.getByText('Some of these months are made up').waitFor();
  await pages.page
    .getByText('Europe: August 2026 to November 2026. The sample company comes with them')
    .waitFor();
});
