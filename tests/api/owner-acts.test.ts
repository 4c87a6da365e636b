import { eventually } from './api-under-test';
import { type Cycle, peopleOfOneMonth, stepIn } from './people-of-the-month';

/** The process owner's acts on a running month: dates, steps, tasks and sign-offs. They build on each other. */
const people = peopleOfOneMonth(async () => {
  await people.start();
  await people.untilStep('data-gathering', 'open');
});

const reason = 'Agreed in the team';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

test('When an open step is moved, then its due date and that of its tasks follow; its opening cannot', async () => {
  const before = await people.cycle();
  const opened = await people.owner
    .post(stepPath('data-gathering/move'))
    .send({ openAt: inDays(1), dueAt: inDays(30), reason })
    .expect(409);
  expect(opened.body.error.message).toBe('Data gathering is open already; only its due date can be moved.');
  const dueAt = inDays(20);
  const { body } = await people.owner
    .post(stepPath('data-gathering/move'))
    .send({ dueAt, reason })
    .expect(200);
  expect(body.message).toMatch(/^Data gathering now is due /);
  const after = await eventually(async () => {
    const cycle = await people.cycle();
    return stepIn(cycle, 'data-gathering').dueAt === dueAt ? cycle : null;
  });
  const taskDue = (cycle: Cycle) => stepIn(cycle, 'data-gathering').tasks[0]!.dueAt;
  expect(taskDue(after) > taskDue(before)).toBe(true);
  expect(stepIn(after, 'data-gathering').plannedDueAt).toBe(stepIn(before, 'data-gathering').plannedDueAt);
});

test('When a date lies so far away that only its year can be wrong, then it is refused and nothing stalls', async () => {
  const task = stepIn(await people.cycle(), 'data-gathering').tasks[0]!;
  const dueAt = '9999-12-31T10:00:00Z';
  const added = { title: 'Ask', assigneeId: task.assignee.id, dueAt };
  for (const sent of [
    people.owner.post(stepPath('supply-review/move')).send({ dueAt, reason }),
    people.owner.post(stepPath('supply-review/move')).send({ openAt: '2002-01-04T09:00:00Z', reason }),
    people.owner.post(`/api/tasks/${task.id}/move`).send({ dueAt, reason }),
    people.owner.post(stepPath('data-gathering/tasks')).send(added),
  ]) {
    const { body } = await sent.expect(400);
    expect(body.error.message).toMatch(/^\d{4}-\d{2}-\d{2} is more than 2 years away\. Look at the year/);
  }
});

test('When a step opened before its date, then it can be due before that date too', async () => {
  const { id } = stepIn(await people.cycle(), 'data-gathering');
  await people.month.database.prisma.step.update({ where: { id }, data: { openAt: new Date(inDays(9)) } });
  const sooner = await people.owner
    .post(stepPath('data-gathering/move'))
    .send({ dueAt: inDays(6), reason })
    .expect(200);
  expect(sooner.body.message).toMatch(/^Data gathering now is due /);
});

test('When the owner adds a task, then its person is asked for it once; it is cancelled with a mail', async () => {
  const other = stepIn(await people.cycle(), 'data-gathering').tasks[0]!;
  const task = {
    title: 'Ask the carrier',
    instructions: 'Ask for the rates of next year.',
    assigneeId: other.assignee.id,
    dueAt: inDays(3),
    minutes: 25,
  };
  const path = stepPath('data-gathering/tasks');
  const holder = await people.agentOf(other.assignee.id);
  const refused = await holder.post(path).send(task).expect(403);
  expect(refused.body.error.message).toContain('Only a process owner of the unit can add a task.');
  await people.owner
    .post(path)
    .send({ ...task, waitsFor: 'nothing-here' })
    .expect(400);
  await people.owner
    .post(path)
    .send({ ...task, assigneeId: 'nobody' })
    .expect(400);
  await people.owner
    .post(path)
    .send({ ...task, dueAt: '2020-01-01T00:00:00Z' })
    .expect(400);

  const clicks = await Promise.all([people.owner.post(path).send(task), people.owner.post(path).send(task)]);
  expect(clicks.map(({ status }) => status)).toEqual([201, 201]);
  expect(clicks[0]!.body.message).toContain(`${other.assignee.name} is asked for "Ask the carrier" by `);
  expect(clicks[1]!.body.taskId).toBe(clicks[0]!.body.taskId);
  const { taskId } = clicks[0]!.body;
  const line = await eventually(async () => {
    const added = stepIn(await people.cycle(), 'data-gathering').tasks.filter(
      ({ addedBy }) => addedBy !== null,
    );
    return added.length === 1 && added[0]!.state === 'open' ? added[0] : null;
  });
  expect(line).toMatchObject({ id: taskId, kind: 'general', minutes: 25, addedBy: { name: 'Maria Keller' } });
  const home = await holder.get('/api/home').expect(200);
  expect(home.body.tasks.map(({ id }: { id: string }) => id)).toContain(taskId);

  const cancelled = await people.owner
    .post(`/api/tasks/${taskId}/skip`)
    .send({ reason: 'They answered' })
    .expect(200);
  expect(cancelled.body.message).toContain(`${other.assignee.name} gets a mail with your reason.`);
  const words = await eventually(async () => {
    const { body: view } = await people.owner.get(`/api/tasks/${taskId}`).expect(200);
    return view.state === 'skipped' ? view.stateWords : null;
  });
  expect(words).toBe('cancelled: They answered');
  await eventually(async () =>
    people.month.database.prisma.mail.findFirst({
      where: { subjectId: taskId, kind: 'task-skipped', state: 'sent' },
    }),
  );
});

test('When someone is asked for two things and all are reminded, then they count as one person', async () => {
  const { assignee } = stepIn(await people.cycle(), 'data-gathering').tasks[0]!;
  const { body: added } = await people.owner
    .post(stepPath('data-gathering/tasks'))
    .send({ title: 'Call the depot', assigneeId: assignee.id, dueAt: inDays(5) })
    .expect(201);
  await people.untilTask(added.taskId, 'open');
  const open = stepIn(await people.cycle(), 'data-gathering').tasks.filter(({ state }) => state === 'open');
  const holders = new Set(open.map((task) => task.assignee.id));
  expect(holders.size).toBeLessThan(open.length);
  const { body } = await people.owner.post(`/api/cycles/${people.cycleId}/remind-all`).expect(200);
  expect(body).toEqual({ reminded: holders.size, message: `${holders.size} people are reminded.` });
  await people.owner.post(`/api/tasks/${added.taskId}/skip`).send({ reason: 'They called' }).expect(200);
  await people.untilTask(added.taskId, 'skipped');
});

test('When someone who is away is reminded, then the answer says who is asked instead', async () => {
  const { assignee } = stepIn(await people.cycle(), 'data-gathering').tasks[0]!;
  const { body: added } = await people.owner
    .post(stepPath('data-gathering/tasks'))
    .send({ title: 'Count the pallets', assigneeId: assignee.id, dueAt: inDays(5) })
    .expect(201);
  await people.untilTask(added.taskId, 'open');
  const delegateId = await people.holderOf('finance');
  const { body: absence } = await people.owner
    .post(`/api/people/${assignee.id}/absences`)
    .send({ firstDay: inDays(-1).slice(0, 10), lastDay: inDays(2).slice(0, 10), delegateId })
    .expect(201);
  const { body } = await people.owner.post(`/api/tasks/${added.taskId}/remind`).expect(200);
  const delegate = await people.month.database.prisma.person.findUniqueOrThrow({ where: { id: delegateId } });
  expect(body.message).toBe(
    `${assignee.name} cannot be reached now: ${delegate.name} is asked for "Count the pallets" instead, by mail.`,
  );
  await eventually(async () => {
    const { assigneeId } = await people.month.database.prisma.task.findUniqueOrThrow({
      where: { id: added.taskId },
    });
    return assigneeId === delegateId ? true : null;
  });
  await people.owner.delete(`/api/people/${assignee.id}/absences/${absence.id}`).expect(204);
  await people.owner.post(`/api/tasks/${added.taskId}/skip`).send({ reason: 'They did' }).expect(200);
  await people.untilTask(added.taskId, 'skipped');
});

test('When the owner adds a task to a step to come, then it waits there, and can be cancelled before it opens', async () => {
  const [{ assignee }] = stepIn(await people.cycle(), 'data-gathering').tasks as [
    Cycle['steps'][number]['tasks'][number],
  ];
  const { body } = await people.owner
    .post(stepPath('supply-review/tasks'))
    .send({ title: 'Visit line 2', assigneeId: assignee.id, dueAt: inDays(12), waitsFor: 'capacity-check' })
    .expect(201);
  expect(body.message).toContain('the mail goes out when its turn comes');
  await eventually(async () => {
    const { status } = await people.owner.get(`/api/tasks/${body.taskId}`);
    return status === 200 ? true : null;
  });
  await people.owner.post(`/api/tasks/${body.taskId}/skip`).send({ reason: 'Line 2 is sold' }).expect(200);
  await eventually(async () => {
    const view = await people.owner.get(`/api/tasks/${body.taskId}`).expect(200);
    return view.body.state === 'skipped' ? true : null;
  });
});

test('When a step would be due before it opens, then it is refused', async () => {
  const { body } = await people.owner
    .post(stepPath('executive-meeting/move'))
    .send({ openAt: inDays(400), reason })
    .expect(400);
  expect(body.error.message).toContain('must open before it is due');
  await people.owner.post(stepPath('executive-meeting/move')).send({ reason }).expect(400);
});

test('When a step is skipped, then the month goes on without it and its reason is shown', async () => {
  await people.owner
    .post(stepPath('data-gathering/skip'))
    .send({ reason: 'Data of last month stands' })
    .expect(200);
  await people.untilStep('data-gathering', 'skipped');
  const cycle = await people.untilStep('demand-review', 'open');
  expect(stepIn(cycle, 'data-gathering').sentence).toBe('skipped: Data of last month stands');
  const again = await people.owner.post(stepPath('data-gathering/skip')).send({ reason }).expect(409);
  expect(again.body.error.message).toBe('This step was skipped. Reopen it if it must be done after all.');
});

test('When a step that has not been open is reopened, then the answer says what to do instead', async () => {
  const { body } = await people.owner.post(stepPath('supply-review/reopen')).send({ reason }).expect(409);
  expect(body.error.message).toBe('This step has not been open yet; move its date to open it earlier.');
});

test('When a skipped step is reopened, then it is open again and what came after it waits', async () => {
  await people.owner
    .post(stepPath('data-gathering/reopen'))
    .send({ reason: 'New sales came in' })
    .expect(200);
  await people.untilStep('data-gathering', 'open');
  const cycle = await people.untilStep('demand-review', 'waiting');
  expect(stepIn(cycle, 'data-gathering').round).toBe(2);
  const task = stepIn(cycle, 'data-gathering').tasks.find(({ state }) => state === 'open')!;
  const { body } = await people.owner.get(`/api/tasks/${task.id}`).expect(200);
  expect(body.previous).toMatchObject({ comment: 'New sales came in', person: { name: 'Maria Keller' } });
});

test('When a step is reopened while one before it is open, then the answer says what it waits for', async () => {
  await people.owner.post(stepPath('demand-review/skip')).send({ reason: 'Nothing is new' }).expect(200);
  await people.untilStep('demand-review', 'skipped');
  const { body } = await people.owner
    .post(stepPath('demand-review/reopen'))
    .send({ reason: 'Something is new' })
    .expect(200);
  expect(body.message).toBe(
    'Demand review opens again as soon as Data gathering is over; sign-offs given after it are void.',
  );
  await people.untilStep('demand-review', 'waiting');
});

test('When a sign-off is reminded and handed over, then the other is asked and the first is not', async () => {
  for (const step of ['data-gathering', 'demand-review'] as const) {
    await people.untilStep(step, 'open');
    await people.submitAll(step);
  }
  const group = await eventually(async () => {
    const { signOffGroups } = stepIn(await people.cycle(), 'demand-review');
    return signOffGroups.find(({ state }) => state === 'open');
  });
  const asked = group.signOffs[0]!;
  const reminded = await people.owner.post(`/api/sign-offs/${asked.id}/remind`).expect(200);
  expect(reminded.body).toEqual({
    reminded: 1,
    message: `${asked.person.name} is reminded of the sign-off.`,
  });
  const known = group.signOffs.map(({ person }) => person.id);
  const other = await people.month.database.prisma.membership.findFirstOrThrow({
    where: { unitId: people.month.unitId, personId: { notIn: known }, role: 'executive' },
  });
  await refuseWhoeverCannotSign(asked.id, group.signOffs[1]!.person);
  const attention = async () => (await people.cycle()).needsYou.find(({ id }) => id === asked.id);
  expect(await attention()).toBeUndefined();
  await people.month.database.prisma.mail.updateMany({
    where: { subjectId: asked.id, personId: asked.person.id },
    data: { state: 'undeliverable' },
  });
  expect((await attention())?.outOfReach).toBe(
    `The mail to ${asked.person.name} was refused. Hand it to someone else, or correct the address and remind.`,
  );
  await people.owner
    .post(`/api/sign-offs/${asked.id}/reassign`)
    .send({ toPersonId: other.personId, reason: 'On a journey' })
    .expect(200);
  await eventually(async () => {
    const row = await people.month.database.prisma.signOff.findUniqueOrThrow({ where: { id: asked.id } });
    return row.personId === other.personId ? true : null;
  });
  expect(await attention()).toBeUndefined();
  const former = await people.agentOf(asked.person.id);
  const decision = { decision: 'approve', planHash: group.planHash };
  await former.post(`/api/sign-offs/${asked.id}/decide`).send(decision).expect(403);
  const now = await people.agentOf(other.personId);
  await now.post(`/api/sign-offs/${asked.id}/decide`).send(decision).expect(200);
}, 60_000);

/** Whoever cannot be asked instead: the list says why, and so does the act. */
async function refuseWhoeverCannotSign(
  signOffId: string,
  fellow: { readonly id: string; readonly name: string },
) {
  const { body } = await people.owner.get(`/api/sign-offs/${signOffId}/candidates`).expect(200);
  const candidates = body.people as { person: { id: string }; can: { allowed: boolean; why: string } }[];
  const canOf = (id: string) => candidates.find(({ person }) => person.id === id)?.can;
  expect(canOf(fellow.id)).toEqual({
    allowed: false,
    why: 'is asked in this group already, and nobody answers for two',
  });
  const refusal = await people.owner
    .post(`/api/sign-offs/${signOffId}/reassign`)
    .send({ toPersonId: fellow.id, reason: 'On a journey' })
    .expect(403);
  expect(refusal.body.error.message).toBe(
    `${fellow.name} is asked in this group already, and nobody answers for two. Choose someone else.`,
  );

  const author = candidates.find(({ can }) => can.why.includes('their own submission is part of it'))!;
  expect(author.can.allowed).toBe(false);
  const able = candidates.find(({ can }) => can.allowed)!;
  const away = await people.owner
    .post(`/api/people/${able.person.id}/absences`)
    .send({ firstDay: inDays(-1).slice(0, 10), lastDay: inDays(2).slice(0, 10), delegateId: null })
    .expect(201);
  const after = await people.owner.get(`/api/sign-offs/${signOffId}/candidates`).expect(200);
  expect(after.body.people).toContainEqual(
    expect.objectContaining({
      person: expect.objectContaining({ id: able.person.id }),
      can: { allowed: false, why: expect.stringMatching(/^is away now, and .+ acts for them$/) },
    }),
  );
  await people.owner.delete(`/api/people/${able.person.id}/absences/${away.body.id}`).expect(204);
}

function stepPath(rest: string): string {
  return `/api/cycles/${people.cycleId}/steps/${rest}`;
}
