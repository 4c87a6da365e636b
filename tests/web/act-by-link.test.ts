import { expectAccessible, pagesUnderTest, waitForText } from './pages-under-test';
import { sentTask } from './sample-acts';

const pages = pagesUnderTest({ width: 1280, height: 720 });

const acts = () => pages.server.writes.filter((write) => write.startsWith('POST'));

describe.each([
  ['task', '/act/task', 'Submit'],
  ['sign-off', '/act/sign-off', 'Confirm your decision'],
] as const)('a scanner on the link to a %s', (_name, address, button) => {
  test('finds nothing chosen and nothing ticked', async () => {
    await pages.open(address);
    await pages.page.getByRole('button', { name: button }).waitFor();
    expect(await pages.page.locator('input:checked').count()).toBe(0);
  });

  test('records nothing when it submits every form', async () => {
    await pages.open(address);
    await pages.page.getByRole('button', { name: button }).waitFor();
    await pages.page.evaluate('for (const form of document.forms) form.requestSubmit()');
    await pages.page.getByRole('alert').first().waitFor();
    expect(acts()).toEqual([]);
  });

  test('records nothing when it clicks every button once', async () => {
    await pages.open(address);
    await pages.page.getByRole('button', { name: button }).waitFor();
    await pages.page.evaluate('for (const one of document.querySelectorAll("button")) one.click()');
    await pages.page.getByRole('alert').first().waitFor();
    expect(acts()).toEqual([]);
  });
});

test('a person who chooses, says why and ticks the statement gets a receipt with time and hash', async () => {
  await pages.open('/act/sign-off');
  await pages.page.getByRole('radio', { name: 'Reject' }).check();
  await pages.page.getByRole('button', { name: 'Reject and reopen the work' }).click();
  await waitForText(pages.page.getByRole('alert'), 'Say why you reject it');
  await pages.page.getByLabel('Reason for the rejection').fill('The overtime is not agreed.');
  await pages.page.getByRole('button', { name: 'Reject and reopen the work' }).click();
  await waitForText(pages.page.getByRole('alert'), 'Tick the statement');
  expect(acts()).toEqual([]);

  await pages.page.getByRole('checkbox', { name: /this is my decision/ }).check();
  await pages.page.getByRole('button', { name: 'Reject and reopen the work' }).click();
  await pages.page.getByText('Your decision is recorded').waitFor();
  expect(acts()).toHaveLength(1);
  expect(acts()[0]).toContain('"comment":"The overtime is not agreed."');
  expect(acts()[0]).toContain('"confirmation":true');
  const receipt = await pages.page.locator('.receipt').textContent();
  expect(receipt).toContain('Tue 8 Dec 2026, 10:12:00 (Berlin)');
  expect(receipt).toContain('2f9a41c7');
});

test('a task that shows as done only a moment after it was sent offers then to change it', async () => {
  await pages.open('/act/task');
  const asked: object = await pages.page.evaluate('fetch("/api/links/task").then((answer) => answer.json())');
  let isSent = false;
  let looks = 0;
  await pages.page.route('**/api/links/task', (route) => {
    if (isSent) looks++;
    return route.fulfill({ json: looks > 1 ? { ...asked, task: sentTask } : asked });
  });
  await pages.page.getByRole('checkbox', { name: /I looked at this and want to send it/ }).check();
  isSent = true;
  await pages.page.getByRole('button', { name: 'Submit' }).click();
  await pages.page.getByText('Sent and recorded').waitFor();
  await pages.page.getByRole('button', { name: 'Change what I sent' }).waitFor();
});

test('a sign-off does not look done before the server has said so', async () => {
  await pages.page.route('**/decide', (route) =>
    route.fulfill({
      status: 503,
      json: { error: { code: 'unavailable', message: 'Not recorded. Try again in a minute.', details: [] } },
    }),
  );
  await pages.open('/act/sign-off');
  await pages.page.getByRole('radio', { name: 'Approve', exact: true }).check();
  await pages.page.getByRole('checkbox', { name: /this is my decision/ }).check();
  await pages.page.getByRole('button', { name: 'Approve this version' }).click();
  await waitForText(pages.page.getByRole('alert'), 'Not recorded. Try again in a minute.');
  expect(await pages.page.getByText('is recorded').count()).toBe(0);
  expect(await pages.page.getByText('not decided yet').count()).toBe(1);
});

test.each([
  ['task', '/act/task', '/tasks/task-sales', 'Maria Keller', 'maria.keller@example.com'],
  ['sign-off', '/act/sign-off', '/sign-offs/sign-off-1', 'Li Wei', 'li.wei@example.com'],
])('whoever cannot do a %s learns whom to write to, and may hand it over', async (_what, ...seen) => {
  const [byLink, signedIn, name, address] = seen;
  await pages.open(byLink);
  const owner = pages.page.getByRole('link', { name: `${name} (${address})` });
  expect(await owner.getAttribute('href')).toContain(`mailto:${address}?subject=`);
  expect(await pages.page.getByRole('link', { name: 'sign in' }).getAttribute('href')).toBe(signedIn);
  await expectAccessible(pages.page);
  await pages.open(signedIn);
  await pages.page.getByRole('button', { name: 'Hand it over to someone else' }).click();
  await pages.page.getByRole('dialog', { name: /^Reassign: / }).waitFor();
});

test('a link that no longer works says why and changes nothing', async () => {
  await pages.open('/act/stale');
  await waitForText(pages.page.locator('main'), 'This task was done by Tom Becker');
  expect(await pages.page.getByRole('link', { name: 'Sign in instead' }).count()).toBe(1);
  expect(await pages.page.getByRole('link', { name: /^Maria Keller/ }).getAttribute('href')).toMatch(
    /^mailto:/,
  );
  expect(pages.server.writes).toEqual([]);
});

test('the words of those who made the plan reach those who sign it', async () => {
  await pages.open('/act/sign-off');
  await pages.page.getByText('“No price increase before April.”').waitFor();
  await pages.page.getByText('Ana Ruiz, Make the consensus demand plan').waitFor();
});

test('the comments on inputs reach whoever settles the consensus', async () => {
  await pages.open('/tasks/task-consensus');
  await pages.page.getByText('Raj Patel wrote: “The list price follows in May.”').waitFor();
});
