import { expectAccessible, pagesUnderTest, waitForText } from './pages-under-test';

/** What people do to a running month, on a phone and by keyboard. */

const pages = pagesUnderTest({ width: 390, height: 900 });

test('the owner adds a task to a step', async () => {
  await pages.open('/cycles/cycle-1?step=demand-review');
  await pages.page.getByRole('button', { name: 'Add a task' }).focus();
  await pages.page.keyboard.press('Enter');
  const dialog = pages.page.getByRole('dialog', { name: 'Add a task to Demand review' });
  await dialog.waitFor();
  expect(await dialog.getByRole('button', { name: 'Add the task' }).isDisabled()).toBe(true);
  await dialog.getByLabel('What is to be done').fill('Check the tender');
  await dialog.getByLabel('How, and what to look at').fill('Ask for the volumes.');
  const who = dialog.getByLabel(/^Who/);
  const [, first] = await who.locator('option').allTextContents();
  await who.selectOption({ label: first! });
  await dialog.getByLabel(/^Due/).fill('2026-12-09T17:00');
  await dialog.getByLabel('Minutes it takes').fill('25');
  await dialog.getByLabel('Waits for').selectOption({ index: 1 });
  await expectAccessible(pages.page);
  await dialog.getByRole('button', { name: /^Ask / }).click();
  await pages.page.getByText('is asked for "Check the tender"').waitFor();
  const write = pages.server.writes.at(-1)!;
  expect(write).toContain('POST /api/cycles/cycle-1/steps/demand-review/tasks');
  expect(JSON.parse(write.slice(write.indexOf('{')))).toMatchObject({
    title: 'Check the tender',
    instructions: 'Ask for the volumes.',
    dueAt: '2026-12-09T16:00:00.000Z',
    minutes: 25,
    waitsFor: 'sales-input',
  });
});

test('what was handed in can be changed until the cut-off', async () => {
  await pages.open('/tasks/task-sent');
  await pages.page.getByText('You can change it until "Settle the consensus" is done.').waitFor();
  await expectAccessible(pages.page);
  await pages.page.getByRole('button', { name: 'Change what I sent' }).click();
  await pages.page.getByRole('button', { name: 'Send the change' }).waitFor();
  expect(await pages.page.getByText('What you sent before counts until then').isVisible()).toBe(true);
  expect(await pages.page.getByLabel('Comment', { exact: true }).inputValue()).toBe('Agreed with sales.');
});

test('an approver abstains', async () => {
  await pages.open('/sign-offs/sign-off-1');
  await pages.page.getByRole('radio', { name: 'Abstain' }).check();
  await pages.page.getByRole('button', { name: 'Abstain from this version' }).click();
  await pages.page.getByText('Your decision is recorded').waitFor();
  expect(pages.server.writes.at(-1)).toContain('POST /api/sign-offs/sign-off-1/decide {"decision":"abstain"');
});

test('a sign-off that cannot be reached stands under "Needs you", and leads to its step', async () => {
  await pages.open('/cycles/cycle-stuck');
  const line = pages.page.getByRole('listitem').filter({ hasText: /Raj Patel abstained\. Reopen the step/ });
  await line.waitFor();
  await expectAccessible(pages.page);
  await line.getByRole('button', { name: 'Open the step' }).click();
  await pages.page.getByRole('dialog').getByRole('button', { name: 'Reopen…' }).waitFor();
});

test('a step that cannot go on says why under "Needs you", and leads to it', async () => {
  await pages.open('/cycles/cycle-stuck');
  const line = pages.page.getByRole('listitem').filter({ hasText: 'Data gathering cannot go on' });
  await waitForText(line, 'stands still');
  await waitForText(line, /import a sales file\. The step tries again by itself/);
  await line.getByRole('button', { name: 'Open the step' }).click();
  await pages.page.getByRole('dialog').getByRole('button', { name: 'Reopen…' }).waitFor();
});

test('a sign-off whose approver is not reached is handed to someone who may sign', async () => {
  await pages.open('/cycles/cycle-stuck');
  await pages.page.getByText('The mail to Tom Becker was refused.').waitFor();
  await pages.page.getByRole('button', { name: 'Reassign: Sign-off of Demand review, Tom Becker' }).focus();
  await pages.page.keyboard.press('Enter');
  const dialog = pages.page.getByRole('dialog', { name: 'Reassign: Sign-off of Demand review' });
  const choice = dialog.getByLabel(/^To whom/);
  await choice.getByText('Maria Keller').waitFor({ state: 'attached' });
  expect(await choice.locator('option').allTextContents()).toEqual([
    'Choose a person',
    'Maria Keller (process owner)',
  ]);
  await dialog.getByText('Who cannot be asked, and why').click();
  await dialog.getByText('Ana Ruiz cannot sign this plan, because their own submission').waitFor();
  await choice.selectOption({ label: 'Maria Keller (process owner)' });
  await dialog.getByText('has four working hours at least; Tom Becker is told').waitFor();
  await dialog.getByLabel('Reason').fill('The mailbox is closed.');
  await expectAccessible(pages.page);
  await dialog.getByRole('button', { name: 'Reassign to Maria Keller' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(pages.server.writes.at(-1)).toMatch(
    /^POST \/api\/sign-offs\/sign-off-1\/reassign .*"reason":"The mailbox is closed\."/,
  );
});

test('a cancelled month offers to start again', async () => {
  await pages.open('/cycles/cycle-cancelled');
  await pages.page.getByRole('button', { name: 'Start December 2026 again' }).click();
  const dialog = pages.page.getByRole('dialog', { name: 'Start a month' });
  await dialog.getByText('December 2026 was cancelled').waitFor();
  await expectAccessible(pages.page);
  expect(await dialog.getByRole('button', { name: 'Start December 2026 again' }).isEnabled()).toBe(true);
});

test('the template asks signers one after another, in an order that can be changed', async () => {
  await pages.open('/units/unit-europe/template');
  const order = pages.page.getByLabel('In which order they are asked').first();
  await order.waitFor();
  await order.selectOption({ label: 'one after another, role by role' });
  const roles = pages.page.locator('.role-order li');
  expect(await roles.count()).toBeGreaterThan(1);
  const [first, second] = await roles.allTextContents();
  await pages.page
    .getByRole('button', { name: /earlier$/ })
    .first()
    .click();
  const after = (await roles.allTextContents()).map((text) => text.replace('earlier', '').trim());
  expect(after.slice(0, 2)).toEqual([second!.replace('earlier', '').trim(), first!.trim()]);
  await expectAccessible(pages.page);
});
