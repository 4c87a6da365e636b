import { findLatestPlan, type PlanVersion, readPlanRows, storePlan } from '../../database/plan-repository';
import {
  listPlanningSubmissions,
  type PlanningSubmission,
} from '../../database/planning-submissions-repository';
import { listOwnScenarios } from '../../database/scenario-repository';
import type { PlanReference } from '../../domain/cycle/plan-summary';
import { DomainError } from '../../domain/errors';
import { BASE_SCENARIO, scenarioName } from '../../domain/plan/scenario';
import { computeScenarios } from './compute-scenarios';
import type { CycleToPlan, PlanningDependencies } from './planning-context';

/** The plan that goes to the executives: the scenario that was recommended last, the base plan if nobody did. */
export async function selectFinalPlan(
  dependencies: PlanningDependencies,
  { cycleId }: CycleToPlan,
): Promise<PlanReference> {
  const { database, clock } = dependencies;
  const choice = await latestChoice(dependencies, cycleId);
  const key = choice?.content.kind === 'scenario-choice' ? choice.content.scenario : BASE_SCENARIO.key;
  const scenario = await requireScenario(dependencies, cycleId, key);
  const who = choice ? `recommended by ${choice.personName}` : 'taken since nobody recommended another';
  return storePlan(database, {
    cycleId,
    snapshotId: scenario.snapshotId,
    kind: 'final',
    basedOnId: scenario.id,
    authorIds: choice ? [choice.personId] : [],
    summary: {
      ...scenario.summary,
      changes: [
        `Scenario "${scenario.summary.scenarioName ?? scenarioName(key)}", ${who}.`,
        ...scenario.summary.changes,
      ],
    },
    rows: await readPlanRows(database, scenario.id),
    createdAt: clock(),
  });
}

async function latestChoice(
  { database }: PlanningDependencies,
  cycleId: string,
): Promise<PlanningSubmission | null> {
  const choices = await listPlanningSubmissions(database.prisma, cycleId, ['scenario-choice']);
  return choices.sort((a, b) => (a.submittedAt < b.submittedAt ? 1 : -1))[0] ?? null;
}

async function requireScenario(
  dependencies: PlanningDependencies,
  cycleId: string,
  key: string,
): Promise<PlanVersion> {
  const { prisma } = dependencies.database;
  const own = (await listOwnScenarios(prisma, cycleId)).find((each) => each.key === key);
  if (own?.state === 'without-plan') {
    throw new DomainError(
      'conflict',
      `The scenario "${own.name}" has no plan any more: reopen the pre-S&OP and choose another. ${own.problem}`,
    );
  }
  const find = () => findLatestPlan(prisma, cycleId, 'scenario', key);
  const standing = await find();
  if (standing) return standing;
  // The pre-S&OP was skipped before its scenarios were computed.
  await computeScenarios(dependencies, { cycleId });
  const computed = await find();
  if (computed) return computed;
  throw new DomainError(
    'invalid-input',
    `There is no scenario "${key}": reopen the pre-S&OP and choose one of those that are compared.`,
  );
}
