import { pagesUnderTest } from './pages-under-test';

/** Where the keyboard stands when dialogs open and close. */

const pages = pagesUnderTest({ width: 1280, height: 900 });

const focused = () => pages.page.locator(':focus');

test('Escape closes the dialog on top, not the step below it, and leads back to where it was opened', async () => {
  await pages.open('/cycles/cycle-1?step=demand-review');
  const step = pages.page.getByRole('dialog', { name: 'Demand review' });
  await step.getByRole('button', { name: 'Move dates' }).focus();
  await pages.page.keyboard.press('Enter');
  const dialog = pages.page.getByRole('dialog', { name: 'Move the dates of Demand review' });
  await dialog.getByLabel('Reason').and(focused()).waitFor();
  await pages.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await step.getByRole('button', { name: 'Move dates' }).and(focused()).waitFor();
  await pages.page.keyboard.press('Escape');
  await step.waitFor({ state: 'detached' });
});

test('closing a step leads back to the bar that opened it', async () => {
  await pages.open('/cycles/cycle-1');
  const bar = pages.page.getByRole('button', { name: /^Demand review/ }).first();
  await bar.focus();
  await pages.page.keyboard.press('Enter');
  const step = pages.page.getByRole('dialog', { name: 'Demand review' });
  await step.waitFor();
  await pages.page.keyboard.press('Escape');
  await step.waitFor({ state: 'detached' });
  await bar.and(focused()).waitFor();
});

test('a dialog opened from a menu leads back to the button of the menu', async () => {
  await pages.open('/cycles/cycle-1');
  const menu = pages.page.getByRole('button', { name: 'More acts' });
  await menu.click();
  await pages.page.getByRole('menuitem', { name: /^Cancel December 2026/ }).click();
  const dialog = pages.page.getByRole('dialog', { name: /^Cancel/ });
  await dialog.getByLabel('Reason').and(focused()).waitFor();
  await pages.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await menu.and(focused()).waitFor();
});
