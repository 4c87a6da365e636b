import { expectAccessible, pagesUnderTest } from './pages-under-test';

/** What is typed outlives a session that has ended and a server that is away, though the page is read again all the time. */
const pages = pagesUnderTest({ width: 1400, height: 1000 });
beforeEach(async () => {
  await pages.page.route('**/api/events*', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: 'retry: 300\nevent: changed\ndata: {}\n\n' }),
  );
  await pages.open('/tasks/task-capacity-drafted');
});

const figure = () =>
  pages.page.getByRole('spinbutton').or(pages.page.locator('main input[inputmode]')).first();
const note = () => pages.page.getByText('You are signed out. What you typed is still here, but not sent.');
const untilReadAgain = () =>
  pages.page.waitForResponse((response) => /\/api\/tasks\/[^/]+$/.test(response.url()));

test('signed out meanwhile: the page says so, keeps what was typed, and goes on after signing in again', async () => {
  await figure().fill('77.5');
  await pages.page.route(/\/api\/(?!events)/, (route) =>
    route.fulfill({
      status: 401,
      json: { error: { code: 'signed-out', message: 'You are not signed in.' } },
    }),
  );
  await note().waitFor();
  expect(await figure().inputValue()).toBe('77.5');
  expect(await pages.page.getByRole('link', { name: 'Sign in in another tab' }).getAttribute('target')).toBe(
    '_blank',
  );
  await expectAccessible(pages.page);
  await pages.page.getByRole('button', { name: 'I am signed in again' }).waitFor();
  await pages.page.unroute(/\/api\/(?!events)/);
  await note().waitFor({ state: 'detached' });
  expect(await figure().inputValue()).toBe('77.5');
});

test('the server is away for a while: the form stays, and is sent when it is back', async () => {
  await figure().fill('77.5');
  const isTask = /\/api\/(tasks|me)/;
  let failures = 0;
  await pages.page.route(isTask, (route) => {
    failures += 1;
    return route.fulfill({ status: 500, json: {} });
  });
  while (failures < 4) await pages.page.waitForTimeout(50);
  expect(await figure().inputValue()).toBe('77.5');
  await pages.page.unroute(isTask);
  await untilReadAgain();
  expect(await figure().inputValue()).toBe('77.5');
});
