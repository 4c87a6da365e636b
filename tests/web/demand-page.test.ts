import type { Locator } from 'playwright-core';
import { pagesUnderTest, waitForText } from './pages-under-test';

const pages = pagesUnderTest({ width: 1400, height: 1000 });
beforeEach(async () => {
  await pages.open('/tasks/task-sales');
  await cell('TOOLS|DE', '2027-01').waitFor();
});

const cell = (row: string, month: string): Locator =>
  pages.page.locator(`[row-id="${row}"] [role=gridcell][col-id="${month}"]`);
/** Clicks a cell, and waits until what is typed goes there. */
const goTo = async (row: string, month: string) => {
  await cell(row, month).click();
  await cell(row, month).and(pages.page.locator(':focus')).waitFor();
};
/** The whole text of the cell: `2,500` is not in `12,500`. */
const waitForFigure = (place: Locator, figure: string) => waitForText(place, new RegExp(`^${figure}$`));
const lastWrite = () => pages.server.writes.at(-1) ?? '';

test('figures are typed by keyboard, change the totals, need a reason, and are sent as they stand', async () => {
  const total = cell('TOOLS total', '2027-01');
  const totalBefore = (await total.textContent()) ?? '';
  await goTo('TOOLS|DE', '2027-01');
  await pages.page.keyboard.type('2500');
  await pages.page.keyboard.press('Enter');
  await waitForFigure(cell('TOOLS|DE', '2027-01'), '2,500');
  await total.filter({ hasNotText: totalBefore }).waitFor();

  await pages.page.getByRole('button', { name: 'Submit' }).click();
  await waitForText(pages.page.getByRole('alert').first(), 'Choose a reason for 1 changed figure');

  await pages.page.getByLabel('Reason: Tools, Germany, Jan 27').selectOption('promotion');
  await pages.page.getByText('Draft saved').waitFor();
  expect(lastWrite()).toContain('PUT /api/tasks/task-sales/draft');

  await pages.page.getByRole('button', { name: 'Submit' }).click();
  await pages.page.getByText('Sent and recorded').waitFor();
  expect(lastWrite()).toContain('POST /api/tasks/task-sales/submit');
  expect(lastWrite()).toContain(
    '"adjustments":[{"familyCode":"TOOLS","marketCode":"DE","itemCode":null,"month":"2027-01","change":{"kind":"absolute","value":2500},"reasonCode":"promotion","comment":""}]',
  );
});

test('a block from a spreadsheet is pasted, undone, redone and taken back', async () => {
  const before = (await cell('TOOLS|ES', '2027-02').textContent()) ?? '';
  await goTo('TOOLS|DE', '2027-01');
  await pages.page.evaluate(`{
    const data = new DataTransfer();
    data.setData('text', '3,000\\t3,100\\n1,800\\t1,900\\n');
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(paste);
  }`);
  const pasted = cell('TOOLS|ES', '2027-02');
  await waitForFigure(pasted, '1,900');
  await waitForFigure(cell('TOOLS|DE', '2027-02'), '3,100');

  await pages.page.keyboard.press('Control+z');
  await waitForFigure(pasted, before);
  await pages.page.keyboard.press('Control+y');
  await waitForFigure(pasted, '1,900');
  await goTo('TOOLS|ES', '2027-02');
  await pages.page.keyboard.press('Delete');
  await waitForFigure(pasted, before);
});

test('a figure that is still being typed is sent with the others', async () => {
  await pages.page.getByLabel('Reason for new changes').selectOption('promotion');
  await goTo('TOOLS|DE', '2027-01');
  await pages.page.keyboard.type('2500');
  await pages.page.keyboard.press('Enter');
  await waitForFigure(cell('TOOLS|DE', '2027-01'), '2,500');
  await goTo('TOOLS|ES', '2027-02');
  await pages.page.keyboard.type('777');
  // Pressed as long as a hand takes, while the list of changes above could grow.
  await pages.page.getByRole('button', { name: 'Submit' }).click({ delay: 100 });
  await pages.page.getByText('Sent and recorded').waitFor();
  expect(lastWrite()).toContain('POST /api/tasks/task-sales/submit');
  expect(lastWrite()).toContain('"value":2500');
  expect(lastWrite()).toContain('"value":777');
});

test('Escape leaves the figure as it was; what is no figure is said, and changes nothing', async () => {
  const before = (await cell('TOOLS|DE', '2027-01').textContent()) ?? '';
  await goTo('TOOLS|DE', '2027-01');
  await pages.page.keyboard.type('999');
  await pages.page.keyboard.press('Escape');
  await waitForFigure(cell('TOOLS|DE', '2027-01'), before);
  for (const written of ['-5', 'many']) {
    await cell('TOOLS|DE', '2027-01').dblclick();
    await pages.page.keyboard.press('Control+a');
    await pages.page.keyboard.type(written);
    await pages.page.keyboard.press('Enter');
    await pages.page
      .getByText(`“${written}” is no number of 0 or more: the figure stays as it was.`)
      .waitFor();
    await waitForFigure(cell('TOOLS|DE', '2027-01'), before);
  }
  await pages.page.getByText('No change: you agree with the numbers as they stand.').waitFor();
});

test('many figures are changed by per cent at once', async () => {
  await pages.page.getByText('Change many figures by per cent').click();
  await pages.page.getByLabel('What', { exact: true }).selectOption('family PUMPS');
  await pages.page.getByLabel('By, %').fill('10');
  const before = Number((await cell('PUMPS|DE', '2026-12').textContent())?.replace(',', ''));
  await pages.page.getByRole('button', { name: 'Change', exact: true }).click();
  await waitForFigure(cell('PUMPS|DE', '2026-12'), String(Math.round(before * 1.1)));
  expect(await pages.page.getByLabel(/^Reason: Pumps/).count()).toBe(3);
});
