import { expectAccessible, pagesUnderTest, waitForText } from './pages-under-test';

const pages = pagesUnderTest({ width: 390, height: 900 });
beforeEach(() => pages.open('/cycles/cycle-1/scenarios'));

test('each figure says what is best and how far it is from the base', async () => {
  const margin = pages.page.getByRole('row', { name: /^Margin/ });
  expect(await margin.getByText('best').count()).toBe(1);
  await waitForText(margin, '+30,000 to the base');
  await waitForText(pages.page.getByRole('row', { name: /^Service/ }), '+1.1 points to the base');
});

test('a scenario that is computed, and one without a plan, say so in words', async () => {
  await pages.page.getByText('being computed').waitFor();
  expect(await pages.page.getByText('no plan', { exact: true }).isVisible()).toBe(true);
  expect(await pages.page.getByText(/^These cannot hold together/).isVisible()).toBe(true);
});

test('a scenario is put together by keyboard and sent with its changes', async () => {
  await pages.page.getByRole('button', { name: 'Add a scenario' }).focus();
  await pages.page.keyboard.press('Enter');
  const dialog = pages.page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Compute it' }).click();
  await waitForText(dialog.getByRole('alert'), 'Give the scenario a name that all understand.');

  await dialog.getByLabel('Name').fill('Less demand');
  await dialog.getByRole('button', { name: 'Compute it' }).click();
  await waitForText(dialog.getByRole('alert'), 'give a number of per cent');

  await dialog.getByLabel('By, %').fill('-12.5');
  await dialog.getByLabel('From').selectOption('2027-01');
  await dialog.getByLabel('Until').selectOption('2027-02');
  await dialog.getByRole('button', { name: 'And something else' }).click();
  const second = dialog.getByRole('group', { name: 'What is different, 2' });
  await second.getByLabel('What', { exact: true }).selectOption('line-lost');
  await second.getByLabel('Line').selectOption('LINE-2');

  await expectAccessible(pages.page);

  await dialog.getByRole('button', { name: 'Compute it' }).click();
  await pages.page.getByText('"Less demand" is being computed').waitFor();
  expect(pages.server.writes.at(-1)).toBe(
    'POST /api/cycles/cycle-1/scenarios {"name":"Less demand","changes":[{"kind":"demand","percent":-12.5,"periods":["2027-01","2027-02"]},{"kind":"line-lost","resource":"LINE-2"}]}',
  );
});

test('one that nothing was built on is removed after it was asked once more; of another it is said why not', async () => {
  await pages.page.getByText('Raj Patel recommends this scenario.').waitFor();
  expect(await pages.page.getByRole('button', { name: 'Remove Everything on time' }).count()).toBe(0);
  await pages.page.getByRole('button', { name: 'Remove Line 1 lost in March' }).click();
  const dialog = pages.page.getByRole('dialog', { name: /Line 1 lost in March/ });
  await waitForText(dialog, 'That it was there stays in the history');
  await expectAccessible(pages.page);
  expect(pages.server.writes).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove this scenario' }).click();
  await pages.page.getByText('"Line 1 lost in March" is removed').waitFor();
  expect(pages.server.writes).toEqual(['DELETE /api/cycles/cycle-1/scenarios/scenario-1 ']);
});
