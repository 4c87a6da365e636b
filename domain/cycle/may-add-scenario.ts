import {
  ALLOWED,
  type Allowance,
  type CycleState,
  mayActOnCycle,
  notAllowed,
  type StepState,
} from './allowed-acts';

/**
 * Scenarios of one's own are added while the pre-S&OP is open: before it there is nothing to compare with, after it the
 * choice is made. `step`: null where the month has no pre-S&OP. Library-free.
 *
 * Example: while it waits, "Scenarios are compared in the pre-S&OP, which has not opened yet. Add yours then."
 */
export function mayAddScenario(facts: {
  readonly cycle: CycleState;
  readonly step: StepState | null;
}): Allowance {
  if (facts.cycle !== 'running') return mayActOnCycle(facts.cycle);
  switch (facts.step) {
    case 'open':
      return ALLOWED;
    case 'waiting':
      return notAllowed('Scenarios are compared in the pre-S&OP, which has not opened yet. Add yours then.');
    case 'closed':
      return notAllowed(
        'The pre-S&OP is over and its scenario is chosen. Ask the process owner to reopen it if another must be compared.',
      );
    case 'skipped':
    case 'cancelled':
    case null:
      return notAllowed('This month has no pre-S&OP in which scenarios could be compared.');
  }
}
