import { pagesUnderTest } from './pages-under-test';

const pages = pagesUnderTest({ width: 1280, height: 900 });

test('a month that has begun already is not announced to start, and leads to its cycle', async () => {
  await pages.open('/units/unit-europe/schedule');
  const begun = pages.page.getByRole('listitem').filter({ hasText: 'January 2027' });
  expect(await begun.getByRole('link', { name: 'has begun already' }).getAttribute('href')).toBe(
    '/cycles/cycle-1',
  );
  expect(await begun.textContent()).not.toContain('starts');
  expect(await pages.page.getByRole('button', { name: /^Leave out/ }).count()).toBe(1);
  const toCome = pages.page.getByRole('listitem').filter({ hasText: 'March 2027' });
  await toCome.getByText('starts Wed 24 Feb, 09:00').waitFor();
});
