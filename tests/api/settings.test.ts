import { startTestTemporal, type TestTemporal } from '../support/temporal';
import { type Agent, type ApiUnderTest, startApi } from './api-under-test';
import { addressOf, seedTwoUnits, type TwoUnits } from './two-units';

/** What the process owner sets up: people, holidays, the template. Temporal is real, no worker runs. */
let api: ApiUnderTest;
let temporal: TestTemporal;
let world: TwoUnits;
let owner: Agent;
let sales: Agent;

beforeAll(async () => {
  temporal = await startTestTemporal();
  api = await startApi({ temporalAddress: temporal.address, now: new Date('2026-12-01T10:00:00Z') });
  world = await seedTwoUnits(api.database);
  owner = await api.signIn(addressOf('owner'));
  sales = await api.signIn(addressOf('sales'));
}, 60_000);
afterAll(async () => {
  await api.stop();
  await temporal.stop();
});

const unitPath = (rest: string) => `/api/units/${world.north}/${rest}`;

describe('Payment terms', () => {
  test('When the owner changes them, then they stand and are on record', async () => {
    const before = await owner.get(unitPath('settings')).expect(200);
    expect(before.body).toEqual({
      customerPaymentDays: 30,
      supplierPaymentDays: 30,
      can: { change: { allowed: true, why: '' } },
    });
    const days = { customerPaymentDays: 60, supplierPaymentDays: 14 };
    expect((await owner.put(unitPath('settings')).send(days).expect(200)).body).toMatchObject(days);
    expect((await owner.get(unitPath('settings')).expect(200)).body).toMatchObject(days);
    const audit = await api.database.prisma.audit.findFirstOrThrow({ where: { action: 'settings-changed' } });
    expect(audit.details).toMatchObject({ ...days, before: { customerPaymentDays: 30 } });
  });

  test('When the days are impossible or the person may not, then nothing changes', async () => {
    const negative = { customerPaymentDays: -5, supplierPaymentDays: 14 };
    const { body } = await owner.put(unitPath('settings')).send(negative).expect(400);
    expect(body.error.message).toContain('must be 0 days or more');
    const refused = await sales
      .put(unitPath('settings'))
      .send({ customerPaymentDays: 1, supplierPaymentDays: 1 })
      .expect(403);
    expect(refused.body.error.message).toContain('can change the settings');
    expect((await sales.get(unitPath('settings')).expect(200)).body).toMatchObject({
      customerPaymentDays: 60,
      can: { change: { allowed: false } },
    });
  });
});

describe('People', () => {
  const nora = () => ({
    name: 'Nora Lind',
    email: 'Nora.Lind@Example.com',
    timeZone: 'Europe/Stockholm',
    holidayRegion: 'SE',
    managerId: world.people.leader,
    backupId: world.people.sales,
    roles: [{ role: 'sales', families: ['TOOLS'] }],
  });

  test('When the owner adds a person, then they are in the list with their role', async () => {
    const { body } = await owner.post(unitPath('people')).send(nora()).expect(201);
    expect(body).toMatchObject({
      name: 'Nora Lind',
      email: 'nora.lind@example.com',
      manager: { name: 'Person leader' },
      backup: { name: 'Person sales' },
      roles: [{ role: 'sales', families: ['TOOLS'] }],
      isActive: true,
    });
    const list = await sales.get(unitPath('people')).expect(200);
    expect(list.body.people.map(({ name }: { name: string }) => name)).toContain('Nora Lind');
    expect(list.body.can.change.allowed).toBe(false);
  });

  test('When the same address is added again, then the answer names who has it', async () => {
    const { body } = await owner.post(unitPath('people')).send(nora()).expect(409);
    expect(body.error.message).toMatch(/^Nora Lind \(nora\.lind@example\.com\) is in this unit already/);
  });

  test.each([
    [{ email: 'no address' }, 'email: must be an e-mail address'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone: must be a time zone like Europe/Berlin'],
    [{ holidayRegion: 'germany' }, 'holidayRegion: must be a region like DE or DE-BY'],
    [{ roles: [{ role: 'king' }] }, 'role 1, role: '],
    [{ managerId: 'nobody' }, 'The manager must be another active person of your units.'],
  ])('When %j is wrong, then the answer says so', async (wrong, words) => {
    const { body } = await owner
      .post(unitPath('people'))
      .send({ ...nora(), email: 'new@example.com', ...wrong })
      .expect(400);
    expect(`${body.error.message} ${body.error.details.join(' ')}`).toContain(words);
  });

  test('When someone who is no owner adds a person, then it is refused', async () => {
    await sales
      .post(unitPath('people'))
      .send({ ...nora(), email: 'x@example.com' })
      .expect(403);
  });

  test('When a person leaves, then their session and links end', async () => {
    const person = await api.database.prisma.person.findUniqueOrThrow({
      where: { email: 'nora.lind@example.com' },
    });
    const agent = await api.signIn(person.email);
    await agent.get('/api/me').expect(200);
    await api.database.prisma.accessLink.create({
      data: {
        personId: person.id,
        purpose: 'task',
        subjectId: 'a-task',
        createdAt: api.clock.now,
        expiresAt: new Date('2027-01-01T00:00:00Z'),
      },
    });
    await owner
      .put(unitPath(`people/${person.id}`))
      .send({ ...nora(), isActive: false })
      .expect(200);
    await agent.get('/api/me').expect(401);
    const open = await api.database.prisma.accessLink.count({
      where: { personId: person.id, revokedAt: null },
    });
    const unused = await api.database.prisma.accessLink.count({
      where: { personId: person.id, revokedAt: null, usedAt: null },
    });
    expect([open, unused]).toEqual([0, 0]);
    await api.database.prisma.session.findFirstOrThrow({
      where: { personId: person.id, revokedAt: { not: null } },
    });
  });

  test('When someone who had left is added again, then they are as described now, and active', async () => {
    const { prisma } = api.database;
    const { id } = await prisma.person.findUniqueOrThrow({ where: { email: 'nora.lind@example.com' } });
    await owner
      .put(unitPath(`people/${id}`))
      .send({ ...nora(), isActive: false, roles: [] })
      .expect(200);
    const { body } = await owner
      .post(unitPath('people'))
      .send({ ...nora(), name: 'Nora Berg' })
      .expect(201);
    expect(body).toMatchObject({ id, name: 'Nora Berg', isActive: true });
    // Another unit has her too, and has set her inactive: that is for an administrator to undo.
    await prisma.person.update({ where: { id }, data: { isActive: false } });
    await prisma.membership.updateMany({ where: { personId: id }, data: { unitId: world.south } });
    const refused = await owner.post(unitPath('people')).send(nora()).expect(409);
    expect(refused.body.error.message).toMatch(
      /is known already, and no longer active\. Ask an administrator/,
    );
  });

  test('When the only process owner would go, then it is refused: somebody must be able to act', async () => {
    const { prisma } = api.database;
    const itself = await prisma.person.findUniqueOrThrow({ where: { id: world.people.owner! } });
    const { email, name, timeZone, holidayRegion } = itself;
    const kept = { email, name, timeZone, holidayRegion, managerId: null, backupId: null };
    const sales = [{ role: 'sales', families: [] }];
    const owning = [{ role: 'process-owner', families: [] }];
    for (const gone of [
      { ...kept, roles: sales },
      { ...kept, roles: owning, isActive: false },
    ]) {
      const { body } = await owner
        .put(unitPath(`people/${itself.id}`))
        .send(gone)
        .expect(409);
      expect(body.error.message).toMatch(
        /is the only process owner of .+\. Give that role to somebody else first\.$/,
      );
    }
    await owner
      .put(unitPath(`people/${itself.id}`))
      .send({ ...kept, roles: [...owning, ...sales] })
      .expect(200);
    await owner
      .put(unitPath(`people/${itself.id}`))
      .send({ ...kept, roles: owning })
      .expect(200);
  });

  test('When the only administrator would be closed out, then it is refused', async () => {
    const { prisma } = api.database;
    const { administrator } = world.people;
    const { email, name, timeZone, holidayRegion } = await prisma.person.findUniqueOrThrow({
      where: { id: administrator! },
    });
    await prisma.membership.create({
      data: { unitId: world.north, personId: administrator!, role: 'finance' },
    });
    const agent = await api.signIn(email);
    const { body } = await agent
      .put(unitPath(`people/${administrator}`))
      .send({
        ...{ email, name, timeZone, holidayRegion, managerId: null, backupId: null, isActive: false },
        roles: [{ role: 'finance', families: [] }],
      })
      .expect(409);
    expect(body.error.message).toContain('is the only administrator and stays active');
    await prisma.membership.deleteMany({ where: { personId: administrator! } });
  });

  test('When an administrator is changed by an owner, then it is refused', async () => {
    const { administrator } = world.people;
    await api.database.prisma.membership.create({
      data: { unitId: world.north, personId: administrator!, role: 'leadership' },
    });
    const { body } = await owner
      .put(unitPath(`people/${administrator}`))
      .send({ ...nora(), email: 'taken-over@example.com' })
      .expect(403);
    expect(body.error.message).toContain('is an administrator and is changed by administrators only');
  });

  test('When a person says that they are away, then the delegate is recorded, and it can be taken back', async () => {
    const path = `/api/people/${world.people.sales}/absences`;
    const { body } = await sales
      .post(path)
      .send({ firstDay: '2026-12-07', lastDay: '2026-12-11', delegateId: world.people['sales-two'] })
      .expect(201);
    expect(body.delegate).toEqual({ id: world.people['sales-two'], name: 'Person sales-two' });
    await sales.delete(`${path}/${body.id}`).expect(204);
    await sales.delete(`${path}/${body.id}`).expect(404);
  });

  test.each([
    [{ firstDay: '2026-12-11', lastDay: '2026-12-07' }, 'the last day must not be before the first'],
    [{ firstDay: '2026-02-30', lastDay: '2026-12-07' }, 'must be a day like 2026-12-04'],
    [{ firstDay: '2026-11-01', lastDay: '2026-11-02' }, 'This absence is over already'],
  ])('When an absence is %j, then the answer says what is wrong', async (absence, words) => {
    const { body } = await sales.post(`/api/people/${world.people.sales}/absences`).send(absence).expect(400);
    expect(body.error.message).toContain(words);
  });

  test('When a delegate is of another unit, or the person themselves, then it is refused', async () => {
    for (const delegateId of [world.people['south-owner'], world.people.sales]) {
      await sales
        .post(`/api/people/${world.people.sales}/absences`)
        .send({ firstDay: '2026-12-07', lastDay: '2026-12-11', delegateId })
        .expect(400);
    }
  });
});

describe('Holidays', () => {
  test('When the owner replaces them, then the preview of a month follows', async () => {
    const before = await owner.get(unitPath('calendar?period=2027-01')).expect(200);
    await owner
      .put('/api/holidays/DE')
      .send({ holidays: [{ date: '2027-01-04', name: 'Snow' }] })
      .expect(200);
    const after = await owner.get(unitPath('calendar?period=2027-01')).expect(200);
    expect(before.body.steps[0].openAt).toBe('2027-01-01T08:00:00.000Z');
    expect(after.body.steps[0].dueAt > before.body.steps[0].dueAt).toBe(true);
    expect(after.body.holidays).toEqual([{ date: '2027-01-04', name: 'Snow' }]);
  });

  test('When nobody of the viewer’s units follows the calendar, then it is refused', async () => {
    await owner.put('/api/holidays/FR').send({ holidays: [] }).expect(403);
    await sales.put('/api/holidays/DE').send({ holidays: [] }).expect(403);
  });

  test('When a day is named twice, then nothing is changed', async () => {
    const twice = { date: '2027-05-01', name: 'May Day' };
    const { body } = await owner
      .put('/api/holidays/DE')
      .send({ holidays: [twice, twice] })
      .expect(400);
    expect(body.error.message).toBe('2027-05-01 is named twice. Keep it once.');
    expect((await owner.get('/api/holidays/DE')).body.holidays).toHaveLength(1);
  });

  test('When hardly a day is left to work on, then it is refused: running months are dated by it', async () => {
    const holidays = Array.from({ length: 190 }, (_, index) => ({
      date: new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10),
      name: 'Off',
    }));
    const { body } = await owner.put('/api/holidays/DE').send({ holidays }).expect(400);
    expect(body.error.message).toMatch(/^190 days off in 2027 leave too few to work on; 180 are the most\./);
    expect((await owner.get('/api/holidays/DE')).body.holidays).toHaveLength(1);
  });
});

describe('The template', () => {
  test('When another unit uses it too, then its owner alone cannot change it, and learns how to go on', async () => {
    const { body } = await owner.get(unitPath('template')).expect(200);
    const { definition } = body;
    const answer = await owner.put(unitPath('template')).send({ definition, basedOnVersion: 1 }).expect(403);
    expect(answer.body.error.message).toContain('Copy it for your unit, then change the copy.');
  });

  test('When it is copied, then the unit follows the copy and the other unit keeps its own', async () => {
    const { body } = await owner
      .post(`/api/templates/${world.templateId}/copy`)
      .send({ name: 'Ours', unitId: world.north })
      .expect(201);
    expect(body).toMatchObject({ name: 'Ours', version: 1 });
    const south = await api.signIn(addressOf('south-owner'));
    const theirs = await south.get(`/api/units/${world.south}/template`).expect(200);
    expect(theirs.body.templateId).toBe(world.templateId);
  });

  test('When it is changed, then a new version is stored and the old one stays readable', async () => {
    const { body } = await owner.get(unitPath('template')).expect(200);
    const definition = structuredClone(body.definition);
    definition.steps[1].name = 'Demand meeting';
    const stored = await owner.put(unitPath('template')).send({ definition, basedOnVersion: 1 }).expect(200);
    expect(stored.body.version).toBe(2);
    expect(stored.body.definition.steps[1].name).toBe('Demand meeting');
    expect(stored.body.versions.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    const old = await owner.get(unitPath('template?version=1')).expect(200);
    expect(old.body.definition.steps[1].name).toBe('Demand review');
  });

  test('When two people change the same version, then the second is told', async () => {
    const { body } = await owner.get(unitPath('template?version=1'));
    const answer = await owner
      .put(unitPath('template'))
      .send({ definition: body.definition, basedOnVersion: 1 })
      .expect(409);
    expect(answer.body.error.code).toBe('stale');
    expect(answer.body.error.message).toContain('Someone stored version 2 while you worked on version 1.');
  });

  test('When it has mistakes, then each is named', async () => {
    const { body } = await owner.get(unitPath('template'));
    const definition = structuredClone(body.definition);
    definition.steps[0].tasks[0].due.time = '25:00';
    definition.steps[1].tasks[0].minutes = 0;
    definition.steps[2].colour = 'red';
    const answer = await owner.put(unitPath('template')).send({ definition, basedOnVersion: 2 }).expect(400);
    expect(answer.body.error.details).toEqual([
      'definition, step 1, task 1, due, time: must be a time like 09:00',
      'definition, step 2, task 1, minutes: must be at least 1 minute',
      'definition, step 3: "colour" is not known here; remove it',
    ]);
  });

  test('When things do not fit together, then each is named', async () => {
    const { body } = await owner.get(unitPath('template'));
    const definition = structuredClone(body.definition);
    definition.steps[1].tasks.find(({ key }: { key: string }) => key === 'consensus').dependsOn = ['nothing'];
    definition.steps[3].tasks = [];
    const answer = await owner.put(unitPath('template')).send({ definition, basedOnVersion: 2 }).expect(400);
    expect(answer.body.error.details).toEqual([
      'Demand meeting: "consensus" waits for "nothing", which is no task of this step.',
      'Pre-S&OP: add a task of kind "scenario-choice", or there is no plan for the executives.',
    ]);
  });

  test('When someone who is no owner changes it, then it is refused', async () => {
    const { body } = await sales.get(unitPath('template')).expect(200);
    expect(body.can.change.allowed).toBe(false);
    await sales
      .put(unitPath('template'))
      .send({ definition: body.definition, basedOnVersion: body.version })
      .expect(403);
  });
});
