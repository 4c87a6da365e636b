import type { DemandAdjustment } from '../../domain/cycle/submission';
import { type ApiUnderTest, startApi } from './api-under-test';
import { type Month, planMonth } from './planned-month';
import { addressOf, seedTwoUnits, type TwoUnits } from './two-units';

/** What a demand task says of the months that have passed. */
let api: ApiUnderTest;
let units: TwoUnits;

beforeAll(async () => {
  api = await startApi({ now: new Date('2027-01-05T10:00:00Z') });
  units = await seedTwoUnits(api.database);
}, 60_000);
afterAll(() => api.stop());

const plan = (month: Month) => planMonth(api, units, month);

const submitted = (
  taskId: string,
  name: string,
  adjustments: readonly Partial<DemandAdjustment>[],
  part: { isAccepted?: boolean } = {},
) =>
  api.database.prisma.submission.create({
    data: {
      taskId,
      round: 1,
      personId: units.people[name]!,
      submittedAt: api.clock.now,
      isLate: false,
      isAccepted: true,
      ...part,
      content: {
        kind: 'demand-input',
        adjustments: adjustments.map((each) => ({
          marketCode: null,
          itemCode: null,
          reasonCode: 'event',
          comment: '',
          ...each,
        })) as object[],
      },
    },
  });

const pastOf = async (taskId: string, name: string) => {
  const agent = await api.signIn(addressOf(name));
  return (await agent.get(`/api/tasks/${taskId}`).expect(200)).body.past;
};

test('in the first month it says what will be here', async () => {
  const { task } = await plan({ period: '2026-12', baseline: [['T-1', '2026-12', 100]], sold: [90] });
  const { id } = await task('sales');
  const past = await pastOf(id, 'sales');
  expect(past.months).toEqual([]);
  expect(past.sentence).toMatch(/^Nothing yet: /);
  expect((await pastOf((await task('supply', { kind: 'general' })).id, 'supply')) ?? null).toBeNull();
});

test('afterwards it compares what the function gave, what was planned and what was sold', async () => {
  const december = await plan({
    period: '2026-12',
    state: 'published',
    baseline: [
      ['T-1', '2026-12', 100],
      ['T-1', '2027-01', 100],
      ['B-1', '2026-12', 60],
    ],
    consensus: [
      ['T-1', '2026-12', 108],
      ['B-1', '2026-12', 60],
    ],
    published: [
      ['T-1', '2026-12', 104],
      ['B-1', '2026-12', 60],
    ],
  });
  const [one, two, marketing] = [
    await december.task('sales'),
    await december.task('sales-two'),
    await december.task('marketing', { role: 'marketing' }),
  ];
  const by = (value: number, familyCode = 'TENTS') => ({
    familyCode,
    month: '2026-12',
    change: { kind: 'delta' as const, value },
  });
  await submitted(one.id, 'sales', [by(15), { ...by(500), month: '2027-01' }]);
  await submitted(two.id, 'sales-two', [by(5), by(-5, 'BAGS')]);
  await submitted(two.id, 'sales-two', [by(900)], { isAccepted: false });
  await submitted(marketing.id, 'marketing', [by(-40)]);
  // A cancelled attempt planned the month as well: it does not count.
  await plan({
    period: '2026-12',
    state: 'cancelled',
    baseline: [['T-1', '2026-12', 1]],
    consensus: [['T-1', '2026-12', 1]],
  });

  const january = await plan({
    period: '2027-01',
    baseline: [['T-1', '2027-01', 100]],
    consensus: [['T-1', '2027-01', 100]],
    sold: [90, 100],
  });
  const past = await pastOf((await january.task('sales')).id, 'sales');
  expect(past.months).toHaveLength(1);
  expect(past.months[0]).toMatchObject({
    month: '2026-12',
    givenBy: ['Person sales', 'Person sales-two'],
    planName: 'Published plan',
    total: { givenUnits: 175, plannedUnits: 164, soldUnits: 150, givenWords: '16.7 % too high' },
    families: [
      { familyName: 'Tents', givenUnits: 120, plannedUnits: 104, soldUnits: 100, givenBias: 0.2 },
      { familyName: 'Bags', givenUnits: 55, plannedUnits: 60, soldUnits: 50, givenWords: '10.0 % too high' },
    ],
  });
  expect(past.sentence).toBe(
    'For December 2026 sales gave 175 units and 150 units were sold: 16.7 % too high. The published plan said 164, 9.3 % too high, which was closer.',
  );

  const narrow = await january.task('sales-two', { families: ['BAGS'] });
  expect((await pastOf(narrow.id, 'sales-two')).months[0].total).toMatchObject({ givenUnits: 55 });

  const silent = await january.task('finance', { role: 'finance' });
  expect((await pastOf(silent.id, 'finance')).sentence).toMatch(
    /^Finance handed nothing in for December 2026; 150 units were sold\. The published plan said 164/,
  );

  const consensus = await january.task('planner', { kind: 'consensus', role: 'demand-planner' });
  expect((await pastOf(consensus.id, 'planner')).sentence).toMatch(
    /^For December 2026 the consensus was 168 units and 150 units were sold: 12\.0 % too high\./,
  );
});
