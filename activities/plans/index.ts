import { asActivities } from '../as-activity';
import type { ActivityDependencies } from '../dependencies';
import type { PlanActivities } from '../process/plan-activities';
import { buildConsensus } from './build-consensus';
import { computeBaseline } from './compute-baseline';
import { computeOwnScenario, computeScenarios } from './compute-scenarios';
import { computeSupplyPlan } from './compute-supply-plan';
import { createComputeThread } from './compute-thread';
import { freezeSnapshot } from './freeze-snapshot';
import type { PlanningDependencies } from './planning-context';
import { publishPlan } from './publish-plan';
import { selectFinalPlan } from './select-final-plan';

/** What workflows ask of the planners; forecasts and plans are computed in a thread that they share. */
export function createPlanActivities(dependencies: ActivityDependencies): PlanActivities {
  const planning: PlanningDependencies = { ...dependencies, thread: createComputeThread() };
  return asActivities<PlanActivities>(
    {
      freezeSnapshot: (input) => freezeSnapshot(planning, input),
      computeBaseline: (input) => computeBaseline(planning, input),
      buildConsensus: (input) => buildConsensus(planning, input),
      computeSupplyPlan: (input) => computeSupplyPlan(planning, input),
      computeScenarios: (input) => computeScenarios(planning, input),
      computeOwnScenario: (input) => computeOwnScenario(planning, input),
      selectFinalPlan: (input) => selectFinalPlan(planning, input),
      publishPlan: (input) => publishPlan(planning, input),
    },
    { heartbeat: true },
  );
}
