import { ActivityFailure, ApplicationFailure, sleep } from '@temporalio/workflow';
import type { PlanReference } from '../domain/cycle/plan-summary';
import type { StepKey } from '../domain/cycle/template';
import { planActivities, processActivities } from './activity-options';

export interface StepOfCycle {
  readonly cycleId: string;
  readonly stepId: string;
  readonly key: StepKey;
}

/** What must be computed before people are asked, so that they see it. */
export async function planBeforeWork(step: StepOfCycle): Promise<void> {
  const { cycleId } = step;
  switch (step.key) {
    case 'data-gathering':
    case 'demand-review':
    case 'executive-meeting':
      return;
    case 'supply-review':
      await persevere(step, () => planActivities.computeSupplyPlan({ cycleId }));
      return;
    case 'pre-sop':
      await persevere(step, () => planActivities.computeScenarios({ cycleId }));
  }
}

/** The plan that a step ends with, from the work that is in. */
export async function planAfterWork(step: StepOfCycle): Promise<PlanReference> {
  const { cycleId } = step;
  switch (step.key) {
    case 'data-gathering':
      await persevere(step, () => planActivities.freezeSnapshot({ cycleId }));
      return persevere(step, () => planActivities.computeBaseline({ cycleId }));
    case 'demand-review':
      return persevere(step, () => planActivities.buildConsensus({ cycleId }));
    case 'supply-review':
      return persevere(step, () => planActivities.computeSupplyPlan({ cycleId }));
    case 'pre-sop':
    case 'executive-meeting':
      return persevere(step, () => planActivities.selectFinalPlan({ cycleId }));
  }
}

/** The plan of a step that was skipped: nobody is asked, but the steps after it need it. */
export async function planWithoutPeople(step: StepOfCycle): Promise<PlanReference> {
  await planBeforeWork(step);
  return planAfterWork(step);
}

const longestPauseMinutes = 30;

/** A plan that cannot be made (no sales loaded, say) is on record for the owner, and tried again until it can. */
export async function persevere<T>(step: Omit<StepOfCycle, 'key'>, compute: () => Promise<T>): Promise<T> {
  for (let pauseMinutes = 1; ; pauseMinutes = Math.min(pauseMinutes * 2, longestPauseMinutes)) {
    try {
      return await compute();
    } catch (error) {
      if (!(error instanceof ActivityFailure && error.cause instanceof ApplicationFailure)) throw error;
      const { cycleId, stepId } = step;
      const message = error.cause.message;
      await processActivities.recordProblem({ cycleId, subjectType: 'step', subjectId: stepId, message });
      await sleep(pauseMinutes * 60_000);
    }
  }
}
