import {
  ALLOWED,
  type Allowance,
  type CycleState,
  mayActOnCycle,
  notAllowed,
  type StepState,
} from './allowed-acts';

/** What the month has built on a scenario that a planner added. */
export interface ScenarioUse {
  /** Who recommended it; null: nobody. */
  readonly chosenBy: string | null;
  /** A sign-off asks, or has asked, about the plan that was made from it. */
  readonly isAskedAbout: boolean;
}

export const UNUSED: ScenarioUse = { chosenBy: null, isAskedAbout: false };

/**
 * A scenario is removed while the pre-S&OP is open, as long as nothing was built on it. `step`: null where the month has
 * no pre-S&OP. Library-free.
 *
 * Example: recommended by Li Wei, "Li Wei recommends this scenario. It can be removed when another one is chosen."
 */
export function mayRemoveScenario(facts: {
  readonly cycle: CycleState;
  readonly step: StepState | null;
  readonly use: ScenarioUse;
}): Allowance {
  if (facts.cycle !== 'running') return mayActOnCycle(facts.cycle);
  if (facts.step !== 'open') {
    return notAllowed('The pre-S&OP is over: its scenarios stay as they were compared.');
  }
  return mayGo(facts.use);
}

/** Whether nothing was built on it; the part of the rule that is asked again when it is removed. */
export function mayGo({ chosenBy, isAskedAbout }: ScenarioUse): Allowance {
  if (isAskedAbout) {
    return notAllowed(
      'A sign-off refers to the plan that was made from this scenario, so it stays on record.',
    );
  }
  if (chosenBy !== null) {
    return notAllowed(`${chosenBy} recommends this scenario. It can be removed when another one is chosen.`);
  }
  return ALLOWED;
}
