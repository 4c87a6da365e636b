import { readFileSync } from 'node:fs';
import { expectAccessible, pagesUnderTest, waitForText } from './pages-under-test';

const pages = pagesUnderTest({ width: 1400, height: 1000 });

const cell = (row: string, month: string) =>
  pages.page.locator(`[row-id="${row}"] [role=gridcell][col-id="${month}"]`);
const upload = async () => {
  const chosen = pages.page.waitForEvent('filechooser');
  await pages.page.getByRole('button', { name: 'Upload it filled in' }).click();
  await (await chosen).setFiles({
    name: 'filled.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from('any bytes: the server reads them'),
  });
};
const acts = () => pages.server.writes.filter((write) => write.includes('/submit'));

test('the workbook is downloaded with what was filled in a moment ago', async () => {
  await pages.open('/tasks/task-sales');
  await cell('TOOLS|DE', '2027-01').click();
  await pages.page.keyboard.type('2500');
  await pages.page.keyboard.press('Enter');
  await pages.page.getByLabel('Reason: Tools, Germany, Jan 27').waitFor();
  const arrived = pages.page.waitForEvent('download');
  await pages.page.getByRole('button', { name: 'Download as a workbook' }).click();
  const download = await arrived;
  expect(download.suggestedFilename()).toBe('europe-2026-12-sales-input-1.xlsx');
  expect(readFileSync(await download.path(), 'utf8')).toContain('the workbook');
  expect(pages.server.writes[0]).toMatch(/^PUT \/api\/tasks\/task-sales\/draft .*"value":2500/);
});

test('uploaded figures stand in the grid as a draft, can be undone, and nothing is sent', async () => {
  await pages.open('/tasks/task-sales');
  const before = (await cell('TOOLS|ES', '2027-01').textContent()) ?? '';
  await upload();
  await pages.page.getByText('2 figures taken over from the workbook').waitFor();
  await waitForText(cell('TOOLS|DE', '2027-01'), /^2,500$/);
  await waitForText(cell('TOOLS|ES', '2027-01'), /^1,600$/);
  await pages.page.getByText('Draft saved').waitFor();
  expect(pages.server.writes.at(-1)).toMatch(/^PUT \/api\/tasks\/task-sales\/draft .*"value":1600\.4/);
  expect(acts()).toEqual([]);

  await upload();
  await pages.page.getByText('Nothing in the workbook differs from what stands here.').waitFor();
  await pages.page.getByRole('button', { name: 'Undo' }).click();
  await waitForText(cell('TOOLS|ES', '2027-01'), new RegExp(`^${before}$`));
});

test('a refused workbook names every cell and changes nothing', async () => {
  await pages.page.route('**/api/tasks/task-sales/workbook', (route) =>
    route.fulfill({
      status: 400,
      json: {
        error: {
          code: 'invalid-input',
          message: 'Nothing was taken over: 2 cells must be mended first.',
          details: ['Figures E2: "many" is no number.', 'Figures F3: -1 is below zero.'],
        },
      },
    }),
  );
  await pages.open('/tasks/task-sales');
  await upload();
  const refusal = pages.page.getByRole('alert').first();
  await waitForText(refusal, '2 cells must be mended first');
  await waitForText(refusal, 'Figures E2: "many" is no number.');
  await waitForText(refusal, 'Figures F3: -1 is below zero.');
  expect(await pages.page.getByText('No changes so far.').count()).toBe(1);
  await expectAccessible(pages.page);
});

test('hours and receipts come from a workbook as well; what stands there already is no change', async () => {
  await pages.open('/tasks/task-capacity');
  await upload();
  await pages.page.getByText('1 figure taken over from the workbook').waitFor();
  expect(await pages.page.getByLabel('Assembly line 1, regular, Dec 26').inputValue()).toBe('300');
  await pages.open('/tasks/task-receipts');
  await upload();
  await pages.page.getByText('1 figure taken over from the workbook').waitFor();
  expect(await pages.page.getByLabel('Garden, Feb 27').inputValue()).toBe('400');
  expect(acts()).toEqual([]);
});
