import { pagesUnderTest } from './pages-under-test';

const pages = pagesUnderTest({ width: 390, height: 900 });

test('what does not exist, or may not be seen, leads home instead of asking to try again', async () => {
  await pages.open('/cycles/unknown');
  await pages.page.getByRole('alert').waitFor();
  expect(await pages.page.getByRole('link', { name: 'Go to your tasks' }).getAttribute('href')).toBe('/');
  expect(await pages.page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
});

test('a server that cannot be reached is asked again by a button', async () => {
  await pages.page.route('**/api/cycles/cycle-1', (route) => route.abort());
  await pages.open('/cycles/cycle-1');
  await pages.page.getByText('The server cannot be reached. Nothing was sent or lost').waitFor();
  await pages.page.unroute('**/api/cycles/cycle-1');
  await pages.page.getByRole('button', { name: 'Try again' }).click();
  await pages.page.getByRole('heading', { name: 'Timeline' }).waitFor();
});
