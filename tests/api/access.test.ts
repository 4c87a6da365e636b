import request from 'supertest';
import { allRoutes } from '../../api/schemas';
import { type Agent, type ApiUnderTest, startApi } from './api-under-test';
import { type RunningCycle, seedRunningCycle } from './running-cycle';
import { addressOf, seedTwoUnits, type TwoUnits } from './two-units';

/** Temporal is nowhere here: an act that is allowed ends with 503, one that is not with 403. */
let api: ApiUnderTest;
let world: TwoUnits;
let cycle: RunningCycle;
const agents = new Map<string, Agent>();

const everybody = [
  'owner',
  'sales',
  'sales-two',
  'marketing',
  'finance',
  'planner',
  'supply',
  'operations',
  'procurement',
  'logistics',
  'executive',
  'sponsor',
  'leader',
  'administrator',
];

beforeAll(async () => {
  api = await startApi({ now: new Date('2026-12-05T10:00:00Z') });
  world = await seedTwoUnits(api.database);
  cycle = await seedRunningCycle(api.database, world);
  for (const name of [...everybody, 'south-owner']) agents.set(name, await api.signIn(addressOf(name)));
}, 60_000);
afterAll(() => api.stop());

const reason = 'For the test';
const later = '2026-12-20T10:00:00Z';

interface ActRow {
  readonly act: string;
  readonly path: () => string;
  readonly body: () => object;
  readonly who: readonly string[];
}

const owners = ['owner', 'administrator'];

/** The whole table: every act that Temporal takes, and who may do it. */
const acts: readonly ActRow[] = [
  row(
    'start a cycle',
    () => `/api/units/${world.north}/cycles`,
    () => ({ period: '2027-01' }),
    owners,
  ),
  row(
    'backfill a month',
    () => `/api/units/${world.north}/schedule/backfill`,
    () => ({ period: '2026-11' }),
    owners,
  ),
  row(
    'pause the schedule',
    () => `/api/units/${world.north}/schedule/pause`,
    () => ({ reason }),
    owners,
  ),
  row(
    'resume the schedule',
    () => `/api/units/${world.north}/schedule/resume`,
    () => ({ reason }),
    owners,
  ),
  row(
    'cancel a cycle',
    () => `/api/cycles/${cycle.cycleId}/cancel`,
    () => ({ reason }),
    [...owners, 'sponsor'],
  ),
  row(
    'remind all',
    () => `/api/cycles/${cycle.cycleId}/remind-all`,
    () => ({}),
    owners,
  ),
  row(
    'move a step',
    () => step('supply-review/move'),
    () => ({ dueAt: later, reason }),
    owners,
  ),
  row(
    'reopen a step',
    () => step('data-gathering/reopen'),
    () => ({ reason }),
    owners,
  ),
  row(
    'skip a step',
    () => step('supply-review/skip'),
    () => ({ reason }),
    [...owners, 'sponsor'],
  ),
  row(
    'remind of a task',
    () => task('remind'),
    () => ({}),
    owners,
  ),
  row(
    'reassign a task',
    () => task('reassign'),
    () => ({ toPersonId: world.people['sales-two'], reason }),
    [...owners, 'sales'],
  ),
  row(
    'move a task',
    () => task('move'),
    () => ({ dueAt: later, reason }),
    owners,
  ),
  row(
    'skip a task',
    () => task('skip'),
    () => ({ reason }),
    owners,
  ),
  row(
    'submit a task',
    () => task('submit'),
    () => ({ round: 1, content: { kind: 'general' } }),
    ['sales'],
  ),
  row(
    'remind of a sign-off',
    () => signOff('remind'),
    () => ({}),
    owners,
  ),
  row(
    'reassign a sign-off',
    () => signOff('reassign'),
    () => ({ toPersonId: world.people.sponsor, reason }),
    [...owners, 'leader'],
  ),
  row(
    'decide a sign-off',
    () => signOff('decide'),
    () => ({ decision: 'approve', planHash: cycle.planHash }),
    ['leader'],
  ),
];

describe('Who may do what', () => {
  test.each(acts)(
    'When someone wants to $act, then only $who can',
    async ({ path, body, who }) => {
      const answers = await Promise.all(
        everybody.map(async (name) => ({ name, answer: await agents.get(name)!.post(path()).send(body()) })),
      );
      const allowed = answers.filter(({ answer }) => answer.status === 503).map(({ name }) => name);
      const refused = answers.filter(({ answer }) => answer.status === 403);
      expect(allowed.sort()).toEqual([...who].sort());
      expect(refused).toHaveLength(everybody.length - who.length);
      for (const { answer } of refused)
        expect(answer.body.error.message).toMatch(/\. (Ask|It is with) .+\.$/);
    },
    30_000,
  );

  test('When nobody is signed in, then every address but the open ones answers 401', async () => {
    const closed = Object.values(allRoutes).filter(({ isOpen, bodyIs }) => !isOpen && bodyIs !== 'multipart');
    const answers = await Promise.all(
      closed.map(async ({ method, path, operationId }) => {
        const address = path.replaceAll(/\{\w+\}/g, 'x');
        return { operationId, status: (await request(api.app)[method](address).send({})).status };
      }),
    );
    const served = answers.filter(({ status }) => status !== 404);
    expect(served.filter(({ status }) => status !== 401)).toEqual([]);
    expect(served.length).toBeGreaterThan(30);
  });

  test('When an author of the plan wants to sign it, then 403 says why', async () => {
    const own = await api.database.prisma.signOff.findFirstOrThrow({
      where: { personId: world.people.planner! },
    });
    const { body } = await agents
      .get('planner')!
      .post(`/api/sign-offs/${own.id}/decide`)
      .send({ decision: 'approve', planHash: cycle.planHash })
      .expect(403);
    expect(body.error.message).toMatch(
      /^Your own submission is part of this plan; someone else has to sign it off\./,
    );
  });

  test('When a sign-off is handed to an author of the plan, then it is refused', async () => {
    const { body } = await agents
      .get('owner')!
      .post(signOff('reassign'))
      .send({ toPersonId: world.people.planner, reason })
      .expect(403);
    expect(body.error.message).toContain('Person planner cannot sign this plan');
  });

  test('When the page of a cycle is asked for, then it says the same as the acts', async () => {
    const cans = await Promise.all(
      ['owner', 'sponsor', 'sales'].map(async (name) => {
        const { body } = await agents.get(name)!.get(`/api/cycles/${cycle.cycleId}`).expect(200);
        return [body.can.cancel.allowed, body.can.remindAll.allowed, body.steps[2].can.skip.allowed];
      }),
    );
    expect(cans).toEqual([
      [true, true, true],
      [true, false, true],
      [false, false, false],
    ]);
  });
});

describe('What is in another unit', () => {
  const paths = (): readonly (readonly ['get' | 'post' | 'put', string, object])[] => [
    ['get', `/api/units/${world.north}/cycles`, {}],
    ['get', `/api/units/${world.north}/schedule`, {}],
    ['get', `/api/units/${world.north}/calendar?period=2027-01`, {}],
    ['get', `/api/units/${world.north}/template`, {}],
    ['get', `/api/units/${world.north}/people`, {}],
    ['get', `/api/cycles/${cycle.cycleId}`, {}],
    ['get', `/api/cycles/${cycle.cycleId}/mails`, {}],
    ['get', `/api/cycles/${cycle.cycleId}/history`, {}],
    ['get', `/api/tasks/${cycle.taskId}`, {}],
    ['get', `/api/sign-offs/${cycle.signOffId}`, {}],
    ['get', `/api/events?cycleId=${cycle.cycleId}`, {}],
    ['put', `/api/tasks/${cycle.taskId}/draft`, { content: { kind: 'general' } }],
    ['post', `/api/tasks/${cycle.taskId}/started`, {}],
    ['post', `/api/people/${world.people.sales}/absences`, { firstDay: '2027-01-01', lastDay: '2027-01-02' }],
    ...acts.map((each) => ['post', each.path(), each.body()] as const),
  ];

  test('When its ids are asked for, then they are not there for a foreign owner, and each try is on record', async () => {
    const stranger = agents.get('south-owner')!;
    for (const [method, path, body] of paths()) {
      const answer = await stranger[method](path).send(body);
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
      expect(JSON.stringify(answer.body)).not.toMatch(/North|north|Person /);
    }
    const tries = await api.database.prisma.audit.count({
      where: { action: 'access-refused', actorId: world.people['south-owner']!, unitId: world.north },
    });
    expect(tries).toBe(paths().length);
  });

  test('When an unknown id is asked for, then the answer is the same, and nothing is on record', async () => {
    const stranger = agents.get('south-owner')!;
    const foreign = await stranger.get(`/api/cycles/${cycle.cycleId}`);
    const before = await api.database.prisma.audit.count();
    const unknown = await stranger.get('/api/cycles/7d3f6c1e-0000-4000-8000-000000000000').expect(404);
    expect(unknown.body).toEqual(foreign.body);
    expect(await api.database.prisma.audit.count()).toBe(before);
  });

  test('When someone of another unit stands in, then they see and do that one thing, for as long as they do', async () => {
    const { people, south } = world;
    const stranger = agents.get('south-owner')!;
    const away = async (name: string) => {
      await api.database.prisma.membership.create({
        data: { unitId: south, personId: people[name]!, role: 'sales' },
      });
      const absence = { firstDay: '2026-12-01', lastDay: '2026-12-10', delegateId: people['south-owner'] };
      const { body } = await agents.get(name)!.post(`/api/people/${people[name]}/absences`).send(absence);
      return () => agents.get(name)!.delete(`/api/people/${people[name]}/absences/${body.id}`).expect(204);
    };
    const isBack = [await away('sales'), await away('leader')];
    const task = await stranger.get(`/api/tasks/${cycle.taskId}`).expect(200);
    expect(task.body.can.submit.allowed).toBe(true);
    expect(task.body.can.move.allowed).toBe(false);
    const signOff = await stranger.get(`/api/sign-offs/${cycle.signOffId}`).expect(200);
    expect(signOff.body.can.decide.allowed).toBe(true);
    await stranger.get(`/api/cycles/${cycle.cycleId}`).expect(404);
    await stranger.post(`/api/tasks/${cycle.taskId}/remind`).send({}).expect(403);
    for (const comesBack of isBack) await comesBack();
    await stranger.get(`/api/tasks/${cycle.taskId}`).expect(404);
    await stranger.get(`/api/sign-offs/${cycle.signOffId}`).expect(404);
    await api.database.prisma.membership.deleteMany({ where: { unitId: south, role: 'sales' } });
  });

  test('When home is opened, then it shows nothing of it', async () => {
    const { body } = await agents.get('south-owner')!.get('/api/home').expect(200);
    expect(body).toEqual({ tasks: [], signOffs: [], cycles: [] });
    const mine = await agents.get('sales')!.get('/api/home').expect(200);
    expect(mine.body.tasks).toHaveLength(1);
    expect(mine.body.signOffs).toEqual([]);
    expect(mine.body.cycles).toHaveLength(1);
    const leader = await agents.get('leader')!.get('/api/home').expect(200);
    expect(leader.body.signOffs).toHaveLength(1);
  });
});

function row(act: string, path: () => string, body: () => object, who: readonly string[]): ActRow {
  return { act, path, body, who };
}

function step(rest: string): string {
  return `/api/cycles/${cycle.cycleId}/steps/${rest}`;
}

function task(act: string): string {
  return `/api/tasks/${cycle.taskId}/${act}`;
}

function signOff(act: string): string {
  return `/api/sign-offs/${cycle.signOffId}/${act}`;
}
