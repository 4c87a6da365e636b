import { findLatestPlan, storePlan } from '../../database/plan-repository';
import {
  acceptScenario,
  findOwnScenario,
  listOwnScenarios,
  type OwnScenario,
  settleScenario,
} from '../../database/scenario-repository';
import type { PlanReference, PlanSummary } from '../../domain/cycle/plan-summary';
import { DomainError } from '../../domain/errors';
import { resolveChanges } from '../../domain/finance/stored-change';
import { proposedSafetyStock } from '../../domain/inventory/item-target';
import { describeDifference, describeSupply } from '../../domain/plan/describe-changes';
import { describeScenario } from '../../domain/plan/describe-scenario';
import { noPlanInWords } from '../../domain/plan/no-plan-in-words';
import {
  BASE_SCENARIO,
  demandOfProblem,
  SCENARIOS,
  type ScenarioDefinition,
  scenarioProblem,
} from '../../domain/plan/scenario';
import { summariseSupply } from '../../domain/plan/summarise-plan';
import { supplyRows } from '../../domain/plan/supply-plan';
import { supplyProblem } from '../../domain/plan/supply-problem';
import type { CycleToPlan, PlanningDependencies } from './planning-context';
import { loadSupplyFacts, type SupplyFacts, solveSupply, stockProposals } from './supply-facts';

/**
 * The plans that the pre-S&OP compares, one version for each scenario, the base first; then those that planners added,
 * anew from what stands now. One of them without a plan does not stop the others.
 */
export async function computeScenarios(
  dependencies: PlanningDependencies,
  { cycleId }: CycleToPlan,
): Promise<readonly PlanReference[]> {
  const facts = await loadSupplyFacts(dependencies, cycleId);
  const references: PlanReference[] = [];
  for (const scenario of SCENARIOS) references.push(await computeScenario(dependencies, facts, scenario));
  for (const own of await listOwnScenarios(dependencies.database.prisma, cycleId)) {
    await computeOrSayWhyNot(dependencies, facts, own);
  }
  return references;
}

export interface ScenarioToCompute extends CycleToPlan {
  readonly scenarioId: string;
}

/** The plan of a scenario that a planner added, or why there is none: both are on record afterwards. */
export async function computeOwnScenario(
  dependencies: PlanningDependencies,
  { cycleId, scenarioId }: ScenarioToCompute,
): Promise<void> {
  const { database, clock } = dependencies;
  await acceptScenario(database, { id: scenarioId }, clock());
  const own = await findOwnScenario(database.prisma, scenarioId);
  if (!own) {
    throw new DomainError(
      'not-found',
      'This scenario is no longer there: add it again on the scenarios page.',
    );
  }
  if (own.state === 'removed') return;
  await computeOrSayWhyNot(dependencies, await loadSupplyFacts(dependencies, cycleId), own);
}

async function computeOrSayWhyNot(
  dependencies: PlanningDependencies,
  facts: SupplyFacts,
  own: OwnScenario,
): Promise<void> {
  const { database, clock } = dependencies;
  const settle = (state: 'computed' | 'without-plan', problem: string) =>
    settleScenario(database, own.id, { state, problem }, clock());
  try {
    await computeScenario(dependencies, facts, own);
    await settle('computed', '');
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    await settle('without-plan', error.message);
  }
}

async function computeScenario(
  dependencies: PlanningDependencies,
  facts: SupplyFacts,
  scenario: ScenarioDefinition,
): Promise<PlanReference> {
  const { database, clock } = dependencies;
  const { consensus, question, authorIds } = facts;
  const { key, name, changes } = scenario;
  const { input } = question;
  const asksForTargets = changes.some(({ kind }) => kind === 'proposed-safety-stock');
  const proposed = asksForTargets
    ? proposedSafetyStock((await stockProposals(dependencies, facts)).targets)
    : {};
  const problem = scenarioProblem(supplyProblem(question), resolveChanges(changes, proposed));
  const demand = demandOfProblem(problem, question.demand);
  const result = await solveSupply(dependencies, { ...question, demand }, problem);
  if (result.answer.status === 'infeasible') {
    throw new DomainError('conflict', noPlanInWords(input, result.answer.conflict));
  }
  const figures: PlanSummary = { ...summariseSupply(input, result, []), scenarioName: name };
  const { cycleId } = consensus.plan;
  const base =
    key === BASE_SCENARIO.key
      ? null
      : await findLatestPlan(database.prisma, cycleId, 'scenario', BASE_SCENARIO.key);
  const sentences = [
    ...describeScenario(input, changes),
    ...(base ? describeDifference(figures, base.summary, 'the base scenario') : []),
    ...result.givenUp,
    ...describeSupply(input, result),
  ];
  return storePlan(database, {
    cycleId,
    snapshotId: consensus.plan.snapshotId,
    kind: 'scenario',
    scenario: key,
    basedOnId: consensus.plan.id,
    authorIds,
    summary: { ...figures, changes: sentences },
    rows: supplyRows(input, result),
    createdAt: clock(),
  });
}
