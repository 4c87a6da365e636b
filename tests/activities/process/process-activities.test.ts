import { randomUUID } from 'node:crypto';
import { createProcessActivities } from '../../../activities/process';
import type { ProcessActivities, Remind } from '../../../activities/process/process-activities';
import {
  appendAudit,
  checkAuditChain,
  listEscalatedIds,
  recordAudit,
} from '../../../database/audit-repository';
import { createDatabase, type Database } from '../../../database/client';
import { DEFAULT_TEMPLATE } from '../../../domain/cycle/default-template';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createSmallCompany } from '../../workflows/small-company';

let testDatabase: TestDatabase;
let database: Database;
let activities: ProcessActivities;
/** A Monday, BD1 of February 2027. */
const now = new Date('2027-02-01T08:00:00Z');

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url);
  activities = createProcessActivities({
    database,
    clock: () => now,
    config: { publicUrl: 'http://localhost:3000', mailFrom: 'sop@example.com', linkSecret: 'l'.repeat(32) },
    mailer: { send: () => Promise.reject(new Error('Process activities send nothing.')) },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const startMonth = async () => {
  const company = await createSmallCompany({ database });
  const start = { unitId: company.unitId, period: '2027-02', startedById: company.people.owner };
  return { company, start, cycle: await activities.createCycle(start) };
};

const openDataGathering = async () => {
  const { company, cycle } = await startMonth();
  const { steps } = await activities.beginCycle({ cycleId: cycle.cycleId });
  const opening = {
    stepId: steps[0]!.stepId,
    round: 1,
    stepWorkflowId: `${cycle.workflowId}/data-gathering/1`,
    reopened: null,
  };
  return { company, cycle, opening, opened: await activities.openStep(opening) };
};

const auditOf = (cycleId: string, action: string) =>
  database.prisma.audit.count({ where: { cycleId, action } });

test('ten starts of one month are one cycle', async () => {
  const company = await createSmallCompany({ database });
  const start = { unitId: company.unitId, period: '2027-02', startedById: null };
  const cycles = await Promise.all(Array.from({ length: 10 }, () => activities.createCycle(start)));
  expect(new Set(cycles.map(({ cycleId }) => cycleId)).size).toBe(1);
  expect(cycles.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(await auditOf(cycles[0]!.cycleId, 'cycle-started')).toBe(1);
});

test('a cycle has every step and task with its dates, and a task of a role that nobody holds is the process owner’s', async () => {
  const company = await createSmallCompany({ database });
  await database.prisma.membership.deleteMany({ where: { unitId: company.unitId, role: 'logistics' } });
  const { cycleId } = await activities.createCycle({
    unitId: company.unitId,
    period: '2027-02',
    startedById: null,
  });
  const steps = await database.prisma.step.findMany({ where: { cycleId }, orderBy: { position: 'asc' } });
  expect(steps.map(({ plannedOpenAt }) => plannedOpenAt.toISOString())).toEqual([
    '2027-02-01T08:00:00.000Z',
    '2027-02-04T08:00:00.000Z',
    '2027-02-10T12:00:00.000Z',
    '2027-02-16T08:00:00.000Z',
    '2027-02-18T08:00:00.000Z',
  ]);
  const stock = await database.prisma.task.findFirstOrThrow({ where: { cycleId, key: 'attest-stock' } });
  expect(stock).toMatchObject({ assigneeId: company.people.owner, state: 'waiting' });
  expect(stock.dueAt.toISOString()).toBe('2027-02-03T16:00:00.000Z');
});

test('without a process owner, or for a month that nobody means, nothing is started', async () => {
  const company = await createSmallCompany({ database });
  const start = { unitId: company.unitId, period: '2027-02', startedById: null };
  await expect(activities.createCycle({ ...start, period: '2029-01' })).rejects.toThrow(
    /choose a month from/,
  );
  await database.prisma.membership.deleteMany({
    where: { unitId: company.unitId, role: { in: ['process-owner', 'sponsor'] } },
  });
  await expect(activities.createCycle(start)).rejects.toThrow(/has no process owner/);
  expect(await database.prisma.cycle.count({ where: { unitId: company.unitId } })).toBe(0);
});

test('opening a step twice asks once, with the same answer', async () => {
  const { cycle, opening, opened } = await openDataGathering();
  expect(opened.asked.map(({ rungs }) => rungs.length)).toEqual([8, 8, 8]);
  expect(opened.mailIds).toHaveLength(3);
  const again = await activities.openStep(opening);
  const byTask = (a: { taskId: string }, b: { taskId: string }) => a.taskId.localeCompare(b.taskId);
  expect([...again.asked].sort(byTask)).toEqual([...opened.asked].sort(byTask));
  expect([...again.mailIds].sort()).toEqual([...opened.mailIds].sort());
  expect(await auditOf(cycle.cycleId, 'step-opened')).toBe(1);
  expect(await auditOf(cycle.cycleId, 'task-opened')).toBe(3);
});

test('a completion recorded twice counts once; a second one is refused', async () => {
  const { company, cycle, opened } = await openDataGathering();
  const task = await database.prisma.task.findFirstOrThrow({
    where: { cycleId: cycle.cycleId, key: 'attest-stock' },
  });
  expect(opened.asked.some(({ taskId }) => taskId === task.id)).toBe(true);
  const hand = async () => {
    const submissionId = randomUUID();
    await database.prisma.submission.create({
      data: {
        id: submissionId,
        taskId: task.id,
        round: 1,
        personId: company.people.log,
        content: { kind: 'attest', isAttested: true },
        submittedAt: now,
        isLate: false,
      },
    });
    return {
      taskId: task.id,
      round: 1,
      submissionId,
      byId: company.people.log,
      at: now.toISOString(),
      isLate: false,
    };
  };
  const first = await hand();
  expect(await activities.recordCompletion(first)).toEqual({ isRecorded: true });
  expect(await activities.recordCompletion(first)).toEqual({ isRecorded: true });
  expect(await activities.recordCompletion(await hand())).toMatchObject({ isRecorded: false });
  expect(await auditOf(cycle.cycleId, 'task-completed')).toBe(1);
  expect(await database.prisma.submission.count({ where: { taskId: task.id, isAccepted: true } })).toBe(1);
});

test('a reminder given twice is one, and goes to the process owner where the manager is missing', async () => {
  const { company, cycle } = await openDataGathering();
  await database.prisma.person.update({ where: { id: company.people.log }, data: { managerId: null } });
  const task = await database.prisma.task.findFirstOrThrow({
    where: { cycleId: cycle.cycleId, key: 'attest-stock' },
  });
  const reminder = {
    about: 'task',
    subjectId: task.id,
    holderId: company.people.log,
    kind: 'escalation',
    audience: ['manager'],
    escalationLevel: 2,
    number: 101,
    remindersSent: 1,
    byId: null,
    cappedIds: [],
  } as const;
  const first = await activities.remind(reminder);
  expect(first.mailedIds).toEqual([company.people.owner]);
  expect(await activities.remind(reminder)).toEqual(first);
  expect(await auditOf(cycle.cycleId, 'escalated')).toBe(1);

  // Moved, the task stands at the foot of its new ladder, and is on record as escalated all the same.
  await activities.recordMovedDue({
    ...{ about: { about: 'task', id: task.id }, byId: company.people.owner, reason: 'Stock-taking.' },
    dueAt: new Date(now.getTime() + 30 * 86_400_000).toISOString(),
  });
  expect(await database.prisma.task.findUnique({ where: { id: task.id } })).toMatchObject({
    escalationLevel: 0,
  });
  expect(await listEscalatedIds(database.prisma, [cycle.cycleId])).toEqual(new Set([task.id]));
});

describe('a holder who is away', () => {
  const stockIsWith = async () => {
    const { company, cycle } = await openDataGathering();
    const { people } = company;
    const task = await database.prisma.task.findFirstOrThrow({
      where: { cycleId: cycle.cycleId, key: 'attest-stock' },
    });
    await absent(people.log, people.buyer);
    const reminder: Remind = {
      about: 'task',
      subjectId: task.id,
      holderId: people.log,
      kind: 'reminder',
      audience: ['assignee'],
      escalationLevel: 0,
      number: 101,
      remindersSent: 1,
      byId: null,
      cappedIds: [],
    };
    return { people, task, reminder };
  };
  const absent = (personId: string, delegateId: string) =>
    database.prisma.absence.create({
      data: { personId, delegateId, firstDay: '2027-01-30', lastDay: '2027-02-20' },
    });

  test('is replaced by the delegate, and a second attempt says so too', async () => {
    const { people, reminder } = await stockIsWith();
    const first = await activities.remind(reminder);
    expect(first.handedOver?.holderId).toBe(people.buyer);
    expect(await activities.remind(reminder)).toEqual(first);
  });

  test('and their delegate away with the first one as delegate: the process owner has it', async () => {
    const { people, reminder } = await stockIsWith();
    await absent(people.buyer, people.log);
    expect((await activities.remind(reminder)).handedOver?.holderId).toBe(people.owner);
  });

  test('gives it up when the owner hands it on in the moment in which the delegate got it', async () => {
    const { people, task, reminder } = await stockIsWith();
    await activities.remind(reminder);
    const { mailIds } = await activities.recordReassignment({
      ...{ about: 'task', subjectId: task.id, number: 102, reason: 'Knows the stock.' },
      ...{ fromPersonId: people.log, toPersonId: people.money, byId: people.owner },
    });
    const { assigneeId } = await database.prisma.task.findUniqueOrThrow({ where: { id: task.id } });
    expect(assigneeId).toBe(people.money);
    const links = await database.prisma.accessLink.findMany({
      where: { subjectId: task.id, revokedAt: null },
    });
    expect(links.map(({ personId }) => personId)).toEqual([people.money]);
    const mails = await database.prisma.mail.findMany({ where: { id: { in: [...mailIds] } } });
    expect(mails.map(({ personId }) => personId).sort()).toEqual(
      [people.money, people.log, people.buyer].sort(),
    );
  });

  const signOffIsAsked = async (before: (people: Record<string, string>) => Promise<unknown>) => {
    const rule = { kind: 'quorum', quorum: 2, roles: ['leadership'], forbidOwn: true } as const;
    const steps = DEFAULT_TEMPLATE.steps.map((step) =>
      step.key === 'demand-review' ? { ...step, signOff: { ...step.signOff!, rule } } : step,
    );
    const { unitId, people } = await createSmallCompany({
      database,
      template: { ...DEFAULT_TEMPLATE, steps },
    });
    await before(people);
    const { cycleId } = await activities.createCycle({ unitId, period: '2027-02', startedById: null });
    const { stepId } = (await activities.beginCycle({ cycleId })).steps[1]!;
    const plan = { kind: 'consensus', number: 1, sha256: 'f'.repeat(64), authorIds: [], createdAt: now };
    const summary = { currency: 'EUR', volumeUnits: 1, revenue: 1, changes: [], bottlenecks: [] };
    const snapshot = { sha256: 'a', takenAt: now, content: Buffer.from('{}'), quality: {}, cycleId };
    const { id: planVersionId, sha256 } = await database.prisma.planVersion.create({
      data: { ...plan, summary, cycle: { connect: { id: cycleId } }, snapshot: { create: snapshot } },
    });
    const { signOffs } = await activities.requestSignOff({
      stepId,
      workflowId: `${cycleId}/sign-off/1`,
      plan: { planVersionId, sha256, number: 1 },
    });
    return { people, signOffs };
  };

  test('is asked themselves where their delegate is one of the same quorum: nobody is two of it', async () => {
    const { people, signOffs } = await signOffIsAsked(({ lead, second }) => absent(lead!, second!));
    expect(signOffs.map(({ holderId }) => holderId).sort()).toEqual([people.lead, people.second].sort());
  });

  test('keeps their sign-off where the delegate has answered for another one of the group', async () => {
    const { people, signOffs } = await signOffIsAsked(async () => undefined);
    const of = (personId: string | undefined) => signOffs.find(({ holderId }) => holderId === personId)!;
    await database.prisma.signOff.update({
      where: { id: of(people.second).signOffId },
      data: { state: 'approved', decidedAt: now, decidedById: people.boss! },
    });
    await absent(people.lead!, people.boss!);
    const reminded = await activities.remind({
      ...{ about: 'sign-off', subjectId: of(people.lead).signOffId, holderId: people.lead! },
      ...{ kind: 'reminder', audience: ['assignee'], escalationLevel: 0, number: 1, remindersSent: 1 },
      ...{ byId: null, cappedIds: [] },
    });
    expect(reminded.handedOver).toBeNull();
  });

  test('keeps their sign-off where the delegate is an author of the plan, who may not sign it', async () => {
    const { people, signOffs } = await signOffIsAsked(async () => undefined);
    await database.prisma.planVersion.updateMany({
      where: { signOffGroups: { some: { signOffs: { some: { id: signOffs[0]!.signOffId } } } } },
      data: { authorIds: [people.planner!] },
    });
    await absent(people.lead!, people.planner!);
    const { signOffId } = signOffs.find(({ holderId }) => holderId === people.lead)!;
    const reminded = await activities.remind({
      ...{ about: 'sign-off', subjectId: signOffId, holderId: people.lead! },
      ...{ kind: 'reminder', audience: ['assignee'], escalationLevel: 0, number: 1, remindersSent: 1 },
      ...{ byId: null, cappedIds: [] },
    });
    expect(reminded).toMatchObject({ handedOver: null, mailedIds: [people.lead] });
  });
});

describe('the audit', () => {
  test('is one chain over many writers at once, and tells who listens', async () => {
    const client = await database.pool.connect();
    const heard: string[] = [];
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await client.query('LISTEN sop_changed');
    const cycleId = randomUUID();
    const entry = (index: number) => ({
      at: now,
      actorId: null,
      cycleId,
      action: 'noted',
      subjectType: 'cycle',
      subjectId: cycleId,
      details: { z: index, a: { y: [1, null, 'ü'], b: 0.5 } },
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => recordAudit(database, [entry(index), entry(-index)])),
    );
    expect(await checkAuditChain(database.prisma)).toMatchObject({ brokenAt: null });
    await client.query('SELECT 1');
    expect(heard.filter((payload) => payload === cycleId).length).toBeGreaterThan(0);
    client.release(true);
  });

  test('names a row that was changed, and the one after a row that was taken out', async () => {
    const rows = await database.prisma.audit.findMany({ orderBy: { id: 'asc' }, take: 2 });
    const [first, second] = rows;
    await database.prisma.audit.update({ where: { id: second!.id }, data: { action: 'something-else' } });
    expect((await checkAuditChain(database.prisma)).brokenAt).toEqual({ id: second!.id, why: 'changed' });
    await database.prisma.audit.update({ where: { id: second!.id }, data: { action: second!.action } });
    expect((await checkAuditChain(database.prisma)).brokenAt).toBeNull();
    await database.prisma.audit.delete({ where: { id: first!.id } });
    expect((await checkAuditChain(database.prisma)).brokenAt).toEqual({
      id: second!.id,
      why: 'does-not-follow',
    });
  });

  test('is written with what it records, or not at all', async () => {
    const subjectId = randomUUID();
    const broken = database.prisma.$transaction(async (transaction) => {
      await appendAudit(transaction, [
        { at: now, actorId: null, action: 'noted', subjectType: 'cycle', subjectId },
      ]);
      throw new Error('and then it failed');
    });
    await expect(broken).rejects.toThrow('and then it failed');
    expect(await database.prisma.audit.count({ where: { subjectId } })).toBe(0);
  });
});
