import type { z } from 'zod';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { findLatestPlan, listPlans } from '../../database/plan-repository';
import { listOwnScenarios, type OwnScenario } from '../../database/scenario-repository';
import { listScenarioUse } from '../../database/scenario-use';
import { readSnapshot } from '../../database/snapshot-repository';
import { mayAddScenario } from '../../domain/cycle/may-add-scenario';
import { mayRemoveScenario, type ScenarioUse } from '../../domain/cycle/may-remove-scenario';
import { plannedMonths } from '../../domain/plan/baseline-plan';
import { describeScenario } from '../../domain/plan/describe-scenario';
import type { PlanningInput } from '../../domain/plan/planning-input';
import { SCENARIOS } from '../../domain/plan/scenario';
import { mayIn, permissionOf, type Verdict } from '../access';
import type { ApiDependencies } from '../dependencies';
import { asSentChanges, type OwnScenario as OwnScenarioAnswer, type Scenarios } from '../schemas/scenarios';
import type { Viewer } from '../viewer';
import { personRef } from './lines';
import { planLine } from './plan-line';
import { comparedScenarios, scenarioFigures } from './scenario-table';

/** The scenarios of a cycle side by side, with those that planners added and what they may add. */
export async function readScenarios(
  { database, clock }: Pick<ApiDependencies, 'database' | 'clock'>,
  viewer: Viewer,
  facts: CycleFacts,
): Promise<z.input<typeof Scenarios>> {
  const { prisma } = database;
  const { id: cycleId } = facts.cycle;
  const [plans, own, final, builtOn] = await Promise.all([
    listPlans(prisma, cycleId),
    listOwnScenarios(prisma, cycleId),
    findLatestPlan(prisma, cycleId, 'final'),
    listScenarioUse(prisma, cycleId, clock()),
  ]);
  const compared = comparedScenarios(plans, own);
  const input = compared[0] ? await readSnapshot(database, compared[0].snapshotId) : null;
  const changesOf = new Map([...SCENARIOS, ...own].map(({ key, changes }) => [key, changes]));
  return {
    scenarios: compared.map(planLine),
    assumes: compared.map(({ scenario }) =>
      input ? describeScenario(input, changesOf.get(scenario) ?? []) : [],
    ),
    figures: scenarioFigures(compared),
    chosen: compared.find(({ id }) => id === final?.basedOnId)?.scenario ?? null,
    own: own.map((each) => ({
      ...ownScenario(facts, each, input),
      can: { remove: permissionOf(removeVerdict(viewer, facts, each, builtOn(each.key))) },
    })),
    frame: frameOf(input),
    can: { add: permissionOf(addVerdict(viewer, facts)) },
  };
}

/** Who may add a scenario, and whether it can be added now. */
export function addVerdict(viewer: Viewer, facts: CycleFacts): Verdict {
  const step = facts.steps.find(({ key }) => key === 'pre-sop');
  return {
    who: mayIn(viewer, facts.unit.id, 'add a scenario'),
    state: mayAddScenario({ cycle: facts.cycle.state, step: step?.state ?? null }),
  };
}

/** Who may remove a scenario, and whether anything was built on it. */
export function removeVerdict(
  viewer: Viewer,
  facts: CycleFacts,
  own: OwnScenario,
  use: ScenarioUse,
): Verdict {
  const step = facts.steps.find(({ key }) => key === 'pre-sop');
  return {
    who: mayIn(viewer, facts.unit.id, 'remove a scenario of others', own.personId === viewer.id),
    state: mayRemoveScenario({ cycle: facts.cycle.state, step: step?.state ?? null, use }),
  };
}

function ownScenario(
  facts: CycleFacts,
  own: OwnScenario,
  input: PlanningInput | null,
): Omit<z.input<typeof OwnScenarioAnswer>, 'can'> {
  const { id, key, name, changes, problem } = own;
  const isOpen = facts.steps.some((step) => step.key === 'pre-sop' && step.state === 'open');
  const state =
    own.state === 'computed' || own.state === 'without-plan' ? own.state : isOpen ? 'computing' : 'stopped';
  return {
    id,
    key,
    name,
    assumes: input ? describeScenario(input, changes) : [],
    changes: asSentChanges(changes),
    state,
    stateWords: STATE_WORDS[state],
    problem: state === 'stopped' ? 'The pre-S&OP closed before its plan was ready.' : problem,
    by: personRef(facts, own.personId),
    createdAt: own.createdAt.toISOString(),
  };
}

const STATE_WORDS = {
  computing: 'being computed',
  computed: 'computed',
  'without-plan': 'no plan',
  stopped: 'not computed',
} as const;

function frameOf(input: PlanningInput | null): z.input<typeof Scenarios>['frame'] {
  if (!input) return { months: [], families: [], resources: [] };
  return {
    months: plannedMonths(input),
    families: input.families.map(({ code, name }) => ({ code, name })),
    resources: input.resources.map(({ code, name }) => ({ code, name })),
  };
}
