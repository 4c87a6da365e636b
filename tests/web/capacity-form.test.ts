import { pagesUnderTest } from './pages-under-test';

/** Line 1 has hours on record, Packing none; a draft with other hours for line 1 in December was kept. */
const pages = pagesUnderTest({ width: 1400, height: 1000 });
beforeEach(() => pages.open('/tasks/task-capacity-drafted'));

const hoursOf = (label: string) => pages.page.getByLabel(label, { exact: true });

const type = async (label: string, hours: string) => {
  await hoursOf(label).fill(hours);
  await pages.page.keyboard.press('Enter');
};

const sentCapacity = async () => {
  await pages.page.getByRole('button', { name: 'Submit' }).click();
  await pages.page.getByText('Sent and recorded').waitFor();
  const write = pages.server.writes.at(-1)!;
  expect(write).toMatch(/^POST \/api\/tasks\/task-capacity-drafted\/submit /);
  return JSON.parse(write.slice(write.indexOf('{'))).content.capacity;
};

const ofLine1 = { resourceCode: 'LINE-1', month: '2026-12', regularHours: 200, overtimeHours: 60 };

test('hours that a draft has kept are sent, though nothing was typed since', async () => {
  expect(await hoursOf('Assembly line 1, regular, Dec 26').inputValue()).toBe('200');
  expect(await sentCapacity()).toEqual([ofLine1]);
});

test('a line without hours on record is not limited; once hours are given, they hold until others are', async () => {
  await pages.page.getByText('None on record: the plan takes it as not limited').waitFor();
  await type('Packing, regular, Jan 27', '150');
  await type('Packing, regular, Mar 27', '0');
  expect(await hoursOf('Packing, regular, Feb 27').inputValue()).toBe('150');

  const sent: { resourceCode: string; month: string; regularHours: number }[] = await sentCapacity();
  const packingHours = sent.filter(({ resourceCode }) => resourceCode === 'LINE-9');
  expect(packingHours.map(({ month, regularHours }) => `${month} ${regularHours}`).slice(0, 5)).toEqual([
    '2026-12 150',
    '2027-01 150',
    '2027-02 150',
    '2027-03 0',
    '2027-04 0',
  ]);
  expect(sent).toContainEqual(ofLine1);
});

test('the comment is kept with the draft, and sent with it', async () => {
  const comment = pages.page.getByLabel('Comment', { exact: true });
  expect(await comment.inputValue()).toBe('Line 1 is repaired in December.');
  const answer = pages.page.waitForResponse(/\/api\/tasks\/task-capacity-drafted\/draft$/);
  await comment.fill('Line 1 is repaired until Christmas.');
  await answer;
  await pages.page.getByText('Draft saved').waitFor();
  expect(pages.server.writes.at(-1)).toMatch(/^PUT .*"comment":"Line 1 is repaired until Christmas."/);
  await sentCapacity();
  expect(pages.server.writes.at(-1)).toMatch(/"comment":"Line 1 is repaired until Christmas."/);
});

test('half an hour is shown as it was typed', async () => {
  await type('Assembly line 1, overtime, Jan 27', '7,5');
  expect(await hoursOf('Assembly line 1, overtime, Jan 27').inputValue()).toBe('7.5');
});

test('hours that cannot be read are named when they are to be sent, and nothing is sent', async () => {
  await hoursOf('Assembly line 1, regular, Jan 27').fill('-5');
  await pages.page.getByRole('button', { name: 'Submit' }).click();
  await pages.page.getByText('Assembly line 1, regular, Jan 27: “-5” is no number of 0 or more.').waitFor();
  expect(pages.server.writes.filter((write) => write.includes('/submit'))).toEqual([]);

  await hoursOf('Assembly line 1, regular, Jan 27').fill('150,5');
  // Not left before: pressing Submit takes it over.
  const sent: { month: string; regularHours: number }[] = await sentCapacity();
  expect(sent.find(({ month }) => month === '2027-01')?.regularHours).toBe(150.5);
});
