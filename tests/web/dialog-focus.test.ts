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

test('a refused act leaves the keyboard on what was refused and why', async () => {
  await pages.open('/cycles/cycle-1?step=demand-review');
  await pages.page.getByRole('button', { name: 'Skip…' }).click();
  const dialog = pages.page.getByRole('dialog', { name: 'Skip Demand review' });
  await dialog.getByLabel('Reason').fill('Nobody is there.');
  await dialog.getByRole('button', { name: 'Skip Demand review' }).click();
  await dialog.getByRole('alert').and(focused()).waitFor();
  expect(await dialog.getByLabel('Reason').inputValue()).toBe('Nobody is there.');
});

test('a reminder leaves the keyboard on its button', async () => {
  await pages.open('/cycles/cycle-1');
  const remind = pages.page.getByRole('button', { name: /^Remind: / }).first();
  await remind.focus();
  await pages.page.keyboard.press('Enter');
  await remind.and(pages.page.locator(':disabled')).or(pages.page.getByRole('status')).first().waitFor();
  await remind.and(focused()).waitFor();
});
