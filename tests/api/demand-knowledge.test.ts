import { keepDemand } from '../../database/demand-knowledge-repository';
import { seedSampleCompany } from '../../standalone/sample-company/seed-sample-company';
import { beginMonth, type MonthOfPlans } from '../activities/plans/month-of-plans';
import { type Agent, type ApiUnderTest, startApi } from './api-under-test';

let api: ApiUnderTest;
let unitId: string;
let month: MonthOfPlans;
let owner: Agent;

beforeAll(async () => {
  api = await startApi({ now: new Date('2026-12-05T10:00:00Z') });
  const { database } = api;
  const clock = () => api.clock.now;
  ({ unitId } = await seedSampleCompany({ database, clock, period: '2026-12', participants: 12 }));
  month = await beginMonth(database, { unitId, period: '2026-12', clock });
  await month.run('freezeSnapshot');
  await month.run('computeBaseline');
  owner = await api.signIn('maria.keller@alpina.example');
}, 60_000);

afterAll(() => api.stop());

interface Model {
  readonly itemCode: string;
  readonly marketCode: string;
  readonly model: string;
  readonly note: string;
  readonly corrections: readonly {
    readonly month: string;
    readonly recordedUnits: number;
    readonly usualUnits: number;
    readonly isKept: boolean;
    readonly keptNext: { readonly byName: string; readonly reason: string } | null;
  }[];
}

async function models(): Promise<Model[]> {
  const plans = (await owner.get(`/api/cycles/${month.cycleId}/plans`).expect(200)).body;
  const latest = plans.find(({ kind }: { kind: string }) => kind === 'baseline');
  return (await owner.get(`/api/plans/${latest.id}/models`).expect(200)).body.models;
}

const lantern = async () =>
  (await models()).find(({ itemCode, marketCode }) => itemCode === 'L-200' && marketCode === 'FR')!;
const oneOff = { itemCode: 'L-200', marketCode: 'FR', month: '2026-03' };
const put = (body: object) => owner.put(`/api/units/${unitId}/kept-demand`).send(body);

test('The order that came once is cleaned in the baseline, and said', async () => {
  const { corrections, note } = await lantern();
  expect(corrections).toMatchObject([{ month: '2026-03', isKept: false, keptNext: null }]);
  expect(corrections[0]!.recordedUnits).toBeGreaterThan(3.5 * corrections[0]!.usualUnits);
  expect(note).toContain('one-off orders taken as usual in Mar 2026');
});

test('The baseline says what else people know: a new item, coming promotions, orders in hand', async () => {
  const all = await models();
  const launched = all.filter(({ itemCode }) => itemCode === 'T-400');
  expect(launched.map(({ model }) => model)).toEqual(new Array(4).fill('like item'));
  expect(launched[0]!.note).toMatch(/^new: follows T-300 at \d+ % of it/);
  expect(all.some(({ note }) => /price promotion in .* 20\d\d: \+\d+ %/.test(note))).toBe(true);
  const sensed = all.filter(({ note }) => note.includes('orders in hand move'));
  expect(sensed.length).toBeGreaterThan(5);
  expect(sensed.every(({ marketCode }) => marketCode === 'DE')).toBe(true);
});

test('Kept with a reason, the next baseline takes the month as sold; cleaned again, it does not', async () => {
  const kept = await put({ ...oneOff, isKept: true, reason: 'They furnish their shops every year now' });
  expect(kept.status).toBe(200);
  expect(kept.body.message).toContain('is kept as true demand. It counts from the next baseline');
  expect((await lantern()).corrections).toMatchObject([
    {
      isKept: false,
      keptNext: { byName: 'Maria Keller', reason: 'They furnish their shops every year now' },
    },
  ]);

  api.clock.now = new Date('2026-12-05T11:00:00Z');
  await month.run('freezeSnapshot');
  await month.run('computeBaseline');
  const after = await lantern();
  expect(after.corrections).toMatchObject([{ month: '2026-03', isKept: true }]);
  expect(after.note).toContain('kept as true demand: Mar 2026');

  await put({ ...oneOff, isKept: false }).expect(200);
  expect((await lantern()).corrections).toMatchObject([{ isKept: true, keptNext: null }]);
  const acts = await api.database.prisma.audit.findMany({
    where: { action: { in: ['demand-kept', 'demand-cleaned-again'] } },
    orderBy: { id: 'asc' },
  });
  expect(acts.map(({ action }) => action)).toEqual(['demand-kept', 'demand-cleaned-again']);
});

test('Keeping needs a reason, a month with sales and a role', async () => {
  const silent = await put({ ...oneOff, isKept: true }).expect(400);
  expect(silent.body.error.message).toBe('Say why this month is true demand: others will ask.');
  const nowhere = await put({ ...oneOff, month: '2012-01', isKept: true, reason: 'x' }).expect(404);
  expect(nowhere.body.error.message).toContain('No sales of L-200 in FR are on record for January 2012');
  const sales = await api.database.prisma.membership.findFirstOrThrow({
    where: { unitId, role: 'sales' },
    include: { person: { include: { memberships: true } } },
  });
  expect(sales.person.memberships.map(({ role }) => role)).toEqual(['sales']);
  const seller = await api.signIn(sales.person.email);
  const refused = await seller
    .put(`/api/units/${unitId}/kept-demand`)
    .send({ ...oneOff, isKept: true, reason: 'x' })
    .expect(403);
  expect(refused.body.error.message).toContain(
    'Only a demand planner or a process owner of the unit can keep demand',
  );
});

test('Kept twice, the latest reason counts', async () => {
  const { prisma } = api.database;
  const { id } = await prisma.person.findFirstOrThrow();
  const now = new Date();
  for (const reason of ['first', 'second'])
    await keepDemand(prisma, unitId, { ...oneOff, reason, byId: id }, now);
  expect(await prisma.keptDemand.findMany({ where: { unitId } })).toMatchObject([{ reason: 'second' }]);
});

test('A new item follows another one as chosen on the page, from the next baseline on', async () => {
  const choose = (body: object) => owner.put(`/api/units/${unitId}/like-item`).send(body);
  const chosen = await choose({ itemCode: 'T-400', likeItemCode: 'T-200', percent: 60 }).expect(200);
  expect(chosen.body.message).toContain('T-400 follows T-200 at 60 %, until it has sold for a year.');
  api.clock.now = new Date('2026-12-05T12:00:00Z');
  await month.run('freezeSnapshot');
  await month.run('computeBaseline');
  const launched = (await models()).filter(({ itemCode }) => itemCode === 'T-400');
  expect(launched.map(({ note }) => note.startsWith('new: follows T-200'))).toEqual(new Array(4).fill(true));

  await choose({ itemCode: 'T-400', likeItemCode: null }).expect(200);
  const item = await api.database.prisma.item.findFirstOrThrow({ where: { unitId, code: 'T-400' } });
  expect(item).toMatchObject({ likeItemCode: null, likeItemPercent: null });
  const itself = await choose({ itemCode: 'T-400', likeItemCode: 'T-400' }).expect(400);
  expect(itself.body.error.message).toContain('T-400 cannot follow itself');
  const nothing = await choose({ itemCode: 'T-400', likeItemCode: 'X-1' }).expect(404);
  expect(nothing.body.error.message).toBe('There is no item X-1 in this unit: choose one of its items.');
});
