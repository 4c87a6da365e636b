import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { insertCycle } from '../../database/cycle-repository';
import { scheduleId } from '../../domain/cycle/workflow-ids';
import { startTestTemporal, type TestTemporal } from '../support/temporal';
import { type Agent, type ApiUnderTest, startApi } from './api-under-test';
import { addressOf, seedTwoUnits, type TwoUnits } from './two-units';

/** When months start by themselves, and when not. Temporal is real, no worker runs. */
let api: ApiUnderTest;
let temporal: TestTemporal;
let world: TwoUnits;
let owner: Agent;

beforeAll(async () => {
  temporal = await startTestTemporal();
  api = await startApi({ temporalAddress: temporal.address, now: new Date('2026-12-01T10:00:00Z') });
  world = await seedTwoUnits(api.database);
  owner = await api.signIn(addressOf('owner'));
}, 60_000);
afterAll(async () => {
  await api.stop();
  await temporal.stop();
});

const unitPath = (rest: string) => `/api/units/${world.north}/${rest}`;
describe('The schedule', () => {
  test('When there is none, then it says so and shows when months would start', async () => {
    const { body } = await owner.get(unitPath('schedule')).expect(200);
    expect(body.state).toBe('none');
    expect(body.nextRuns[0]).toMatchObject({ period: '2027-01', isSkipped: false });
    expect(body.nextRuns).toHaveLength(12);
    const refused = await owner
      .post(unitPath('schedule/pause'))
      .send({ reason: 'Year-end close' })
      .expect(409);
    expect(refused.body.error.message).toContain('has no schedule yet');
  });

  test('When it is set up, paused and resumed, then Temporal has it so', async () => {
    const running = await owner.put(unitPath('schedule')).send({}).expect(200);
    expect(running.body.state).toBe('running');
    const paused = await owner
      .post(unitPath('schedule/pause'))
      .send({ reason: 'Year-end close' })
      .expect(200);
    expect(paused.body).toMatchObject({
      state: 'paused',
      isPaused: true,
      note: 'Paused by Person owner: Year-end close',
    });
    const resumed = await owner.post(unitPath('schedule/resume')).send({ reason: 'All closed' }).expect(200);
    expect(resumed.body.state).toBe('running');
    // Set up a second time it is the same one, brought in line.
    const again = await owner.put(unitPath('schedule')).send({}).expect(200);
    expect(again.body.state).toBe('running');
  });

  test('When a template of several units gets another kick-off time, then all of them look into the calendar then', async () => {
    const administrator = await api.signIn(addressOf('administrator'));
    const { body } = await administrator.get(unitPath('template')).expect(200);
    await api.database.prisma.unit.update({
      where: { id: world.south },
      data: { templateId: body.templateId },
    });
    await administrator.put(`/api/units/${world.south}/schedule`).send({}).expect(200);
    const definition = { ...body.definition, kickOff: { ...body.definition.kickOff, time: '14:30' } };
    await administrator
      .put(unitPath('template'))
      .send({ definition, basedOnVersion: body.version })
      .expect(200);
    const connection = await Connection.connect({ address: temporal.address });
    const { schedule } = new Client({ connection });
    for (const code of ['north', 'south']) {
      const { spec } = await schedule.getHandle(scheduleId(code)).describe();
      expect(spec.calendars?.[0]).toMatchObject({ hour: [{ start: 14 }], minute: [{ start: 30 }] });
    }
    await connection.close();
  });

  test('When a sales file makes a unit, then its months start by themselves like those of every other', async () => {
    for (const unitId of [world.north, world.south]) await haveItems(unitId);
    const administrator = await api.signIn(addressOf('administrator'));
    const rows = Array.from(
      { length: 12 },
      (_, index) => `2026-${String(index + 1).padStart(2, '0')},X-1,XS,East,20`,
    );
    const file = Buffer.from(`month,item,family,market,quantity\n${rows.slice(0, 11).join('\n')}\n`);
    const { body } = await administrator
      .post('/api/imports')
      .set('Origin', 'http://127.0.0.1:3999')
      .field('kind', 'sales')
      .attach('file', file, 'western.csv')
      .expect(200);
    expect(body.notes.at(-1)).toMatch(/^Its months start by themselves from now on/);
    const { id } = await api.database.prisma.unit.findUniqueOrThrow({ where: { code: body.unitCode } });
    const schedule = await administrator.get(`/api/units/${id}/schedule`).expect(200);
    expect(schedule.body.state).toBe('running');
    expect(await api.database.prisma.audit.count({ where: { unitId: id, action: 'schedule-set-up' } })).toBe(
      1,
    );
  });

  test('When a month is left out, then it is shown with its reason, once', async () => {
    const skip = { period: '2027-02', reason: 'Stocktaking' };
    const { body } = await owner.post(unitPath('schedule/skip')).send(skip).expect(200);
    expect(body.nextRuns[1]).toMatchObject({ period: '2027-02', isSkipped: true, skipReason: 'Stocktaking' });
    const again = await owner.post(unitPath('schedule/skip')).send(skip).expect(409);
    expect(again.body.error.message).toBe('February 2027 is left out already.');
  });

  test('When a month has begun already, then it leads to its cycle', async () => {
    const { prisma } = api.database;
    const { id: templateVersionId } = await prisma.templateVersion.findFirstOrThrow({
      where: { template: { units: { some: { id: world.north } } } },
    });
    const id = randomUUID();
    await insertCycle(prisma, {
      ...{ id, unitId: world.north, period: '2027-03', attempt: 1, templateVersionId, steps: [], tasks: [] },
      workflowId: `cycle/${id}`,
      kickOffAt: new Date('2027-02-24T08:00:00Z'),
      publishDueAt: new Date('2027-03-22T16:00:00Z'),
      startedAt: new Date('2026-12-10T08:00:00Z'),
    });
    const { body } = await owner.get(unitPath('schedule')).expect(200);
    expect(body.nextRuns.slice(1, 3)).toMatchObject([
      { period: '2027-02', cycleId: null },
      { period: '2027-03', cycleId: id },
    ]);
    await prisma.cycle.delete({ where: { id } });
  });

  test('When a month is far away or none, then the answer says which can be chosen', async () => {
    const far = await owner
      .post(unitPath('schedule/skip'))
      .send({ period: '2030-01', reason: 'Stocktaking' })
      .expect(400);
    expect(far.body.error.message).toContain('choose a month from 2026-10 to 2027-12');
    const none = await owner
      .post(unitPath('schedule/skip'))
      .send({ period: '2027-13', reason: 'Stocktaking' })
      .expect(400);
    expect(none.body.error.message).toContain('must be a month like 2026-12');
  });

  test('When a month is started without a worker, then nothing is recorded', async () => {
    const { body } = await owner.post(unitPath('cycles')).send({ period: '2027-01' }).expect(503);
    expect(body.error.message).toMatch(/^Not recorded: /);
    expect(await api.database.prisma.cycle.count()).toBe(0);
  });
});

/** A unit without items would get any sales file. */
async function haveItems(unitId: string): Promise<void> {
  const { prisma } = api.database;
  const family = await prisma.family.create({ data: { unitId, code: 'OWN', name: 'Own' } });
  await prisma.item.create({
    data: {
      unitId,
      familyId: family.id,
      code: 'OWN-1',
      name: 'Own',
      unitOfMeasure: 'EA',
      price: 1,
      unitCost: 1,
    },
  });
}
