import { randomUUID } from 'node:crypto';
import { listPlans } from '../../database/plan-repository';
import { listOwnScenarios, offerScenario } from '../../database/scenario-repository';
import type { StoredChange } from '../../domain/finance/stored-change';
import { addScenario, removeScenario } from '../../workflows/messages';
import { monthAtDataGathering, monthAtDemandSignOff, skipToStep } from './months-on-the-way';
import type { PlayedMonth } from './played-month';
import { refusalOf } from './refusal-of';
import { openStage, type Stage } from './stage';

/** Scenarios that planners add while the pre-S&OP is open. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

const toPreSop = async () => {
  const month = await monthAtDemandSignOff(stage);
  await month.decide('demand-review', 'lead');
  await month.decide('demand-review', 'ops');
  await skipToStep(stage, month, 'supply-review');
  await month.reviewSupply();
  await month.decide('supply-review', 'lead');
  await skipToStep(stage, month, 'pre-sop');
  await month.untilTask('finance-review', 'open');
  return month;
};

const offer = async (month: PlayedMonth, name: string, changes: StoredChange[]) =>
  offerScenario(stage.database, {
    id: randomUUID(),
    cycleId: month.cycleId,
    name,
    changes,
    personId: month.personId('supply'),
    createdAt: await stage.now(),
  });

const scenario = (id: string) => stage.database.prisma.scenario.findUniqueOrThrow({ where: { id } });
const untilState = (month: PlayedMonth, id: string, state: string) =>
  month.until(async () => (await scenario(id)).state === state, `the scenario is ${state}`);

test('it is computed beside the work, one that cannot be says why, and the chosen one becomes the plan', async () => {
  const month = await toPreSop();
  const { workflowId } = await month.step('pre-sop');
  const byId = month.personId('supply');

  const more = await offer(month, 'More in the first month', [{ kind: 'demand', percent: 50 }]);
  const act = { byId, scenarioId: more.id };
  expect(await month.send(workflowId!, addScenario, act)).toEqual({ isRepeat: false });
  expect(await month.send(workflowId!, addScenario, act)).toEqual({ isRepeat: true });

  const impossible = await offer(month, 'Without the line', [
    { kind: 'line-lost', resource: 'R' },
    { kind: 'unmet-demand', unmetDemand: 'forbidden' },
  ]);
  await month.send(workflowId!, addScenario, { byId, scenarioId: impossible.id });
  await untilState(month, more.id, 'computed');
  await untilState(month, impossible.id, 'without-plan');
  expect((await scenario(impossible.id)).problem).toMatch(/^These cannot hold together\. Family: demand of/);

  const plans = await stage.database.prisma.planVersion.findMany({
    where: { cycleId: month.cycleId, kind: 'scenario' },
  });
  const volumeOf = (key: string) => {
    const ofKey = plans.filter(({ scenario: each }) => each === key);
    expect(ofKey).toHaveLength(1);
    return (ofKey[0]!.summary as unknown as { volumeUnits: number }).volumeUnits;
  };
  expect(volumeOf(more.key)).toBeCloseTo(1.5 * volumeOf('base'), 2);
  expect(plans.some(({ scenario: each }) => each === impossible.key)).toBe(false);
  expect((await month.audit('scenario-added')).map(({ actor }) => actor)).toEqual(['supply', 'supply']);

  await month.submit('finance-review');
  await month.untilTask('scenario-choice', 'open');
  await month.submit('scenario-choice', 'planner', { kind: 'scenario-choice', scenario: more.key });
  await month.untilAsked('pre-sop', 1);
  const asked = await month.group('pre-sop');
  const final = await stage.database.prisma.planVersion.findUniqueOrThrow({
    where: { id: asked.planVersionId },
  });
  expect(final).toMatchObject({
    kind: 'final',
    sha256: plans.find(({ scenario: key }) => key === more.key)!.sha256,
  });
  expect(final.summary).toMatchObject({
    scenarioName: 'More in the first month',
    changes: expect.arrayContaining(['Scenario "More in the first month", recommended by planner.']),
  });
}, 60_000);

test('one that is removed is compared no longer, and its name is free; one that was chosen stays', async () => {
  const month = await toPreSop();
  const { workflowId } = await month.step('pre-sop');
  const byId = month.personId('supply');
  const mistaken = await offer(month, 'Mistaken', [{ kind: 'demand', percent: 500 }]);
  await month.send(workflowId!, addScenario, { byId, scenarioId: mistaken.id });
  const act = { byId, scenarioId: mistaken.id };
  expect(await month.send(workflowId!, removeScenario, act)).toEqual({ isRepeat: false });
  expect(await month.send(workflowId!, removeScenario, act)).toEqual({ isRepeat: true });
  await untilState(month, mistaken.id, 'removed');

  const again = await offer(month, 'Mistaken', [{ kind: 'demand', percent: 5 }]);
  await month.send(workflowId!, addScenario, { byId, scenarioId: again.id });
  await untilState(month, again.id, 'computed');
  expect((await scenario(mistaken.id)).state).toBe('removed');
  const listed = await listOwnScenarios(stage.database.prisma, month.cycleId);
  expect(listed.map(({ id }) => id)).toEqual([again.id]);
  const plans = await listPlans(stage.database.prisma, month.cycleId);
  expect(plans.some((plan) => plan.scenario === mistaken.key)).toBe(false);
  expect((await month.audit('scenario-removed')).map(({ actor }) => actor)).toEqual(['supply']);

  await month.submit('finance-review');
  await month.untilTask('scenario-choice', 'open');
  await month.submit('scenario-choice', 'planner', { kind: 'scenario-choice', scenario: again.key });
  await month.send(workflowId!, removeScenario, { byId, scenarioId: again.id });
  await month.untilAsked('pre-sop', 1);
  expect((await scenario(again.id)).state).toBe('computed');
}, 60_000);

test('another step compares none', async () => {
  const month = await monthAtDataGathering(stage);
  const { workflowId } = await month.step('data-gathering');
  const refusal = await refusalOf(
    month.send(workflowId!, addScenario, { byId: month.personId('supply'), scenarioId: randomUUID() }),
  );
  expect(refusal).toMatchObject({
    type: 'conflict',
    message: expect.stringContaining('added to the pre-S&OP'),
  });
});
