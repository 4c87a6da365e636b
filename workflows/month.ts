import { CancellationScope, patched, startChild } from '@temporalio/workflow';
import type { DatedStep } from '../activities/process/process-activities';
import type { StepState } from '../domain/cycle/allowed-acts';
import { mayOpen } from '../domain/cycle/opening';
import type { PlanReference } from '../domain/cycle/plan-summary';
import type { StepKey } from '../domain/cycle/template';
import { stepWorkflowId } from '../domain/cycle/workflow-ids';
import type { CycleProgress } from './messages';
import type { StepOfCycle } from './plans-of-step';
import { type Reopening, type StepResult, step } from './step';

/** A step as the month knows it. */
export interface StepOfMonth extends DatedStep {
  openAt: string;
  dueAt: string;
  state: StepState;
  round: number;
  plan: PlanReference | null;
  /** Reopened by someone: it opens whatever its date, as soon as the step before it is over. */
  reopened: Reopening | null;
  underWay: { readonly scope: CancellationScope; readonly ended: Promise<void> } | null;
}

/** Where the steps of one month stand. It keeps states and starts steps; what follows from a result, the story says. */
export class Month {
  readonly steps: StepOfMonth[];

  constructor(
    private readonly cycle: { readonly cycleId: string; readonly workflowId: string },
    steps: readonly DatedStep[],
    private readonly onEnded: (step: StepOfMonth, result: StepResult) => void,
    private readonly onFailed: (error: unknown) => void,
  ) {
    this.steps = steps.map((dated) => ({
      ...dated,
      state: 'waiting',
      round: 1,
      plan: null,
      reopened: null,
      underWay: null,
    }));
  }

  step(key: StepKey): StepOfMonth | undefined {
    return this.steps.find((each) => each.key === key);
  }

  after({ key }: StepOfMonth): readonly StepOfMonth[] {
    return this.steps.slice(this.steps.findIndex((each) => each.key === key) + 1);
  }

  isOver(): boolean {
    return this.steps.every(({ state }) => state === 'closed' || state === 'skipped');
  }

  /**
   * Waiting steps whose rule lets them open at `now`; one that was reopened waits for no date, but for the step before it. A
   * skipped step is over when the one before it is: nothing is planned from data that is still being gathered.
   */
  toOpen(now: string): readonly StepOfMonth[] {
    return this.steps.filter(
      (each, index) =>
        each.state === 'waiting' &&
        mayOpen({
          rule: each.opening,
          isPredecessorOver: index === 0 ? null : this.isOverBefore(index),
          openAt: each.reopened === null ? each.openAt : now,
          now,
        }),
    );
  }

  private isOverBefore(index: number): boolean {
    const before = this.steps[index - 1]!.state;
    if (before !== 'skipped') return before === 'closed';
    const held = this.steps.slice(0, index).findLast(({ state }) => state !== 'skipped');
    // A month from before this rule goes on as it went: its step has opened.
    return held === undefined || held.state === 'closed' || !patched('skipped-step-passes-on');
  }

  /** The next date on which a waiting step might open; null when none lies ahead. */
  nextDate(now: string): string | null {
    const ahead = this.steps.flatMap(({ state, openAt }) =>
      state === 'waiting' && openAt > now ? [openAt] : [],
    );
    return ahead.sort()[0] ?? null;
  }

  /** Steps right before this one that were skipped: nobody worked on their plans, and what follows needs them. */
  private skippedBefore(index: number): readonly StepOfCycle[] {
    const { cycleId } = this.cycle;
    const before = this.steps.slice(0, index);
    const lastHeld = before.findLastIndex(({ state }) => state !== 'skipped');
    return before.slice(lastHeld + 1).map(({ stepId, key }) => ({ cycleId, stepId, key }));
  }

  open(each: StepOfMonth): void {
    const index = this.steps.indexOf(each);
    const reopened = each.reopened;
    each.state = 'open';
    each.reopened = null;
    const scope = new CancellationScope();
    const ended = scope
      .run(async () => {
        const { stepId, key, hasSignOff, round } = each;
        const { cycleId, workflowId } = this.cycle;
        const child = await startChild(step, {
          workflowId: stepWorkflowId(workflowId, key, round),
          args: [
            {
              ...{ cycleId, stepId, key, hasSignOff, round, reopened },
              plan: this.steps[index - 1]?.plan ?? null,
              skippedBefore: this.skippedBefore(index),
            },
          ],
        });
        return child.result();
      })
      .then((result) => this.onEnded(each, result), this.onFailed);
    each.underWay = { scope, ended };
  }

  /** Calls an open step off, and waits until it has recorded what it had in hand. */
  async callOff(each: StepOfMonth): Promise<void> {
    const { underWay } = each;
    if (underWay === null) return;
    each.underWay = null;
    underWay.scope.cancel();
    await underWay.ended;
  }

  progress(state: CycleProgress['state']): CycleProgress {
    return {
      state,
      steps: this.steps.map(({ key, state: stepState, round, openAt, dueAt }) => ({
        step: key,
        state: stepState,
        round,
        openAt,
        dueAt,
      })),
    };
  }
}
