import { requireChoosable } from '../../api/acts/require-choosable';
import { acceptScenario, offerScenario } from '../../database/scenario-repository';
import { removeOwnScenario } from '../../database/scenario-use';
import { seedSampleCompany } from '../../standalone/sample-company/seed-sample-company';
import { beginMonth, type MonthOfPlans } from '../activities/plans/month-of-plans';
import { type Agent, type ApiUnderTest, startApi } from './api-under-test';

let api: ApiUnderTest;
let month: MonthOfPlans;
let owner: Agent;

beforeAll(async () => {
  api = await startApi({ now: new Date('2026-12-05T10:00:00Z') });
  const { database } = api;
  const clock = () => api.clock.now;
  const { unitId } = await seedSampleCompany({ database, clock, period: '2026-12', participants: 12 });
  month = await beginMonth(database, { unitId, period: '2026-12', clock });
  for (const name of ['freezeSnapshot', 'buildConsensus', 'computeScenarios'] as const) await month.run(name);
  owner = await api.signIn('maria.keller@alpina.example');
}, 60_000);

afterAll(() => api.stop());

describe('a scenario of a planner', () => {
  const address = () => `/api/cycles/${month.cycleId}/scenarios`;
  const add = (changes: object[], name = 'What if') => owner.post(address()).send({ name, changes });
  const count = () => api.database.prisma.scenario.count();

  beforeAll(async () => {
    await api.database.prisma.step.updateMany({
      where: { cycleId: month.cycleId, key: 'pre-sop' },
      data: { workflowId: 'cycle/EUROPE/2026-12/pre-sop/1' },
    });
  });

  test.each<[string, object, number, string]>([
    [
      'an unknown family',
      { kind: 'demand', percent: 5, families: ['FANS'] },
      400,
      'There is no family "FANS"',
    ],
    ['an unknown line', { kind: 'line-lost', resource: 'PRESS' }, 400, 'There is no resource "PRESS"'],
    [
      'an unknown month',
      { kind: 'demand', percent: 5, periods: ['2031-01'] },
      400,
      'There is no period "2031-01"',
    ],
    ['less than nothing', { kind: 'demand', percent: -200 }, 400, 'give -100 or more'],
    ['no number', { kind: 'demand', percent: 'many' }, 400, 'must be a number of per cent'],
    ['an unknown change', { kind: 'weather' }, 400, 'must be one of the changes'],
  ])('with %s is refused in a sentence, and nothing is kept', async (_what, change, status, words) => {
    const { body } = await add([change]).expect(status);
    expect(body.error.message).toContain(words);
    expect(await count()).toBe(0);
  });

  test('with a name that is taken is refused', async () => {
    const { body } = await add([{ kind: 'demand', percent: 5 }], 'more OVERTIME').expect(409);
    expect(body.error.message).toContain('There is a scenario "more OVERTIME" already');
  });

  test('is refused to those who take no part in planning', async () => {
    const executive = await api.signIn(await emailOf('executive'));
    const { body } = await executive
      .post(address())
      .send({ name: 'Mine', changes: [{ kind: 'demand', percent: 5 }] })
      .expect(403);
    expect(body.error.message).toContain('can add a scenario');
    const seen = await executive.get(address()).expect(200);
    expect(seen.body.can.add).toMatchObject({ allowed: false });
  });

  test('that nobody could take leaves nothing behind', async () => {
    const { body } = await add([{ kind: 'demand', percent: 5 }]).expect(503);
    expect(body.error.message).toContain('Not recorded');
    expect(await count()).toBe(0);
  });

  test('is seen while it is computed, then beside the others, and can be chosen only then', async () => {
    const { prisma } = api.database;
    const personId = (await prisma.person.findFirstOrThrow({ where: { name: 'Maria Keller' } })).id;
    const offered = await offerScenario(api.database, {
      id: 'scenario-of-the-test',
      cycleId: month.cycleId,
      name: 'Sewing hall lost',
      changes: [{ kind: 'line-lost', resource: 'SEWING', periods: ['2027-03'] }],
      personId,
      createdAt: api.clock.now,
    });
    expect((await owner.get(address()).expect(200)).body.own).toEqual([]);
    await acceptScenario(api.database, offered, api.clock.now);
    const asked = (await owner.get(address()).expect(200)).body;
    expect(asked.own).toMatchObject([
      {
        name: 'Sewing hall lost',
        state: 'computing',
        assumes: ['Sewing hall is lost in Mar 2027.'],
        by: { name: 'Maria Keller' },
      },
    ]);
    expect(asked.scenarios).toHaveLength(3);
    await expect(
      requireChoosable(api.database.prisma, { cycle: { id: month.cycleId } }, 'own-1'),
    ).rejects.toThrow('still being computed');

    await month.run('computeOwnScenario', { scenarioId: offered.id });
    const { body } = await owner.get(address()).expect(200);
    expect(body.own[0].state).toBe('computed');
    expect(body.scenarios[3].name).toBe('Scenario "Sewing hall lost", version 1');
    const lost = (await owner.get(`/api/plans/${body.scenarios[3].id}`).expect(200)).body;
    const sewing = lost.resources.find(({ code }: { code: string }) => code === 'SEWING');
    expect(sewing.regularHoursAvailable[lost.months.indexOf('2027-03')]).toBe(0);
    expect(body.scenarios[3].summary.margin).toBeLessThan(body.scenarios[0].summary.margin);
    await requireChoosable(api.database.prisma, { cycle: { id: month.cycleId } }, 'own-1');
    await expect(
      requireChoosable(api.database.prisma, { cycle: { id: month.cycleId } }, 'dream'),
    ).rejects.toThrow('choose one of base, overtime, upside, own-1');
  });

  describe('when it is to be removed', () => {
    const plansOf = async () => (await owner.get(`/api/cycles/${month.cycleId}/plans`).expect(200)).body;
    const remove = (agent: Agent, id: string) => agent.delete(`${address()}/${id}`);
    const removal = (id: string) => removeOwnScenario(api.database, { id, byId: 'someone' }, api.clock.now);
    const idOf = async (name: string) =>
      (await api.database.prisma.scenario.findFirstOrThrow({ where: { name } })).id;

    test('by someone else who plans, is refused: ask its author or the process owner', async () => {
      const finance = await api.signIn(await emailOf('finance'));
      const { body } = await remove(finance, await idOf('Sewing hall lost')).expect(403);
      expect(body.error.message).toContain('can remove a scenario of others');
      const seen = (await finance.get(address()).expect(200)).body;
      expect(seen.own[0].can.remove.allowed).toBe(false);
    });

    test('while nobody takes it, stays as it is', async () => {
      const id = await idOf('Sewing hall lost');
      expect((await remove(owner, id).expect(503)).body.error.message).toContain('Not recorded');
      expect((await owner.get(address()).expect(200)).body.own).toHaveLength(1);
      await remove(owner, 'nothing').expect(404);
    });

    test('and was chosen, stays until another one is', async () => {
      const id = await idOf('Sewing hall lost');
      const content = { kind: 'scenario-choice' as const, scenario: 'own-1' };
      const { personId } = await month.submit('demand-planner', 'scenario-choice', content);
      const { name } = await api.database.prisma.person.findUniqueOrThrow({ where: { id: personId } });
      const { body } = await remove(owner, id).expect(409);
      expect(body.error.message).toBe(
        `${name} recommends this scenario. It can be removed when another one is chosen.`,
      );
      await expect(removal(id)).rejects.toThrow('recommends this scenario');
      expect((await owner.get(address()).expect(200)).body.own[0].can.remove).toEqual({
        allowed: false,
        why: body.error.message,
      });
    });

    test('and a sign-off refers to it, stays on record', async () => {
      const id = await idOf('Sewing hall lost');
      const { prisma } = api.database;
      const final = await month.run('selectFinalPlan');
      const step = await prisma.step.findFirstOrThrow({ where: { cycleId: month.cycleId, key: 'pre-sop' } });
      const at = api.clock.now;
      const group = await prisma.signOffGroup.create({
        data: {
          cycleId: month.cycleId,
          stepId: step.id,
          number: 7,
          rule: {},
          planVersionId: final.planVersionId,
          planHash: final.sha256,
          state: 'voided',
          requestedAt: at,
          dueAt: at,
          workflowId: 'cycle/EUROPE/2026-12/pre-sop/1/sign-off/7',
        },
      });
      await prisma.submission.deleteMany({ where: { task: { kind: 'scenario-choice' } } });
      const { body } = await remove(owner, id).expect(409);
      expect(body.error.message).toContain('A sign-off refers to the plan that was made from this scenario');
      await prisma.signOffGroup.delete({ where: { id: group.id } });
    });

    test('and nothing was built on it, is gone from every list; its name and choice are free', async () => {
      const id = await idOf('Sewing hall lost');
      await removal(id);
      await removal(id);
      const { body } = await owner.get(address()).expect(200);
      expect([body.own, body.scenarios.length]).toEqual([[], 3]);
      expect((await plansOf()).map(({ name }: { name: string }) => name)).not.toContain(
        'Scenario "Sewing hall lost", version 1',
      );
      await expect(
        requireChoosable(api.database.prisma, { cycle: { id: month.cycleId } }, 'own-1'),
      ).rejects.toThrow('There is no scenario "own-1"');
      expect((await remove(owner, id).expect(200)).body.message).toContain('was removed before');
      const audit = await api.database.prisma.audit.findMany({ where: { action: 'scenario-removed' } });
      expect(audit).toHaveLength(1);
      // The same again is another scenario.
      const like = { cycleId: month.cycleId, name: 'Sewing hall lost', changes: [], personId: 'someone' };
      const again = await offerScenario(api.database, { ...like, id: 'again', createdAt: api.clock.now });
      expect(again).toMatchObject({ key: 'own-2', state: 'offered' });
      await api.database.prisma.scenario.deleteMany();
    });
  });

  const emailOf = async (role: string) =>
    (await api.database.prisma.membership.findFirstOrThrow({ where: { role }, include: { person: true } }))
      .person.email;
});
