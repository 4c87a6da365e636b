import { eventually } from './api-under-test';
import { lastMonth } from './month-under-test';
import { peopleOfOneMonth, stepIn, type Task } from './people-of-the-month';

/**
 * One month through the API only, as its people would: every act is an Update to the running workflows. The tests
 * build on each other, in the order of the month.
 */
const people = peopleOfOneMonth();

describe('Starting the month', () => {
  test('When the owner starts it, then it is there with five dated steps', async () => {
    await people.start();
    const cycle = await people.cycle();
    expect(cycle).toMatchObject({ period: lastMonth, state: 'running', unit: { id: people.month.unitId } });
    expect(cycle.steps.map(({ key }) => key)).toEqual([
      'data-gathering',
      'demand-review',
      'supply-review',
      'pre-sop',
      'executive-meeting',
    ]);
  });

  test('When it is started once more, then the answer says that it runs already', async () => {
    const { body } = await people.owner
      .post(`/api/units/${people.month.unitId}/cycles`)
      .send({ period: lastMonth })
      .expect(409);
    expect(body.error.message).toMatch(/runs already; there is one for each month\. Open it/);
    expect(await people.month.database.prisma.cycle.count()).toBe(1);
  });

  test('When someone else wants to start a month, then 403 names who can', async () => {
    const sales = await people.agentOf(await people.holderOf('sales'));
    const { body } = await sales
      .post(`/api/units/${people.month.unitId}/cycles`)
      .send({ period: '2027-01' })
      .expect(403);
    expect(body.error.message).toBe('Only a process owner of the unit can start a cycle. Ask one of them.');
  });
});

describe('Data gathering', () => {
  test('When a task is open, then its holder sees what to attest', async () => {
    const task = await people.openTask('attest-sales-history');
    const holder = await people.agentOf(task.assignee.id);
    const { body } = await holder.get(`/api/tasks/${task.id}`).expect(200);
    expect(body.can.submit).toEqual({ allowed: true, why: '' });
    expect(body.grid.kind).toBe('attest');
    expect(body.grid.sources[0]).toMatchObject({ kind: 'sales', name: 'Sales history' });
    expect(body.grid.sources[0].rowCount).toBeGreaterThan(1000);

    const { sales, stock, capacity } = body.grid;
    expect([stock, capacity]).toEqual([null, null]);
    const sold = await people.month.database.prisma.sales.aggregate({
      where: { unitId: people.month.unitId, month: sales.months.at(-1) },
      _sum: { quantity: true },
    });
    expect(sales.units.at(-1)).toBeCloseTo(sold._sum.quantity ?? 0, 6);
    const byFamily = sales.families.map((family: { lastMonthUnits: number }) => family.lastMonthUnits);
    expect(byFamily.reduce((sum: number, units: number) => sum + units, 0)).toBeCloseTo(
      sales.units.at(-1),
      6,
    );
  });

  test('When someone else hands it in, then 403 says with whom it is', async () => {
    const task = await people.openTask('attest-sales-history');
    const { body } = await people.owner
      .post(`/api/tasks/${task.id}/submit`)
      .send({ round: 1, content: { kind: 'attest', isAttested: true } })
      .expect(403);
    expect(body.error.message).toBe(`This is asked of someone else. It is with ${task.assignee.name}.`);
  });

  test('When the content is for another kind of task, then nothing is recorded', async () => {
    const task = await people.openTask('attest-sales-history');
    const holder = await people.agentOf(task.assignee.id);
    await holder
      .post(`/api/tasks/${task.id}/submit`)
      .send({ round: 1, content: { kind: 'general' } })
      .expect(400);
    const untied = await holder
      .post(`/api/tasks/${task.id}/submit`)
      .send({ round: 1, content: { kind: 'attest', isAttested: false } })
      .expect(400);
    expect(untied.body.error.message).toContain('tick that the data is complete and right');
    expect(await people.month.database.prisma.submission.count({ where: { taskId: task.id } })).toBe(0);
  });

  test('When fifty clicks arrive at once, then it is handed in once, and all see it', async () => {
    const task = await people.openTask('attest-sales-history');
    const holder = await people.agentOf(task.assignee.id);
    const clicks = await Promise.all(
      Array.from({ length: 50 }, () =>
        holder
          .post(`/api/tasks/${task.id}/submit`)
          .send({ round: 1, content: { kind: 'attest', isAttested: true } }),
      ),
    );
    expect(new Set(clicks.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(clicks.map(({ body }) => body.recordedAt)).size).toBe(1);
    await people.untilTask(task.id, 'done');
    expect(await people.month.database.prisma.submission.count({ where: { taskId: task.id } })).toBe(1);
    expect(await people.auditCount(task.id, 'task-completed')).toBe(1);
  });

  test('When it is handed in again, then the same is a repeat, and something else takes its place', async () => {
    const task = await people.task('attest-sales-history');
    const holder = await people.agentOf(task.assignee.id);
    const content = { kind: 'attest', isAttested: true };
    const path = `/api/tasks/${task.id}/submit`;
    const again = await holder.post(path).send({ round: 1, content }).expect(200);
    expect(again.body).toMatchObject({ isRepeat: true, outcome: 'done' });
    expect(again.body.message).toMatch(/^This was recorded before, on /);
    const { body: view } = await holder.get(`/api/tasks/${task.id}`).expect(200);
    expect(view.can.submit.allowed).toBe(true);
    expect(view.cutOff).toBe('until Data gathering is closed');

    const change = { round: 1, content, comment: 'and the returns of Spain' };
    const clicks = await Promise.all([1, 2, 3].map(() => holder.post(path).send(change)));
    expect(clicks.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(clicks[0]!.body.message).toContain(
      'what you sent before for "Confirm the sales history" is replaced',
    );
    await eventually(async () =>
      (await people.auditCount(task.id, 'submission-changed')) === 1 ? true : null,
    );
    const rows = await people.month.database.prisma.submission.findMany({ where: { taskId: task.id } });
    expect(rows.map(({ comment, isAccepted }) => ({ comment, isAccepted }))).toEqual(
      expect.arrayContaining([
        { comment: '', isAccepted: false },
        { comment: 'and the returns of Spain', isAccepted: true },
      ]),
    );
    expect(rows).toHaveLength(2);
    // Back to what it was first is one more change.
    await holder.post(path).send({ round: 1, content }).expect(200);
    await eventually(async () =>
      (await people.auditCount(task.id, 'submission-changed')) === 2 ? true : null,
    );
  });

  test('When the owner reassigns a task, then it is with the other, who gets a mail', async () => {
    const task = await people.openTask('attest-stock');
    const other = await people.holderOf('procurement');
    const { body } = await people.owner
      .post(`/api/tasks/${task.id}/reassign`)
      .send({ toPersonId: other, reason: 'Away today' })
      .expect(200);
    expect(body.message).toMatch(/^"Confirm stock and open orders" is now with /);
    const moved = await eventually(async () => {
      const now = await people.task('attest-stock');
      return now.assignee.id === other ? now : null;
    });
    await people.submit(moved);
  });

  test('When a task is given to someone outside the unit, then the answer says what to do', async () => {
    const task = await people.openTask('attest-capacity');
    const { body } = await people.owner
      .post(`/api/tasks/${task.id}/reassign`)
      .send({ toPersonId: 'nobody', reason: 'Away today' })
      .expect(400);
    expect(body.error.message).toContain('has no role in Alpina Outdoor Europe');
  });

  test('When the due time is moved, then it is; into the past it is not', async () => {
    const task = await people.openTask('attest-capacity');
    const past = await people.owner
      .post(`/api/tasks/${task.id}/move`)
      .send({ dueAt: '2020-01-01T00:00:00Z', reason: 'By mistake' })
      .expect(400);
    expect(past.body.error.message).toBe('The new date has passed already. Give one that lies ahead.');
    const dueAt = new Date(Date.now() + 9 * 86_400_000).toISOString();
    await people.owner
      .post(`/api/tasks/${task.id}/move`)
      .send({ dueAt, reason: 'Inventory count' })
      .expect(200);
    await eventually(async () => ((await people.task('attest-capacity')).dueAt === dueAt ? true : null));
  });

  test('When everyone is reminded, then those with open work are', async () => {
    const { body } = await people.owner.post(`/api/cycles/${people.cycleId}/remind-all`).expect(200);
    expect(body).toEqual({ reminded: 1, message: '1 person is reminded.' });
    const task = await people.task('attest-capacity');
    await eventually(async () => {
      const mail = await people.month.database.prisma.mail.findFirst({
        where: { subjectId: task.id, kind: 'reminder', state: 'sent' },
      });
      return mail;
    });
  });

  test('When a task is cancelled with a reason, then the step goes on and the reason is on record', async () => {
    const task = await people.openTask('attest-capacity');
    const none = await people.owner.post(`/api/tasks/${task.id}/skip`).send({ reason: '' }).expect(400);
    expect(none.body.error.message).toContain('a reason of at least 3 characters is needed');
    await people.owner.post(`/api/tasks/${task.id}/skip`).send({ reason: 'As last month' }).expect(200);
    await people.untilStep('data-gathering', 'closed');
    const { body } = await people.owner.get(`/api/cycles/${people.cycleId}/history`).expect(200);
    const sentences = body.map(({ sentence }: { sentence: string }) => sentence);
    expect(sentences).toContain('Maria Keller cancelled "Confirm the capacity data": “As last month”.');
  });
});

describe('Demand review', () => {
  test('When it opens, then sales see their grid with history, baseline and last year', async () => {
    await people.untilStep('demand-review', 'open');
    const task = await people.openTask('sales-input');
    const view = await people.view(task);
    if (view.grid?.kind !== 'demand') throw new Error(`Not a demand grid: ${view.grid?.kind}`);
    expect(view.grid.months).toHaveLength(18);
    expect(view.grid.rows.length).toBeGreaterThan(3);
    for (const row of view.grid.rows) {
      expect(row.baseline).toHaveLength(18);
      expect(row.adjusted).toEqual(row.baseline);
    }
    expect(view.grid.rows.some(({ lastYear }) => lastYear.some((sold) => (sold ?? 0) > 0))).toBe(true);
    expect(view.isStarted).toBe(false);
  });

  test('When a draft is saved, then only its writer sees it, and the task is started', async () => {
    const task = await people.openTask('sales-input');
    const view = await people.view(task);
    const content = tenPercentMore(view);
    await (await people.agentOf(task.assignee.id))
      .put(`/api/tasks/${task.id}/draft`)
      .send({ content, comment: 'Fair in May' })
      .expect(200);
    const mine = await people.view(task);
    expect(mine.draft).toMatchObject({ content, comment: 'Fair in May' });
    expect(mine.isStarted).toBe(true);
    if (mine.grid?.kind !== 'demand') throw new Error('Not a demand grid');
    const [row] = mine.grid.rows;
    expect(row!.adjusted[0]! / row!.baseline[0]!).toBeCloseTo(1.1, 3);
    expect(row!.standing).toEqual(row!.baseline);
    const { body } = await people.owner.get(`/api/tasks/${task.id}`).expect(200);
    expect(body.draft).toBeNull();
  });

  test('When all inputs and the consensus are in, then sign-offs are asked for', async () => {
    await people.submitAll('demand-review');
    const { body } = await people.owner.get(`/api/cycles/${people.cycleId}`);
    const step = stepIn(body, 'demand-review');
    expect(step.signOffGroups).toHaveLength(1);
    expect(step.sentence).toMatch(/^0 of \d sign-offs in/);
  });
});

describe('The rest of the month', () => {
  test('When one abstains, then it is an answer, and the others decide', async () => {
    await people.approveAll('demand-review');
    await people.submitAll('supply-review');
    const view = await people.pendingSignOff('supply-review');
    const approver = await people.agentOf(view.person.id);
    const path = `/api/sign-offs/${view.id}/decide`;
    const abstention = { decision: 'abstain', planHash: view.planHash };
    const { body } = await approver.post(path).send(abstention).expect(200);
    expect(body).toMatchObject({ outcome: 'abstain', isRepeat: false });
    expect(body.message).toMatch(/: abstained, plan version \d/);
    const again = await approver.post(path).send(abstention).expect(200);
    expect(again.body.recordedAt).toBe(body.recordedAt);
    const changed = await approver
      .post(path)
      .send({ ...abstention, decision: 'approve' })
      .expect(409);
    expect(changed.body.error.message).toContain(`${view.person.name} abstained from this`);
    const words = await eventually(async () => {
      const { body: seen } = await approver.get(`/api/sign-offs/${view.id}`).expect(200);
      return seen.state === 'pending' ? null : seen.stateWords;
    });
    expect(words).toMatch(/^abstained /);
    if (view.others.length > 0) return;
    // Nobody is left who could approve: the owner sees it, and asks again.
    const cycle = await eventually(async () => {
      const now = await people.cycle();
      return now.needsYou.some(({ kind }) => kind === 'sign-off-group') ? now : null;
    });
    expect(stepIn(cycle, 'supply-review').signOffGroups.at(-1)).toMatchObject({ isOutOfReach: true });
    await people.owner
      .post(`/api/cycles/${people.cycleId}/steps/supply-review/reopen`)
      .send({ reason: 'Asked again with the minutes' })
      .expect(200);
    await eventually(async () => {
      const task = await people.task('supply-plan');
      return task.state === 'open' && task.round === 2 ? true : null;
    });
    await people.submitAll('supply-review');
  }, 180_000);

  test('When everyone does their part, then the plan is published', async () => {
    await people.approveAll('supply-review');
    await people.submitAll('pre-sop');
    await people.approveAll('pre-sop');
    await people.approveAll('executive-meeting');
    const cycle = await eventually(async () => {
      const now = await people.cycle();
      return now.state === 'published' ? now : null;
    });
    expect(cycle.publication?.rowCount).toBeGreaterThan(0);
    const { body } = await people.owner.get(`/api/cycles/${people.cycleId}/history`).expect(200);
    const sentences: string[] = body.map(({ sentence }: { sentence: string }) => sentence);
    expect(sentences).toContainEqual(
      expect.stringMatching(/^The plan went out as plan\.csv, [\d,]+ rows, SHA-256 [0-9a-f]{8}\.$/),
    );
    // Every act of a month has a sentence of its own.
    expect(sentences.filter((sentence) => sentence.startsWith('The system: '))).toEqual([]);
    expect(cycle.steps.map(({ state }) => state)).toEqual(Array(5).fill('closed'));
    expect(cycle.can.cancel).toEqual({
      allowed: false,
      why: 'This cycle has published its plan; nothing in it can be changed any more.',
    });
  }, 180_000);

  test('When it is published, then no act changes it any more', async () => {
    await people.owner.post(`/api/cycles/${people.cycleId}/cancel`).send({ reason: 'Too late' }).expect(409);
    await people.owner
      .post(`/api/cycles/${people.cycleId}/steps/pre-sop/reopen`)
      .send({ reason: 'Too late' })
      .expect(409);
    await people.owner.post(`/api/cycles/${people.cycleId}/remind-all`).expect(409);
  });
});

function tenPercentMore(view: Task) {
  if (view.grid?.kind !== 'demand') throw new Error('Not a demand grid');
  const [row] = view.grid.rows;
  return {
    kind: 'demand-input',
    adjustments: [
      {
        familyCode: row!.familyCode,
        marketCode: row!.marketCode,
        itemCode: null,
        month: view.grid.months[0],
        change: { kind: 'percent', value: 10 },
        reasonCode: 'promotion',
        comment: 'Spring promotion',
      },
    ],
  };
}
