import { ActivityFailure, ApplicationFailure, condition, patched, sleep } from '@temporalio/workflow';
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

/** The plan that a step ends with, from the work that is in; null when it could not be made before there was news. */
export async function planAfterWork(step: StepOfCycle, hasNews: HasNews): Promise<PlanReference | null> {
  const { cycleId } = step;
  const made = <T>(compute: () => Promise<T>) => persevereUntil(hasNews, step, compute);
  switch (step.key) {
    case 'data-gathering': {
      const snapshot = await made(() => planActivities.freezeSnapshot({ cycleId }));
      return snapshot && made(() => planActivities.computeBaseline({ cycleId }));
    }
    case 'demand-review':
      return made(() => planActivities.buildConsensus({ cycleId }));
    case 'supply-review':
      return made(() => planActivities.computeSupplyPlan({ cycleId }));
    case 'pre-sop':
    case 'executive-meeting':
      return made(() => planActivities.selectFinalPlan({ cycleId }));
  }
}

/** The plan of a step that was skipped: nobody is asked, but the steps after it need it. */
export async function planWithoutPeople(step: StepOfCycle): Promise<PlanReference | null> {
  await planBeforeWork(step);
  return planAfterWork(step, never);
}

/** That something was asked of the step meanwhile. */
type HasNews = () => boolean;
const never: HasNews = () => false;

const longestPauseMinutes = 30;

/** A plan that cannot be made (no sales loaded, say) is on record for the owner, and tried again until it can. */
export async function persevere(
  step: Omit<StepOfCycle, 'key'>,
  compute: () => Promise<unknown>,
): Promise<void> {
  await persevereUntil(never, step, compute);
}

/** The same, for as long as there is no news: it may change what is to be made. Then null. */
export async function persevereUntil<T>(
  hasNews: HasNews,
  step: Omit<StepOfCycle, 'key'>,
  compute: () => Promise<T>,
): Promise<T | null> {
  for (let pauseMinutes = 1; ; pauseMinutes = Math.min(pauseMinutes * 2, longestPauseMinutes)) {
    try {
      return await compute();
    } catch (error) {
      if (!(error instanceof ActivityFailure && error.cause instanceof ApplicationFailure)) throw error;
      const { cycleId, stepId } = step;
      const message = error.cause.message;
      await processActivities.recordProblem({ cycleId, subjectType: 'step', subjectId: stepId, message });
      if (await comesWithin(pauseMinutes * 60_000, hasNews)) return null;
    }
  }
}

async function comesWithin(milliseconds: number, hasNews: HasNews): Promise<boolean> {
  if (hasNews !== never && patched('news-ends-the-wait')) return condition(hasNews, milliseconds);
  await sleep(milliseconds);
  return false;
}
