import { type Agent, type ApiUnderTest, startApi } from './api-under-test';
import { planMonth } from './planned-month';
import { addressOf, seedTwoUnits } from './two-units';

/** Figures that are handed in, against the month. Temporal is nowhere here: what would be recorded ends with 503. */
let api: ApiUnderTest;
let sales: Agent;
let taskId: string;

beforeAll(async () => {
  api = await startApi({ now: new Date('2027-01-05T10:00:00Z') });
  const units = await seedTwoUnits(api.database);
  sales = await api.signIn(addressOf('sales'));
  const { task } = await planMonth(api, units, { period: '2027-01', baseline: [['T-1', '2027-01', 100]] });
  taskId = (await task('sales', { families: ['TENTS'] })).id;
  await api.database.prisma.task.update({ where: { id: taskId }, data: { workflowId: 'somewhere' } });
}, 60_000);
afterAll(() => api.stop());

const handIn = (...cells: readonly { familyCode: string; month: string }[]) =>
  sales.post(`/api/tasks/${taskId}/submit`).send({
    round: 1,
    content: {
      kind: 'demand-input',
      adjustments: cells.map((cell) => ({
        ...{ ...cell, marketCode: null, itemCode: null, reasonCode: 'event' },
        change: { kind: 'percent', value: 10 },
      })),
    },
  });

test('When they are about a family of someone else or a month that is not planned, then nothing is recorded', async () => {
  const { body } = await handIn(
    { familyCode: 'TENTS', month: '2027-01' },
    { familyCode: 'BAGS', month: '2027-01' },
    { familyCode: 'TENTS', month: '2031-01' },
  ).expect(400);
  expect(body.error.message).toBe(
    'Nothing was recorded: 2 rows cannot be used. Correct them and send again.',
  );
  expect(body.error.details).toEqual([
    expect.stringMatching(/^Row 3: 2031-01 is not planned in this cycle/),
    'Row 2: this task is about TENTS, not about BAGS; leave it out.',
  ]);
  expect(await api.database.prisma.submission.count()).toBe(0);
});

test('When they fit, then they go on to the workflow', async () => {
  const answers = [await handIn({ familyCode: 'TENTS', month: '2027-01' }), await handIn()];
  expect(answers.map(({ status }) => status)).toEqual([503, 503]);
  expect(await api.database.prisma.submission.count()).toBe(2);
});
