import { eventually } from './api-under-test';
import { peopleOfOneMonth } from './people-of-the-month';

/** The sign-off of a consensus demand plan through the API: who may decide, on what, and what a rejection does. */
const people = peopleOfOneMonth(async () => {
  await people.start();
  await people.submitAll('data-gathering');
  await people.submitAll('demand-review');
});

test('When an approver opens it, then the numbers that matter are there', async () => {
  const view = await people.pendingSignOff('demand-review');
  expect(view.question).toMatch(
    /^Approve the consensus demand plan for Alpina Outdoor Europe, \w+ \d{4}, version 1$/,
  );
  expect(view.plan.summary.volumeUnits).toBeGreaterThan(0);
  expect(view.chart.months).toHaveLength(18);
  expect(view.chart.demand).toHaveLength(18);
  expect(view.chart.baseline).toHaveLength(18);
  expect(view.chart.inventory).toBeNull();
  expect(view.makersWords).toMatchObject([
    { taskTitle: 'Settle the consensus demand plan', text: 'As agreed.' },
  ]);
  expect(view.can.decide.allowed).toBe(true);
});

test('When the owner decides for an approver, then it is refused', async () => {
  const view = await people.pendingSignOff('demand-review');
  await people.owner
    .post(`/api/sign-offs/${view.id}/decide`)
    .send({ decision: 'approve', planHash: view.planHash })
    .expect(403);
});

test('When another version was seen, then nothing is recorded', async () => {
  const view = await people.pendingSignOff('demand-review');
  const approver = await people.agentOf(view.person.id);
  const { body } = await approver
    .post(`/api/sign-offs/${view.id}/decide`)
    .send({ decision: 'approve', planHash: 'f'.repeat(64) })
    .expect(409);
  expect(body.error.code).toBe('stale');
  expect(body.error.message).toMatch(/your decision was not recorded/);
});

test('When it is rejected without a comment, then the comment is asked for', async () => {
  const view = await people.pendingSignOff('demand-review');
  const approver = await people.agentOf(view.person.id);
  const { body } = await approver
    .post(`/api/sign-offs/${view.id}/decide`)
    .send({ decision: 'reject', planHash: view.planHash })
    .expect(400);
  expect(body.error.message).toContain('say in a comment');
});

test('When it is rejected, then the consensus is asked for again with the comment', async () => {
  const view = await people.pendingSignOff('demand-review');
  const approver = await people.agentOf(view.person.id);
  const { body } = await approver
    .post(`/api/sign-offs/${view.id}/decide`)
    .send({ decision: 'reject', planHash: view.planHash, comment: 'The promotion is missing.' })
    .expect(200);
  expect(body).toMatchObject({ outcome: 'reject', isRepeat: false });
  const task = await eventually(async () => {
    const now = await people.task('consensus');
    return now.state === 'open' && now.round === 2 ? now : null;
  });
  const again = await people.view(task);
  expect(again.previous).toMatchObject({
    comment: 'The promotion is missing.',
    person: { id: view.person.id },
  });
  await people.submit(task, 1);
});

test('When approve and reject race, then the first wins and the second learns who', async () => {
  const view = await people.pendingSignOff('demand-review');
  const approver = await people.agentOf(view.person.id);
  const decide = (decision: string) =>
    approver
      .post(`/api/sign-offs/${view.id}/decide`)
      .send({ decision, planHash: view.planHash, comment: 'With more stock in May.' });
  const answers = await Promise.all([decide('approve'), decide('approve-with-conditions')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const lost = answers.find(({ status }) => status === 409)!;
  expect(lost.body.error.message).toContain(view.person.name);
  expect(lost.body.error.message).toContain('the first decision counts');
  await eventually(async () => {
    const row = await people.month.database.prisma.signOff.findUniqueOrThrow({ where: { id: view.id } });
    return row.decidedAt;
  });
  expect(await people.auditCount(view.id, 'sign-off-decided')).toBe(1);
});
