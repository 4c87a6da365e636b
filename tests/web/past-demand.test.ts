import { expectAccessible, pagesUnderTest, waitForText } from './pages-under-test';

const pages = pagesUnderTest({ width: 1440, height: 1000 });

test('beside the ask stands how the last months turned out, and a click opens it by family', async () => {
  await pages.open('/tasks/task-sales');
  const ask = await pages.page.getByRole('heading', { name: /please do this by/ }).boundingBox();
  const past = pages.page.getByRole('heading', { name: 'What was given last, and how it turned out' });
  expect((await past.boundingBox())?.y).toBe(ask?.y);
  await pages.page.getByText('For November 2026 sales gave 8,800 units').waitFor();
  await pages.page.getByText('Handed in by Ana Ruiz, Tom Becker.').waitFor();

  await pages.page.getByText('By family, and the months before').click();
  const november = pages.page.getByRole('region', { name: 'November 2026' });
  await waitForText(november.getByRole('row', { name: /^Garden/ }), '2,6003.7 % too low');
  await waitForText(november.getByRole('row', { name: /^Total/ }), '8,8008.6 % too high');
  const months = pages.page.getByRole('region', { name: 'Month by month' });
  await waitForText(months.getByRole('row', { name: /^Sep 26/ }), '—gave nothing');
  await expectAccessible(pages.page);
});

test('in the first month it says what will be here', async () => {
  await pages.open('/tasks/task-consensus');
  await pages.page.getByText(/^Nothing yet: here stands what was given/).waitFor();
  expect(await pages.page.getByText('By family').count()).toBe(0);
});

test('the link of a mail shows it as well; a task without figures shows nothing of it', async () => {
  await pages.open('/act/task');
  await pages.page.getByText('For November 2026 sales gave 8,800 units').waitFor();
  await pages.open('/tasks/task-review');
  expect(await pages.page.getByText('how it turned out').count()).toBe(0);
});

describe('on a phone', () => {
  const phone = pagesUnderTest({ width: 390, height: 900 });

  test('it stands below the ask and fits the window', async () => {
    await phone.open('/tasks/task-sales');
    await phone.page.getByText('By family, and the months before').click();
    await phone.page.getByText('3.7 % too low').waitFor();
    await expectAccessible(phone.page);
  });
});
