import { eventually } from './api-under-test';
import { type Cycle, peopleOfOneMonth, stepIn } from './people-of-the-month';

/** A step that cannot go on by itself: the owner sees why, and it goes on once that is mended. */
const people = peopleOfOneMonth(async () => {
  await people.start();
  await people.untilStep('data-gathering', 'open');
});

const problemsOf = ({ needsYou }: Cycle) => needsYou.filter(({ kind }) => kind === 'step');

test('When a plan cannot be made, then the owner sees why among what needs them, until it is made', async () => {
  const { prisma } = people.month.database;
  const ofUnit = { where: { unitId: people.month.unitId } };
  const sales = await prisma.sales.findMany(ofUnit);
  await prisma.sales.deleteMany(ofUnit);
  for (const task of stepIn(await people.cycle(), 'data-gathering').tasks) await people.submit(task);
  const [problem] = await eventually(async () => {
    const problems = problemsOf(await people.cycle());
    return problems.length > 0 ? problems : null;
  });
  expect(problem).toMatchObject({ title: 'Data gathering cannot go on', step: 'data-gathering', acts: [] });
  expect(problem!.sentence).toMatch(/^No sales before .* import a sales file; .* within half an hour\.$/);

  const seller = await people.agentOf(await people.holderOf('sales'));
  const { body } = await seller.get(`/api/cycles/${people.cycleId}`).expect(200);
  expect(problemsOf(body)).toEqual([]);

  await prisma.sales.createMany({ data: sales });
  await people.owner
    .post(`/api/cycles/${people.cycleId}/steps/data-gathering/reopen`)
    .send({ reason: 'The sales are loaded' })
    .expect(200);
  await eventually(async () => {
    const [task] = stepIn(await people.cycle(), 'data-gathering').tasks;
    return task?.round === 2 && task.state === 'open' ? true : null;
  });
  await people.submitAll('data-gathering');
  await people.untilStep('data-gathering', 'closed');
  expect(problemsOf(await people.cycle())).toEqual([]);
}, 120_000);
