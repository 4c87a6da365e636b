import type { CycleTemplate } from '../../domain/cycle/template';
import { type PlayedMonth, playedOn } from './played-month';
import { createSmallCompany } from './small-company';
import type { Stage } from './stage';

/** Skips time to a minute after the step is to open, and waits until it has. */
export async function skipToStep(stage: Stage, month: PlayedMonth, key: string): Promise<void> {
  const { openAt } = await month.step(key);
  await stage.sleepUntil(new Date(openAt.getTime() + 60_000));
  await month.untilStep(key, 'open');
}

/** A month of a new company whose data gathering has begun. */
export async function monthAtDataGathering(stage: Stage, template?: CycleTemplate): Promise<PlayedMonth> {
  const month = await playedOn(stage, await createSmallCompany({ ...stage, ...(template && { template }) }));
  await skipToStep(stage, month, 'data-gathering');
  await month.untilTask('attest-stock', 'open');
  return month;
}

export async function monthAtDemandReview(stage: Stage, template?: CycleTemplate): Promise<PlayedMonth> {
  const month = await monthAtDataGathering(stage, template);
  await month.gatherData();
  await skipToStep(stage, month, 'demand-review');
  return month;
}

/** At the point where the sign-off of the demand review is asked for. */
export async function monthAtDemandSignOff(stage: Stage, template?: CycleTemplate): Promise<PlayedMonth> {
  const month = await monthAtDemandReview(stage, template);
  await month.reviewDemand();
  return month;
}
